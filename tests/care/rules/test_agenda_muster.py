"""Who has not counted is asked again, and the leader hears who is silent. (C58)"""

from __future__ import annotations

from dataclasses import replace

from care.acts import CareSession
from care.policy import Policy
from care.rules.agenda.musters import silent_holders
from care.rules.muster import Count, Muster
from tests.care.rules.test_agenda import LEADER, POLICY, _clock, at, make_facts

STARTED = at("17:11")


def due(*counts: Count, policy: Policy = POLICY) -> list[tuple[str, int, bool]]:
    facts = make_facts()
    muster = Muster(1, CareSession.EVENING, (), LEADER, STARTED, counts)
    session = replace(facts.sessions[0], muster=muster)
    return [(_clock(n), n.to, n.whole) for n in silent_holders(facts, session, policy)]


def test_who_has_not_counted_is_asked_twice_and_the_leader_hears_it_the_second_time() -> None:
    assert due(Count(101, (1, 2)), Count(102, (3,), 1)) == [
        ("17:13", 101, False), ("17:15", 101, False), ("17:15", LEADER, True),
    ]  # fmt: skip


def test_who_is_short_and_named_nobody_is_waited_for_too() -> None:
    assert [to for _, to, whole in due(Count(101, (1, 2), 1)) if not whole] == [101, 101]


def test_nobody_is_asked_when_all_have_counted() -> None:
    assert due(Count(101, (1, 2), 2), Count(102, (3,), 0, (3,))) == []


def test_the_minutes_are_settings() -> None:
    policy = replace(POLICY, muster_first_minutes=1, muster_second_minutes=3)

    assert [clock for clock, _, _ in due(Count(101, (1,)), policy=policy)] == ["17:12", "17:14", "17:14"]
