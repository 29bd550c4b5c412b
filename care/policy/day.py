"""The day's shape: sessions, steps of a ladder, until when a family changes something by itself. Local times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from care.acts import CareSession
from care.calendar import SHANGHAI

LABELS = {
    CareSession.MORNING: "早托", CareSession.NOON: "午托", CareSession.EVENING: "晚托", CareSession.STUDY: "晚自习",
    CareSession.WEEKEND: "周末托管", CareSession.VACATION: "假期托管",
}  # fmt: skip
"""What a session is called where the plan does not have it."""


@dataclass(frozen=True)
class SessionPlan:
    """One care session of the day: from when to when, on which weekdays, how many lessons. Local times.

    A lesson's minutes are a setting (G09); 0 shares the session out in equal parts, less the breaks.
    """

    session: CareSession
    label: str
    start: time
    end: time
    lessons: int = 1
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5)
    lesson_minutes: int = 0
    break_minutes: int = 0
    grades: tuple[int, ...] = ()  # empty: all; evening study is the junior grades' (004-4.04)
    charged: bool = True  # early arrival is charged nowhere (C08)

    @property
    def minutes(self) -> int:
        """From start to end. (W-52)"""
        return (self.end.hour - self.start.hour) * 60 + self.end.minute - self.start.minute

    @property
    def minutes_per_lesson(self) -> float:
        """As set; else the session in equal parts, breaks taken off. (W-53)"""
        if self.lesson_minutes:
            return float(self.lesson_minutes)
        lessons = max(self.lessons, 1)
        return (self.minutes - self.break_minutes * (lessons - 1)) / lessons

    def is_for(self, grade: int | None) -> bool:
        """Whether pupils of this grade may have a place; a grade nobody knows keeps nobody out. (004-4.04)"""
        return not self.grades or grade is None or grade in self.grades

    def starts(self, day: date) -> datetime:
        return datetime.combine(day, self.start, SHANGHAI)

    def ends(self, day: date) -> datetime:
        return datetime.combine(day, self.end, SHANGHAI)

    def lesson_starts(self, day: date) -> tuple[datetime, ...]:
        """When each lesson begins, by the whole minute. (002.13)"""
        step = timedelta(minutes=self.minutes_per_lesson + self.break_minutes)
        starts = (self.starts(day) + number * step for number in range(max(self.lessons, 1)))
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
