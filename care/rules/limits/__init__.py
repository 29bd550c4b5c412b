"""What the law and the plan forbid: a plan is looked through before a school may use it. (C13, section 4.2)"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from care.policy import Policy
from care.rules.limits import care, day, money, staff
from care.rules.limits.finding import Checks, Finding, Why

__all__ = ["Finding", "Why", "check"]

CHECKS: tuple[Callable[[Policy], Checks], ...] = (*day.ALL, *care.ALL, *money.ALL, *staff.ALL)
LOCAL = {"L-07": "people.learning_lessons"}
"""Limits of one district only: where the plan at hand does not set them itself, they warn. (W-55)"""


def check(policy: Policy, *, said: Collection[str] | None = None) -> tuple[Finding, ...]:
    """Every finding, those that stop the plan first. `said`: paths that the plan sets itself; None: all of them.

    A finding for which somebody answers (overrides) stays in the list, with the override.
    """
    found = (_weighed(one, said) for one_check in CHECKS for one in one_check(policy))
    answered = {one.limit: one for one in policy.overrides}
    shown = [replace(one, overridden=answered.get(one.limit)) for one in dict.fromkeys(found)]
    return tuple(sorted(shown, key=lambda one: (not one.stops, not one.refuses, one.limit, one.field)))


def _weighed(finding: Finding, said: Collection[str] | None) -> Finding:
    local = finding.limit in LOCAL and said is not None and LOCAL[finding.limit] not in said
    return replace(finding, refuses=False) if local else finding
