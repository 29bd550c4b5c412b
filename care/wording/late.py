"""Sentences about changes that come after their cut-off: who is asked, until when, and what came of it. (promise 3)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from care.acts import Act
from care.calendar import clock
from care.people import Student
from care.wording import asking, staff

AGREE, REFUSE = "同意", "不同意"
TITLE = "临时变更，请答复"


def waiting(act: Act, child: Student, last: datetime, whom: str, until: datetime, *, now: datetime) -> str:
    return (
        f"{_what(act, child, now)}：已过{clock(last)}的截止时间，正在等{staff.teacher(whom)}答复，"
        f"最晚{clock(until)}给您消息。答复之前仍按原来的安排。"
    )


def card(act: Act, child: Student, by: str, until: datetime, *, now: datetime) -> str:
    return f"{by}临时提出（{clock(now)}，已过截止时间）：{_what(act, child, now)}。请在{clock(until)}前答复。"


def agreed(act: Act, child: Student, *, now: datetime) -> str:
    return f"已同意：{_what(act, child, now)}，已告诉家长。"


def agreed_for_family(by: str, told: str) -> str:
    return f"{by}已同意。{told}"


def refused(act: Act, child: Student, *, now: datetime) -> str:
    return f"已回绝：{_what(act, child, now)}。已告诉家长仍按原来的安排。"


def refused_for_family(act: Act, child: Student, by: str, *, now: datetime) -> str:
    return f"{by}没有同意：{_what(act, child, now)}。已过截止时间，来不及改，仍按原来的安排。有急事请直接打电话给老师。"


def settled_before(yes: bool | None, at: datetime) -> str:
    return f"这件事已经答复过了（{'同意' if yes else '不同意'}，{clock(at)}），没有改动。"


def passed_on(act: Act, child: Student, whom: Sequence[str], *, now: datetime) -> str:
    names = "、".join(map(staff.teacher, whom)) or "值班领导"
    return f"{_what(act, child, now)}：老师还没有答复，已转给{names}。答复之前仍按原来的安排，急事请打电话。"


def _what(act: Act, child: Student, now: datetime) -> str:
    return asking.told(act.with_(students=(child,)), now=now)
