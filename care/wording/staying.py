"""Sentences about children that are still here: the second adult, extended care."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from care.calendar import spoken
from care.wording import staff

EXTEND = "记录延长看护"
TITLE = "第二位留守老师"
ALL_GONE = "收到。这些孩子刚才都已离校，不用再处理。"
NOT_YOURS = "不是您负责的孩子，请由带班老师或值班领导登记延长看护。"


def second(name: str, *, me: bool) -> str:
    """A button."""
    return "我留下" if me else f"{name}留下"


def who_else(staying: Sequence[str]) -> str:
    """Two adults stay. (promise 1)"""
    names = "、".join(staff.teacher(name) for name in staying)
    return f"收到，由您处理。孩子没接走之前要有两位大人留守：{names}在陪着，第二位是谁？"


def recorded(children: str, name: str) -> str:
    return f"留守：{children}，第二位大人：{staff.teacher(name)}"


def noted(children: str, name: str) -> str:
    return f"已登记：{staff.teacher(name)}是第二位留守的大人（{children}）。"


def please_stay(children: str, by: str) -> str:
    return f"{by}请您留下陪着{children}，等家长来接。孩子接走之前请不要离开；不能留下请马上告诉值班领导。"


def extended(children: str, on: date, until: time) -> str:
    told = f"已登记延长看护：{children} {spoken(on)}可以留到{until:%H:%M}，到时间还没接走才催家长。"
    return f"{told}老师仍要一直陪着。时间不对请再登记一次，以最后一次为准。"
