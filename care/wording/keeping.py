"""Sentences about children who stay for extra work, and about teachers who would go while children are in hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from care.calendar import clock
from care.people import Student
from care.wording import staff

FREE = "您手里没有孩子了，可以离开。辛苦了。"
MOST_NAMED = 4


def which(name: str) -> str:
    return f"没有登记：没有找到“{name}”，或者有同名的孩子，或者今天没有托管。请核对全名，有同名的请找班主任办。"


def has_a_place(child: Student) -> str:
    return f"{child.called}已经在今天的托管名单或老师手里，不用另外登记。"


def kept(child: Student, reason: str) -> str:
    return (
        f"已登记：{child.called}留下{reason}，由您看护，已告诉家长。"
        f"结束后要当面交给家长，例如“{child.name}妈妈接走了”。"
    )


def for_family(child: Student, reason: str, teacher: str, at: datetime) -> str:
    return (
        f"{child.called}今天留下{reason}（{clock(at)}起），由{staff.teacher(teacher)}看护，要家长当面接走。"
        "请告诉我几点来接，例如“五点半来接”。"
    )


def for_staff(child: Student, reason: str, by: str) -> str:
    return f"{child.called}没有报今天的托管，由{by}留下{reason}，已告诉家长来接。"


def not_yet(held: Sequence[Student], others: Sequence[str]) -> str:
    """Names, and to whom."""
    whom = "、".join(staff.teacher(name) for name in others[:MOST_NAMED])
    hand = f"可以交给{whom}：" if whom else "请联系值班领导；"
    example = f"“{len(held)}人交给{staff.teacher(others[0])}”" if others else "“几人交给某老师”"
    return f"现在还不能走：您手里还有{len(held)}人（{staff.names(held)}）。{hand}请先说{example}，对方确认后再走。"
