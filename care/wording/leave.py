"""Sentences about leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from care.acts import CareSession
from care.calendar import spoken_days
from care.people import Student
from care.policy import Policy
from care.rules.leave import Slot, Why

REASONS = {"sick": "病假", "personal": "事假"}


def spoken_slots(slots: Iterable[Slot], policy: Policy) -> str:
    """3月4日（周三）晚托；3月5日（周四）午托、晚托."""
    by_sessions: dict[tuple[CareSession, ...], list[date]] = {}
    for day in sorted({day for day, _ in slots}):
        cares = tuple(plan.session for plan in policy.sessions if (day, plan.session) in set(slots))
        by_sessions.setdefault(cares, []).append(day)
    return "；".join(
        spoken_days(days) + "、".join(policy.label(care) for care in cares) for cares, days in by_sessions.items()
    )


def recorded(child: Student, slots: Sequence[Slot], policy: Policy, *, reason: str, late: bool) -> str:
    kind = f"（{REASONS[reason]}）" if reason in REASONS else ""
    note = "已过开始时间，记为临时请假，已马上告诉老师。" if late else ""
    return f"已登记：{child.called} {spoken_slots(slots, policy)}请假{kind}。{note}如需取消，请回复“取消请假”。"


def for_teacher(child: Student, slots: Sequence[Slot], policy: Policy, *, reason: str, by: str) -> str:
    kind = f"（{REASONS[reason]}）" if reason in REASONS else ""
    return f"{child.called} {spoken_slots(slots, policy)}请假{kind}，{by}发来。"


def refused(child: Student, why: Why, slots: Sequence[Slot], policy: Policy) -> str:
    match why:
        case Why.DAY_IS_OVER:
            return f"{child.called}：这个时段已经结束，不能再登记请假。如需补记，请联系班主任。"
        case Why.NOT_BOOKED:
            return f"{child.called}在这些日子没有报托管，不用请假。想看报了哪些时段，请回复“晚托几点到几点”。"
        case Why.ALREADY:
            return f"{child.called} {spoken_slots(slots, policy)}已经请过假了，不用再请。如需取消，请回复“取消请假”。"
        case Why.GONE:
            return f"{child.called}已经离校，不能再请假。想看由谁接走，请回复“孩子在哪”。"
        case Why.IN_HAND:
            return f"{child.called}已经点名到了，在老师手里，不能再请假。要提前接走，请回复“几点来接”，例如“五点来接”。"


def cancelled(child: Student, slots: Sequence[Slot], policy: Policy) -> str:
    return f"已取消请假：{child.called} {spoken_slots(slots, policy)}照常参加。如需再请假，请直接告诉我日期。"


def cancelled_for_teacher(child: Student, slots: Sequence[Slot], policy: Policy, *, by: str) -> str:
    return f"更正：{child.called} {spoken_slots(slots, policy)}不请假了，照常参加，{by}发来。"


def none_to_cancel(child: Student) -> str:
    return f"{child.called}没有登记过这几天的请假，不用取消。"
