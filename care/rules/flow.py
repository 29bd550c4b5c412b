"""Arrivals and departures of a session by five minutes, for the principal's picture. (C57)"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from care.acts import CareSession
from care.calendar import local
from care.rules.custody import Event, Places, fold

SLICE = timedelta(minutes=5)


@dataclass(frozen=True)
class Slice:
    """Five minutes: how many came into the school's hands, and how many left them."""

    start: datetime
    came: int = 0
    left: int = 0


@dataclass(frozen=True)
class Flow:
    """A session from its first arrival to its last departure, without gaps. Empty: nothing was recorded."""

    care: CareSession
    slices: tuple[Slice, ...] = ()

    @property
    def came(self) -> int:
        return sum(one.came for one in self.slices)

    @property
    def left(self) -> int:
        return sum(one.left for one in self.slices)


def flow(care: CareSession, events: Iterable[Event]) -> Flow:
    """Each child counts once as come, when it was first taken over, and once as left, where it is gone. (C57)"""
    places: Places = {}
    first: dict[int, datetime] = {}
    for event in events:
        places = fold([event], places)
        first = {**{id_: event.at for id_ in event.students if places[id_].taken}, **first}
    came = Counter(_slice_of(at) for id_, at in first.items() if places[id_].taken)
    left = Counter(_slice_of(place.gone.at) for place in places.values() if place.gone is not None)
    return Flow(care, tuple(Slice(start, came[start], left[start]) for start in _between({*came, *left})))


def _slice_of(moment: datetime) -> datetime:
    here = local(moment)
    return here.replace(minute=here.minute - here.minute % 5, second=0, microsecond=0)


def _between(starts: set[datetime]) -> Iterator[datetime]:
    if not starts:
        return
    start = min(starts)
    while start <= max(starts):
        yield start
        start += SLICE
