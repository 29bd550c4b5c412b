"""The ledger's two equations hold at every moment, whatever happens in whatever order. (product.md, the one idea)

expected = present + on leave + missing + not called yet; taken over = still held + gone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule

from care.rules import custody
from care.rules.custody import Balance, Event, Move, Place, Places, Roll, balance, fold

START = datetime(2026, 3, 4, 8, 25, tzinfo=UTC)
CHILDREN = range(1, 7)
STAFF = range(101, 104)
GUARDIAN = 201

some_children = st.lists(st.sampled_from(CHILDREN), min_size=1, max_size=4, unique=True).map(tuple)
someone = st.sampled_from(STAFF)
anybody = st.sampled_from([0, *STAFF, GUARDIAN])
events = st.builds(
    Event,
    kind=st.sampled_from(Move),
    students=some_children,
    at=st.integers(0, 90).map(lambda minute: START + timedelta(minutes=minute)),
    actor=anybody,
    receiver=st.none() | anybody,
    seq=st.integers(1, 50),
)


def holds(places: Places) -> bool:
    return balance(places).holds


def exclusive(place: Place) -> bool:
    """In one pair of hands, gone, or in nobody's yet: never two of them."""
    return (place.holder is not None) + (place.gone is not None) == int(place.taken)


@given(st.lists(events, max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_events_in_any_order_balance_at_every_prefix(run: list[Event]) -> None:
    places: Places = {}
    for event in run:
        for child in event.students:
            places[child] = custody.apply(places.get(child, Place()), event)
        assert holds(places)
        assert all(exclusive(place) for place in places.values())


@given(st.lists(events, max_size=20), st.data())
@settings(max_examples=150, deadline=None)
def test_an_event_written_twice_is_as_if_written_once(run: list[Event], data: st.DataObject) -> None:
    """A repeat right behind its first moves nobody a second time."""
    if not run:
        return
    again = data.draw(st.integers(0, len(run) - 1))
    twice = [*run[: again + 1], run[again], *run[again + 1 :]]

    assert {id_: _hands(p) for id_, p in fold(twice).items()} == {id_: _hands(p) for id_, p in fold(run).items()}


def _hands(place: Place) -> tuple[Roll, int | None, bool, bool]:
    return place.roll, place.holder, place.gone is not None, place.taken


@given(st.lists(events, max_size=30))
@settings(max_examples=100, deadline=None)
def test_one_childs_events_never_move_another(run: list[Event]) -> None:
    alone = [replace(event, students=(1,)) for event in run if 1 in event.students]

    assert fold(run).get(1) == fold(alone).get(1) or _alike(fold(run).get(1), fold(alone).get(1))


def _alike(one: Place | None, other: Place | None) -> bool:
    return one is not None and other is not None and _hands(one) == _hands(other)


class Afternoon(RuleBasedStateMachine):
    """Many people act on one list at once: late, twice, in the wrong order, on what they saw a moment ago."""

    offers: Bundle[Event] = Bundle("offers")
    written: Bundle[Event] = Bundle("written")

    def __init__(self) -> None:
        super().__init__()
        self.ledger: list[Event] = []
        self.places: Places = {}
        self.released: set[int] = set()
        self._add(Event(Move.EXPECTED, tuple(CHILDREN), START))

    def _add(self, event: Event) -> Event:
        event = replace(event, seq=len(self.ledger) + 1, at=START + timedelta(seconds=len(self.ledger)))
        self.ledger.append(event)
        for child in event.students:
            self.places[child] = custody.apply(self.places.get(child, Place()), event)
        return event

    @rule(target=written, children=some_children)
    def leave(self, children: tuple[int, ...]) -> Event:
        return self._add(Event(Move.LEAVE, children, START, GUARDIAN))

    @rule(target=written, children=some_children)
    def leave_back(self, children: tuple[int, ...]) -> Event:
        return self._add(Event(Move.LEAVE_BACK, children, START, GUARDIAN))

    @rule(target=written, children=some_children, teacher=someone)
    def call(self, children: tuple[int, ...], teacher: int) -> Event:
        return self._add(Event(Move.PRESENT, children, START, teacher, teacher))

    @rule(target=written, children=some_children, teacher=someone)
    def miss(self, children: tuple[int, ...], teacher: int) -> Event:
        return self._add(Event(Move.MISSING, children, START, teacher))

    @rule(target=written, children=some_children, teacher=someone)
    def take_the_call_back(self, children: tuple[int, ...], teacher: int) -> Event:
        return self._add(Event(Move.UNCALLED, children, START, teacher))

    @rule(target=offers, children=some_children, giver=someone, receiver=someone)
    def offer(self, children: tuple[int, ...], giver: int, receiver: int) -> Event:
        before = {child: self.places[child].holder for child in children}
        event = self._add(Event(Move.OFFERED, children, START, giver, receiver))
        assert {child: self.places[child].holder for child in children} == before, "an offer moves nobody (promise 5)"
        return event

    @rule(target=written, offer=consumes(offers))
    def accept(self, offer: Event) -> Event:
        """An offer that was taken back, or replaced by another, moves nobody any more (promise 5)."""
        receiver = offer.receiver or 0
        open_now = {child for child in offer.students if self._is_open(child, offer)}
        before = {child: self.places[child].holder for child in offer.students}
        event = self._add(Event(Move.ACCEPTED, offer.students, START, receiver, receiver, ref=offer.seq))
        after = {child: self.places[child].holder for child in offer.students}
        assert after == {child: receiver if child in open_now else before[child] for child in before}
        return event

    def _is_open(self, child: int, offer: Event) -> bool:
        standing = self.places[child].offer
        return standing is not None and standing.seq == offer.seq

    @rule(target=written, offer=consumes(offers))
    def decline(self, offer: Event) -> Event:
        return self._add(Event(Move.DECLINED, offer.students, START, offer.receiver or 0, ref=offer.seq))

    @rule(target=written, children=some_children, teacher=someone, move=st.sampled_from([Move.RELEASED, Move.WALKED]))
    def let_go(self, children: tuple[int, ...], teacher: int, move: Move) -> Event:
        held = {child for child in children if self.places[child].at_school}
        event = self._add(Event(move, children, START, teacher))
        assert all(self.places[child].gone is not None for child in held)
        return event

    @rule(target=written, children=some_children, move=st.sampled_from([Move.COLLECTED, Move.DISPUTED]))
    def receipt(self, children: tuple[int, ...], move: Move) -> Event:
        return self._add(Event(move, children, START, GUARDIAN))

    @rule(target=written, children=some_children, teacher=someone)
    def bring_back(self, children: tuple[int, ...], teacher: int) -> Event:
        return self._add(Event(Move.RETURNED, children, START, teacher, teacher))

    @rule(target=written, events=st.lists(written, max_size=2))
    def write_again(self, events: list[Event]) -> object:
        """A retry, a second delivery, a slow phone: the same event once more, late."""
        return multiple(*(self._add(event) for event in events))

    @rule()
    def crash(self) -> None:
        """The process dies: what is known afterwards is the fold over what was written."""
        self.places = fold(self.ledger)

    @invariant()
    def equations_hold(self) -> None:
        heads = balance(self.places)
        assert heads.holds
        assert heads.expected == len(CHILDREN)

    @invariant()
    def each_child_is_in_one_place(self) -> None:
        assert all(exclusive(place) for place in self.places.values())

    @invariant()
    def the_fold_says_the_same(self) -> None:
        assert fold(self.ledger) == self.places


TestAfternoon = Afternoon.TestCase
TestAfternoon.settings = settings(max_examples=80, stateful_step_count=40, deadline=None)


def test_a_call_taken_back_leaves_nobody_holding() -> None:
    run = [Event(Move.EXPECTED, (1,), START), Event(Move.PRESENT, (1,), START, 101)]

    assert fold([*run, Event(Move.UNCALLED, (1,), START, 101)])[1].roll is Roll.NOT_CALLED
    assert fold([*run, Event(Move.UNCALLED, (1,), START, 101)])[1].holder is None


def test_a_child_that_left_is_not_uncalled() -> None:
    run = [Event(Move.PRESENT, (1,), START, 101), Event(Move.RELEASED, (1,), START, 101)]

    assert fold([*run, Event(Move.UNCALLED, (1,), START, 101)])[1].gone is not None


def test_since_is_when_the_holder_got_the_child() -> None:
    later = START + timedelta(minutes=20)
    run = [
        Event(Move.PRESENT, (1,), START, 101),
        Event(Move.OFFERED, (1,), START, 101, 102),
        Event(Move.ACCEPTED, (1,), later, 102, 102),
    ]

    assert fold(run[:2])[1].since == START
    assert fold(run)[1].since == later


@pytest.mark.parametrize("move", [Move.COLLECTED, Move.DISPUTED])
def test_the_familys_word_alone_moves_nobody(move: Move) -> None:
    """Two-sided pickup: the difference is a discrepancy, not a move. (promise 6)"""
    place = fold([Event(Move.PRESENT, (1,), START, 101), Event(move, (1,), START, GUARDIAN)])[1]

    assert place.holder == 101
    assert place.discrepancy


def test_children_on_nobodys_list_count_only_in_the_hands() -> None:
    """Kept back though not enrolled (C49)."""
    heads = balance(fold([Event(Move.PRESENT, (9,), START, 101)]))

    assert heads == Balance(expected=0, present=0, leave=0, missing=0, not_called=0, taken=1, held=1, gone=0)


@given(st.lists(events, max_size=40))
@settings(max_examples=100, deadline=None)
def test_no_run_of_events_breaks_an_equation_and_counting_the_moved_is_counting_all(run: list[Event]) -> None:
    """What `sandianban verify` does for each session."""
    assert custody.breaks(run) == []
