"""A day changed at short notice and the plan changed from a day on, on both databases. (G18, C01)"""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlalchemy import select

from care.acts import Act, CareSession, Intent
from care.messages import Urgency
from care.reading.orders.commands import read_command
from handlers import commands, day
from handlers.wayhome import leave
from storage import known, schools
from storage.enrolment import bookings
from storage.school import days, plans
from storage.school.days import DayChangeRow
from storage.schools import CalendarRow
from tests.stage import Stage, labels, to

THURSDAY, SATURDAY = date(2026, 3, 5), date(2026, 3, 7)
EVENING, NOON = CareSession.EVENING, CareSession.NOON


def command(stage: Stage, who: str, at: str, text: str) -> str:
    said = read_command(text)
    assert said is not None, text
    return to(stage.keep(commands.carry_out(said, stage.turn(who, at, text=text))), stage.id(who))


def confirmed(stage: Stage, text: str, *, at: str = "12:00", who: str = "孙强") -> None:
    command(stage, who, at, text)
    stage.press(who, at, "确认并通知" if who == "孙强" else "确认修改")


def plan(stage: Stage, care: CareSession, on: date = THURSDAY) -> str | None:
    found = known.policy(stage.session, stage.story.school_id, stage.day).plan(care, on)
    return f"{found.start:%H:%M}-{found.end:%H:%M}" if found else None


def test_a_preview_changes_nothing(stage: Stage) -> None:
    told = command(stage, "孙强", "12:00", "明天下午停课后服务，因为大雨")

    assert "涉及9个孩子：将通知9位家长、4位老师" in told
    assert plan(stage, EVENING) == "16:25-18:00"


def test_a_closed_session_expects_nobody_and_is_told_to_exactly_those_concerned(stage: Stage) -> None:
    confirmed(stage, "明天下午停课后服务，因为大雨")

    told = {note.to for note in stage.notes if note.about == "notice"}
    assert stage.id("王丽") in told
    assert stage.id("陈刚") not in told  # 陈晨 has no place in evening care
    assert stage.id("何芳") not in told  # next in line, not on duty
    assert (plan(stage, EVENING), plan(stage, NOON)) == (None, "11:30-13:20")
    turn = stage.turn("赵敏", "12:10")
    assert [seat.care for seat in day.seats(turn, stage.child("李小明").id, THURSDAY)] == [NOON]


def test_a_child_on_leave_that_day_is_not_counted(stage: Stage) -> None:
    stage_leave(stage, "王小红")

    assert "涉及8个孩子：将通知8位家长" in command(stage, "孙强", "12:00", "明天停晚托")


def stage_leave(stage: Stage, name: str) -> None:
    asked = Act(Intent.LEAVE, students=(stage.child(name),), dates=(THURSDAY,))
    stage.keep(leave.ask_leave(asked, stage.turn("王建", "11:00")))


def test_a_half_day_of_one_grade_leaves_the_others_expected(stage: Stage) -> None:
    confirmed(stage, "一年级明天下午放半天")

    school, groups = stage.story.school_id, stage.story.groups
    expected = bookings.expected_on(stage.session, school, THURSDAY)
    assert groups["一年级1班", EVENING] not in expected
    assert len(expected[groups["三年级2班", EVENING]]) == 5
    assert len(expected[groups["一年级1班", NOON]]) == 3
    assert {note.to for note in stage.notes if note.about == "notice"}.isdisjoint({stage.id("王丽"), stage.id("赵敏")})


def test_what_concerns_today_leaves_at_once(stage: Stage) -> None:
    confirmed(stage, "今天晚托提前到17:00结束，因为停电", at="15:40")

    assert {note.urgency for note in stage.notes if note.about == "notice"} == {Urgency.URGENT}
    assert plan(stage, EVENING, stage.day) == "16:25-17:00"


def test_a_session_with_children_in_hand_is_not_closed(stage: Stage) -> None:
    stage.say("赵敏", "16:20", Act(Intent.ROLL_CALL, absent=()))

    assert "不能停" in command(stage, "孙强", "16:22", "今天停晚托")


def test_taking_it_back_tells_everybody_who_was_told(stage: Stage) -> None:
    confirmed(stage, "明天下午停课后服务，因为大雨")
    told = {note.to for note in stage.notes if note.about == "notice"}

    notes = stage.press("孙强", "12:30", "撤销并更正")

    assert {note.to for note in notes if note.about == "closure"} == told
    assert plan(stage, EVENING) == "16:25-18:00"
    assert stage.session.scalars(select(DayChangeRow.stands)).all() == [False]


