"""A muster (清点) that waits: who has not counted is asked again, and the leader hears who is silent. (C58)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from care.policy import Policy
from care.rules.agenda.facts import DayFacts, SessionDay, end_of, key_of
from care.rules.notice import Kind, Notice


def silent_holders(facts: DayFacts, session: SessionDay, policy: Policy) -> Iterator[Notice]:
    """Twice to each who has not counted or not named; the second time to the leaders and whoever began as well."""
    muster = session.muster
    if muster is None or muster.ended or not muster.waiting:
        return
    first = muster.started_at + timedelta(minutes=policy.muster_first_minutes)
    second = muster.started_at + timedelta(minutes=policy.muster_second_minutes)
    for person in muster.waiting:
        for step, due in ((1, first), (2, second)):
            key = key_of(facts, session.care, Kind.MUSTER, muster.id, person, step)
            yield Notice(Kind.MUSTER, key, person, facts.day, due, end_of(facts.day), session.care, step=step)
    for person in dict.fromkeys((*session.leaders, muster.by_id)):
        key = key_of(facts, session.care, Kind.MUSTER, muster.id, "who", person)
        yield Notice(Kind.MUSTER, key, person, facts.day, second, end_of(facts.day), session.care, whole=True, step=2)
