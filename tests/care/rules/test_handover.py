"""Handovers agree or are blocked. (C43; W-63; 004-6.07; promise 5)"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from care.rules.custody import Place, Roll
from care.rules.handover import Blocked, Offered, Why, decide_accept, decide_hand_over

GIVER, RECEIVER, OTHER = 7, 8, 9
LISTED = Place(expected=True)
ON_LEAVE = replace(LISTED, roll=Roll.LEAVE)
MISSING = replace(LISTED, roll=Roll.MISSING)
HELD = replace(LISTED, roll=Roll.PRESENT, holder=GIVER, taken=True)
WITH_OTHER = replace(HELD, holder=OTHER)


def hand_over(count: int | None, *places: Place, named: tuple[int, ...] = ()) -> Offered | Blocked:
    sheet = dict(enumerate(places, 1))
    return decide_hand_over(count, sheet, giver=GIVER, receiver=RECEIVER, listed=sheet, named=named)


def test_w63_twenty_three_agree() -> None:
    assert hand_over(23, *[HELD] * 23, ON_LEAVE, ON_LEAVE) == Offered(tuple(range(1, 24)))


def test_w63_twenty_two_are_blocked_and_one_is_missing() -> None:
    blocked = hand_over(22, *[HELD] * 23, ON_LEAVE, ON_LEAVE)

    assert isinstance(blocked, Blocked)
    assert (blocked.why, blocked.said, blocked.found) == (Why.TOO_FEW, 22, 23)


def test_a_count_that_agrees_is_the_roll_of_those_not_called() -> None:
    """The last lesson's teacher counts and hands over; nobody called before. (004-6.07, step 1)"""
    assert hand_over(2, LISTED, LISTED, ON_LEAVE) == Offered((1, 2), call_first=(1, 2))


def test_without_a_count_those_not_called_block() -> None:
    assert hand_over(None, HELD, LISTED) == Blocked(Why.NOT_CALLED, 0, 2, (2,))


def test_missing_children_are_named_in_the_block() -> None:
    blocked = hand_over(2, HELD, MISSING)

    assert isinstance(blocked, Blocked)
    assert blocked.missing == (2,)


def test_more_than_held_is_blocked() -> None:
    blocked = hand_over(3, HELD, WITH_OTHER)

    assert isinstance(blocked, Blocked)
    assert blocked.why is Why.TOO_MANY


def test_a_part_is_named_and_held() -> None:
    assert hand_over(1, HELD, HELD, named=(2,)) == Offered((2,))
    assert hand_over(None, HELD, WITH_OTHER, named=(2,)) == Blocked(Why.NOT_HELD, among=(2,))


def test_to_oneself_is_nothing() -> None:
    decision = decide_hand_over(1, {1: HELD}, giver=GIVER, receiver=GIVER, listed={1})

    assert decision == Blocked(Why.TO_ONESELF)


def test_the_receiver_accepts_that_number_or_nothing() -> None:
    assert decide_accept([1, 2], 2) == Offered((1, 2))
    assert decide_accept([1, 2], None) == Offered((1, 2))
    assert decide_accept([1, 2], 1) == Blocked(Why.TOO_FEW, 1, 2, (1, 2))
    assert decide_accept([], 2) == Blocked(Why.CHANGED, 2)


@given(
    st.none() | st.integers(0, 9),
    st.lists(st.sampled_from([LISTED, ON_LEAVE, MISSING, HELD, WITH_OTHER]), max_size=8),
)
def test_only_what_the_giver_holds_or_counted_is_offered(count: int | None, places: list[Place]) -> None:
    decision = hand_over(count, *places)
    if isinstance(decision, Blocked):
        return
    sheet = dict(enumerate(places, 1))

    assert count in (None, len(decision.children))
    assert all(sheet[id_].holder == GIVER or id_ in decision.call_first for id_ in decision.children)
    assert all(sheet[id_].roll is Roll.NOT_CALLED for id_ in decision.call_first)
