"""A family's wish before it is submitted: what the plan still has to ask, one question at a time. (C20, C22; L-20)"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from care.acts import CareSession
from care.policy.enrolment import EnrolmentPlan, PriorityGroup, WhoMayJoin
from care.rules.enrolment.places import to_be_said


class Ask(StrEnum):
    """What is asked next."""

    SESSIONS = "sessions"
    WEEKDAYS = "weekdays"
    CLUBS = "clubs"
    REASON = "reason"
    ON_TIME = "on_time"  # can the family collect at dismissal
    STILL = "still"  # it can: does it want to apply all the same
    PRIORITY = "priority"
    EVIDENCE = "evidence"


@dataclass(frozen=True)
class Wish:
    """What was said so far. None: not said yet."""

    sessions: tuple[CareSession, ...] = ()
    weekdays: tuple[int, ...] | None = None
    clubs: tuple[str, ...] | None = None
    since: date | None = None
    reason: str | None = None
    can_collect: bool | None = None
    still: bool | None = None
    priority: str | None = None  # a PriorityGroup's value; "" for none of them
    evidence: str | None = None
    anew: bool = False  # otherwise than last term: the weekdays are asked as well (C30)


@dataclass(frozen=True)
class Around:
    """What else the questions depend on."""

    sessions: int  # how many the school has
    clubs: int


def next_question(wish: Wish, plan: EnrolmentPlan, around: Around) -> Ask | None:
    """The first thing the plan requires that was not said. None: the wish is complete."""
    wanted = {
        Ask.SESSIONS: not wish.sessions and around.sessions > 1,
        Ask.WEEKDAYS: (plan.ask_weekdays or wish.anew) and not wish.weekdays,
        Ask.CLUBS: plan.clubs_by_application and around.clubs > 0 and wish.clubs is None,
        Ask.REASON: wants_reason(plan) and wish.reason is None,
        Ask.ON_TIME: plan.leave_on_time_check and wish.can_collect is None,
        Ask.STILL: plan.leave_on_time_check and wish.can_collect is True and wish.still is None,
        Ask.PRIORITY: bool(to_be_said(plan)) and wish.priority is None,
        Ask.EVIDENCE: bool(wish.priority) and wish.evidence is None,
    }
    return next((ask for ask, missing in wanted.items() if missing), None)


def wants_reason(plan: EnrolmentPlan) -> bool:
    return plan.ask_reason or plan.who_may_join in (WhoMayJoin.DIFFICULTY, WhoMayJoin.SELECTED)


def answered(wish: Wish, ask: Ask, value: Any) -> Wish:
    """The wish with one answer. `value` is plain data, as a button carries it."""
    match ask:
        case Ask.SESSIONS:
            return replace(wish, sessions=tuple(CareSession(one) for one in value))
        case Ask.WEEKDAYS:
            return replace(wish, weekdays=tuple(sorted(set(value))))
        case Ask.CLUBS:
            return replace(wish, clubs=tuple(value))
        case Ask.REASON:
            return replace(wish, reason=str(value))
        case Ask.ON_TIME:
            return replace(wish, can_collect=bool(value))
        case Ask.STILL:
            return replace(wish, still=bool(value))
        case Ask.PRIORITY:
            return replace(wish, priority=PriorityGroup(value).value if value else "")
        case Ask.EVIDENCE:
            return replace(wish, evidence=str(value))


def filled(before: Wish, said: Wish) -> Wish:
    """An unfinished wish with what was said since: it goes on, and the last word holds."""
    new = {name: value for name, value in vars(said).items() if value not in (None, (), False)}
    return replace(before, **new)


def differs(wish: Wish, sessions: tuple[CareSession, ...], weekdays: tuple[int, ...]) -> bool:
    """Whether a second guardian's wish is another one than the first's: about the same sessions, not the same days."""
    if not set(wish.sessions) & set(sessions):
        return False
    return set(wish.sessions) != set(sessions) or bool(wish.weekdays and set(wish.weekdays) != set(weekdays))


def keep(wish: Wish) -> dict[str, Any]:
    """The wish as JSON that `recall` reads again."""
    plain = {name: list(value) if isinstance(value, tuple) else value for name, value in vars(wish).items()}
    plain["since"] = wish.since.isoformat() if wish.since else None
    return {name: value for name, value in plain.items() if value is not None}


def recall(kept: dict[str, Any]) -> Wish:
    read: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()}
    read["sessions"] = tuple(CareSession(one) for one in kept.get("sessions", ()))
    read["since"] = date.fromisoformat(kept["since"]) if kept.get("since") else None
    return Wish(**read)
