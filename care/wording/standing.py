"""Answers of a line or two: who has not called the roll, who is on leave, where a colleague stands."""

from __future__ import annotations

from collections.abc import Sequence

from care.people import Staff, Student
from care.wording import staff


def to_call(group: str, teacher: str, count: int) -> str:
    whose = f"（{staff.teacher(teacher)}）" if teacher else "（没有排老师）"
    return f"· {group}{whose}：还有{count}人"


def uncalled(slot: str, lines: Sequence[str]) -> str:
    if not lines:
        return f"{slot}都点过名了。"
    return "\n".join([f"{slot}还没点完名的有{len(lines)}个班：", *lines])


def on_leave(slot: str, away: Sequence[Student], missing: Sequence[Student]) -> str:
    leave = f"请假{len(away)}人：{staff.names(away)}" if away else "没有人请假"
    absent = f"；没请假也没到{len(missing)}人：{staff.names(missing)}" if missing else ""
    return f"{slot}{leave}{absent}。"


def colleague(one: Staff, label: str, rooms: Sequence[str], held: int, *, called: bool) -> str:
    """Only from duty, roll calls and handovers: whether somebody is in the building nobody has written down."""
    duty = f"今天{label}带{'、'.join(rooms)}" if rooms else f"今天{label}没有排班"
    if held:
        return f"{one.called}{duty}，现在手里有{held}个孩子。"
    state = "" if not rooms else "，点过名，现在手里没有孩子了" if called else "，还没有点名"
    return f"{one.called}{duty}{state}。人在不在学校系统看不到，急事请直接打电话。"
