"""Leave (请假): absent on days, the place kept. (C39, C40; G02)"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from care.acts import CareSession
from care.calendar import today
from care.policy import Policy
from care.rules.custody import Place

Slot = tuple[date, CareSession]


class Why(Enum):
    """Why a leave is not noted."""

    DAY_IS_OVER = "day is over"
    NOT_BOOKED = "not booked"
    ALREADY = "already on leave"
    GONE = "child has left already"
    IN_HAND = "child was called present and is in somebody's hands"


@dataclass(frozen=True)
class Recorded:
    slots: tuple[Slot, ...]
    late: bool  # asked for after the session began
    tell_now: tuple[CareSession, ...]  # sessions of today: who holds or expects the child hears at once


@dataclass(frozen=True)
class Refused:
    why: Why
    slots: tuple[Slot, ...] = ()


def decide_leave(
    days: Iterable[date],
    sessions: Iterable[CareSession],
    *,
    booked: frozenset[Slot],
    on_leave: frozenset[Slot],
    places: Mapping[CareSession, Place],
    policy: Policy,
    now: datetime,
) -> Recorded | Refused:
    """Leave holds for the booked slots among those asked; a day that is over stays as it was.

    No session named means all that the child attends. `places` is where the child stands today, by session:
    a child who was called present has to be collected, not excused. (C39; promise 3)
    """
    asked = sorted(set(days))
    if not any(day >= today(now) for day in asked):
        return Refused(Why.DAY_IS_OVER)
    named = frozenset(sessions)
    slots = [s for s in sorted(booked) if s[0] in asked and (not named or s[1] in named) and s[0] >= today(now)]
    if not slots:
        return Refused(Why.NOT_BOOKED)
    open_slots = [slot for slot in slots if slot not in on_leave]
    if not open_slots:
        return Refused(Why.ALREADY, tuple(slots))
    free = [slot for slot in open_slots if not _too_late(slot, places, policy, now)]
    if not free:
        return Refused(_where(open_slots, places), tuple(open_slots))
    here = tuple(care for day, care in free if day == today(now))
    day = today(now)
    late = any((plan := policy.plan(care, day)) is not None and now > plan.starts(day) for care in here)
    return Recorded(tuple(free), late, here)


def _too_late(slot: Slot, places: Mapping[CareSession, Place], policy: Policy, now: datetime) -> bool:
    """A session of today that is over, or in which the child was taken over already."""
    day, care = slot
    if day != today(now):
        return False
    plan = policy.plan(care, day)
    return (plan is not None and now >= plan.ends(day)) or (care in places and places[care].taken)


def _where(slots: Iterable[Slot], places: Mapping[CareSession, Place]) -> Why:
    mine = [places[care] for _, care in slots if care in places and places[care].taken]
    if not mine:
        return Why.DAY_IS_OVER
    return Why.GONE if all(place.gone for place in mine) else Why.IN_HAND