def test_taking_it_back_is_refused_once_the_usual_start_has_come(stage: Stage) -> None:
    confirmed(stage, "今天停晚托", at="15:00")

    told = to(stage.press("孙强", "16:26", "撤销并更正"), stage.id("孙强"))

    assert "不能再撤销" in told
    assert plan(stage, EVENING, stage.day) is None


def test_a_decision_that_time_overtook_is_made_anew(stage: Stage) -> None:
    command(stage, "孙强", "16:00", "今天停晚托")

    assert "已经开始" in to(stage.press("孙强", "16:30", "确认并通知"), stage.id("孙强"))


# --- whose timetable a make-up day runs ---


@pytest.mark.parametrize(("follows", "expected"), [(3, 9), (None, 9)])
def test_on_a_make_up_day_those_are_expected_who_come_on_the_day_it_follows(
    stage: Stage, follows: int | None, expected: int
) -> None:
    row = CalendarRow(school_id=stage.story.school_id, day=SATURDAY.isoformat(), open=True, follows=follows)
    stage.session.add(row)
    stage.session.flush()

    found = bookings.expected_on(stage.session, stage.story.school_id, SATURDAY)
    evening = [stage.story.groups[name, EVENING] for name in ("三年级2班", "一年级1班")]
    assert sum(len(found[group]) for group in evening) == expected
    assert plan(stage, EVENING, SATURDAY) == "16:25-18:00"


# --- the plan ---


def test_a_version_holds_from_its_day_on_and_past_days_keep_theirs(stage: Stage) -> None:
    confirmed(stage, "晚托改到17:30结束，从5月6日起", who="周建国")

    assert (plan(stage, EVENING, date(2026, 5, 5)), plan(stage, EVENING, date(2026, 5, 6))) == (
        "16:25-18:00", "16:25-17:30",
    )  # fmt: skip
    version = plans.standing(stage.session, stage.story.school_id)[0]
    assert set(version.told) == {note.to for note in stage.notes if note.about == "notice"}
    assert schools.get(stage.session, stage.story.school_id).settings == {}


def test_a_version_can_be_taken_back_within_a_day(stage: Stage) -> None:
    confirmed(stage, "晚托改到17:30结束，从5月6日起", who="周建国")

    assert "已撤销" in command(stage, "周建国", "20:00", "撤销方案")
    assert plan(stage, EVENING, date(2026, 5, 6)) == "16:25-18:00"


def test_after_a_day_it_stands(stage: Stage) -> None:
    confirmed(stage, "晚托改到17:30结束，从5月6日起", who="周建国")
    stage.day = SATURDAY

    assert "超过一天" in command(stage, "周建国", "12:01", "撤销方案")
    assert plan(stage, EVENING, date(2026, 5, 6)) == "16:25-17:30"


def test_a_later_change_is_taken_back_first(stage: Stage) -> None:
    confirmed(stage, "晚托改到17:30结束，从5月6日起", who="周建国")
    confirmed(stage, "午托改到13:00结束，从5月6日起", at="12:05", who="周建国")

    policy = known.policy(stage.session, stage.story.school_id, date(2026, 5, 6))
    assert [one.end for one in policy.sessions] == [time(13, 0), time(17, 30)]
    assert labels(stage.notes, stage.id("周建国")).count("撤销修改") == 2
    assert "已撤销" in command(stage, "周建国", "12:10", "撤销方案")
    assert [one.end for one in known.policy(stage.session, stage.story.school_id, date(2026, 5, 6)).sessions] == [
        time(13, 20), time(17, 30),
    ]  # fmt: skip


# --- the year's calendar ---


def test_the_published_holidays_fill_a_year_that_nobody_confirmed(stage: Stage) -> None:
    stage.session.execute(CalendarRow.__table__.delete())  # type: ignore[attr-defined]
    stage.session.add(CalendarRow(school_id=stage.story.school_id, day="2025-01-01", open=False))
    stage.session.flush()
    assert plan(stage, EVENING) is None

    told = command(stage, "周建国", "09:00", "校历 2026")
    stage.press("周建国", "09:01", "确认采用")

    assert "国庆节：10月1日" in told
    assert plan(stage, EVENING) == "16:25-18:00"
    assert plan(stage, EVENING, date(2026, 10, 1)) is None
    assert "已经确认过" in command(stage, "周建国", "09:02", "校历 2026")
    assert "还没有公布" in command(stage, "周建国", "09:03", "校历 2031")


def test_the_batch_knows_what_it_changed(stage: Stage) -> None:
    confirmed(stage, "3月5日到3月6日停午托")

    row = stage.session.scalars(select(DayChangeRow)).first()
    assert row is not None
    batch = days.batch(stage.session, row.batch_id)
    assert [(one.day, one.session, one.closed) for one in batch.changes] == [
        (THURSDAY, NOON, True), (date(2026, 3, 6), NOON, True),
    ]  # fmt: skip
