"""Late entry (补录): what happened on paper, with both times kept; impossible times are refused. (promise 14)"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from care.calendar import today
from care.policy import SessionPlan
from care.reading.orders.commands import What
from care.rules.custody import Place
from care.rules.paper import SheetKind

BEFORE = timedelta(minutes=40)
AFTER = timedelta(hours=4)
"""How far before and after the session its paper reaches. [ours]"""


class Why(Enum):
    """Why a line of paper is not entered."""

    FUTURE = "the time has not come yet"
    OUTSIDE = "the time is not within the session"
    HERE_ALREADY = "called present already"
    GONE_ALREADY = "left already"
    BEFORE_TAKEN = "before the school had the child"
    NOT_HERE = "in nobody's hands at that time"
    SAME_HOLDER = "is in these hands already"
    NO_RECEIVER = "handed over, but not to whom"
    UNSAID = "the lists that have the code mean different things"


@dataclass(frozen=True)
class Entered:
    """To be written. `call_first`: nobody called the child, so the roll is entered with it."""

    call_first: bool = False


def is_open(on: date, today: date, *, days: int) -> bool:
    """Whether paper of this day is still entered: today's, and so many days back. Afterwards the figures stand."""
    return today - timedelta(days=days) <= on <= today


def what_of(kinds: Collection[SheetKind], *, taken: bool) -> What | None:
    """What a bare time behind a code means. None where two lists of the day would mean two things. (promise 2)"""
    if SheetKind.SIGNOUT in kinds and (taken or SheetKind.ROLL not in kinds):
        return What.LEFT
    return What.ARRIVED if set(kinds) == {SheetKind.ROLL} else None


def decide_late(
    what: What, at: datetime, place: Place, *, plan: SessionPlan, now: datetime, receiver: int | None = None
) -> Entered | Why:
    """Whether this could have happened then. The record stays as it is where it could not. (promise 14)"""
    if at > now:
        return Why.FUTURE
    if not plan.starts(today(at)) - BEFORE <= at <= plan.ends(today(at)) + AFTER:
        return Why.OUTSIDE
    if place.gone is not None:
        return Why.GONE_ALREADY
    if place.since is not None and at < place.since:
        return Why.BEFORE_TAKEN
    if what is What.ARRIVED:
        return Why.HERE_ALREADY if place.taken else Entered()
    if what is What.HANDED:
        return _handed(place, receiver)
    return Entered(call_first=not place.taken)


def _handed(place: Place, receiver: int | None) -> Entered | Why:
    if receiver is None:
        return Why.NO_RECEIVER
    if not place.at_school:
        return Why.NOT_HERE
    return Why.SAME_HOLDER if place.holder == receiver else Entered()
