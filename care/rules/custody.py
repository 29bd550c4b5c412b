"""The custody ledger's meaning: every child in care is at each minute in exactly one pair of hands.

A session is a run of events; the state at any minute is a fold over them. Two counts are kept apart:
the roll (expected = present + on leave + missing + not called yet) and the hands (taken over = still
held + gone). The second cannot break, because a child that was taken over either has a holder or is gone.
(product.md, the one idea; C41, C43, C45)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any


class Move(StrEnum):
    """What can happen to a child in a session."""

    EXPECTED = "expected"  # put on the session's list
    OFF_LIST = "off_list"  # taken off it: the place was given up
    LEAVE = "leave"
    LEAVE_BACK = "leave_back"  # the leave was taken back
    PRESENT = "present"  # called and here: the caller holds the child, unless somebody does
    MISSING = "missing"  # called and not here, without leave
    UNCALLED = "uncalled"  # a call taken back: not called yet
    OFFERED = "offered"  # the giver names children to a receiver, and still holds them
    ACCEPTED = "accepted"  # the receiver has them
    MOVED = "moved"  # the same, to a club (走班): its teacher has them
    MOVED_BACK = "moved_back"  # and back: the base class's teacher has them again
    DECLINED = "declined"  # the offer is gone; the giver still holds them
    RELEASED = "released"  # left with a guardian or delegate: the teacher's side
    WALKED = "walked"  # left alone, with a permit (独自回家证)
    COLLECTED = "collected"  # the collector's side of the same
    DISPUTED = "disputed"  # the guardian says: not with me
    RECEIPT_BACK = "receipt_back"  # the collector takes its word back
    RETURNED = "returned"  # back in the hands of a teacher; also how a release is undone


class Roll(StrEnum):
    NOT_CALLED = "not_called"
    PRESENT = "present"
    LEAVE = "leave"
    MISSING = "missing"


@dataclass(frozen=True)
class Event:
    """One move of one or more children. `actor` did it; `receiver` gets the children, where somebody does."""

    kind: Move
    students: tuple[int, ...]
    at: datetime  # when it happened (UTC)
    actor: int = 0  # person id; 0 is the house itself
    receiver: int | None = None
    group: int | None = None
    seq: int = 0
    ref: int | None = None  # the offer that an acceptance answers; the event that a return undoes
    detail: Mapping[str, Any] = field(default_factory=dict)  # person {name, relation}, reason, …
    inbox_id: int | None = None
    entered_at: datetime | None = None  # when it was written down; later than `at` in a late entry (补录)


@dataclass(frozen=True)
class Place:
    """Where one child stands in one session."""

    roll: Roll = Roll.NOT_CALLED
    expected: bool = False
    holder: int | None = None  # the staff member who has the child in hand
    gone: Event | None = None  # the release or the walk home
    receipt: Event | None = None  # the collector's side: collected or disputed
    offer: Event | None = None  # open offer to somebody else
    taken: bool = False  # was in the school's hands in this session
    proof: Event | None = None  # the last event about this child
    since: datetime | None = None  # when the holder got the child in hand
    group: int | None = None
    club: int | None = None  # the club that the child is at; its list stays its group's (走班)

    @property
    def at_school(self) -> bool:
        return self.holder is not None

    @property
    def discrepancy(self) -> bool:
        """Teacher's and collector's sides differ. (promise 6)"""
        return self.receipt is not None and (
            self.receipt.kind is Move.DISPUTED or (self.receipt.kind is Move.COLLECTED and self.gone is None)
        )


@dataclass(frozen=True)
class Balance:
    """The two equations of a session, in heads."""

    expected: int
    present: int
    leave: int
    missing: int
    not_called: int
    taken: int
    held: int
    gone: int

    @property
    def holds(self) -> bool:
        return (
            self.expected == self.present + self.leave + self.missing + self.not_called
            and self.taken == self.held + self.gone
        )


Places = dict[int, Place]


def fold(events: Iterable[Event], onto: Places | None = None) -> Places:
    """The state after these events, oldest first, by pupil; `onto` is the state before them."""
    places: Places = dict(onto or {})
    for event in events:
        for student in event.students:
            places[student] = apply(places.get(student, Place()), event)
    return places


def apply(place: Place, event: Event) -> Place:
    """One child after one event. An event that no longer fits leaves the hands as they are."""
    place = replace(place, proof=event, group=event.group if event.group is not None else place.group)
    match event.kind:
        case Move.EXPECTED:
            return replace(place, expected=True)
        case Move.OFF_LIST:
            return replace(place, expected=False)
        case Move.LEAVE:
            return place if place.taken else replace(place, roll=Roll.LEAVE)
        case Move.LEAVE_BACK:
            return place if place.taken else replace(place, roll=Roll.NOT_CALLED)
        case Move.UNCALLED:
            return place if place.gone else _uncalled(place)
        case Move.MISSING:
            return place if place.taken else replace(place, roll=Roll.MISSING)
        case Move.PRESENT:
            return _called(place, event)
        case Move.OFFERED:
            return replace(place, offer=event) if place.holder == event.actor else place
        case Move.ACCEPTED:
            return _in_hand(place, event) if _stands(place, event) else place
        case Move.MOVED | Move.MOVED_BACK:
            return _moved(place, event) if _stands(place, event) else place
        case Move.DECLINED:
            return replace(place, offer=None)
        case Move.RELEASED | Move.WALKED:
            return replace(place, holder=None, gone=event, offer=None, since=None) if place.at_school else place
        case Move.COLLECTED | Move.DISPUTED:
            return replace(place, receipt=event)
        case Move.RECEIPT_BACK:
            return replace(place, receipt=None)
        case Move.RETURNED:
            return replace(_in_hand(place, event), gone=None, receipt=None, roll=Roll.PRESENT)


def _called(place: Place, event: Event) -> Place:
    """Here, whatever was thought before; the first call puts the child into the caller's hands."""
    if place.taken:
        return replace(place, roll=Roll.PRESENT)
    return replace(_in_hand(place, event), roll=Roll.PRESENT)


