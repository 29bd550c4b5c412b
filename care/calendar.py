"""School days, and how a day is spoken. Times are kept in UTC and spoken in Asia/Shanghai."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
WEEKDAYS = "一二三四五六日"


class YearNotConfirmed(Exception):
    """Nobody has confirmed the holidays of this year, so no day of it is guessed. (C05)"""


@dataclass(frozen=True)
class Calendar:
    """A school's days: the week's rule, and the days that differ from it. The school's own table wins."""

    off: frozenset[date] = frozenset()
    extra: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()  # years that the school confirmed; empty: no table was loaded yet
    follows: tuple[tuple[date, int], ...] = ()  # make-up days with the weekday whose timetable they run, 1 = Monday

    def knows(self, day: date) -> bool:
        """Whether the school confirmed the year; without any table nothing is known to differ from the week."""
        return not self.years or day.year in self.years

    def is_school_day(self, day: date) -> bool:
        """Raises YearNotConfirmed for a year that is not in the school's table."""
        if not self.knows(day):
            raise YearNotConfirmed(day.year)
        return day in self.extra or (day.isoweekday() <= 5 and day not in self.off)

    def weekday_of(self, day: date) -> int | None:
        """Whose timetable the day runs; None for a make-up day at the weekend that names none. (G18)"""
        own = day.isoweekday()
        return dict(self.follows).get(day, None if day in self.extra and own > 5 else own)


def local(moment: datetime) -> datetime:
    return moment.astimezone(SHANGHAI)


def today(now: datetime) -> date:
    return local(now).date()


def clock(moment: datetime) -> str:
    """17:05."""
    return local(moment).strftime("%H:%M")


def spoken(day: date, *, now: datetime | None = None) -> str:
    """3月4日（周三）, with 今天 or 明天 before it where that is so."""
    text = f"{day.month}月{day.day}日（周{WEEKDAYS[day.weekday()]}）"
    if now is None:
        return text
    near = {0: "今天", 1: "明天", 2: "后天", -1: "昨天"}.get((day - today(now)).days, "")
    return f"{near}{text}"


def spoken_days(days: Sequence[date]) -> str:
    """3月4日（周三）、3月5日（周四）; a run of three or more is said as a range."""
    return "、".join(
        spoken(run[0])
        if len(run) == 1
        else "、".join(map(spoken, run))
        if len(run) == 2
        else f"{spoken(run[0])}至{spoken(run[-1])}"
        for run in _runs(sorted(set(days)))
    )


def _runs(days: Iterable[date]) -> list[list[date]]:
    runs: list[list[date]] = []
    for day in days:
        if runs and _follows(runs[-1][-1], day):
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _follows(before: date, after: date) -> bool:
    gap = (after - before).days
    return gap == 1 or (gap == 3 and before.isoweekday() == 5)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def days_between(first: date, last: date, weekdays: Iterable[int] = range(1, 8)) -> tuple[date, ...]:
    """The days from first to last that fall on these weekdays, 1 = Monday. (C06, C73; W-60)"""
    wanted = frozenset(weekdays)
    every = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(day for day in every if day.isoweekday() in wanted)


def year_with(month: int, day: int, weekday: int, *, near: int) -> int | None:
    """The year nearest to `near`, at most three away, in which this date falls on the weekday. (W-60)

    None where it is none of them. Of two equally near the earlier.
    """
    for year in sorted(range(near - 3, near + 4), key=lambda one: (abs(one - near), one)):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found.isoweekday() == weekday:
            return year
    return None
