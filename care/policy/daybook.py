"""What a day is like: the week's rule, seasons, study afternoons, holidays, and what the school changed for the day.

The one way in is `Policy.sessions_on(day)`; nothing else knows when a session runs. (C03-C06, G18)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Any

from care.acts import CareSession
from care.calendar import Calendar
from care.policy.day import SessionPlan
from care.policy.terms import SeasonTime, Timetable

ORDINARY = frozenset(range(1, 6))
_OUTSIDE = (CareSession.WEEKEND, CareSession.VACATION)


@dataclass(frozen=True)
class DayChange:
    """What the school changed for one day: a session that does not run, or runs at other times. (G18)

    With grades it is a half day for those grades: their children are not expected, the session itself runs.
    """

    day: date
    session: CareSession
    closed: bool = False
    start: time | None = None
    end: time | None = None
    grades: tuple[int, ...] = ()
    reason: str = ""
    id: int = 0


@dataclass(frozen=True)
class DayBook:
    """The school's calendar, the changes of single days, and the plan's versions with the day each holds from.

    `versions` holds Policies, the oldest first; a day that is over keeps the rules it had. (C01)
    """

    calendar: Calendar = Calendar()
    changes: tuple[DayChange, ...] = ()
    versions: tuple[tuple[date, Any], ...] = field(default=(), repr=False)

    def of_day(self, day: date) -> tuple[DayChange, ...]:
        return tuple(change for change in self.changes if change.day == day)

    def grades_off(self, day: date, session: CareSession) -> frozenset[int]:
        """Grades that have no care in this session of the day, though it runs. (half days)"""
        mine = (change for change in self.of_day(day) if change.session is session and change.closed)
        return frozenset(grade for change in mine for grade in change.grades)


def sessions_of(
    sessions: Sequence[SessionPlan],
    timetable: Timetable,
    season_times: Mapping[str, tuple[SeasonTime, ...]],
    book: DayBook,
    day: date,
) -> tuple[SessionPlan, ...]:
    """The sessions that run on the day, with the day's own times. Empty for a year that nobody confirmed.

    `season_times` is what the plan says of a season by its name, where the school gave only the season's days. (G01)
    """
    calendar = book.calendar
    if not calendar.knows(day):
        return ()
    running = [plan for plan in sessions if _runs(plan, timetable, calendar, day)]
    season = next((one for one in reversed(timetable.seasons) if one.covers(day)), None)
    times = (season.times or season_times.get(season.name, ())) if season else ()
    in_season = [_in_season(plan, times) for plan in running]
    changed = (_changed(plan, book.of_day(day)) for plan in in_season)
    return tuple(plan for plan in changed if plan is not None)


def _runs(plan: SessionPlan, timetable: Timetable, calendar: Calendar, day: date) -> bool:
    open_, weekday = calendar.is_school_day(day), calendar.weekday_of(day)
    if plan.session in _OUTSIDE:
        return not open_ and day.isoweekday() in plan.weekdays and _outside(plan.session, timetable, calendar, day)
    if not open_ or any(one.closes(plan.session, weekday) for one in timetable.study_days):
        return False
    return bool(ORDINARY & set(plan.weekdays)) if weekday is None else weekday in plan.weekdays


def _outside(session: CareSession, timetable: Timetable, calendar: Calendar, day: date) -> bool:
    """A weekend that is no holiday's; a vacation's day, as the school set it. (C05: holidays are left out, C06)"""
    if session is CareSession.VACATION:
        return any(one.covers(day) for one in timetable.vacations)
    return day.isoweekday() > 5 and day not in calendar.off


def _in_season(plan: SessionPlan, times: Iterable[SeasonTime]) -> SessionPlan:
    mine = next((one for one in times if one.session is plan.session), None)
    return plan if mine is None else replace(plan, start=mine.start or plan.start, end=mine.end or plan.end)


def _changed(plan: SessionPlan, changes: Iterable[DayChange]) -> SessionPlan | None:
    """The day's changes in the order they were made; None where the session does not run."""
    found: SessionPlan | None = plan
    for change in changes:
        if change.session is not plan.session or change.grades:
            continue
        now = found or plan
        found = None if change.closed else replace(now, start=change.start or now.start, end=change.end or now.end)
    return found
