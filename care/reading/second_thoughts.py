"""A family that thinks again about its wish: take it back, stay after all, other days, not next term. (C20, C28-C30)

Whole sentences in their own shapes; what they lead to is asked about what is open, never guessed. (promise 2)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from care.people import Student
from care.reading.applying import DAYS, even, named, weekdays_of


class Thought(StrEnum):
    TAKE_BACK = "take_back"  # 撤回申请
    STAY = "stay"  # 算了，小明还是上吧
    OTHER_DAYS = "other_days"  # 改成周二四
    NEXT_TERM = "next_term"  # 下学期不上晚托了
    NOT_SIGNED = "not_signed"  # 不签；协议第三条有意见
    BEGIN = "begin"  # 想给孩子报名
    YES = "yes"  # 同意, to what waits for the family


@dataclass(frozen=True)
class Again:
    """`children`: those that are named; nobody: whoever it is about. `leaving`: it says that leaving is meant."""

    thought: Thought
    children: tuple[Student, ...] = ()
    weekdays: tuple[int, ...] = ()
    leaving: bool = False


_LEAD = r"(?:老师|您?好|你好|那个?|不好意思|麻烦(?:您|老师)?|请|我|我们|家里商量了?|[,，。 ])*"
_TAIL = r"(?:吧|了|啦|一下|可以吗|谢谢|老师|[,，。!！~ ])*"
_NAME = r"(?P<name>[一-龥·]{2,4}?)??"
_BACK = "(?:撤回|撤销|撤掉|撤了|取消|收回)"
_OF = r"(?P<leaving>退出|退托)?(?:报名|托管|晚托|午托)?的?"
_CARE = "(?:晚托|午托|早托|托管|课后服务)?"
_SHAPES: tuple[tuple[Thought, str], ...] = (
    (Thought.TAKE_BACK, rf"(?:把|帮我?|给|想|要)*{_NAME}的?{_OF}申请(?:先|给)?{_BACK}"),
    (Thought.TAKE_BACK, rf"(?:把|帮我?|给|想|要)*{_BACK}(?:{_NAME}的?)??{_OF}(?:申请|报名)"),
    (
        Thought.STAY,
        rf"(?:算了|要不|想了想|考虑了?一下|[,，])*{_NAME}还是(?:要|想)?(?:继续)?(?:上|报|参加|去){_CARE}",
    ),
    (
        Thought.NEXT_TERM,
        rf"{_NAME}(?:下个?|新)学期(?:起)?{{behind}}(?:就)?不(?:想)?(?:上|报|参加|去){_CARE}",
    ),
    (
        Thought.OTHER_DAYS,
        r"(?:(?:报|写)?(?:错了|不对)[,，]?)?(?:不是.{2,8}[,，])?(?:是|应该是|要?改[成为到]|换成)(?P<days>{days})"
        r"(?:[,，]?改一下)?",
    ),
    (Thought.NOT_SIGNED, r"(?:暂时|先|还|我)*不(?:想|能)?签(?:字|名|协议)?"),
    (Thought.NOT_SIGNED, r".{0,20}协议.{0,20}(?:不同意|有意见|有问题|看不懂|不明白|不能接受).{0,20}"),
    (Thought.NOT_SIGNED, r"(?:我)?不同意.{0,12}(?:协议|条).{0,12}"),
    (
        Thought.BEGIN,
        rf"(?:想|要|想要)?(?:给|帮|替)(?:我家|我们家|俺家)?(?:孩子|娃|宝宝|小孩|{_NAME})报(?:个|一下)?名(?:托管|课后服务)?",
    ),
    (Thought.YES, r"(?:同意|接受|愿意|签|同意签|可以签|我签)"),
)


@cache
def _patterns() -> tuple[tuple[Thought, re.Pattern[str]], ...]:
    days = re.sub(r"\?P<\w+>", "?:", DAYS)
    behind = "(?P<behind>[一-龥·]{2,4}?)??"
    return tuple(
        (thought, re.compile(_LEAD + "(?:" + shape.replace("{days}", days).replace("{behind}", behind) + ")" + _TAIL))
        for thought, shape in _SHAPES
    )


def read_again(text: str, children: Sequence[Student]) -> Again | None:
    """None: it is something else, or names somebody who is no child of this person."""
    said = even(text)
    if len(said) > 60 or said.endswith(("?", "？", "吗", "么")):
        return None
    for thought, pattern in _patterns():
        if found := pattern.fullmatch(said):
            groups = found.groupdict()
            name = groups.get("name") or groups.get("behind") or ""
            meant = tuple(named(name, children)) if name else ()
            if name and not meant:
                continue
            days = weekdays_of(groups["days"]) if groups.get("days") else ()
            if thought is Thought.OTHER_DAYS and len(days) < 2:
                continue  # 改到周五 may be about anything.
            return Again(thought, meant, days, bool(groups.get("leaving")))
    return None
