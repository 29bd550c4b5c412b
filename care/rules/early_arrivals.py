"""Early arrival (早到看护): an open head count, or a list where the plan wants one. Charged nowhere. (C08; 001-A.04)"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from care.acts import CareSession
from care.policy import Policy

LESSONS_HAVE_BEGUN = time(9)
"""From then on nobody who is at school is early [ours]; the plan knows the hours of care, not of lessons."""


@dataclass(frozen=True)
class Arrivals:
    """What is said of a morning: how many, who of them is not on the plan's list, who of the list is not there."""

    count: int
    unlisted: tuple[int, ...] = ()
    awaited: tuple[int, ...] = ()


def is_open(policy: Policy) -> bool:
    """Whether anybody may come: nobody books, heads are counted."""
    return not policy.timetable.early_list


def hold_against(named: Iterable[int], listed: Iterable[int], policy: Policy) -> Arrivals:
    """Names against the list. Nobody is turned away: who is not on it is named for whoever keeps the list."""
    came, wanted = list(dict.fromkeys(named)), set(listed)
    if is_open(policy):
        return Arrivals(len(came))
    return Arrivals(
        len(came), tuple(one for one in came if one not in wanted), tuple(sorted(wanted - set(came)))
    )  # fmt: skip


def is_charged(care: CareSession, policy: Policy) -> bool:
    """Whether a session may stand on a bill: early arrival is free in every plan, whatever a tariff says. (C08)"""
    plan = policy.usual(care)
    return care is not CareSession.MORNING and plan is not None and plan.charged
