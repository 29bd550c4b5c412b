"""Answers to who asks where a child is, or how it left on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from care.calendar import clock, spoken
from care.people import Student
from care.rules.custody import Place, Roll
from care.wording import staff
from care.wording.pickup import gone_how


def not_yours(child: Student) -> str:
    return f"{child.called}不在您带的班里，去向只告诉带班老师、班主任和值班领导。请问值班领导。"


def day(child: Student, on: date, lines: Sequence[str], *, now: datetime) -> str:
    when = spoken(on, now=now)
    return "\n".join([f"{child.called} {when}：", *lines]) if lines else f"{child.called} {when}没有托管记录。"


def then(label: str, place: Place, teacher: str) -> str:
    """晚托：17:42由奶奶接走，赵敏老师登记。"""
    if place.gone is not None:
        by = f"，{staff.teacher(teacher)}登记" if teacher else ""
        return f"· {label}：{clock(place.gone.at)}{gone_how(place)}{by}。"
    if place.holder is not None:
        return f"· {label}：到了，还没有离校的记录（{staff.teacher(teacher)}看护）。"
    match place.roll:
        case Roll.LEAVE:
            return f"· {label}：请假，没有参加。"
        case Roll.MISSING:
            return f"· {label}：点名时没有到。"
        case _:
            return f"· {label}：没有点名，没有记录。"
