"""A muster in words: the card to count by, what differs, and one message that names the missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from care.calendar import clock
from care.people import Student
from care.wording import staff

TITLE, RESULT = "请马上清点", "清点结果"
END, FOUND = "结束清点", "都找到了，结束清点"
RUNNING = "已经在清点了，请等各位老师报数。"
NOBODY_HOLDS = "现在没有老师手里有孩子，不用清点。要查谁没到，请看名单。"
ENDED_ALREADY = "这次清点已经结束，没有改动。"
_FILLING = re.compile(r"少了?|缺了?|没有|没在|不在|不见了?|[\s,，、。和:：]+")


def without_names(text: str, names: Sequence[str]) -> str:
    """What is left of a count when names and filling words are taken out."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return _FILLING.sub("", text)


def agrees(count: int) -> str:
    return f"人数对{count}"


def started(holders: Sequence[str], sought: Sequence[Student]) -> str:
    names = "、".join(staff.teacher(name) for name in holders)
    whom = f"，正在找{staff.names(sought)}" if sought else ""
    return f"已开始清点{whom}，已请{names}马上点人数。都报数后告诉您结果。"


def please_count(children: Sequence[Student], sought: Sequence[Student], at: datetime) -> str:
    lead = f"正在找{staff.names(sought)}，请先不要放行。" if sought else "学校正在清点，请先不要放行。"
    return (
        f"{lead}{clock(at)}记录在您手里的有{len(children)}人：{staff.names(children)}。"
        "请马上点数：人数对请点按钮；"
        f"不对请回复人数和少了谁，例如“{max(0, len(children) - 1)} {children[0].name}不在”。"
    )


def agreed(number: int) -> str:
    return f"收到：{number}人，和记录相符。"


def too_many(number: int, by: int) -> str:
    return f"收到：{number}人，比记录多{by}人，已记下。请核对多出来的是谁并告诉值班领导。"


def short(missing: Sequence[Student]) -> str:
    return f"收到：少{staff.names(missing)}。请看好其余的孩子，等清点结果。"


def who_is_missing(unnamed: int) -> str:
    return f"比记录少{unnamed}人。请马上回复少了谁的全名，例如“李小明不在”。"


def result(missing: Sequence[Student], holders: int, extra: int, at: str) -> str:
    more = f"有老师多点到{extra}人，请核对。" if extra else ""
    if not missing:
        return f"清点结果（{at}）：{holders}位老师都报了数，和记录相符，没有少人。{more}"
    return (
        f"清点结果（{at}）：少{len(missing)}人：{staff.names(missing)}。{more}请马上分头找，必要时拨打110并联系家长。"
    )


def outcome(by: str, at: datetime) -> str:
    return f"清点结束（{by} {clock(at)}）。可以照常放行了。"
