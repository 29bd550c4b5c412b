"""The record form of a child that was collected late: when it is due, and what it still lacks. (C48)"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from care.rules.closing import FormsMissing, MayClose, StillHere, decide_close
from care.rules.custody import Event, Move, Places, fold
from care.rules.late_form import Form, Seen, Step, due, lacking, next_step

ENDED = datetime(2026, 3, 4, 10, tzinfo=UTC)
FULL = Form(1, 102, Seen.PAPERS, "路上堵车")


def gone(minutes: dict[int, int]) -> Places:
    """Children who left so many minutes after the end."""
    here = Event(Move.PRESENT, tuple(minutes), ENDED - timedelta(hours=1), 101, 101)
    left = [Event(Move.RELEASED, (id_,), ENDED + timedelta(minutes=late), 101) for id_, late in minutes.items()]
    return fold([here, *left])


def test_a_form_is_due_for_whom_left_later_than_the_setting() -> None:
    assert due(gone({1: -5, 2: 25, 3: 26}), {}, ENDED, minutes=25) == [3]


def test_extended_care_moves_the_time() -> None:
    assert due(gone({1: 40, 2: 70}), {1: ENDED + timedelta(minutes=30), 2: ENDED}, ENDED, minutes=25) == [2]


def test_the_fields_are_asked_in_order() -> None:
    steps = [next_step(form) for form in (Form(1), Form(1, 102), Form(1, 102, Seen.KNOWN), FULL)]

    assert steps == [Step.SECOND, Step.SEEN, Step.REASON, None]
    assert next_step(Form(1, 0)) is Step.SEEN, "nobody else stayed is an answer"


@given(st.dictionaries(st.integers(1, 9), st.integers(-30, 120)), st.sets(st.integers(1, 9)))
def test_the_session_ends_only_with_every_form(minutes: dict[int, int], filled: set[int]) -> None:
    places = gone(minutes)
    open_ = lacking(due(places, {}, ENDED, minutes=25), dict.fromkeys(filled, FULL))
    now = ENDED + timedelta(hours=3)
    decision = decide_close(places, (), now=now, ends=ENDED, forms=open_)

    assert isinstance(decision, FormsMissing if open_ else MayClose)
    assert set(open_) == {id_ for id_, late in minutes.items() if late > 25} - filled


def test_a_child_that_is_here_comes_before_any_form() -> None:
    places = fold([Event(Move.PRESENT, (1,), ENDED, 101, 101)])

    assert isinstance(decide_close(places, (), now=ENDED, ends=ENDED, forms=[2]), StillHere)
