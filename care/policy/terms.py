"""The year's shape: seasons, terms, teachers' study afternoons, care outside school days. (C03-C09; D-01, D-05, D-34)

Nothing here has a built-in date (G01): a school without seasons ends at the same time all year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from care.acts import CareSession
from care.policy.setting import setting


@dataclass(frozen=True)
class SeasonTime:
    """A session's times in a season; None leaves the week's rule."""

    session: CareSession
    end: time | None = None
    start: time | None = None


@dataclass(frozen=True)
class Season:
    """Winter or summer times (冬令, 夏令) from a day to a day, both included. (C04; 000-1.05, 001-A.03, 003-3.02)

    Without times of its own it has those that the plan names for the season (service.season_times).
    """

    name: str
    first: date
    last: date
    times: tuple[SeasonTime, ...] = ()

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class StudyDay:
    """Teachers' study afternoon (教师学习): every week no care in these sessions, or none at all. (D-34)"""

    weekday: int  # 1 = Monday
    sessions: tuple[CareSession, ...] = ()
    reason: str = "教师学习"

    def closes(self, session: CareSession, weekday: int | None) -> bool:
        return weekday == self.weekday and (not self.sessions or session in self.sessions)


@dataclass(frozen=True)
class Term:
    """A term, when its care can be applied for, and how many months are billed. (C09; 004-4.20)"""

    name: str
    first: date
    last: date
    enrol_from: date | None = None  # None: any time before the end
    enrol_until: date | None = None
    months: Decimal = Decimal("4.5")

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last

    def takes(self, day: date) -> bool:
        """Whether an application may come on this day. (002.07, 004-2.06)"""
        return (self.enrol_from is None or self.enrol_from <= day) and day <= (self.enrol_until or self.last)


@dataclass(frozen=True)
class Vacation:
    """Days outside school on which vacation care runs. (C06; 004-4.19)"""

    name: str
    first: date
    last: date

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Timetable:
    """What of a year is the school's own to set."""

    seasons: tuple[Season, ...] = setting((), "C04 G01", "each with its days; the later entry wins")
    study_days: tuple[StudyDay, ...] = setting((), "C05 D-34 000-1.06 001-A.03", "every week")
    terms: tuple[Term, ...] = setting((), "C09 002.07 004-4.20", "billed months; windows of enrolment")
    vacations: tuple[Vacation, ...] = setting((), "C06 004-4.19", "days with vacation care")
    early_list: bool = setting(False, "C08 001-A.04", "early arrivals are booked; else whoever comes is counted")

    def term_of(self, day: date) -> Term | None:
        """The term that the day lies in, or the next to come: what an application of this day is for."""
        ahead = [term for term in self.terms if term.last >= day]
        return min(ahead, key=lambda term: term.first, default=None)

    def open_for(self, day: date) -> Term | None:
        """The term that can be applied for on this day, the next one first; None where the window is shut. (C09)"""
        open_ = [term for term in self.terms if term.takes(day)]
        return max(open_, key=lambda term: term.first, default=None)
