"""Sentences about incidents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from care.calendar import clock
from care.people import Student
from care.rules.incident import Audience, Kind
from care.wording import staff

KINDS = {
    Kind.INJURY: "受伤",
    Kind.ILLNESS: "身体不适",
    Kind.CONFLICT: "同学冲突",
    Kind.FACILITY: "设施故障",
    Kind.MISSING: "找不到孩子",
    Kind.OTHER: "突发情况",
}
HEARERS = {
    Audience.GUARDIANS: "家长",
    Audience.CLASS_TEACHER: "班主任",
    Audience.HOLDER: "当班老师",
    Audience.LEADER: "值班领导",
    Audience.EVERYBODY: "全体值班老师",
}
RESCUE = {
    Kind.INJURY: "请先处理伤情，严重时马上拨打120。",
    Kind.ILLNESS: "请先照看孩子，严重时马上拨打120。",
    Kind.MISSING: "请马上分头找，门卫先守住校门；找到后点“已找到”。",
}
FOR_PARENTS = {
    Kind.MISSING: "学校正在查找，有消息马上告诉您，请保持电话畅通；孩子到家了请告诉我。",
}
WITH_ME = "孩子在我这里"
SEND_TO_COLLEAGUES = "要把这句话马上发给全体老师吗？现在还没有发。"
DONE, FOUND, TELEPHONED = "已处理", "已找到", "已电话告知家长"
WHICH_CHILD = "请问是哪个孩子？请再发一句，写上班级和全名，好马上通知家长。"


def title(kind: Kind) -> str:
    return KINDS[kind]


def close_label(kind: Kind) -> str:
    return FOUND if kind is Kind.MISSING else DONE


def who(children: Sequence[Student]) -> str:
    return f"{staff.names(children)} " if children else ""


def matter(kind: Kind, children: Sequence[Student], said: str) -> str:
    return f"{KINDS[kind]}：{who(children)}{said}".strip()


def reported(
    kind: Kind,
    children: Sequence[Student],
    hearers: Sequence[Audience],
    at: datetime,
    *,
    colleague: bool = True,
    doubtful: bool = False,
) -> str:
    """To whoever reported it: what was understood, who knows now, what to do. `doubtful`: the child is asked apart."""
    whom = f"：{staff.names(children)}" if children else ""
    told = f"已马上告诉{'、'.join(HEARERS[one] for one in hearers)}。" if hearers else "已记录。"
    ask = "" if children or doubtful or kind is Kind.FACILITY else WHICH_CHILD
    todo = RESCUE.get(kind, "") if colleague else FOR_PARENTS.get(kind, "")
    return f"已报告{KINDS[kind]}（{clock(at)}）{whom}。{told}{todo}{ask}报错了请点“撤销”。"


def which_of(children: Sequence[Student]) -> str:
    if len(children) == 1:
        return f"是{children[0].called}吗？是的话请点一下，马上告诉家长。"
    return "请点是哪个孩子，马上告诉家长：" + "、".join(child.called for child in children) + "。"


def being_sought(children: Sequence[Student], since: datetime) -> str:
    """To whoever reports the same child again."""
    return f"{_named(children)}的报告已在{clock(since)}收到，学校正在找，您的话已再告诉值班领导。有消息马上告诉您。"


def asked_again(children: Sequence[Student], said: str, by: str, at: datetime) -> str:
    return f"{by}又问起{_named(children)}（{clock(at)}）：“{said}”。还在查找，请马上电话回复。"


def _named(children: Sequence[Student]) -> str:
    return "、".join(child.called for child in children)


def for_staff(kind: Kind, children: Sequence[Student], said: str, by: str, at: datetime) -> str:
    words = f"：“{said}”" if said else ""
    return f"紧急·{KINDS[kind]}（{clock(at)}）：{who(children)}{by}报告{words}。{RESCUE.get(kind, '请马上查看。')}"


def for_family(kind: Kind, children: Sequence[Student], said: str, by: str, at: datetime) -> str:
    """Only one's own child is named; the reporter's words go along where they name no other child (promise 11)."""
    names = "、".join(child.called for child in children)
    words = f"{by}报告：“{said}”。" if said else f"{by}报告。"
    if kind is Kind.MISSING:
        return f"紧急：{names}现在找不到（{clock(at)}）。{words}学校正在找，孩子如果和您在一起请马上告诉老师。"
    return f"{names} {clock(at)} {KINDS[kind]}。{words}老师正在处理，会马上联系您，请保持电话畅通。"


def closed(kind: Kind, children: Sequence[Student], by: str, at: datetime) -> str:
    return f"{KINDS[kind]}：{who(children)}{close_label(kind)}（{by} {clock(at)}）。"


def already_closed() -> str:
    return "这件事已经有人处理过了，没有改动。"


def not_told(children: Sequence[Student]) -> str:
    return f"还不能结束：{staff.names(children)}的家长还没有收到通知。请先打电话告诉家长，再点“{TELEPHONED}”。"


def undone(kind: Kind, children: Sequence[Student]) -> str:
    return f"已撤销：{KINDS[kind]} {who(children)}的报告作废，已通知刚才收到的人更正。"


def undone_for_others(kind: Kind, children: Sequence[Student], by: str, at: datetime) -> str:
    return f"更正（{clock(at)}）：{by}刚才报错了，{who(children)}{KINDS[kind]}的通知作废，抱歉打扰。"