def _stands(place: Place, acceptance: Event) -> bool:
    """Whether there is still what is accepted: an answer to an offer that was taken back moves nobody. (promise 5)"""
    if acceptance.ref is None:
        return place.at_school
    return place.at_school and place.offer is not None and place.offer.seq == acceptance.ref


def _in_hand(place: Place, event: Event) -> Place:
    """The receiver has the child; where none is named, whoever wrote the event does. Nobody is left without hands."""
    holder = event.actor if event.receiver is None else event.receiver
    return replace(place, holder=holder, taken=True, offer=None, since=event.at)


def _moved(place: Place, event: Event) -> Place:
    """To a club or back from it: the hands change, and where the child is. (C35)"""
    club = event.detail.get("club") if event.kind is Move.MOVED else None
    return replace(_in_hand(place, event), club=club)


def _uncalled(place: Place) -> Place:
    """A call taken back: the child was in nobody's hands. Who has left stays gone. (promise 7)"""
    return replace(place, roll=Roll.NOT_CALLED, holder=None, taken=False, offer=None, since=None, club=None)


def balance(places: Mapping[int, Place]) -> Balance:
    """Heads over these children. Children on nobody's list count only in the hands."""
    listed = [place for place in places.values() if place.expected]
    rolls = [place.roll for place in listed]
    taken = [place for place in places.values() if place.taken]
    return Balance(
        expected=len(listed),
        present=rolls.count(Roll.PRESENT),
        leave=rolls.count(Roll.LEAVE),
        missing=rolls.count(Roll.MISSING),
        not_called=rolls.count(Roll.NOT_CALLED),
        taken=len(taken),
        held=sum(place.at_school for place in taken),
        gone=sum(place.gone is not None for place in taken),
    )


def held_by(places: Mapping[int, Place], person: int) -> list[int]:
    """Pupils in this person's hands."""
    return [student for student, place in places.items() if place.holder == person]


def still_here(places: Mapping[int, Place]) -> list[int]:
    return [student for student, place in places.items() if place.at_school]


def offers_to(places: Mapping[int, Place], person: int) -> dict[int, list[int]]:
    """Open offers to this person: the offer's number and its children."""
    found: dict[int, list[int]] = {}
    for student, place in places.items():
        if place.offer is not None and place.offer.receiver == person:
            found.setdefault(place.offer.seq, []).append(student)
    return found


def breaks(events: Iterable[Event]) -> list[int]:
    """Numbers of the events of one session after which an equation does not hold. (the one idea)

    Only the children that an event moves are counted anew, so that a year of sessions is checked in seconds.
    """
    places: Places = {}
    heads: Counter[str] = Counter(vars(balance({})))
    broken: list[int] = []
    for event in events:
        moved = {id_: places.get(id_, Place()) for id_ in event.students}
        after = fold([event], onto=moved)
        heads.update(vars(balance(after)))
        heads.subtract(vars(balance(moved)))
        places |= after
        if not Balance(**heads).holds:
            broken.append(event.seq)
    return broken
