"""While everybody counts nobody leaves and nobody changes hands. (C58; promises 1, 5)"""

from __future__ import annotations

from care.acts import Act, Intent
from care.reading.orders.commands import Command, Said
from handlers import table
from handlers.safety import muster, searching
from storage.day import matters, musters
from tests.stage import EVENING, Stage, labels, relation, to


def counting(stage: Stage) -> None:
    for who, at in (("赵敏", "16:27"), ("王磊", "16:28")):
        stage.say(who, at, Act(Intent.ROLL_CALL, absent=()))
    stage.keep(muster.start(Said(Command.MUSTER, "李小明"), stage.turn("孙强", "17:10")))


def do(stage: Stage, who: str, at: str, act: Act) -> str:
    return to(stage.keep(table.carry_out(act, stage.turn(who, at))), stage.id(who))


def test_nobody_is_released_or_handed_over_and_the_reason_is_told(stage: Stage) -> None:
    counting(stage)
    release = Act(Intent.RELEASE, students=stage.children("张子涵"), person=relation("爸爸"))

    assert "先不要放行" in do(stage, "赵敏", "17:11", release)
    assert "先不要放行" in do(stage, "赵敏", "17:12", Act(Intent.HAND_OVER, receiver=stage.colleague("王磊"), count=5))
    assert stage.place("张子涵").holder == stage.id("赵敏")
    assert stage.place("张子涵").offer is None


def test_a_card_that_was_offered_before_waits_for_the_end(stage: Stage) -> None:
    for who, at in (("赵敏", "16:27"), ("王磊", "16:28")):
        stage.say(who, at, Act(Intent.ROLL_CALL, absent=()))
    stage.say("赵敏", "17:08", Act(Intent.HAND_OVER, receiver=stage.colleague("何芳"), count=5))
    stage.keep(muster.start(Said(Command.MUSTER, ""), stage.turn("孙强", "17:10")))
    notes = stage.press("何芳", "17:11", "确认接收5人")

    assert "先不要放行和交接" in to(notes, stage.id("何芳"))
    assert stage.place("李小明").holder == stage.id("赵敏")

    stage.press("孙强", "17:15", "结束清点")
    stage.press("何芳", "17:16", "确认接收5人")
    assert stage.place("李小明").holder == stage.id("何芳")


def test_a_leader_lets_one_child_go_with_a_reason_and_the_count_is_one_less(stage: Stage) -> None:
    counting(stage)
    notes = stage.keep(searching.let_go(Said(Command.LET_GO, "张子涵 爸爸 发烧送医"), stage.turn("孙强", "17:12")))

    assert stage.place("张子涵").gone is not None
    assert "发烧送医" in to(notes, stage.id("赵敏"))
    running = musters.running(stage.session, stage.story.school_id, stage.day, EVENING)
    assert running is not None
    count = running.of(stage.id("赵敏"))
    assert count is not None
    assert len(count.held) == 4


def test_without_a_reason_nobody_is_let_go(stage: Stage) -> None:
    counting(stage)
    stage.keep(searching.let_go(Said(Command.LET_GO, "张子涵 爸爸"), stage.turn("孙强", "17:12")))

    assert stage.place("张子涵").holder == stage.id("赵敏")


def test_who_is_not_found_stays_a_matter_when_the_counting_ends(stage: Stage) -> None:
    counting(stage)
    stage.keep(muster.press_agrees({"muster": 1, "count": 4}, stage.turn("王磊", "17:11")))
    stage.keep(muster.press_agrees({"muster": 1, "count": 4}, stage.turn("赵敏", "17:12")))
    notes = stage.press("孙强", "17:15", "还没找到，继续查找")

    assert "还没找到三年级2班 李小明" in to(notes, stage.id("赵敏"))
    open_ = matters.open_ones(stage.session, stage.story.school_id, kind="incident")
    assert [one.students for one in open_] == [(stage.story.pupils["李小明"],)]


def test_a_family_that_looks_for_its_child_lets_the_leader_start_the_count(stage: Stage) -> None:
    stage.say("赵敏", "16:27", Act(Intent.ROLL_CALL, absent=()))
    lost = Act(Intent.INCIDENT, students=stage.children("李小明"), kind="missing")
    notes = stage.say("王丽", "17:10", lost, text="小明还没到家")

    assert "开始清点" in labels(notes, stage.id("孙强"))
    assert labels(notes, stage.id("赵敏")) == ["孩子在我这里"]
    assert "李小明在三年级2班" in to(notes, stage.id("王丽"))

    again = stage.say("王丽", "17:12", lost, text="小明还没到家")
    assert {note.to for note in again} == {stage.id("王丽"), stage.id("孙强")}
    assert "请马上点数" in to(stage.press("孙强", "17:13", "开始清点"), stage.id("赵敏"))
    stage.press("赵敏", "17:14", "孩子在我这里")
    assert not matters.open_ones(stage.session, stage.story.school_id, kind="incident")
    assert musters.running(stage.session, stage.story.school_id, stage.day, EVENING) is None
