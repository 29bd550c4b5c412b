"""补录 and 打印: read back, confirmed, both times kept, told to the family; the balance holds. (promise 14)"""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.commands.print import page
from care.acts import Act, CareSession, Intent
from care.calendar import SHANGHAI
from care.reading.orders.commands import Command, Said
from care.rules.custody import Move
from care.rules.late_entry import is_open
from care.rules.paper import SheetKind
from handlers import commands
from handlers.record import late_entry
from storage import ledger
from storage.day import papers
from tests import stage as stages
from tests.stage import EVENING, WEDNESDAY, Stage, labels, to

stages.PRESSES[late_entry.CONFIRM] = late_entry.press_confirm


def said(stage: Stage, who: str, at: str, command: Command, rest: str) -> str:
    notes = commands.carry_out(Said(command, rest), stage.turn(who, at))
    return to(stage._sent(notes), stage.id(who))


def printed_page(stage: Stage, kind: SheetKind = SheetKind.SIGNOUT) -> str:
    return page(stage.turn("孙强", "16:20"), WEDNESDAY, CareSession.EVENING, kind)


def test_a_page_has_codes_names_and_the_hash_that_is_kept(stage: Stage) -> None:
    html = printed_page(stage)
    kept = papers.of_day(stage.session, stage.story.school_id, WEDNESDAY)

    assert "三年级2班 李小明" in html
    assert ">A1<" in html
    assert f"#{kept[0].short_mark}" in html
    assert kept[0].rows["A1"] == stage.story.pupils["李小明"]
    assert "http" not in html


def test_the_same_list_printed_twice_is_one(stage: Stage) -> None:
    printed_page(stage)
    printed_page(stage)

    assert len(papers.of_day(stage.session, stage.story.school_id, WEDNESDAY)) == 1


def test_nothing_is_written_before_somebody_confirms(stage: Stage) -> None:
    printed_page(stage)
    told = said(stage, "赵敏", "17:50", Command.LATE, "A1 17:25 奶奶接走")

    assert "A1 三年级2班 李小明 17:25 由奶奶接走" in told
    assert stage.place("李小明").gone is None

    notes = stage.press("赵敏", "17:51", "确认补录")
    assert stage.place("李小明").gone is not None
    assert labels(notes, stage.id("王丽")) == ["已接到", "没有接到"]


def test_both_times_are_kept_and_the_balance_holds(stage: Stage) -> None:
    printed_page(stage)
    said(stage, "赵敏", "17:50", Command.LATE, "A1 17:25 A2 17:31")
    stage.press("赵敏", "17:51", "确认补录")
    events = ledger.events(stage.session, stage.story.school_id, WEDNESDAY, EVENING)
    gone = next(event for event in events if event.kind is Move.RELEASED)

    assert gone.at.astimezone(SHANGHAI).strftime("%H:%M") == "17:25"
    assert gone.entered_at is not None
    assert gone.entered_at.astimezone(SHANGHAI).strftime("%H:%M") == "17:51"
    assert stage.balance().holds
    assert ledger.unbalanced(stage.session, stage.story.school_id) == []


def test_what_happened_meanwhile_is_not_entered_again(stage: Stage) -> None:
    printed_page(stage)
    stage.say("赵敏", "16:28", Act(Intent.ROLL_CALL, absent=()))
    said(stage, "赵敏", "17:50", Command.LATE, "A1 17:25")
    stage.say("赵敏", "17:50", Act(Intent.RELEASE, students=stage.children("李小明")), text="三年级2班李小明走了")
    notes = stage.press("赵敏", "17:51", "确认补录")

    assert "已经登记离校" in to(notes, stage.id("赵敏"))


def test_a_colleague_enters_nothing_for_another_group(stage: Stage) -> None:
    """Promise 11."""
    printed_page(stage)

    assert "不是您负责的孩子" in said(stage, "王磊", "17:50", Command.LATE, "A1 17:25")
    assert "A1 三年级2班 李小明" in said(stage, "孙强", "17:50", Command.LATE, "A1 17:25")


def test_a_list_is_printed_only_for_whom_it_concerns(stage: Stage) -> None:
    assert "李小明" in said(stage, "赵敏", "16:20", Command.PRINT, "点名表 三年级2班")
    assert "李小明" not in said(stage, "王磊", "16:20", Command.PRINT, "点名表 三年级2班")


def test_figures_of_an_earlier_day_are_told_again_to_whoever_had_them(stage: Stage) -> None:
    stage.say("赵敏", "16:27", Act(Intent.ROLL_CALL, absent=()))
    stage.day = WEDNESDAY + timedelta(days=1)
    said(stage, "赵敏", "08:00", Command.LATE, "昨天 李小明 17:25 奶奶接走")
    notes = stage.press("赵敏", "08:01", "确认补录")

    for who in ("周建国", "孙强"):
        assert "更正" in to(notes, stage.id(who))
        assert "已离校1" in to(notes, stage.id(who))


@given(st.integers(-400, 400), st.integers(0, 30))
def test_paper_is_entered_for_so_many_days_back_and_never_ahead(offset: int, days: int) -> None:
    on = WEDNESDAY + timedelta(days=offset)

    assert is_open(on, WEDNESDAY, days=days) == (-days <= offset <= 0)


def test_paper_of_a_day_that_is_too_long_ago_is_refused(stage: Stage) -> None:
    assert "只能补录今天和前3天的" in said(stage, "赵敏", "08:00", Command.LATE, "2026-02-27 李小明 17:25 奶奶接走")
