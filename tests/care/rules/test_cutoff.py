"""Until when a family changes today's session by itself. (C39, C46, C47; G02)"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.acts import CareSession
from care.calendar import SHANGHAI
from care.policy import Change, Cutoff, Policy, policy_of
from care.rules.cutoff import is_late, last_moment

DAY = date(2026, 3, 4)
POLICY = Policy()
EVENING = POLICY.plan(CareSession.EVENING, DAY)
assert EVENING is not None


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-04T{clock}:00+08:00")


@pytest.mark.parametrize(
    ("change", "last"), [(Change.LEAVE, "16:25"), (Change.PICKUP, "17:45"), (Change.WALK_HOME, "16:25")]
)
def test_the_defaults(change: Change, last: str) -> None:
    assert last_moment(change, EVENING, DAY, POLICY) == at(last)


def test_a_sessions_own_cutoff_comes_before_the_general_one() -> None:
    own = Cutoff(Change.LEAVE, 60, session=CareSession.EVENING)

    assert last_moment(Change.LEAVE, EVENING, DAY, replace(POLICY, cutoffs=(*POLICY.cutoffs, own))) == at("15:25")


def test_without_a_cutoff_nothing_is_late() -> None:
    assert not is_late(Change.LEAVE, EVENING, DAY, replace(POLICY, cutoffs=()), now=at("17:59"))


def test_a_school_sets_its_own() -> None:
    policy = policy_of({"cutoffs": [{"change": "pickup", "minutes": 30, "at": "end", "session": "evening"}]})

    assert policy.cutoffs == (Cutoff(Change.PICKUP, 30, at_end=True, session=CareSession.EVENING),)


@given(st.sampled_from(Change), st.integers(-600, 600))
def test_late_is_after_the_last_moment_and_not_before(change: Change, minutes: int) -> None:
    last = last_moment(change, EVENING, DAY, POLICY)
    assert last is not None
    now = last.astimezone(SHANGHAI) + timedelta(minutes=minutes)

    assert is_late(change, EVENING, DAY, POLICY, now=now) == (minutes > 0)
