"""A session ends by a decision, never while a child is here. (promise 1; C48, C57)"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from care.rules.closing import Closing, MayClose, StillHere, TooEarly, decide_close, still_closed
from care.rules.custody import Event, Move, fold, still_here

SIX = datetime(2026, 3, 4, 10, tzinfo=UTC)
moves = st.builds(
    Event, kind=st.sampled_from(Move), students=st.tuples(st.integers(1, 5)), at=st.just(SIX),
    actor=st.sampled_from([101, 102]), receiver=st.none() | st.sampled_from([101, 102]), seq=st.integers(1, 50),
)  # fmt: skip


@given(st.lists(moves, max_size=30), st.integers(-60, 60))
def test_never_while_a_child_is_in_somebodys_hands(run: list[Event], minutes: int) -> None:
    places = fold(run)
    decision = decide_close(places, (), now=SIX + timedelta(minutes=minutes), ends=SIX)

    assert isinstance(decision, StillHere) == bool(still_here(places))
    if isinstance(decision, MayClose):
        assert minutes >= 0


def test_who_is_here_is_named_by_holder() -> None:
    places = fold([Event(Move.PRESENT, (1, 2), SIX, 101), Event(Move.PRESENT, (3,), SIX, 102)])

    assert decide_close(places, (), now=SIX, ends=SIX) == StillHere(((101, (1, 2)), (102, (3,))))


def test_before_its_end_a_session_is_not_ended() -> None:
    assert decide_close({}, (), now=SIX - timedelta(minutes=1), ends=SIX) == TooEarly(SIX)


def test_what_is_open_is_named() -> None:
    """Unknown is never shown as 0 (promise 8)."""
    places = fold(
        [
            Event(Move.EXPECTED, (1, 2, 3, 4), SIX),
            Event(Move.MISSING, (1, 4), SIX, 101),
            Event(Move.PRESENT, (3,), SIX, 101),
            Event(Move.RELEASED, (3,), SIX, 101),
            Event(Move.DISPUTED, (3,), SIX, 201),
        ]
    )

    assert decide_close(places, {1}, now=SIX, ends=SIX) == MayClose(missing=(1,), not_called=(2,), unsettled=(3,))


def test_a_child_that_comes_back_opens_the_session_again() -> None:
    closing = Closing(5, 7, SIX)

    assert still_closed(closing, [])
    assert still_closed(closing, [Event(Move.RELEASED, (1,), SIX, 101, seq=6)])
    assert not still_closed(closing, [Event(Move.RETURNED, (1,), SIX, 101, seq=6)])
    assert not still_closed(None, [])
