"""Places: how many are taken on each weekday, who comes next, and where a family stands in line. (C23, C12)"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from care.policy.enrolment import EnrolmentPlan, PriorityGroup

WHOLE_WEEK = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Wish:
    """What one application wants a place of: sessions or a club by name, on these weekdays. A club has no weekday."""

    id: int
    items: tuple[str, ...]
    weekdays: tuple[int, ...] = WHOLE_WEEK
    priority: PriorityGroup | None = None
    asked_at: datetime | None = None
    drawn: int | None = None  # place in the draw, where there was one


Taken = Mapping[tuple[str, int], int]
"""How many places of an item are taken or kept on a weekday."""


def places_of(plan: EnrolmentPlan) -> dict[str, int]:
    """Places by item: a session's value or a club's name. What is not in it has no limit."""
    return {entry.session or entry.club: entry.places for entry in plan.capacity}


def is_limited(items: Iterable[str], plan: EnrolmentPlan) -> bool:
    counted = places_of(plan)
    return any(item in counted for item in items)


def has_room(items: Iterable[str], weekdays: Sequence[int], taken: Taken, plan: EnrolmentPlan) -> bool:
    """Whether every item has a place on every one of the weekdays."""
    counted = places_of(plan)
    return all(
        taken.get((item, day), 0) < counted[item] for item in items if item in counted for day in weekdays or WHOLE_WEEK
    )


def left(item: str, taken: Taken, plan: EnrolmentPlan) -> int | None:
    """Places left on the fullest weekday; None without a limit."""
    counted = places_of(plan)
    if item not in counted:
        return None
    return max(counted[item] - max((taken.get((item, day), 0) for day in WHOLE_WEEK), default=0), 0)


def in_order(waiting: Iterable[Wish], plan: EnrolmentPlan) -> list[Wish]:
    """The waiting list's published order: priority group in the plan's order, then the draw, then the time of asking.

    Those of equal rank who asked at the same moment go by number. (C23)
    """
    rank = {group: number for number, group in enumerate(plan.priority)}

    def key(wish: Wish) -> tuple[int, int, float, int]:
        at = wish.asked_at.timestamp() if wish.asked_at else 0.0
        drawn = wish.drawn if wish.drawn is not None else len(rank) + 10**9
        first = rank.get(wish.priority, len(rank)) if wish.priority else len(rank)
        return (first, drawn, at, wish.id)

    return sorted(waiting, key=key)


def next_ones(waiting: Iterable[Wish], taken: Taken, plan: EnrolmentPlan) -> list[int]:
    """Who is asked now: the first in order for whom there is room, then the next, as far as the places go."""
    now = dict(taken)
    found = []
    for wish in in_order(waiting, plan):
        if not has_room(wish.items, wish.weekdays, now, plan):
            continue
        found.append(wish.id)
        for item in wish.items:
            for day in wish.weekdays or WHOLE_WEEK:
                now[item, day] = now.get((item, day), 0) + 1
    return found


def position(wish_id: int, waiting: Iterable[Wish], plan: EnrolmentPlan) -> int:
    """The number in line, from 1; 0 for who is not in it."""
    order = [wish.id for wish in in_order(waiting, plan)]
    return order.index(wish_id) + 1 if wish_id in order else 0


LOW = {1, 2}
LOW_MIDDLE = {1, 2, 3, 4}


def by_grade(grade: int, plan: EnrolmentPlan) -> PriorityGroup | None:
    """The group that a class gives by itself: nothing has to be shown for it."""
    for group, grades in ((PriorityGroup.LOW_GRADE, LOW), (PriorityGroup.LOW_MIDDLE_GRADE, LOW_MIDDLE)):
        if group in plan.priority and grade in grades:
            return group
    return None


def to_be_said(plan: EnrolmentPlan) -> tuple[PriorityGroup, ...]:
    """Groups that a family has to name itself."""
    own = (PriorityGroup.LOW_GRADE, PriorityGroup.LOW_MIDDLE_GRADE)
    return tuple(group for group in plan.priority if group not in own)
