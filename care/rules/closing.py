"""Ending a session (结束今天): a decision, never while a child is in somebody's hands. (promise 1; C48, C57)"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from care.rules.custody import Event, Move, Places, Roll


@dataclass(frozen=True)
class Closing:
    """Somebody ended the session, having seen the events up to `seq`."""

    seq: int
    by_id: int
    at: datetime


@dataclass(frozen=True)
class StillHere:
    """Refused: these children are at school, by holder."""

    held: tuple[tuple[int, tuple[int, ...]], ...]


@dataclass(frozen=True)
class TooEarly:
    """Refused: the session is not over."""

    ends: datetime


@dataclass(frozen=True)
class FormsMissing:
    """Refused: these children were collected late, and their record form is not complete. (C48)"""

    students: tuple[int, ...]


@dataclass(frozen=True)
class MayClose:
    """What the leader hands on knowingly, by name."""

    missing: tuple[int, ...] = ()  # called, not here, and not explained
    not_called: tuple[int, ...] = ()
    unsettled: tuple[int, ...] = ()  # the two sides differ

    @property
    def is_clean(self) -> bool:
        return not (self.missing or self.not_called or self.unsettled)


def decide_close(
    places: Places, unexplained: Iterable[int], *, now: datetime, ends: datetime, forms: Iterable[int] = ()
) -> MayClose | StillHere | TooEarly | FormsMissing:
    """The equations are shown and what is open is named; a child in hand stops it. (promise 1)"""
    held: dict[int, list[int]] = {}
    for student, place in sorted(places.items()):
        if place.holder is not None:
            held.setdefault(place.holder, []).append(student)
    if held:
        return StillHere(tuple((holder, tuple(own)) for holder, own in sorted(held.items())))
    if now < ends:
        return TooEarly(ends)
    if lacking := tuple(sorted(forms)):
        return FormsMissing(lacking)
    open_ = set(unexplained)
    return MayClose(
        tuple(sorted(s for s, place in places.items() if place.roll is Roll.MISSING and s in open_)),
        tuple(sorted(s for s, place in places.items() if place.expected and place.roll is Roll.NOT_CALLED)),
        tuple(sorted(s for s, place in places.items() if place.discrepancy)),
    )


def still_closed(closing: Closing | None, since: Sequence[Event]) -> bool:
    """A child that comes back into a teacher's hands opens the session again: it has to be ended anew. (promise 1)"""
    return closing is not None and not any(e.kind is Move.RETURNED for e in since if e.seq > closing.seq)
