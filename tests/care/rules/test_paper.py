"""Row codes and late entries: one child behind a code, and no impossible time. (promise 14; issue 4.11)"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.acts import CareSession
from care.calendar import SHANGHAI
from care.policy import Policy
from care.reading.orders.commands import CODE, What
from care.rules.custody import Event, Move, Place, fold
from care.rules.late_entry import Entered, Why, decide_late, what_of
from care.rules.paper import Found, Printed, Problem, SheetKind, codes, letter, printed, resolve

DAY = date(2026, 3, 4)
PLAN = Policy().usual(CareSession.EVENING)
assert PLAN is not None


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-04T{clock}").replace(tzinfo=SHANGHAI)


def a_list(rows: dict[str, int], kind: SheetKind = SheetKind.SIGNOUT) -> Printed:
    return printed(DAY, CareSession.EVENING, kind, rows, "demo")


HERE = fold([Event(Move.EXPECTED, (1,), at("16:20")), Event(Move.PRESENT, (1,), at("16:30"), 101, 101)])[1]
GONE = fold([Event(Move.RELEASED, (1,), at("17:05"), 101)], onto={1: HERE})[1]


@given(st.lists(st.lists(st.integers(1, 10_000), max_size=40, unique=True), max_size=60))
def test_every_row_has_a_code_of_its_own_that_can_be_typed(groups: list[list[int]]) -> None:
    rows = codes(groups)

    assert list(rows.values()) == [student for own in groups for student in own]
    assert all(CODE.fullmatch(code) for code in rows)


def test_letters_go_on_after_z() -> None:
    assert [letter(n) for n in (0, 25, 26, 27)] == ["A", "Z", "AA", "AB"]


def test_the_hash_is_of_the_content() -> None:
    assert a_list({"A1": 1}).mark == a_list({"A1": 1}).mark
    assert a_list({"A1": 1}).mark != a_list({"A1": 2}).mark
    assert a_list({"A1": 1}).mark != a_list({"A1": 1}, SheetKind.ROLL).mark


def test_two_lists_that_differ_need_the_hash() -> None:
    """A code is never guessed. (promise 2)"""
    old, new = a_list({"A3": 3}), a_list({"A3": 4})

    assert resolve("A3", [old, new]) is Problem.SEVERAL
    assert resolve("A3", [old, new], old.short_mark) == Found(3, frozenset({SheetKind.SIGNOUT}))
    assert resolve("A3", [old], "ffffff") is Problem.WRONG_MARK
    assert resolve("A9", [old, new]) is Problem.NOT_PRINTED


def test_a_bare_time_means_what_the_list_was_for() -> None:
    both = {SheetKind.ROLL, SheetKind.SIGNOUT}

    assert what_of({SheetKind.ROLL}, taken=False) is What.ARRIVED
    assert what_of({SheetKind.SIGNOUT}, taken=False) is What.LEFT
    assert what_of(both, taken=True) is What.LEFT
    assert what_of(both, taken=False) is None
    assert what_of({SheetKind.HANDOVER}, taken=True) is None


@pytest.mark.parametrize(
    ("what", "clock", "place", "expected"),
    [
        (What.LEFT, "17:25", HERE, Entered()),
        (What.LEFT, "17:25", Place(expected=True), Entered(call_first=True)),
        (What.LEFT, "18:40", HERE, Why.FUTURE),
        (What.LEFT, "09:00", HERE, Why.OUTSIDE),
        (What.LEFT, "16:25", HERE, Why.BEFORE_TAKEN),
        (What.WALKED, "17:25", GONE, Why.GONE_ALREADY),
        (What.ARRIVED, "17:00", HERE, Why.HERE_ALREADY),
        (What.ARRIVED, "16:30", Place(expected=True), Entered()),
        (What.HANDED, "17:00", HERE, Why.NO_RECEIVER),
    ],
)
def test_impossible_times_are_refused(what: What, clock: str, place: Place, expected: Entered | Why) -> None:
    assert decide_late(what, at(clock), place, plan=PLAN, now=at("18:00")) == expected


@given(st.sampled_from(What), st.integers(0, 300), st.sampled_from([HERE, GONE, Place(expected=True), Place()]))
def test_nothing_is_entered_for_later_than_now_or_for_a_child_that_left(what: What, minutes: int, place: Place) -> None:
    when = at("15:00") + timedelta(minutes=minutes)
    decision = decide_late(what, when, place, plan=PLAN, now=at("18:00"), receiver=102)

    if isinstance(decision, Entered):
        assert when <= at("18:00")
        assert place.gone is None
