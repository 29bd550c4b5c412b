"""Written homework against its limits, and the hour by which the day's total is due. (C65, C66; W-57, W-59)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from care.policy.homework import Homework


def most_minutes(grade: int, rules: Homework) -> int:
    """Minutes of written homework a day: grades 1 and 2, other primary grades, 7 to 9. (L-05, L-06)"""
    if grade <= 2:
        return rules.low_grade_minutes
    return rules.primary_minutes if grade <= 6 else rules.junior_minutes


def too_much(grade: int, minutes: Sequence[int], rules: Homework) -> bool:
    """Whether the days' minutes break the limit: any day, or their average where the plan says 平均. (W-59)

    Where none is allowed at all an average changes nothing.
    """
    most = most_minutes(grade, rules)
    if rules.average and most:
        return bool(minutes) and sum(minutes) > most * len(minutes)
    return any(one > most for one in minutes)


def free_day(day: date, rules: Homework) -> bool:
    """A day on which no homework is given (无作业日). (003-11.04)"""
    return day.isoweekday() in rules.none_on


def in_time(at: time, rules: Homework) -> bool:
    """Whether a class's total came in time; the hour itself as the school reads it. (W-57)"""
    return at <= rules.due_at if rules.due_included else at < rules.due_at
