"""Counted heads against the ledger. (C51)"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from care.rules.custody import Place, Roll
from care.rules.patrol import Agrees, Differs, Unknown, compare
from tests.care.rules.test_agenda import held

HERE, AWAY = held(), Place(Roll.LEAVE, True, group=7)


def test_the_same_number_agrees() -> None:
    assert compare(2, {1: HERE, 2: HERE, 3: AWAY}) == Agrees(2)


def test_with_fewer_one_of_those_in_hand_is_to_be_looked_for() -> None:
    assert compare(1, {1: HERE, 2: HERE, 3: AWAY}) == Differs(1, 2, (1, 2))


def test_with_more_it_is_one_who_should_not_be_there() -> None:
    assert compare(3, {1: HERE, 2: HERE, 3: AWAY}) == Differs(3, 2, (3,))


def test_before_anybody_was_called_nothing_is_compared() -> None:
    assert compare(2, {1: Place(expected=True), 2: AWAY}) == Unknown()


@given(st.integers(0, 9), st.integers(1, 8), st.integers(0, 4))
def test_a_difference_always_names_whom_to_check_where_anybody_can_be_named(said: int, here: int, away: int) -> None:
    places = {n: HERE if n < here else AWAY for n in range(here + away)}

    match compare(said, places):
        case Agrees(count):
            assert count == said == here
        case Differs(among=among):
            assert len(among) == (here if said < here else away)
