"""Days by which something is due: working days of a month, teachers' hours, the days of a showcase. (C83, C95, C73)"""

from __future__ import annotations

from datetime import date, time, timedelta

from care.calendar import Calendar
from care.policy.meals import Meals
from care.policy.quality import Showcase
from care.policy.staffing import Staffing


def meals_due(year: int, month: int, meals: Meals, calendar: Calendar) -> date:
    """The last day on which the month's meals are paid; a make-up Saturday counts as the school reads it. (W-19)

    Raises YearNotConfirmed.
    """
    day, left = date(year, month, 1), meals.due_workdays
    while True:
        works = calendar.is_school_day(day) and (meals.make_up_days_count or day not in calendar.extra)
        left -= works
        if not left:
            return day
        day += timedelta(days=1)


def may_come_at(first_task: time, staff: Staffing) -> time:
    """Who has nothing before the late hour may come then; a task before it keeps the usual hour. (W-58)"""
    return staff.arrive_at if staff.flexible_hours and first_task >= staff.arrive_at else first_task


def may_leave_at(last_task_ends: time, staff: Staffing) -> time:
    """Who has no task after the early hour may leave then. (W-58)"""
    return max(last_task_ends, staff.leave_at) if staff.flexible_hours else last_task_ends


def showcase_day(weekdays: frozenset[int], showcase: Showcase) -> date | None:
    """On which day courses of these weekdays report. (W-60)"""
    return next((one.on for one in showcase.reports if frozenset(one.weekdays) == weekdays), None)


def health_codes_due(showcase: Showcase) -> tuple[date, ...]:
    """Days by which parents' health codes are wanted. (W-60)"""
    if showcase.health_code_days_before is None:
        return ()
    before = timedelta(days=showcase.health_code_days_before)
    return tuple(report.on - before for report in showcase.reports)
