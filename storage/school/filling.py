"""The first filling of a school's calendar: public holidays and make-up days as the state published them. (C05)

The school's own table wins; a year that the package does not know is left to the school, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import chinese_calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from care.book import SchoolDay
from storage.schools import CalendarRow


def published(year: int) -> tuple[SchoolDay, ...] | None:
    """Days off and make-up days of the year; None where nobody published them yet."""
    off = {day: name for day, name in chinese_calendar.holidays.items() if day.year == year}
    work = {day: name for day, name in chinese_calendar.workdays.items() if day.year == year}
    if not off:
        return None
    days = [SchoolDay(day, False, None, _chinese(name)) for day, name in off.items()]
    days += [SchoolDay(day, True, None, f"{_chinese(name)}调休") for day, name in work.items()]
    return tuple(sorted(days, key=lambda one: one.day))


def is_workday(day: date) -> bool | None:
    """Whether the state has the day worked; None for a year that nobody published yet."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


def _chinese(name: str) -> str:
    return next((str(one.chinese) for one in chinese_calendar.Holiday if one.value == name), name)


def confirmed(session: Session, school_id: int, year: int) -> bool:
    """Whether the school's table has any day of the year."""
    return bool(_have(session, school_id, year))


def add(session: Session, school_id: int, days: Iterable[SchoolDay]) -> int:
    """Keep the days that the school's table does not have; how many."""
    wanted = list(days)
    have = {day for year in {one.day.year for one in wanted} for day in _have(session, school_id, year)}
    new = [one for one in wanted if one.day not in have]
    session.add_all(
        CalendarRow(school_id=school_id, day=one.day.isoformat(), open=one.open, follows=one.follows, note=one.note)
        for one in new
    )
    session.flush()
    return len(new)


def _have(session: Session, school_id: int, year: int) -> set[date]:
    query = select(CalendarRow.day).where(CalendarRow.school_id == school_id, CalendarRow.day.startswith(f"{year}-"))
    return {date.fromisoformat(day) for day in session.scalars(query)}
