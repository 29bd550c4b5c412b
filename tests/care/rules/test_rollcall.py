"""The roll by example, and for every roll that could be told. (C41; W-63; promises 2, 8)"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from care.rules.custody import Event, Move, Place, Roll, apply, balance
from care.rules.rollcall import Called, Counted, Differs, Said, TakenBack, Why, decide_roll, decide_undo

ME, COLLEAGUE = 7, 8
NOW = datetime(2026, 3, 4, 8, 30, tzinfo=UTC)
LISTED = Place(expected=True)
ON_LEAVE = replace(LISTED, roll=Roll.LEAVE)
MISSING = replace(LISTED, roll=Roll.MISSING)
HELD = replace(LISTED, roll=Roll.PRESENT, holder=ME, taken=True)
GONE = replace(HELD, holder=None, gone=Event(Move.RELEASED, (1,), NOW, ME))


def sheet(*places: Place) -> dict[int, Place]:
    return dict(enumerate(places, 1))


def test_w63_both_ways_of_counting_are_right() -> None:
    places = sheet(*[LISTED] * 23, ON_LEAVE, ON_LEAVE)

    all_of_them = decide_roll(Said(25, 23), places, caller=ME)
    without = decide_roll(Said(23, 23), places, caller=ME)

    assert isinstance(all_of_them, Called)
    assert isinstance(without, Called)
    assert all_of_them.present == without.present == tuple(range(1, 24))
    assert (all_of_them.counted, without.counted) == (Counted.ALL, Counted.WITHOUT_LEAVE)


def test_w63_one_pupil_short_is_blocked() -> None:
    places = sheet(*[LISTED] * 23, ON_LEAVE, ON_LEAVE)

    assert decide_roll(Said(25, 22), places, caller=ME) == Differs(Why.TOO_FEW, 22, 23, tuple(range(1, 24)))


def test_nobody_is_missing_by_a_number_alone() -> None:
    assert isinstance(decide_roll(Said(2, 1), sheet(LISTED, LISTED), caller=ME), Differs)


def test_a_named_absentee_is_missing_unless_on_leave() -> None:
    places = sheet(LISTED, LISTED, ON_LEAVE)

    assert decide_roll(Said(absent=frozenset({2, 3})), places, caller=ME) == Called((1,), (2,))


def test_another_number_expected_names_who_is_on_leave() -> None:
    assert decide_roll(Said(9, 9), sheet(LISTED, ON_LEAVE), caller=ME) == Differs(Why.EXPECTED, 9, 2, (2,))


def test_one_too_many_looks_among_those_on_leave() -> None:
    assert decide_roll(Said(2, 2), sheet(LISTED, ON_LEAVE), caller=ME) == Differs(Why.TOO_MANY, 2, 1, (2,))


def test_a_number_that_fits_brings_a_child_back_from_leave() -> None:
    said = Said(2, 2, arrived=frozenset({2}))

    assert decide_roll(said, sheet(LISTED, ON_LEAVE), caller=ME) == Called((1, 2), (), Counted.ALL)


def test_an_arrival_from_leave_without_a_number_is_asked() -> None:
    said = Said(arrived=frozenset({2}))

    assert decide_roll(said, sheet(LISTED, ON_LEAVE), caller=ME) == Differs(Why.ON_LEAVE, among=(2,))
    assert decide_roll(replace(said, sure=True), sheet(LISTED, ON_LEAVE), caller=ME) == Called((2,), ())


def test_an_arrival_leaves_the_others_as_they_are() -> None:
    assert decide_roll(Said(arrived=frozenset({2})), sheet(LISTED, MISSING), caller=ME) == Called((2,), ())


def test_a_child_in_hand_that_is_said_to_be_absent_is_asked_about() -> None:
    assert decide_roll(Said(absent=frozenset({1})), sheet(HELD), caller=ME) == Differs(Why.IN_HAND, among=(1,))


def test_later_rolls_may_count_only_those_still_here() -> None:
    said = Said(1, 1)

    assert decide_roll(said, sheet(HELD, GONE), caller=ME) == Called((), (), Counted.STILL_HERE)


def test_children_with_a_colleague_may_be_counted_or_not() -> None:
    places = sheet(LISTED, replace(HELD, holder=COLLEAGUE))

    assert decide_roll(Said(present=1), places, caller=ME) == Called((1,), ())
    assert decide_roll(Said(present=2), places, caller=ME) == Called((1,), ())


def test_a_stranger_to_the_list_stops_it() -> None:
    assert decide_roll(Said(absent=frozenset({99})), sheet(LISTED), caller=ME) == Differs(Why.NOT_ON_LIST, among=(99,))


def test_an_empty_list_and_an_empty_message_are_said_so() -> None:
    assert decide_roll(Said(present=1), {}, caller=ME) == Differs(Why.NOBODY_LISTED)
    assert decide_roll(Said(expected=1), sheet(LISTED), caller=ME) == Differs(Why.NOTHING_SAID, found=1)


def test_undo_leaves_what_has_moved_on() -> None:
    called = dict.fromkeys([1, 2, 3, 4], Roll.NOT_CALLED)
    places = sheet(HELD, GONE, replace(HELD, holder=COLLEAGUE), MISSING)

    assert decide_undo(called, places, caller=ME) == TakenBack((1, 4), (2, 3))


any_place = st.sampled_from([LISTED, ON_LEAVE, MISSING, HELD, GONE, replace(HELD, holder=COLLEAGUE), Place()])
sheets = st.lists(any_place, max_size=8).map(lambda places: sheet(*places))
small = st.none() | st.integers(0, 9)
named = st.frozensets(st.integers(1, 9), max_size=4)
rolls = st.builds(Said, small, small, st.none() | named, named, st.booleans())


@given(rolls, sheets)
def test_whatever_is_written_balances_and_is_what_was_said(said: Said, places: dict[int, Place]) -> None:
    decision = decide_roll(said, places, caller=ME)
    if isinstance(decision, Differs):
        return
    after = dict(places)
    for move, ids in ((Move.PRESENT, decision.present), (Move.MISSING, decision.missing)):
        for id_ in ids:
            after[id_] = apply(after[id_], Event(move, (id_,), NOW, ME, ME))

    assert balance(after).holds
    assert set(decision.missing) <= (said.absent or set()), "nobody is missing who was not named"
    assert not set(decision.present) & ((said.absent or frozenset()) - said.arrived)
    if not said.only_arrivals:
        here = [id_ for id_, p in after.items() if p.expected and p.roll is Roll.PRESENT and p.gone is None]
        mine = [id_ for id_ in here if after[id_].holder == ME]
        assert said.present in (None, len(here), len(mine))


@given(sheets)
def test_a_roll_said_twice_changes_nothing_the_second_time(places: dict[int, Place]) -> None:
    said = Said(absent=frozenset())
    first = decide_roll(said, places, caller=ME)
    if isinstance(first, Differs):
        return
    for id_ in first.present:
        places[id_] = apply(places[id_], Event(Move.PRESENT, (id_,), NOW, ME, ME))

    assert decide_roll(said, places, caller=ME) == Called((), ())
