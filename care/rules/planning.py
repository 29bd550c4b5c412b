"""The plan changed from a day on: old and new side by side, checked before anybody agrees. (C01, C02, L-13)"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import Enum

from care.acts import CareSession
from care.calendar import today
from care.policy import Policy, SessionPlan
from care.rules.limits import Finding, check

MOST_AHEAD = 400
UNDO = timedelta(days=1)
"""How long whoever changed the plan can take it back. (promise 7)"""


class Why(Enum):
    NO_DAY = "no day from which it holds"
    DAY_IS_OVER = "a past day keeps its rules"
    TOO_FAR = "more than a year ahead"
    NO_SUCH_SESSION = "the plan has no such session"
    WHICH_SESSION = "no session is named"
    CROSSED = "it would end before it starts"
    SAME = "nothing would change"
    LAST_SESSION = "the only session of the plan"
    HAS_BEGUN = "today's session has begun"
    FORBIDDEN = "what the law or the plan forbids"


@dataclass(frozen=True)
class Wish:
    session: CareSession | None
    since: date | None
    closed: bool = False
    start: time | None = None
    end: time | None = None
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True)
class Agreed:
    """The session before and after (None: it runs no more), all sessions from then on, and what to mind."""

    since: date
    before: SessionPlan
    after: SessionPlan | None
    sessions: tuple[SessionPlan, ...]
    warnings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Refused:
    why: Why
    findings: tuple[Finding, ...] = ()


def decide_plan_change(wish: Wish, policy: Policy, *, now: datetime) -> Agreed | Refused:
    """A version from a day on. New findings of the limits that stop a plan stop the change; others are shown."""
    if (why := _unclear(wish, now)) is not None or wish.since is None:
        return Refused(why or Why.NO_DAY)
    base = policy.on(wish.since)
    before = next((plan for plan in base.sessions if plan.session is wish.session), None)
    if before is None:
        return Refused(Why.NO_SUCH_SESSION)
    if wish.since == today(now) and now >= before.starts(wish.since):
        return Refused(Why.HAS_BEGUN)
    after = None if wish.closed else _changed(before, wish)
    sessions = tuple(one for plan in base.sessions if (one := after if plan is before else plan) is not None)
    if after == before:
        return Refused(Why.SAME)
    if after is not None and after.start >= after.end:
        return Refused(Why.CROSSED)
    if not sessions:
        return Refused(Why.LAST_SESSION)
    return _checked(Agreed(wish.since, before, after, sessions), base)


def _unclear(wish: Wish, now: datetime) -> Why | None:
    if wish.session is None:
        return Why.WHICH_SESSION
    if wish.since is None:
        return Why.NO_DAY
    if wish.since < today(now):
        return Why.DAY_IS_OVER
    return Why.TOO_FAR if (wish.since - today(now)).days > MOST_AHEAD else None


def _changed(plan: SessionPlan, wish: Wish) -> SessionPlan:
    return replace(
        plan, start=wish.start or plan.start, end=wish.end or plan.end, weekdays=wish.weekdays or plan.weekdays
    )  # fmt: skip


def _checked(agreed: Agreed, base: Policy) -> Agreed | Refused:
    """Only what the change brings: a finding that was there before is not its doing."""
    old = set(check(base))
    new = tuple(one for one in check(replace(base, sessions=agreed.sessions)) if one not in old)
    if stopping := tuple(one for one in new if one.stops):
        return Refused(Why.FORBIDDEN, stopping)
    return replace(agreed, warnings=new)


def may_undo(made_at: datetime, now: datetime) -> bool:
    return now - made_at <= UNDO
