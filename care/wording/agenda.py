"""The notices of the day in words: duty cards, roll calls, alarms, the ladder. (C42, C48, C50, C57)"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from care.people import Student
from care.policy import SessionPlan
from care.rules.agenda import GroupDay
from care.wording import staff as words

SEEN = "知道了，我来处理"
SEARCH = "按走失查找"
SAFE = "已联系上，孩子平安"
COMING, CANNOT_COME = "我马上到", "我来不了"
TITLES = {
    "duty": "值班确认", "duty-soon": "值班提醒", "duty-open": "值班没人", "rollcall-late": "还没点名",
    "absence-open": "孩子没到", "muster-silent": "请马上清点", "club-end": "送回原班",
    "uncollected": "还没接走", "close": "请结束今天", "empty-group": "教室没人", "handover": "交接通知",
}  # fmt: skip


def roll_call(plan: SessionPlan, groups: Sequence[GroupDay], names: Mapping[int, Student]) -> str:
    """Before the session: how many are expected, who is on leave, and how to answer."""
    lists = "；".join(_expected(group, names) for group in groups)
    return f"点名提醒：{plan.label}{plan.start:%H:%M}开始。{lists}。{_how_to_call(groups, names)}"


def roll_late(plan: SessionPlan, groups: Sequence[GroupDay], names: Mapping[int, Student], minutes: int) -> str:
    lists = "；".join(_expected(group, names) for group in groups)
    return f"{plan.label}已开始{minutes}分钟，还没有点名：{lists}。请现在点名。{_how_to_call(groups, names)}"


def roll_late_for_leader(
    plan: SessionPlan, groups: Sequence[GroupDay], teachers: Mapping[int, str], minutes: int
) -> str:
    late = "、".join(f"{g.name}（{words.teacher(teachers.get(g.teacher or 0, ''))}）" for g in groups)
    return f"{plan.label}已开始{minutes}分钟，还没有点名：{late}。已再次提醒老师，请到教室看一下孩子和老师在不在。"


def empty_for_leader(plan: SessionPlan, groups: Sequence[GroupDay], teachers: Mapping[int, str], minutes: int) -> str:
    """The group has children and perhaps nobody with them. (C55)"""
    lines = [f"· {_in_room(g)}：应到{len(g.expected - g.on_leave)}人，{_nobody(g, teachers)}" for g in groups]
    head = f"{plan.label}已开始{minutes}分钟，可能没有老师在（没有点名，也没有确认值班）："
    return "\n".join([head, *lines, "请马上到教室看住孩子，再安排老师。"])


def empty_for_next(plan: SessionPlan, groups: Sequence[GroupDay], minutes: int) -> str:
    where = "、".join(_in_room(group) for group in groups)
    heads = sum(len(group.expected - group.on_leave) for group in groups)
    return f"请马上到{where}：{plan.label}已开始{minutes}分钟，应到{heads}个孩子，还没有老师到岗。到了请先点名。"


def _in_room(group: GroupDay) -> str:
    return f"{group.name}（{group.room}）" if group.room and not group.room.startswith(group.name) else group.name


def _nobody(group: GroupDay, teachers: Mapping[int, str]) -> str:
    return f"{words.teacher(teachers.get(group.teacher, ''))}没有消息" if group.teacher else "没有排老师"


def _expected(group: GroupDay, names: Mapping[int, Student]) -> str:
    away = [names[id_] for id_ in sorted(group.on_leave) if id_ in names]
    leave = f"，请假{len(group.on_leave)}人{words.bracketed(away)}" if group.on_leave else ""
    return f"{group.name}应到{len(group.expected)}人{leave}"


def _how_to_call(groups: Sequence[GroupDay], names: Mapping[int, Student]) -> str:
    here = sorted(id_ for group in groups for id_ in group.expected - group.on_leave if id_ in names)
    example = f"，例如“除了{names[here[0]].name}都到了”" if here else ""
    return f"到齐请回复“到齐”，有没到的请写名字{example}。"


def lesson(plan: SessionPlan, number: int, start: str, groups: Sequence[str], here: int) -> str:
    """Before a later lesson: how many are in hand by the record. (002.13)"""
    where = "、".join(groups)
    head = f"第{number}节点名提醒：{plan.label}第{number}节{start}开始"
    return f"{head}。{where}台账在班{here}人。到齐请回复“到齐”，少了请写名字。"


def lesson_late(plan: SessionPlan, number: int, groups: Sequence[str]) -> str:
    return f"{plan.label}第{number}节已经开始，还没有点名：{'、'.join(groups)}。请到教室看一下孩子和老师在不在。"


def absent(
    label: str, children: Sequence[Student], minutes: int, contacts: Mapping[int, str], *, again: bool = False
) -> str:  # fmt: skip
    """To class teacher and duty leader: nobody knows yet where the child is."""
    calls = "；".join(f"{child.name}的{contacts[child.id]}" for child in children if child.id in contacts)
    return (
        f"{words.names(children)} {label}点名没到，{minutes}分钟了还没有说明原因。"
        f"请马上打电话问家长{f'（{calls}）' if calls else ''}，并在校内找一遍。"
        f"{f'还没有人写结果：有结果请点“{SAFE}”，找不到请点“{SEARCH}”。' if again else ''}"
    )


def uncollected(
    whom: str,
    plan: SessionPlan,
    children: Sequence[Student],
    minutes: int,
    holders: Mapping[int, str],
    contacts: Mapping[int, str],
) -> str:
    """The ladder's words: to the family whether somebody comes, to the staff who has the child and whom to call."""
    since = f"{plan.label}{plan.end:%H:%M}已结束{minutes}分钟"
    if whom == "guardians":
        return (
            f"{words.names(children)}还在学校，{since}。"
            f"请点“{COMING}”，或者告诉我谁来接、几点到，例如“奶奶十分钟后来接”。"
        )
    if whom == "second_guardian":
        return (
            f"{words.names(children)}还在学校，{since}，还没有等到家里人来接。您能来接吗？"
            f"能来请点“{COMING}”，不能来请点“{CANNOT_COME}”。"
        )
    lines = [
        f"· {child.called}，在{words.teacher(holders.get(child.id, ''))}身边"
        f"{f'，请打电话：{contacts[child.id]}' if child.id in contacts else ''}"
        for child in children
    ]
    head = f"{since}，还有{len(children)}个孩子没接走："
    return "\n".join([head, *lines, f"请点“{SEEN}”。孩子没接走之前一直有老师陪着。"])


