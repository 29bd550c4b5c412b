"""From a word for a day to the day: what 周三, 12号 or 这周 means on the day of the message (guideline 12, 38)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from care.people import Known
from care.reading.dates.atom import Atom, Sort

CARE_ENDS = time(18, 0)
"""From here on today is no longer possible: 这周剩下几天 starts tomorrow (guideline 38)."""

_DAY = timedelta(days=1)


def is_care_day(day: date, known: Known) -> bool:
    """Monday to Friday, less the school's days off, plus its make-up days."""
    return day in known.extra_days or (day.weekday() < 5 and day not in known.days_off)


def care_days(first: date, count: int, known: Known) -> tuple[date, ...]:
    """So many care days from a day on (guideline 12: N天 are care days)."""
    days: list[date] = []
    day = first
    while len(days) < count and (day - first).days < 366:
        if is_care_day(day, known):
            days.append(day)
        day += _DAY
    return tuple(days)


def days_between(first: date, last: date) -> tuple[date, ...]:
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


@dataclass(frozen=True)
class Almanac:
    """The day of the message and what is known about the days around it."""

    now: datetime
    known: Known

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def first(self) -> date:
        """The first day a wish can still be about."""
        return self.today + _DAY if self.now.time() >= CARE_ENDS else self.today

    def care(self, days: tuple[date, ...]) -> tuple[date, ...]:
        return tuple(day for day in days if is_care_day(day, self.known))

    def next_care_day(self, day: date) -> date:
        return care_days(day, 1, self.known)[0]

    def monday(self, weeks: int) -> date:
        return self.today - timedelta(days=self.today.weekday()) + timedelta(weeks=weeks)

    def month_first(self, months: int) -> date:
        index = self.today.year * 12 + self.today.month - 1 + months
        return date(index // 12, index % 12 + 1, 1)

    def month_last(self, months: int) -> date:
        return self.month_first(months + 1) - _DAY

    def month_of(self, atom: Atom) -> date:
        """The first day of 下个月 or 12月; a month that is over is the next year's."""
        if atom.month is None:
            return self.month_first(atom.months or 0)
        return date(self.today.year + (atom.month < self.today.month), atom.month, 1)

    # --- one atom, one way of reading ---
    def wish(self, atom: Atom, after: date | None = None) -> tuple[date, ...] | None:
        """The days as a wish about the future means them; None where there is no such day, or it has passed."""
        match atom.sort:
            case Sort.AWAY:
                return tuple(self.today + timedelta(days=n) for n in atom.days)
            case Sort.WEEKDAY if atom.part == "range":
                first = self._weekday(atom.week, atom.days[0], after or self.first, after is not None)
                return days_between(first, first + timedelta(days=atom.days[-1] - atom.days[0]))
            case Sort.WEEKDAY:
                return tuple(self._weekday(atom.week, day, after or self.first, after is not None) for day in atom.days)
            case Sort.CALENDAR | Sort.FESTIVAL:
                return self._calendar(atom, after)
            case Sort.MONTH_END:
                return (self._month_end(atom),)
            case _:
                return None

    def asked(self, atom: Atom, *, past: bool, gone: bool) -> tuple[date, ...] | None:
        """The days as a question or a report means them. `past`: it sounds like the past; `gone`: it surely is."""
        if atom.sort is Sort.WEEKDAY and (atom.week is not None or past):
            days = tuple(self.monday(atom.week or 0) + timedelta(days=day - 1) for day in atom.days)
            if atom.week is None and gone:
                days = tuple(day - timedelta(days=7) if day > self.today else day for day in days)
            return days
        if atom.sort is Sort.CALENDAR and atom.months is None and atom.year is None and past:
            return self._calendar_gone(atom, gone=gone) or self.wish(atom)
        wish = self.wish(atom)
        return self._calendar_gone(atom) if wish is None and atom.month is not None else wish

    def _weekday(self, week: int | None, weekday: int, floor: date, always: bool) -> date:
        """周三 is this week's, or next week's where that is past; a named week stands, but this week rolls as well."""
        day = self.monday(week or 0) + timedelta(days=weekday - 1)
        if week is None or (week == 0 and not always):
            while day < floor:
                day += timedelta(days=7)
        return day

    def _calendar(self, atom: Atom, after: date | None) -> tuple[date, ...] | None:
        days: list[date] = []
        floor = after
        for number in atom.days:
            day = self._one_calendar_day(atom, number, floor)
            if day is None:
                return None
            days.append(day)
            floor = day
        if atom.part == "range":
            return days_between(days[0], days[-1])
        return tuple(days)

    def _one_calendar_day(self, atom: Atom, number: int, floor: date | None) -> date | None:
        if atom.year is not None and atom.month is not None:
            return _day(atom.year, atom.month, number)
        if atom.months is not None:
            first = self.month_first(atom.months)
            return _day(first.year, first.month, number)
        if atom.month is not None:
            return self._of_month(atom.month, number, floor)
        return self._of_number(number, floor)

    def _of_month(self, month: int, number: int, floor: date | None) -> date | None:
        """3月5号: this year's, or the next year's where that is nearer than the past one."""
        start = floor or self.today
        this = _day(start.year, month, number)
        if this is None or this >= start:
            return this
        following = _day(start.year + 1, month, number)
        if following is not None and (floor is not None or (following - start).days < 150):
            return following
        return None

    def _of_number(self, number: int, floor: date | None) -> date | None:
        """12号: this month's, next month's where that is past (guideline 12); None for a 31st that is not there."""
        start = floor or self.today
        this = _day(start.year, start.month, number)
        if this is not None and this >= start:
            return this
        if this is None:
            return None
        index = start.year * 12 + start.month
        return _day(index // 12, index % 12 + 1, number)

    def _calendar_gone(self, atom: Atom, *, gone: bool = True) -> tuple[date, ...] | None:
        """The last such days that were; without `gone` only those of this month or year."""
        days = [self._last_such_day(atom.month, number, gone=gone) for number in atom.days]
        return None if None in days else tuple(day for day in days if day is not None)

    def _last_such_day(self, month: int | None, number: int, *, gone: bool) -> date | None:
        day = _day(self.today.year, month or self.today.month, number)
        if (day is None or day > self.today) and gone:
            before = self.month_first(-1)
            day = _day(before.year, before.month, number) if month is None else _day(self.today.year - 1, month, number)
        return day if day is not None and timedelta(0) <= self.today - day < timedelta(days=200) else None

    def _month_end(self, atom: Atom) -> date:
        if atom.month is None:
            return self.month_last(atom.months or 0)
        year = self.today.year + (atom.month < self.today.month)
        return date(year, atom.month, monthrange(year, atom.month)[1])


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
