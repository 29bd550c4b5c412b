"""Early arrival in words. (C08)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from care.calendar import clock, spoken
from care.people import Student
from care.policy import SessionPlan

UNDO = "撤销"
NONE = "本校方案没有早到看护，没有登记。请告诉家长按规定时间到校；孩子已经到了请直接告诉值班领导。"
NOBODY_YET = "今天还没有早到登记。请回复“早到12人”，或者“早到：李小明、王小红”。"
WHO = (
    "名字没有都对上，没有登记。请写全名并用顿号隔开，例如“早到：李小明、王小红”；有同名学生时请写人数，例如“早到2人”。"
)
UNDONE_ALREADY = "这次登记已经撤销过了，没有改动。"


def kept(
    day: date, at: datetime, count: int, names: Sequence[str], unlisted: Sequence[str], awaited: Sequence[str]
) -> str:
    """What was understood; early arrival is free, so the answer says so."""
    who = f"：{'、'.join(names)}" if names else ""
    lines = [f"已存入巡查记录：{spoken(day)}{clock(at)}早到{count}人{who}。不收费。不对请点“{UNDO}”。"]
    if unlisted:
        lines.append(f"不在早到名单上：{'、'.join(unlisted)}。请照常看护，并请家长补登记。")
    if awaited:
        lines.append(f"名单上还没到：{'、'.join(awaited)}。")
    return "\n".join(lines)


def line(at: datetime, count: int, names: Sequence[str], by: str) -> str:
    who = f"（{'、'.join(names)}）" if names else ""
    return f"· {clock(at)} {count}人{who}，{by}老师登记"


def of_day(day: date, lines: Sequence[str]) -> str:
    return "\n".join([f"{spoken(day)}早到：", *lines])


def undone(day: date, count: int) -> str:
    return f"已撤销：{spoken(day)}早到{count}人的登记。"


def parent_told(child: Student, colleagues: Sequence[str]) -> str:
    """To the parent, where somebody watches those who come early."""
    who = "、".join(f"{name}老师" for name in colleagues)
    return f"已告诉{who}：{child.called}早到了。放学的接送安排没有改动。"


def for_watcher(child: Student, by: str, at: datetime, said: str, *, unlisted: bool, counts: bool) -> str:
    """What a parent says is not counted: whoever sees the child counts it."""
    listed = "不在早到名单上。" if unlisted else ""
    count = f"看到孩子后请回复“早到：{child.name}”登记。" if counts else "请留意孩子在哪里。"
    return f"{child.called}早到了（{by} {clock(at)}发来：“{said}”）。{listed}{count}"


def not_booked(child: Student, plan: SessionPlan) -> str:
    return (
        f"本校{plan.label}是{plan.start:%H:%M}–{plan.end:%H:%M}，{child.called}没有报，现在没有老师看着。"
        f"请陪孩子等到规定的入校时间；孩子已经一个人在校门口，请马上回复“找老师”。要报名请说“给{child.name}报{plan.label}”。"
    )


def not_offered(child: Student) -> str:
    return (
        f"本校方案没有早到看护，{child.called}现在没有老师看着。请陪孩子等到规定的入校时间；"
        "孩子已经一个人在校门口，请马上回复“找老师”，急事直接打电话。放学的接送安排没有改动。"
    )
