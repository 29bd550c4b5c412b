"""A day changed at short notice: a session that does not run, or at other times; half days by grade. (G18, D-03)

A session that has begun is never closed: its children are in somebody's hands. It can end earlier. (promise 1)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum

from care.acts import CareSession
from care.calendar import SHANGHAI, today
from care.policy import DayChange, Policy, SessionPlan

MOST_AHEAD = 370
"""Days ahead that can be changed: further away a date is a slip of the pen. [ours]"""


class Why(Enum):
    DAY_IS_OVER = "day is over"
    TOO_FAR = "more than a year ahead"
    YEAR_UNKNOWN = "nobody confirmed the year's calendar"
    NO_CARE = "no such session on the day"
    BEGUN = "the session has begun; it can only end earlier or later"
    TIME_PAST = "the new time has passed"
    CROSSED = "it would end before it starts"
    SAME = "nothing would change"
    IS_OVER = "the session is over"
    GRADES = "times hold for all grades; a grade can only be let off"


@dataclass(frozen=True)
class Agreed:
    """What is kept; `before` is each session as it would have run."""

    changes: tuple[DayChange, ...]
    before: Mapping[tuple[date, CareSession], SessionPlan]


@dataclass(frozen=True)
class Refused:
    why: Why
    day: date
    plan: SessionPlan | None = None


@dataclass(frozen=True)
class Wish:
    """What is asked for. No session: all of the day. With grades only these grades are let off."""

    days: tuple[date, ...]
    sessions: tuple[CareSession, ...] = ()
    closed: bool = False
    start: time | None = None
    end: time | None = None
    grades: tuple[int, ...] = ()
    reason: str = ""


def decide_change(
    wish: Wish, policy: Policy, *, now: datetime, begun: Collection[tuple[date, CareSession]] = ()
) -> Agreed | Refused:
    """Every session of every day has to agree, or nothing is changed. `begun`: sessions with children in hand."""
    if wish.grades and not wish.closed:
        return Refused(Why.GRADES, wish.days[0])
    before: dict[tuple[date, CareSession], SessionPlan] = {}
    changes: list[DayChange] = []
    for day in wish.days:
        if (why := _day_refused(day, policy, now)) is not None:
            return Refused(why, day)
        plans = [plan for plan in policy.sessions_on(day) if not wish.sessions or plan.session in wish.sessions]
        if not plans:
            return Refused(Why.NO_CARE, day)
        for plan in plans:
            if (why := _refused(wish, plan, day, now, (day, plan.session) in begun)) is not None:
                return Refused(why, day, plan)
            before[day, plan.session] = plan
            changes.append(_change(wish, plan, day))
    return Agreed(tuple(changes), before)


def may_undo(changes: Iterable[DayChange], policy: Policy, *, now: datetime) -> bool:
    """Whether taking it back can still be lived: no session would have begun, or ended, without its children knowing.

    `policy` is the plan without these changes.
    """
    return all(now < _last(change, policy) for change in changes)


def _last(change: DayChange, policy: Policy) -> datetime:
    usual = policy.plan(change.session, change.day)
    if usual is None:
        return datetime.combine(change.day, time.max, SHANGHAI)
    if change.closed:
        return usual.starts(change.day)
    ends = [usual.end, *([change.end] if change.end else [])]
    return datetime.combine(change.day, min(ends), SHANGHAI)


def _day_refused(day: date, policy: Policy, now: datetime) -> Why | None:
    if day < today(now):
        return Why.DAY_IS_OVER
    if (day - today(now)).days > MOST_AHEAD:
        return Why.TOO_FAR
    return None if policy.book.calendar.knows(day) else Why.YEAR_UNKNOWN


def _refused(wish: Wish, plan: SessionPlan, day: date, now: datetime, begun: bool) -> Why | None:
    started = begun or now >= plan.starts(day)
    if now >= plan.ends(day):
        return Why.IS_OVER
    if wish.closed or wish.start is not None:
        return Why.BEGUN if started else _crossed(wish, plan)
    if wish.end is None or wish.end == plan.end:
        return Why.SAME
    if datetime.combine(day, wish.end, SHANGHAI) <= now:
        return Why.TIME_PAST
    return _crossed(wish, plan)


def _crossed(wish: Wish, plan: SessionPlan) -> Why | None:
    if wish.closed:
        return None
    start, end = wish.start or plan.start, wish.end or plan.end
    if (start, end) == (plan.start, plan.end):
        return Why.SAME
    return None if start < end else Why.CROSSED


def _change(wish: Wish, plan: SessionPlan, day: date) -> DayChange:
    return DayChange(day, plan.session, wish.closed, wish.start, wish.end, wish.grades, wish.reason)
