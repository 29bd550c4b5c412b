"""Patrols in words: findings, who sees to them, heads that agree or not. (C51)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from care.calendar import clock
from care.people import Student
from care.reading.orders.patrols import Finding
from care.rules.patrol import Differs
from care.wording import staff as words

FIXED, CHECKED, UNDO = "已整改", "已核对", "撤销巡查"
TITLE, DIFFERS_TITLE = "请整改", "人数不符"
MOST = 5


def matter(one: Finding) -> str:
    """三楼灯坏了，责任人王磊老师."""
    return f"{one.text}，责任人{one.responsible.called}" if one.responsible else one.text


def kept(slot: str, text: str, findings: Sequence[Finding]) -> str:
    """What was understood: the text, and each finding with its state."""
    found = "；".join(f"{matter(one)}（{'已整改' if one.fixed else '未整改'}）" for one in findings)
    rest = f"发现{len(findings)}项：{found}。未整改的会在交接通知里再提醒。" if findings else ""
    return f"已存入巡查记录（{slot}）：“{text}”。{rest}不对请点“{UNDO}”。"


def for_responsible(by: str, text: str) -> str:
    return f"{by}巡查发现：{text}。请处理，做完请点“{FIXED}”。"


def fixed(text: str, by: str, at: datetime) -> str:
    return f"已整改（{by} {clock(at)}）：{text}。"


def fixed_already() -> str:
    return "这一项已经有人记过整改了，没有改动。"


def void(text: str) -> str:
    return f"更正：刚才的巡查记录已撤销，这一项不用处理了：{text}。"


def agrees(class_name: str, count: int) -> str:
    return f"{class_name}{count}人，和台账一致。"


def unknown(class_name: str) -> str:
    return f"{class_name}现在还没有点名，没法和台账核对。"


def no_class(class_name: str) -> str:
    return f"今天的托管名单里没有{class_name}，没法核对人数。"


def differs(class_name: str, difference: Differs, among: Sequence[Student], at: datetime) -> str:
    """Which names are to be checked: nobody is guessed. (promise 2)"""
    said, held = difference.said, difference.held
    head = f"{class_name}人数不符（{clock(at)}）：清点{said}人，台账在班{held}人"
    if said < held:
        return f"{head}，少{held - said}人。请逐个核对：{words.names(among)}。"
    rest = f"请核对是不是这些孩子：{words.names(among)}" if among else "请核对多出来的是谁"
    return f"{head}，多{said - held}人。{rest}。"


def open_findings(texts: Sequence[str]) -> str:
    """In the leader's handover notice, until somebody says that it is fixed."""
    lines = [f"{number}. {text}" for number, text in enumerate(texts[:MOST], 1)]
    more = [f"还有{len(texts) - MOST}项"] if len(texts) > MOST else []
    return "\n".join([f"巡查未整改{len(texts)}项：", *lines, *more])


def button(number: int) -> str:
    return f"第{number}项{FIXED}"
