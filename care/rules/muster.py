"""Muster (清点): everybody who holds children counts them, against the record of that moment. (C58; issue 4.7)"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from care.acts import CareSession
from care.rules.custody import Places


@dataclass(frozen=True)
class Count:
    """One holder: the children by the record, the number counted, and who is not there."""

    person: int
    held: tuple[int, ...]
    number: int | None = None
    missing: tuple[int, ...] = ()

    @property
    def short(self) -> int:
        """By how many the count is lower than the record; below 0 there are too many."""
        return 0 if self.number is None else len(self.held) - self.number

    @property
    def to_name(self) -> int:
        """How many of those who are short have no name yet."""
        return max(0, self.short - len(self.missing))


@dataclass(frozen=True)
class Muster:
    id: int
    care: CareSession
    sought: tuple[int, ...]
    by_id: int
    started_at: datetime
    counts: tuple[Count, ...] = ()
    told: bool = False
    ended: bool = False

    def of(self, person: int) -> Count | None:
        return next((one for one in self.counts if one.person == person), None)

    @property
    def waiting(self) -> tuple[int, ...]:
        """Who has not counted, or is short and has not said who."""
        return tuple(one.person for one in self.counts if one.number is None or one.to_name)

    @property
    def silent(self) -> tuple[int, ...]:
        """Who has given no number at all."""
        return tuple(one.person for one in self.counts if one.number is None)

    @property
    def missing(self) -> tuple[int, ...]:
        """All who are not where the record has them, and those who are sought and in nobody's hands."""
        named = {id_ for one in self.counts for id_ in one.missing}
        held = {id_ for one in self.counts for id_ in one.held}
        return tuple(sorted(named | {id_ for id_ in self.sought if id_ not in held}))


@dataclass(frozen=True)
class Agrees:
    """The count is the record's."""


@dataclass(frozen=True)
class Short:
    """Children are missing: these, and so many more without a name."""

    missing: tuple[int, ...]
    unnamed: int


@dataclass(frozen=True)
class TooMany:
    by: int


def freeze(places: Places) -> dict[int, tuple[int, ...]]:
    """Each holder with the children in hand at this moment."""
    held: dict[int, tuple[int, ...]] = {}
    for student, place in sorted(places.items()):
        if place.holder is not None:
            held[place.holder] = (*held.get(place.holder, ()), student)
    return held


def without(count: Count, student: int) -> Count:
    """One child was let go while everybody counts: it is off this holder's list, and off the number given. (C58)"""
    if student not in count.held:
        return count
    counted = count.number is not None and student not in count.missing
    return Count(
        count.person,
        tuple(one for one in count.held if one != student),
        max(0, (count.number or 0) - 1) if counted else count.number,
        tuple(one for one in count.missing if one != student),
    )


def compare(count: Count, number: int, named: Collection[int], sought: Collection[int]) -> Agrees | Short | TooMany:
    """A holder's number against the record. Exactly the sought ones short needs no names. (promise 2: else asked)"""
    short = len(count.held) - number
    if short < 0:
        return TooMany(-short)
    if short == 0 and not named:
        return Agrees()
    own = {id_ for id_ in named if id_ in count.held}
    own_sought = {id_ for id_ in sought if id_ in count.held}
    if not own and len(own_sought) == short:
        own = own_sought
    return Short(tuple(sorted(own)), max(0, short - len(own)))
