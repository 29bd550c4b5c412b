"""What follows an incident, in words: severity, measures, the report. (C58)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from care.calendar import clock, local, spoken
from care.rules.incident import Kind, Severity
from care.wording.incident import KINDS

SEVERITIES = {Severity.LIGHT: "轻", Severity.MEDIUM: "中", Severity.GRAVE: "重"}
MORE = "补充经过"
ASK = "程度请点“轻”“中”“重”。"
HOW = "请以“补充”开头直接发给我，例如“补充 已冰敷，校医看过，家长17:20到校”。可以分几次发。"
NONE = "今天没有您报告或负责的突发情况，没有记录。新的情况请直接发给我，例如“李小明摔倒了”。"
NO_REPORTS = "这一天没有突发情况。"
TITLE = "程度如何"


def ask_severity(what: str) -> str:
    """To the leader, where a parent reported it."""
    return f"{what}。{ASK}"


def severity_kept(severity: Severity, *, principal: bool) -> str:
    called = "已马上告诉校长。" if principal else ""
    return f"已记录程度：{SEVERITIES[severity]}。{called}采取了什么措施、后来怎样，请点“{MORE}”。"


def severity_for_others(what: str, severity: Severity, by: str, at: datetime) -> str:
    return f"程度{SEVERITIES[severity]}（{by} {clock(at)}）：{what}"


def for_principal(what: str, by: str, at: datetime) -> str:
    return f"紧急·程度重（{by} {clock(at)}）：{what}。值班领导正在处理，请马上关注。"


def added(what: str, text: str) -> str:
    return f"已补充到“{what}”：{text}。"


def added_for_others(what: str, text: str, by: str, at: datetime) -> str:
    return f"{what}。补充（{by} {clock(at)}）：{text}"


def which() -> str:
    return "请问补充到哪一件？"


def button(what: str) -> str:
    """受伤 李小明: what tells one from the other, on a button."""
    kind, _, rest = what.partition("：")
    return f"{kind} {rest.split()[1] if len(rest.split()) > 1 else rest}"[:10]


@dataclass(frozen=True)
class Report:
    """Everything that the record has of one incident."""

    school: str
    kind: Kind
    what: str
    opened_at: datetime
    by: str
    severity: Severity | None
    told: Sequence[tuple[str, datetime | None]]  # guardian, and when the message left
    measures: Sequence[tuple[datetime, str, str]]  # when, who, what
    closed_at: datetime | None
    closed_by: str
    outcome: str


TELEPHONED = "family telephoned"
"""In an outcome: the leader said that the family was told by telephone."""


def report(one: Report) -> str:
    """The report as text, line by line, to print or to hand on. What is not known is said. (C58; promise 8)"""
    lines = [
        f"{one.school} 突发情况报告",
        f"时间：{spoken(local(one.opened_at).date())} {clock(one.opened_at)}",
        f"类型：{KINDS[one.kind]}",
        f"经过：{one.what}",
        f"报告人：{one.by}",
        f"程度：{SEVERITIES[one.severity] if one.severity else '没有记录'}",
        f"告知家长：{_told(one)}",
        "处理：" + ("" if one.measures else "没有记录"),
        *(f"· {clock(at)} {by}：{text}" for at, by, text in one.measures),
        f"结果：{f'已结束（{one.closed_by} {clock(one.closed_at)}）' if one.closed_at else '还没有结束'}",
    ]
    return "\n".join(lines)


def _told(one: Report) -> str:
    said = [f"{name} {clock(at)}" if at else f"{name} 消息还没有送到" for name, at in one.told]
    said += ["值班领导已电话告知"] if TELEPHONED in one.outcome else []
    return "；".join(said) or "没有涉及具体孩子"
