"""Warming up (预热): what is compiled or loaded at first use is used once, before anybody waits for an answer."""

from __future__ import annotations

import gc
from datetime import datetime

from care.calendar import SHANGHAI
from care.people import Known, Role, Sender, Staff, Student
from care.reading.read import read

_CHILD = Student(1, "李小明", "三年级2班")
_ROSTER = (_CHILD, Student(2, "王子轩", "三年级2班"))
_NOW = datetime(2026, 3, 4, 15, tzinfo=SHANGHAI)
_ROLES = (
    Known(Role.PARENT, Sender("王丽", "妈妈"), children=(_CHILD,), clubs=("书法社团",)),
    Known(Role.TEACHER, Sender("李芳"), roster=_ROSTER, staff=(Staff(1, "王磊"),), pending=(_CHILD,)),
    Known(Role.LEADER, Sender("赵强"), staff=(Staff(1, "王磊"),)),
)
TEXTS = (
    "小明发烧了，明天晚托请假，周五奶奶五点来接", "想报书法社团", "孩子接走了吗？", "应到12实到11，王子轩请假",
    "孩子都接走了", "小明被他妈妈接走了", "班里8个孩子交给王磊老师", "周三请王老师替我值班", "小明的请假通过",
    "通知家长：明天停水", "操场摔了一个，膝盖流血", "今天在教室写作业，纪律不错", "巡了一圈，一切正常", "今天谁值班",
    "今天有哪些孩子请假",
    "还有谁没接",
)  # fmt: skip
"""One of each family, so that each room of the reader is entered."""


def warm() -> None:
    """Read a few invented messages; what was loaded for them stays, so nobody need look through it again."""
    for known in _ROLES:
        for text in TEXTS:
            read(text, known, _NOW)
    gc.collect()
    gc.freeze()
