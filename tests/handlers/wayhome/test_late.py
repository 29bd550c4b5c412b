"""A change after its cut-off: waiting for a named person until a time, accepted or refused. (promise 3; G02)"""

from __future__ import annotations

from datetime import date, time

from care.acts import Act, Intent
from handlers.wayhome import early, late, leave, plans
from storage import waits
from storage.day import leaves, pickups
from tests.stage import WEDNESDAY, Stage, labels, relation, to


def grandmother(stage: Stage, at: str, *days: date) -> str:
    act = Act(
        Intent.DELEGATE_PICKUP, students=stage.children("李小明"), dates=days or (WEDNESDAY,), person=relation("奶奶")
    )
    return to(stage.keep(plans.delegate(act, stage.turn("王丽", at))), stage.id("王丽"))


def planned(stage: Stage, day: date = WEDNESDAY) -> bool:
    return bool(pickups.plans(stage.session, [stage.story.pupils["李小明"]], day))


def called(stage: Stage) -> None:
    stage.say("赵敏", "16:28", Act(Intent.ROLL_CALL, absent=()))


def test_in_time_it_is_noted_at_once(stage: Stage) -> None:
    assert "已登记" in grandmother(stage, "17:45")
    assert planned(stage)


def test_late_it_waits_for_whoever_has_the_child(stage: Stage) -> None:
    called(stage)
    said = grandmother(stage, "17:46")

    assert "正在等赵敏老师答复，最晚17:56" in said
    assert labels(stage.notes, stage.id("赵敏"))[-2:] == ["同意", "不同意"]
    assert not planned(stage)


def test_agreed_to_it_is_as_if_asked_in_time(stage: Stage) -> None:
    called(stage)
    grandmother(stage, "17:46")
    notes = stage.press("赵敏", "17:47", "同意")

    assert planned(stage)
    assert "赵敏老师已同意。已登记" in to(notes, stage.id("王丽"))


def test_refused_the_plan_stays_as_it_was(stage: Stage) -> None:
    called(stage)
    grandmother(stage, "17:46")
    notes = stage.press("赵敏", "17:47", "不同意")

    assert not planned(stage)
    assert "没有同意" in to(notes, stage.id("王丽"))


def test_without_an_answer_the_leader_is_asked(stage: Stage) -> None:
    called(stage)
    grandmother(stage, "17:46")
    desk = stage.turn("赵敏", "17:57")
    (wait,) = waits.overdue(stage.session, stage.story.school_id, now=desk.now)
    notes = stage.keep(late.pass_on(desk, wait))

    assert labels(notes, stage.id("孙强")) == ["同意", "不同意"]
    assert "已转给孙强老师" in to(notes, stage.id("王丽"))


def test_other_days_are_noted_while_today_waits(stage: Stage) -> None:
    called(stage)
    said = grandmother(stage, "17:46", WEDNESDAY, date(2026, 3, 5))

    assert "正在等" in said
    assert "已登记" in said
    assert planned(stage, date(2026, 3, 5))
    assert not planned(stage)


def test_a_leave_after_the_start_waits_too(stage: Stage) -> None:
    act = Act(Intent.LEAVE, students=stage.children("李小明"), dates=(WEDNESDAY,))
    notes = stage.keep(leave.ask_leave(act, stage.turn("王丽", "16:40")))
    assert "已过16:25的截止时间" in to(notes, stage.id("王丽"))
    assert leaves.of_student(stage.session, stage.story.pupils["李小明"]) == []

    stage.press("赵敏", "16:41", "同意")
    assert leaves.of_student(stage.session, stage.story.pupils["李小明"])


def collects_at(stage: Stage, clock: time) -> None:
    act = Act(Intent.PICKUP_TIME, students=stage.children("李小明"), dates=(WEDNESDAY,), time=clock)
    stage.keep(plans.change_time(act, stage.turn("王丽", "16:40")))


def cards_at(stage: Stage, at: str) -> list[str]:
    """The buttons that the teacher gets when the time has come."""
    desk = stage.turn("赵敏", at)
    due = waits.overdue(stage.session, stage.story.school_id, now=desk.now)
    return labels([note for wait in due for note in early.due(desk, wait)], stage.id("赵敏"))


def test_collected_before_the_end_the_teacher_gets_the_card_at_that_time(stage: Stage) -> None:
    called(stage)
    collects_at(stage, time(17, 10))

    assert cards_at(stage, "17:09") == []
    assert cards_at(stage, "17:10") == ["已交给家长"]


def test_a_time_that_was_changed_brings_no_card(stage: Stage) -> None:
    called(stage)
    collects_at(stage, time(17, 10))
    collects_at(stage, time(17, 30))

    assert cards_at(stage, "17:10") == []


def test_at_the_end_of_the_session_no_card_is_needed(stage: Stage) -> None:
    called(stage)
    collects_at(stage, time(18, 0))

    assert cards_at(stage, "18:01") == []
