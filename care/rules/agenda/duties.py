"""Duty cards: the evening before, before each session, and where nobody acknowledged. (C50, C56)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from care.policy import Policy
from care.rules import duty as duties
from care.rules.agenda.facts import DayFacts, at, key_of
from care.rules.duty import Duty, DutyState
from care.rules.notice import Kind, Notice


def duty_cards(facts: DayFacts, policy: Policy) -> Iterator[Notice]:
    """The evening before, one card for all duties of the day; and before each session. (C50)"""
    by_person: dict[int, list[Duty]] = {}
    for duty in duties.on_duty(facts.duties):
        if policy.plan(duty.session, facts.day) is not None:  # A session that does not run that day needs nobody.
            by_person.setdefault(duty.person_id, []).append(duty)
    for person, own in by_person.items():
        unasked = [duty for duty in own if duties.asked_at(duty, facts.duties) is None]
        planned = [duty.id for duty in unasked if duty.state is DutyState.PLANNED]
        starts = [plan.starts(facts.day) for duty in own if (plan := policy.plan(duty.session, facts.day))]
        if planned and starts:
            yield Notice(
                Kind.DUTY, key_of(facts, None, Kind.DUTY, person, 1), person, facts.day,
                at(facts.day - timedelta(days=1), policy.duty_notice_at),
                min(starts) - timedelta(minutes=policy.duty_remind_minutes), duties=tuple(planned),
            )  # fmt: skip
        for care in dict.fromkeys(duty.session for duty in own):
            yield from _duty_soon(facts, policy, person, [duty for duty in own if duty.session is care])


def _duty_soon(facts: DayFacts, policy: Policy, person: int, own: list[Duty]) -> Iterator[Notice]:
    """A reminder; who was asked to stand in after its time was told then."""
    plan = policy.plan(own[0].session, facts.day)
    if plan is None:
        return
    due = plan.starts(facts.day) - timedelta(minutes=policy.duty_remind_minutes)
    asked = {duty.id: duties.asked_at(duty, facts.duties) for duty in own}
    known = tuple(id_ for id_, at in asked.items() if at is None or at < due)
    if known:
        key = key_of(facts, plan.session, Kind.DUTY, person, 2)
        yield Notice(Kind.DUTY_SOON, key, person, facts.day, due, plan.starts(facts.day), plan.session, duties=known)


def duty_open(facts: DayFacts, policy: Policy) -> Iterator[Notice]:
    """Nobody acknowledged in time and nobody is left to ask: the leader sees to it. (C56)"""
    for session in facts.sessions:
        here = {place.holder for place in session.places.values() if place.holder}
        for duty in duties.unanswered(facts.duties, here):
            due = duties.deadline(duty, facts.duties, policy) if duty.session is session.care else None
            if due is None or duties.next_in_line(duty, facts.duties) is not None:
                continue
            for leader in [one for one in session.leaders if one != duty.person_id] or facts.principals:
                yield Notice(
                    Kind.DUTY_OPEN, key_of(facts, session.care, Kind.DUTY_OPEN, duty.id, leader), leader, facts.day,
                    due, session.plan.ends(facts.day), session.care, duties=(duty.id,),
                )  # fmt: skip