def coming(names: str) -> str:
    return f"收到，已告诉老师您马上来接{names}。接到后请回复“已接到”。"


def coming_for_teacher(names: str, who: str, at: str) -> str:
    return f"{who}说马上来接{names}（{at}）。"


def cannot_come(names: str) -> str:
    return f"收到，老师会继续联系别人来接{names}。请把能来接的人告诉我，例如“今天奶奶来接”。"


def cannot_come_for_teacher(names: str, who: str, at: str) -> str:
    return f"{who}说不能来接{names}（{at}），请继续联系。"


def year_missing(year: int) -> str:
    return (
        f"系统里还没有{year}年的校历，不知道哪天放假、哪天调休，{year}年的值班提醒、点名提醒都不会发。"
        "请在导入表的“校历”页填好放假和调休日再导入；急用时请人工通知老师。"
    )


def missed_line(what: str, at: str, count: int) -> str:
    return f"{at} {what}（{count}人）" if count > 1 else f"{at} {what}"


KINDS = {
    "duty": "值班提醒（前一晚）", "duty-soon": "值班提醒", "duty-open": "值班没人确认", "rollcall": "点名提醒",
    "rollcall-late": "没点名的提醒", "rollcall-lesson": "每节课点名提醒",
    "absence-open": "孩子没到的提醒", "muster-silent": "清点没报数的提醒",
    "club-untaken": "走班没人接收的提醒", "club-end": "社团下课送回的提醒", "uncollected": "没接走的提醒",
    "handover": "交接通知", "close": "结束今天的提醒", "empty-group": "教室没人的提醒", "care-log": "看护记录提醒",
    "logs-missing": "看护记录没写的名单", "duty-log": "值班日志提醒", "summary": "每日汇总", "chart": "到校离校图",
    "correction": "数字更正", "year": "校历提醒",
}  # fmt: skip
