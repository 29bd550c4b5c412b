"""The way into care as a school writes it down."""

from __future__ import annotations

import pytest

from care.policy import policy_of
from care.policy.enrolment import Actor, ApprovalStep, Capacity, Scope, Silence


def test_the_chain_of_004_6_is_data() -> None:
    """Class, then school, then 家委会; the list is published after the agreement. (C21, D-08, D-09)"""
    chain = [{"actor": "class_teacher"}, {"actor": "administration", "days": 2}, {"actor": "committee"}]
    raw = {"chain": chain, "publication": {"scope": "school", "before_agreement": False}}

    plan = policy_of({"enrolment": raw}).enrolment

    assert [step.actor for step in plan.chain] == [Actor.CLASS_TEACHER, Actor.ADMINISTRATION, Actor.COMMITTEE]
    assert plan.chain[1].days == 2
    assert (plan.publication.scope, plan.publication.before_agreement) == (Scope.SCHOOL, False)


def test_without_a_word_of_the_school_the_class_teacher_decides() -> None:
    assert policy_of({}).enrolment.chain == (ApprovalStep(Actor.CLASS_TEACHER, on_silence=Silence.REMIND),)


def test_places_are_counted_by_session_or_club() -> None:
    raw = {"capacity": [{"places": 40, "session": "evening"}, {"places": 20, "club": "足球社团"}]}

    assert policy_of({"enrolment": raw}).enrolment.capacity == (Capacity(40, "evening"), Capacity(20, club="足球社团"))


@pytest.mark.parametrize(
    "raw",
    [{"chain": []}, {"chain": [{}] * 5}, {"must_not_refuse": True, "chain": [{"on_silence": "refuse"}]}, {"chian": []}],
)
def test_a_plan_that_cannot_hold_is_refused(raw: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"enrolment|chian"):
        policy_of({"enrolment": raw})
