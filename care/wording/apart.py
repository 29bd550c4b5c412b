"""Sentences to leaders about guardians who must not see each other's data. The pair hears none of this."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from care.people import Student

HOW = "请这样写：互不可见 三年级2班李小明 王丽 李强 依据：离婚判决书。可加“至2027-06-30”；不写为长期有效。"
HOW_TO_LIFT = "请这样写：解除互不可见 三年级2班李小明 王丽 李强。"
NONE = "现在没有互不可见的登记。"
NOT_ALLOWED = "互不可见由值班领导或校长登记，没有改动。"
NO_EVIDENCE = f"没有写依据，没有登记。{HOW}"
NOT_KEPT = "没有这样的登记，没有改动。想看现在的登记，请回复“互不可见名单”。"
KEPT_ALREADY = "已经登记过，没有改动。"


def not_guardians(child: Student, known: Sequence[str]) -> str:
    return f"两位都要是{child.called}登记的监护人，没有登记。现在登记的有：{'、'.join(known)}。"


def kept(child: Student, one: str, other: str, until: date | None) -> str:
    end = f"，至{until.isoformat()}" if until else ""
    return (
        f"已登记：{child.called}的{one}与{other}互不可见{end}。给任何一方的通知、回答和名单里都不会出现另一方；"
        f"双方不会收到这条登记的消息。解除请写“解除互不可见 {child.called.replace(' ', '')} {one} {other}”。"
    )


def lifted(child: Student, one: str, other: str) -> str:
    return f"已解除：{child.called}的{one}与{other}互不可见。"


def told_leaders(child: Student, one: str, other: str, by: str, *, lifted: bool) -> str:
    what = "解除了互不可见" if lifted else "登记了互不可见"
    return f"{by}{what}：{child.called}，{one}与{other}。请勿转告双方。"


def line(child: Student, one: str, other: str, until: date | None) -> str:
    end = f"，至{until.isoformat()}" if until else ""
    return f"· {child.called}：{one}与{other}{end}"


def listed(lines: Sequence[str]) -> str:
    return "\n".join(["互不可见登记（只限领导查看，每次查看都有记录）：", *lines]) if lines else NONE
