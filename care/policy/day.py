"""The day's shape: sessions, steps of a ladder, until when a family changes something by itself. Local times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from care.acts import CareSession
from care.calendar import SHANGHAI


@dataclass(frozen=True)
class SessionPlan:
    """One care session of the day: from when to when, on which weekdays, how many lessons. Local times."""

    session: CareSession
    label: str
    start: time
    end: time
    lessons: int = 1
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5)

    def starts(self, day: date) -> datetime:
        return datetime.combine(day, self.start, SHANGHAI)

    def ends(self, day: date) -> datetime:
        return datetime.combine(day, self.end, SHANGHAI)

    def lesson_starts(self, day: date) -> tuple[datetime, ...]:
        """When each lesson begins: the session in equal parts, by the whole minute. (002.13)"""
        length = (self.ends(day) - self.starts(day)) / max(self.lessons, 1)
        starts = (self.starts(day) + number * length for number in range(max(self.lessons, 1)))
        return tuple(start.replace(second=0, microsecond=0) for start in starts)


@dataclass(frozen=True)
class Step:
    """A rung of a ladder: so many minutes after, this person is asked."""

    minutes: int
    whom: str  # guardians, second_guardian, class_teacher, duty_leader, principal


NOON_AND_EVENING = (
    SessionPlan(CareSession.NOON, "午托", time(11, 30), time(13, 20), lessons=3),
    SessionPlan(CareSession.EVENING, "晚托", time(16, 25), time(18, 0), lessons=2),
)


class Change(StrEnum):
    """What a family may change of a day's session."""

    LEAVE = "leave"
    PICKUP = "pickup"  # who collects
    WALK_HOME = "walk_home"


@dataclass(frozen=True)
class Cutoff:
    """Until when a family changes something by itself: so many minutes before a session's start, or end."""

    change: Change
    minutes: int
    at_end: bool = False
    session: CareSession | None = None  # None: every session

    @staticmethod
    def tidied(raw: Mapping[str, Any]) -> Mapping[str, Any]:
        """Written down, `at = "end"` says it shorter than `at_end = true`."""
        return {**{key: one for key, one in raw.items() if key != "at"}, **_at(raw)}


def _at(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"at_end": raw["at"] == "end"} if "at" in raw else {}


CUTOFFS = (Cutoff(Change.LEAVE, 0), Cutoff(Change.PICKUP, 15, at_end=True), Cutoff(Change.WALK_HOME, 0))
LADDER = (Step(5, "guardians"), Step(10, "second_guardian"), Step(20, "class_teacher"), Step(30, "duty_leader"))
