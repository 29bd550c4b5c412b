"""Ending a session in words: the figures, what is handed on by name, and why it cannot be ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from care.calendar import clock, spoken
from care.people import Student
from care.rules.custody import Balance
from care.wording import staff

CONFIRM, NOT_YET, START = "确认结束", "先不结束", "结束今天"
TITLE = "请确认结束"
MISSING, NOT_CALLED, UNSETTLED = "没到、原因不明", "没有点名、情况不明", "老师和家长说法不一致"
CHANGED = "刚才又有新的记录，请再看一遍再决定。"


def held(children: Sequence[Student], holder: str) -> str:
    return f"· {staff.names(children)}，在{staff.teacher(holder)}身边"


def still_here(label: str, lines: Sequence[str]) -> str:
    """Names, holders, and what to do. (promise 1)"""
    return "\n".join(
        [
            f"{label}还不能结束，还有孩子在学校：",
            *lines,
            "请联系家长来接，两位大人留守；接走后由老师回复“某某接走了”。"
            "已经走了但没登记的，请用“补录 李小明 17:25 奶奶接走”。",
        ]
    )


def too_early(label: str, ends: datetime) -> str:
    return f"{label}{clock(ends)}才结束，现在还不能关闭。"


def open_line(label: str, children: Sequence[Student]) -> str:
    return f"· {label}：{staff.names(children)}"


def matter_line(text: str) -> str:
    return f"· {text.splitlines()[0][:60]}"


def summary(label: str, on: date, heads: Balance, open_: Sequence[str]) -> str:
    """The equations, then what stays open: whoever ends the day hands it on knowingly."""
    roll = staff.equation(heads, (), ())
    lines = [f"{spoken(on)}{label}，孩子都已离开：", roll, f"接手{heads.taken} = 在校{heads.held} + 已离校{heads.gone}"]
    if open_:
        lines += [f"还有{len(open_)}件没有了结，结束后仍由负责人继续办：", *open_]
    lines.append("结束以后只能更正和补录。" + ("确认把上面的事交接下去并结束吗？" if open_ else "确认结束吗？"))
    return "\n".join(lines)


def closed(label: str, by: str, at: datetime, open_: int) -> str:
    rest = f"还有{open_}件没有了结，已交接给负责人。" if open_ else "没有遗留的事。"
    return f"{label}已结束（{by} {clock(at)}）。{rest}"


def already(label: str) -> str:
    return f"{label}今天已经结束了。更正请点原来的“撤销”，纸上的记录请用“补录”。"


def is_over(label: str) -> str:
    return f"{label}今天已经由值班领导结束，没有改动。更正请点原来的“撤销”；漏登的请用“补录 李小明 17:25 奶奶接走”。"


def remind(label: str, at: datetime) -> str:
    """Everybody is gone, and nobody ended the session."""
    return f"{label}的孩子都已离校（最后一位{clock(at)}），请核对汇总并结束今天。"


def reopened(label: str, children: Sequence[Student], by: str, at: datetime) -> str:
    """To whoever had ended the session."""
    told = f"更正（{clock(at)}）：{by}撤销了放行，{staff.names(children)}还在学校。"
    return f"{told}{label}的结束作废，都离校后请再回复“结束今天”。"
