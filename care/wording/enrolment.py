"""Sentences about places in care: wishes, decisions, progress. (C20, C21)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from care.calendar import WEEKDAYS, local, spoken
from care.people import Student

REASONS = ("名额已满", "材料不全", "请面谈")


def spoken_weekdays(weekdays: Sequence[int]) -> str:
    """每周一、三、五; 周一至周五 for all five."""
    days = sorted(set(weekdays))
    if days == [1, 2, 3, 4, 5]:
        return "周一至周五"
    return "每周" + "、".join(WEEKDAYS[day - 1] for day in days)


def place(labels: Sequence[str], weekdays: Sequence[int], since: date | None) -> str:
    start = f"，从{spoken(since)}起" if since else ""
    return f"{'、'.join(labels)}（{spoken_weekdays(weekdays)}{start}）"


def asked(child: Student, what: str, decider: str) -> str:
    return (
        f"已提交申请：{child.called} {what}。现在等{decider}审核，有结果马上告诉您。"
        "想看进度请回复“到哪一步了”，要撤回请点“撤销”。"
    )


def for_decider(child: Student, what: str, by: str) -> str:
    return f"{child.called} {by}申请{what}。请审核。不同意时可以回复“不同意{child.name}的申请，原因……”。"


def already_waiting(child: Student, what: str, decider: str, since: datetime) -> str:
    return (
        f"{child.called} {what}的申请{local(since).month}月{local(since).day}日已提交，正在等{decider}审核，不用再交。"
    )


def already_booked(child: Student, label: str) -> str:
    return f"{child.called}已经报了{label}，不用再报。要改时间或退出请直接告诉我。"


def which_session(child: Student) -> str:
    return f"请问给{child.called}报哪个时段？"


NEXT = {
    "enroll": "要请假或退出，请直接告诉我。",
    "permit": "以后自己回家的日子，请提前告诉我，例如“小明今天自己回家”。",
    "bind": "以后可以在这里请假、换人接、查孩子在哪。想看能办哪些事，请回复“帮助”。",
    "withdraw": "以后要再报名，请直接告诉我。",
}


def approved(child: Student, what: str, by: str, kind: str) -> str:
    return f"申请已通过：{child.called} {what}，审核人{by}。{NEXT.get(kind, '')}"


def refused(child: Student, what: str, by: str, reason: str) -> str:
    why = f"原因：{reason}。" if reason else ""
    return f"申请没有通过：{child.called} {what}，审核人{by}。{why}有疑问请回复“找老师”。"


def decided(child: Student, what: str, yes: bool, reason: str) -> str:
    why = f"（{reason}）" if reason else ""
    return f"{'已同意' if yes else '未同意'}：{child.called} {what}{why}，已告诉家长。"


def taken_back(child: Student, what: str) -> str:
    return f"已撤回申请：{child.called} {what}。"


def too_late_to_take_back(child: Student) -> str:
    return f"{child.called}的申请已经有结果，不能撤回。要退出请回复“退出托管”。"


def nothing_waits() -> str:
    return "现在没有等您审核的申请。"


def which_one(names: Sequence[str]) -> str:
    return f"有{len(names)}份申请等您审核：{'、'.join(names)}。请问是哪一份？"


def why_refused(child: Student) -> str:
    return f"不同意{child.called}的申请，请选原因，或者直接回复“不同意{child.name}的申请，原因……”。"


def withdrawn(child: Student, what: str, last: date) -> str:
    return f"{child.called}已退出{what}，最后一天是{spoken(last)}。"


def not_booked(child: Student) -> str:
    return f"{child.called}没有报这个时段的托管，不用退出。"


def progress(child: Student, lines: Sequence[str]) -> str:
    if not lines:
        return f"{child.called}现在没有在办的申请。"
    return f"{child.called}：\n" + "\n".join(f"· {line}" for line in lines)


def waiting_line(what: str, decider: str, since: datetime) -> str:
    day = local(since)
    return f"{what}：{day.month}月{day.day}日{day:%H:%M}提交，正在等{decider}审核"


def decided_line(what: str, yes: bool, by: str, at: datetime | None, reason: str) -> str:
    when = f"{local(at).month}月{local(at).day}日" if at else ""
    why = f"，原因：{reason}" if reason else ""
    return f"{what}：{when}{by}{'已同意' if yes else '未同意'}{why}"


def taken_back_line(what: str) -> str:
    return f"{what}：已撤回"


def leave_line(what: str) -> str:
    return f"请假：{what}，已登记"


def signed(child: Student, at: datetime) -> str:
    day = local(at)
    return f"已记录：您为{child.called}同意课后服务协议（{day.month}月{day.day}日 {day:%H:%M}）。协议由学校存档。"


def permit_what() -> str:
    return "办《独自回家证》"
