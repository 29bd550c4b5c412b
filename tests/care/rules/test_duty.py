"""Duties in line: who is next, until when an answer is waited for, who may be let off. (C50, C56, W-07)"""

from __future__ import annotations

from care.acts import CareSession
from care.policy import Policy
from care.rules.duty import DutyState, Letting, PassOn, deadline, decide_letting_off, next_in_line, pass_on
from tests.care.rules.test_agenda import NEXT, OTHER, TEACHER, at, make_duty

POLICY = Policy()
FIRST, SECOND, THIRD = make_duty(1, TEACHER), make_duty(2, NEXT, rank=2), make_duty(3, OTHER, rank=3)


def test_the_next_in_line_is_the_lowest_rank_that_was_not_asked() -> None:
    declined = make_duty(2, NEXT, rank=2, state=DutyState.DECLINED)

    assert next_in_line(FIRST, [FIRST, THIRD, SECOND]) == SECOND
    assert next_in_line(FIRST, [FIRST, declined, THIRD]) == THIRD


def test_somebody_with_another_group_in_that_session_is_not_asked() -> None:
    busy = make_duty(4, NEXT, group_id=8)

    assert next_in_line(FIRST, [FIRST, SECOND, busy]) is None


def test_a_duty_passes_on_at_fifteen_minutes_before_the_session_and_not_earlier() -> None:
    assert pass_on([FIRST, SECOND], POLICY, at("16:09")) == []
    assert pass_on([FIRST, SECOND], POLICY, at("16:10")) == [PassOn(FIRST, SECOND)]


def test_who_acknowledged_or_is_at_work_is_not_passed_over() -> None:
    accepted = make_duty(1, TEACHER, state=DutyState.ACCEPTED)

    assert pass_on([accepted, SECOND], POLICY, at("16:12")) == []
    assert pass_on([FIRST, SECOND], POLICY, at("16:12"), here={TEACHER}) == []


def test_who_is_asked_after_the_deadline_has_some_minutes() -> None:
    passed = make_duty(1, TEACHER, state=DutyState.PASSED_ON, answered_at=at("16:10"))
    promoted = make_duty(2, NEXT)

    assert deadline(promoted, [passed, promoted], POLICY) == at("16:15")
    assert pass_on([passed, promoted, THIRD], POLICY, at("16:14")) == []
    assert pass_on([passed, promoted, THIRD], POLICY, at("16:15")) == [PassOn(promoted, THIRD)]


def test_one_stand_in_is_asked_for_one_group_at_a_time() -> None:
    other_group = make_duty(5, OTHER, group_id=8)
    same_stand_in = make_duty(6, NEXT, rank=2, group_id=8)

    assert pass_on([FIRST, SECOND, other_group, same_stand_in], POLICY, at("16:10")) == [PassOn(FIRST, SECOND)]


def test_a_teacher_with_children_in_hand_is_not_let_off() -> None:
    assert decide_letting_off([FIRST], holding=True, policy=POLICY, now=at("16:40")) is Letting.HOLDS_CHILDREN
    assert decide_letting_off([FIRST], holding=True, policy=POLICY, now=at("12:40")) == (FIRST,)


def test_a_session_that_is_over_and_a_day_without_duty_are_refused() -> None:
    assert decide_letting_off([FIRST], holding=False, policy=POLICY, now=at("18:00")) is Letting.IS_OVER
    assert decide_letting_off([], holding=False, policy=POLICY, now=at("12:00")) is Letting.NO_DUTY


def test_of_two_duties_the_one_that_is_over_stays() -> None:
    noon = make_duty(9, TEACHER, session=CareSession.NOON)

    assert decide_letting_off([noon, FIRST], holding=False, policy=POLICY, now=at("14:00")) == (FIRST,)
