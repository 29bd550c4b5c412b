"""What a family plans for the way home: who collects, when, or alone with a permit. (C45, C46, C47)"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from care.calendar import SHANGHAI, today
from care.rules.custody import Place

LATE_BY = timedelta(minutes=10)
"""The way from the gate to the phone: a time so little past is still meant. [ours]"""


class Why(Enum):
    DAY_IS_OVER = "day is over"
    NO_CARE = "no care on these days"
    GONE = "child has left"
    TOO_LATE = "past the cut-off: a colleague is asked"
    NO_PERMIT = "no permit to go home alone"


@dataclass(frozen=True)
class Planned:
    """Days that the plan holds for; the single None is a standing plan."""

    days: tuple[date | None, ...]
    today: bool  # who holds or expects the child hears at once


@dataclass(frozen=True)
class Refused:
    why: Why


def is_past(at: time, now: datetime) -> bool:
    """Whether a time of today (local) is so long past that another day or hour was meant. (promise 2)"""
    return datetime.combine(today(now), at, SHANGHAI) < now - LATE_BY


def decide_plan(
    days: tuple[date, ...] | None, *, care_days: frozenset[date], place: Place | None, now: datetime
) -> Planned | Refused:
    """A plan holds for the days with care among those asked; without days it stands from now on.

    `place` is where the child stands in today's current session. A child that is gone cannot be planned for,
    and the family hears that at once (promise 3).
    """
    here = today(now)
    gone_today = place is not None and place.gone is not None
    if days is None:
        return Planned((None,), today=here in care_days and not gone_today)
    ahead = sorted({day for day in days if day >= here})
    if not ahead:
        return Refused(Why.DAY_IS_OVER)
    if gone_today and ahead == [here]:
        return Refused(Why.GONE)
    kept = [day for day in ahead if day in care_days and not (gone_today and day == here)]
    if not kept:
        return Refused(Why.NO_CARE)
    return Planned(tuple(kept), today=here in kept)


def decide_walk(planned: Planned | Refused, permits: Iterable[date | None]) -> Planned | Refused:
    """Going home alone needs a permit that is valid on each of the days. (004-5.09)"""
    if isinstance(planned, Refused):
        return planned
    return planned if set(planned.days) <= set(permits) else Refused(Why.NO_PERMIT)
