"""Days that run: deadlines in school days, days of notice. (C21, C28; W-21)"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from care.calendar import SHANGHAI, Calendar, YearNotConfirmed
from care.policy.enrolment import CountedFrom, DayKind, Withdrawal

EVENING = time(18)
"""When a day for an answer ends, local time. [ours]"""
LOOK_AFTER = timedelta(minutes=7)
"""The house looks a little later: nothing is sent at the full hour. [ours]"""


def school_days_later(day: date, count: int, calendar: Calendar) -> date:
    """The count-th school day after this day; 0 is the day itself.

    Where nobody confirmed a year's holidays yet its weekdays count: a deadline of ours harms nobody by a day.
    """
    while count > 0:
        day += timedelta(days=1)
        count -= _is_school_day(day, calendar)
    return day


def evening_of(day: date) -> datetime:
    """The end of a day on which somebody has to answer."""
    return datetime.combine(day, EVENING, SHANGHAI)


def first_day_out(rule: Withdrawal, *, asked: date, requested: date, approved: date, calendar: Calendar) -> date:
    """The first day without a place: not before the day asked for, the days of notice, or the day after approval.

    While the approval is pending the pupil stays enrolled. (004-2.07, W-21)
    """
    counted = requested if rule.counted_from is CountedFrom.REQUEST else approved
    if rule.day_kind is DayKind.SCHOOL:
        noticed = school_days_later(counted, rule.notice_days, calendar)
    else:
        noticed = counted + timedelta(days=rule.notice_days)
    return max(asked, noticed, approved + timedelta(days=1))


def school_days_between(first: date, last: date, calendar: Calendar) -> int:
    """School days from the first day to the last, both counted; 0 where they are the other way round."""
    days = (last - first).days + 1
    return sum(_is_school_day(first + timedelta(days=n), calendar) for n in range(max(days, 0)))


def _is_school_day(day: date, calendar: Calendar) -> bool:
    try:
        return calendar.is_school_day(day)
    except YearNotConfirmed:
        return day.isoweekday() <= 5
