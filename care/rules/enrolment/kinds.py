"""What an application is for, and which part of the plan holds for it. (C20, C28, C29)"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from care.policy.enrolment import ApprovalStep, EnrolmentPlan


class Kind(StrEnum):
    ENROLL = "enroll"
    CHANGE = "change"  # of sessions or weekdays, from a day on (C29)
    CLUB = "club"
    WITHDRAW = "withdraw"
    PERMIT = "permit"  # 独自回家证 (004-5.09)
    BIND = "bind"


SHORT = EnrolmentPlan()
"""One step, the class teacher; nothing published, signed or counted."""


def plan_for(kind: str, plan: EnrolmentPlan) -> EnrolmentPlan:
    """The plan as it holds for this kind: only a place in care takes the whole way."""
    counted = replace(SHORT, capacity=plan.capacity, offer_days=plan.offer_days, priority=plan.priority)
    match Kind(kind):
        case Kind.ENROLL:
            return plan
        case Kind.CHANGE:
            return replace(counted, chain=plan.chain[:1], must_not_refuse=plan.must_not_refuse)
        case Kind.CLUB:
            return replace(counted, chain=plan.chain[:1], allocation=plan.allocation)
        case Kind.WITHDRAW:
            return replace(SHORT, chain=plan.withdrawal.chain or plan.chain[:1])
        case _:
            return replace(SHORT, chain=(ApprovalStep(),))
