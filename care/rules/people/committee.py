"""How many sit on the parents' committee. (C100)"""

from __future__ import annotations

from care.policy.people import PeoplePlan


def seats(classes: int, plan: PeoplePlan) -> int:
    """So many members a class. (W-62: 36 classes, 72 members)"""
    return classes * plan.committee_per_class
