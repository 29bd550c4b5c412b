"""A school's plan as values: what differs between schools is data here, not code. (C01)"""

from care.policy.day import LABELS, NOON_AND_EVENING, Change, Cutoff, SessionPlan, Step
from care.policy.daybook import DayBook, DayChange
from care.policy.school import Policy, policy_of

__all__ = [
    "LABELS",
    "NOON_AND_EVENING",
    "Change",
    "Cutoff",
    "DayBook",
    "DayChange",
    "Policy",
    "SessionPlan",
    "Step",
    "policy_of",
]
