"""A muster in words: the card to count by, what differs, and one message that names the missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from care.calendar import clock
from care.people import Student
from care.wording import staff

TITLE, RESULT = "请马上清点", "清点结果"
END, FOUND, NOT_FOUND = "结束清点", "都找到了，结束清点", "还没找到，继续查找"
START = "开始清点"
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


def again(children: Sequence[Student]) -> str:
    return (
        f"还没有收到您的清点人数。记录在您手里的有{len(children)}人：{staff.names(children)}。"
        "请马上点数：人数对请点按钮，"
        f"不对请回复人数和少了谁，例如“{max(0, len(children) - 1)} {children[0].name}不在”。"
    )


def who_is_silent(silent: Sequence[str], unnamed: Sequence[str], minutes: int) -> str:
    """To whoever leads: whom to look for now."""
    parts = [
        f"{'、'.join(map(staff.teacher, names))}{what}"
        for names, what in ((silent, "还没有报数"), (unnamed, "报了少人，还没说少了谁"))
        if names
    ]
    return f"清点已{minutes}分钟：{'；'.join(parts)}。已再次提醒，请马上派人去看。"


def frozen(by: str, at: datetime, sought: Sequence[Student], *, leads: bool) -> str:
    """Nobody leaves and nobody changes hands while everybody counts."""
    whom = f"，找{staff.names(sought)}" if sought else ""
    exception = "“特批放行 李小明 妈妈 发烧送医”"
    how = f"必须先走的孩子请回复{exception}。" if leads else f"急事请值班领导回复{exception}。"
    return f"正在清点（{by}{clock(at)}开始{whom}），先不要放行和交接，没有改动。清点结束后请再发一次。{how}"


NOT_RUNNING = "现在没有清点，不用特批。请让带班老师直接回复“李小明妈妈接走了”。"


def shall_we_count(children: Sequence[Student]) -> str:
    """To whoever leads, when a family looks for its child."""
    whom = f"，找{staff.names(children)}" if children else ""
    return f"要请所有老师马上清点人数吗{whom}？清点期间不放行、不交接。"


def let_go_noted(child: Student, reason: str) -> str:
    return f"已记下特批放行的原因：{reason}。清点名单里已减去{child.name}，已告诉各位老师。"


def let_go(child: Student, by: str, reason: str) -> str:
    """To everybody who leads or counts: one child less."""
    return f"清点期间特批放行1人：{child.called}（{by}批准，原因：{reason}）。清点名单里减去{child.name}。"


def still_sought(by: str, at: datetime, missing: Sequence[Student]) -> str:
    return (
        f"清点结束（{by} {clock(at)}）：还没找到{staff.names(missing)}，按走失继续查找。"
        "其他孩子可以照常放行，请门卫继续守住校门。"
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
