"""Muster: counts against the record; who is missing is named, never guessed. (C58; issue 4.7; promise 2)"""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from care.acts import CareSession
from care.rules.custody import Event, Move, fold
from care.rules.muster import Agrees, Count, Muster, Short, TooMany, compare, freeze, without

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)


def test_the_record_is_frozen_by_holder() -> None:
    places = fold([Event(Move.PRESENT, (1, 2), NOW, 101), Event(Move.PRESENT, (3,), NOW, 102)])

    assert freeze(places) == {101: (1, 2), 102: (3,)}


def test_one_short_where_one_is_sought_is_that_one() -> None:
    assert compare(Count(101, (1, 2, 3)), 2, (), (1,)) == Short((1,), 0)


def test_short_without_a_name_is_asked() -> None:
    assert compare(Count(101, (1, 2, 3)), 1, (), (1,)) == Short((), 2)
    assert compare(Count(101, (1, 2, 3)), 1, (2,), ()) == Short((2,), 1)


@given(
    st.sets(st.integers(1, 9), min_size=1), st.integers(0, 12), st.sets(st.integers(1, 12)), st.sets(st.integers(1, 12))
)
def test_nobody_is_named_whom_the_holder_does_not_have(
    held: set[int], number: int, named: set[int], sought: set[int]
) -> None:
    match compare(Count(101, tuple(held)), number, named, sought):
        case Agrees():
            assert number == len(held)
        case TooMany(by):
            assert by == number - len(held) > 0
        case Short(missing, unnamed):
            assert set(missing) <= held
            assert len(missing) + unnamed >= len(held) - number


def test_it_waits_for_everybody_and_for_every_name() -> None:
    counts = (Count(101, (1, 2), 2), Count(102, (3, 4), 1), Count(103, (5,)))
    muster = Muster(1, CareSession.EVENING, (9,), 7, NOW, counts)

    assert muster.waiting == (102, 103)
    assert muster.missing == (9,)


def test_a_child_that_was_let_go_is_off_the_list_and_off_the_number() -> None:
    assert without(Count(101, (1, 2, 3), 3), 2) == Count(101, (1, 3), 2)
    assert without(Count(101, (1, 2, 3), 2, (2,)), 2) == Count(101, (1, 3), 2)
    assert without(Count(101, (1, 2, 3)), 2) == Count(101, (1, 3))
    assert without(Count(101, (1, 2, 3), 3), 9) == Count(101, (1, 2, 3), 3)


@given(st.sets(st.integers(1, 9), min_size=1), st.data())
def test_letting_one_go_makes_nobody_missing(held: set[int], data: st.DataObject) -> None:
    missing = data.draw(st.sets(st.sampled_from(sorted(held))))
    count = Count(101, tuple(sorted(held)), len(held) - len(missing), tuple(sorted(missing)))
    left = without(count, data.draw(st.sampled_from(sorted(held))))

    assert left.to_name == 0
    assert set(left.missing) <= set(missing)
