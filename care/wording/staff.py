"""What the staff's sentences share: lists of names, numbers that balance, who holds a child."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from care.acts import CareSession
from care.calendar import spoken
from care.people import Student
from care.policy import Policy
from care.rules.custody import Balance

UNDO = "撤销"


def names(children: Iterable[Student]) -> str:
    """三年级2班 李小明、王五；三年级1班 赵一: the class once, each name in full."""
    by_class: dict[str, list[str]] = {}
    for child in children:
        by_class.setdefault(child.class_name, []).append(child.name)
    return "；".join(f"{class_name} {'、'.join(own)}" for class_name, own in by_class.items())


def bracketed(children: Sequence[Student]) -> str:
    """（李小明、王五）, and nothing for nobody."""
    return f"（{'、'.join(child.name for child in children)}）" if children else ""


def teacher(name: str) -> str:
    return f"{name}老师" if name else "老师"


def slot(day: date, care: CareSession, policy: Policy) -> str:
    """3月4日（周三）晚托."""
    return f"{spoken(day)}{policy.label(care)}"


def equation(
    heads: Balance, leave: Sequence[Student], missing: Sequence[Student], not_called: Sequence[Student] = ()
) -> str:
    """应到 = 实到 + 请假 + 缺勤 + 未点名, with names. What is not known is 未点名, never 0 (promise 8)."""
    return (
        f"应到{heads.expected}人 = 实到{heads.present} + 请假{heads.leave}{bracketed(leave)}"
        f" + 缺勤{heads.missing}{bracketed(missing)} + 未点名{heads.not_called}{bracketed(not_called)}"
    )
