"""Late, early and nobody there follow from the times; logs that are due follow from what was written. (C53, C55)"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from care.acts import CareSession
from care.policy import Policy
from care.rules.attendance import Attendance, Sign, staffing
from care.rules.logs import Log, is_logged
from care.wording import attendance as wording
from tests.care.rules.test_agenda import OTHER, TEACHER, at

NOON, EVENING = CareSession.NOON, CareSession.EVENING
ORDER = (NOON, EVENING)
POLICY = Policy()
THERE = Attendance(TEACHER, at("16:25"), at("18:00"), at("16:27"), Sign.ROLL)


def test_within_the_schools_minutes_nobody_is_late() -> None:
    found = staffing([TEACHER], {TEACHER: replace(THERE, arrived_at=at("16:35"))}, POLICY)

    assert (found.here, found.late, found.early, found.absent) == ((TEACHER,), (), (), ())


def test_a_late_arrival_and_an_early_leave_are_told_with_their_minutes() -> None:
    off = replace(THERE, arrived_at=at("16:41"), left_at=at("17:20"))

    found = staffing([TEACHER], {TEACHER: off}, POLICY)

    assert [one.minutes for one in found.late] == [16]
    assert [one.minutes for one in found.early] == [40]
    assert wording.line(found, {TEACHER: "赵敏"}) == (
        "老师到岗：应到1人，到1人，迟到：赵敏老师16:41到（晚16分钟）；早退：赵敏老师17:20交出孩子（早40分钟）。"
    )


def test_who_has_no_record_is_named_and_not_counted_as_there() -> None:
    """(promise 8)"""
    found = staffing([TEACHER, OTHER], {TEACHER: THERE}, POLICY)

    assert found.absent == (OTHER,)
    assert "应到2人，到1人，没有点名或接班记录：王磊老师" in wording.line(found, {OTHER: "王磊"})


@given(st.dictionaries(st.integers(1, 9), st.integers(-30, 90)), st.sets(st.integers(1, 9)), st.integers(0, 30))
def test_every_planned_teacher_is_here_or_absent_and_only_those_here_are_late(
    arrived: dict[int, int], planned: set[int], minutes: int
) -> None:
    found = {
        person: replace(THERE, person=person, arrived_at=THERE.planned_from + timedelta(minutes=after))
        for person, after in arrived.items()
    }

    told = staffing(planned, found, Policy(teacher_late_minutes=minutes))

    assert {*told.here, *told.absent} == planned
    assert not {*told.here} & {*told.absent}
    assert {off.person for off in told.late} == {one for one in told.here if arrived[one] > minutes}


def test_a_log_of_the_evening_is_the_whole_days() -> None:
    evening = [Log(EVENING, 9, TEACHER)]

    assert is_logged(7, TEACHER, NOON, evening, ORDER)
    assert not is_logged(9, TEACHER, EVENING, [Log(NOON, 7, TEACHER)], ORDER), "the evening was still to come"


def test_one_groups_log_is_not_anothers() -> None:
    assert not is_logged(8, TEACHER, EVENING, [Log(EVENING, 7, TEACHER)], ORDER)
    assert is_logged(8, TEACHER, EVENING, [Log(EVENING, None, TEACHER)], ORDER), "written for all groups"
    assert not is_logged(8, OTHER, EVENING, [Log(EVENING, None, TEACHER)], ORDER)
