"""Sentences about places in care: wishes, decisions, progress. (C20, C21)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from care.calendar import WEEKDAYS, local, spoken
from care.people import Student
from care.policy import SessionPlan
from care.wording.actors import GRADES
from care.wording.approval import AGREED_WRONGLY, REFUSED_WRONGLY

STAY = "撤回，继续上"
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


def asked(child: Student, what: str, step: str, decider: str, answer: str) -> str:
    last = f"，{answer}答复" if answer else ""
    return (
        f"已提交申请：{child.called} {what}。现在{step}等{decider}{last}，有结果马上告诉您。"
        "想看进度请回复“到哪一步了”，要撤回请点“撤销”。"
    )


def for_decider(child: Student, what: str, by: str, lines: Sequence[str] = (), answer: str = "") -> str:
    """`lines`: what only whoever decides may see."""
    told = "".join(f"⏎{line}" for line in lines).replace("⏎", "\n")
    last = f"，{answer}答复" if answer else ""
    return (
        f"{child.called} {by}申请{what}。{told}{chr(10) if lines else ''}请审核{last}。"
        f"不同意时可以回复“不同意{child.name}的申请，原因……”。"
    )


def already_waiting(child: Student, what: str, since: datetime) -> str:
    made = local(since)
    return (
        f"{child.called} {what}的申请{made.month}月{made.day}日已提交，还在办，不用再交。"
        "要改请回复“到哪一步了”，点“撤回申请”后重新报。"
    )


def already_booked(child: Student, label: str) -> str:
    return f"{child.called}已经报了{label}，不用再报。要改时间或退出请直接告诉我。"


def leaving_still(child: Student, what: str, by: str) -> str:
    """It has a place, and leaving it is being decided. `by`: who asked to leave, where that was somebody else."""
    if by:
        return f"{child.called}现在还在托管，不过{by}申请了{what}，还在办。要继续上，请和{by}商量后由对方撤回。"
    return f"{child.called}现在还在托管，不过您申请了{what}，还在办。要继续上就撤回退出申请，可以吗？"


def not_held(label: str) -> str:
    return f"学校没有开{label}，没有提交。想看有哪些时段请回复“晚托几点到几点”。"


def for_other_grades(child: Student, plan: SessionPlan, offered: Sequence[str]) -> str:
    """The plan holds the session for other grades: why, and what the child can have instead."""
    for_ = "、".join(f"{GRADES[grade - 1]}年级" for grade in plan.grades)
    instead = f"{child.called}可以报{'、'.join(offered)}。" if offered else "请联系班主任。"
    return f"{plan.label}按本校方案只对{for_}开放，没有提交。{instead}"


def not_booked_to_change(child: Student, label: str) -> str:
    return f"{child.called}没有报{label}，没有改动。要报名请直接说，例如“给{child.name}报{label}”。"


def from_tomorrow(child: Student) -> str:
    return f"托管安排最早从明天起改，{child.called}的安排没有改动。请写明天以后的日子，今天不来请直接说请假。"


NEXT = {
    "enroll": "要请假或退出，请直接告诉我。",
    "permit": "以后自己回家的日子，请提前告诉我，例如“小明今天自己回家”。",
    "bind": "以后可以在这里请假、换人接、查孩子在哪。想看能办哪些事，请回复“帮助”。",
    "withdraw": "在这之前照常参加。以后要再报名，请直接告诉我。",
    "club": "不想参加了请直接告诉我。",
    "change": "在这之前按原来的安排。",
}


def approved(child: Student, what: str, by: str, kind: str) -> str:
    return f"申请已通过：{child.called} {what}，审核人{by}。{NEXT.get(kind, '')}"


def refused(child: Student, what: str, by: str, reason: str) -> str:
    why = f"原因：{reason}。" if reason else ""
    return f"申请没有通过：{child.called} {what}，审核人{by}。{why}有疑问请回复“找老师”。"


def decided(child: Student, what: str, yes: bool, reason: str) -> str:
    why = f"（{reason}）" if reason else ""
    wrong = AGREED_WRONGLY if yes else REFUSED_WRONGLY
    return f"{'已同意' if yes else '未同意'}：{child.called} {what}{why}，已告诉家长。{wrong}"


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


def not_booked(child: Student) -> str:
    return f"{child.called}没有报这个时段的托管，不用退出。"


def progress(child: Student, lines: Sequence[str]) -> str:
    if not lines:
        return f"{child.called}现在没有在办的申请。"
    return f"{child.called}：\n" + "\n".join(f"· {line}" for line in lines)


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
    wrong = "签错了请回复“找老师”；不参加了请回复“退出托管”。"
    return (
        f"已记录：您为{child.called}同意课后服务协议（{day.month}月{day.day}日 {day:%H:%M}）。协议由学校存档。{wrong}"
    )


def permit_what() -> str:
    return "办《独自回家证》"


A_CLUB = "社团"
CARD_TITLE = "待审核申请"
CARD_TITLE_FAMILY = "请答复"


def leaving(labels: Sequence[str], weekdays: Sequence[int], clubs: Sequence[str], since: date | None) -> str:
    """退出晚托（从3月14日（周一）起）."""
    which = f"（{spoken_weekdays(weekdays)}）" if weekdays else ""
    start = f"（从{spoken(since)}起）" if since else ""
    return f"退出{'、'.join([*labels, *clubs])}{which}{start}"


def done_at_once(child: Student, what: str) -> str:
    return f"已办好：{child.called} {what}。不用审核。"


def reason_line(reason: str) -> str:
    return f"原因：{reason}"


def can_collect_line(can: bool) -> str:
    return "放学时：家里能按时接（仍要申请）" if can else "放学时：家里接不了"


def priority_line(name: str, evidence: str) -> str:
    return f"优先：{name}（证明：{evidence or '没有写'}）。这一项只给审核人看"


def may_select_line() -> str:
    """挑选. (004-5.04)"""
    return "这一步可以挑选：名额不够时先选更需要、能适应的孩子，不同意的请写原因"


def left_line(what: str, left: int) -> str:
    return f"名额：{what}还剩{left}个" if left else f"名额：{what}已满，同意后排候补"


def priority_checked_line() -> str:
    """For a parent of the committee: that there is a reason to come first, not which."""
    return "优先：有优先条件，学校已核实"


def agreed_line(by: str, at: datetime) -> str:
    return f"{by}{local(at).month}月{local(at).day}日已同意"


def done_line(what: str, yes: bool, at: datetime) -> str:
    """Where nobody in particular said the last word."""
    return f"{what}：{local(at).month}月{local(at).day}日{'已办好' if yes else '没有通过'}"


def no_longer(child: Student) -> str:
    return f"{child.called}的申请已经不等这一步了，没有改动。想看进度请回复“到哪一步了”。"


def alternative_answered(child: Student, instead: str, yes: bool) -> str:
    return f"{child.called}的家长{'接受' if yes else '没有接受'}您提出的安排：{instead}。"
