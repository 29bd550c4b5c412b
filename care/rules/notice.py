"""A notice of the day: what it is, for whom, when it is due and how long it is of use. (promise 4)"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from care.acts import CareSession


class Kind(StrEnum):
    DUTY = "duty"  # the evening before, asks for an acknowledgement
    DUTY_SOON = "duty-soon"
    DUTY_OPEN = "duty-open"  # nobody acknowledged and nobody is left to ask
    ROLL_CALL = "rollcall"
    ROLL_LATE = "rollcall-late"
    LESSON = "rollcall-lesson"  # before a later lesson of the session
    EMPTY = "empty-group"  # the session runs, children are expected, and nobody is with them
    ABSENCE = "absence-open"  # called, not here, and still nobody knows why
    MUSTER = "muster-silent"  # a muster runs and somebody has not counted
    CLUB_UNTAKEN = "club-untaken"  # offered to a club, and nobody took them: they stay at the base class
    CLUB_END = "club-end"  # the club is over and its teacher still has them
    UNCOLLECTED = "uncollected"
    HANDOVER = "handover"
    CLOSE = "close"  # everybody is gone and nobody ended the session
    CARE_LOG = "care-log"  # not written yet
    LOGS_MISSING = "logs-missing"  # who wrote none
    DUTY_LOG = "duty-log"
    SUMMARY = "summary"
    CHART = "chart"  # arrivals and departures as a picture
    CORRECTION = "correction"  # what was told after the session turned out to be wrong
    YEAR = "year"  # nobody confirmed the calendar


SAFETY = frozenset({Kind.ROLL_LATE, Kind.EMPTY, Kind.DUTY_OPEN, Kind.ABSENCE, Kind.MUSTER, Kind.UNCOLLECTED})
"""Sent at once and at any hour (promise 13)."""
MERGED = frozenset({Kind.EMPTY, Kind.ABSENCE, Kind.UNCOLLECTED, Kind.DUTY_OPEN})
"""One message to one person names all the children, or posts."""


@dataclass(frozen=True)
class Notice:
    """One notice for one person. The texts are made from it in care/wording/agenda.py, when it is due."""

    kind: Kind
    key: str
    to: int
    day: date
    due: datetime
    useful_until: datetime
    care: CareSession | None = None
    duties: tuple[int, ...] = ()
    groups: tuple[int, ...] = ()  # about these groups
    students: tuple[int, ...] = ()  # about these children
    whole: bool = False  # about everybody of the session
    gate: bool = False  # about whoever leaves by the gate
    step: int = 0  # ladder: the rung
    whom: str = ""  # ladder: as whom the person is asked
    about: str = ""

    @property
    def safety(self) -> bool:
        return self.kind in SAFETY


def bundles(notices: Iterable[Notice]) -> list[list[Notice]]:
    """Notices that become one message: alarms of one kind to one person, the highest rung first."""
    found: dict[tuple[object, ...], list[Notice]] = {}
    for notice in notices:
        together = notice.kind in MERGED
        mark = (notice.kind, notice.to, notice.day, notice.care) if together else (notice.key,)
        found.setdefault(mark, []).append(notice)
    return [sorted(own, key=lambda notice: -notice.step) for own in found.values()]
