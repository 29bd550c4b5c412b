"""Sentences about the roll call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from care.acts import CareSession
from care.calendar import clock
from care.people import Student
from care.policy import Policy
from care.rules.rollcall import Counted, Differs, Why
from care.wording import staff

COMING, ON_LEAVE, DONT_KNOW = "在路上", "请假", "不知道"
NEVER_HERE, CANNOT_BE_FOUND = "没来过，记错了", "来过，找不到了"
AS_LOST = "按走失处理"
DAY_IS_OVER = "这次点名已经过了当天，不能再撤销。要更正请联系值班领导。"
WHICH_GROUP = "请问是给哪个班点名？确认之前不会改动。"
_EXAMPLE = "请这样说：应到25实到24，王小红没来；人都到了就说“到齐”。"


def no_group(label: str) -> str:
    return f"今天{label}没有排给您的托管班，没有改动。如果是替班，请值班领导先在值班表里登记。"


def not_yours(group: str, teacher: str) -> str:
    return f"{group}今天由{staff.teacher(teacher)}负责，不能由您点名，没有改动。替班请值班领导先登记。"


def no_such_group(class_name: str, label: str) -> str:
    return f"今天{label}没有“{class_name}”这个班，没有改动。"


def no_care_today() -> str:
    return "今天学校没有托管，没有改动。"


def too_early(label: str, start: str) -> str:
    return f"现在不是托管时间，{label}{start}开始。是现在就给今天{label}点名吗？"


def called(
    group: str, slot: str, equation: str, *, counted: Counted | None, leave: int, arrived: Sequence[Student]
) -> str:
    came = f"更正：{staff.names(arrived)}到了。" if arrived else ""
    how = f"您说的应到不含请假{leave}人。" if counted is Counted.WITHOUT_LEAVE and leave else ""
    how = "您说的应到不含请假和已离校的。" if counted is Counted.STILL_HERE else how
    return f"已点名：{group} {slot}。{came}{equation}。{how}记错了请点“撤销”，或者直接说谁来了、谁没来。"


def asked_home(missing: Sequence[Student]) -> str:
    return f"{staff.names(missing)}没有请假，已马上问家长，并告诉班主任和值班领导。"


def again(group: str, slot: str, number: int, here: int) -> str:
    """A roll of a later lesson that agrees with the ledger. (002.13)"""
    return f"第{number}节已点名：{group} {slot}在班{here}人，和台账一致。"


def nothing_new(group: str, slot: str, equation: str) -> str:
    return f"{group} {slot}和刚才的点名一样，没有改动。{equation}。"


def differs(difference: Differs, children: Sequence[Student], group: str, leave: Sequence[Student]) -> str:
    """What does not add up. Nothing was written."""
    said, found = difference.said, difference.found
    away = f"请假{len(leave)}人{staff.bracketed(leave)}" if leave else "没有人请假"
    match difference.why:
        case Why.NOBODY_LISTED:
            return f"{group}今天的名单是空的，没有改动。请联系管理老师核对报名。"
        case Why.NOTHING_SAID:
            return f"{group}应到{found}人，{away}。还没有点名。{_EXAMPLE}"
        case Why.NOT_ON_LIST:
            return f"{staff.names(children)}不在{group}今天的名单里，没有改动。请核对名字和班级。"
        case Why.EXPECTED:
            return f"人数对不上，没有改动：您说应到{said}人，{group}名单上是{found}人，{away}。请核对后再点一次。"
        case Why.TOO_FEW:
            return (
                f"人数对不上，没有改动：您说实到{said}人，名单除去请假和已说没来的还有{found}人，{away}。"
                f"还差{found - said}人，没来的是谁？"
            )
        case Why.TOO_MANY:
            here = f"{group}除去请假和没来的只有{found}人"
            return f"人数对不上，没有改动：您说实到{said}人，{here}，{away}。{_more(leave)}"
        case Why.ON_LEAVE:
            return f"{staff.names(children)}今天请了假。是已经到了吗？确认之前不会改动。"
        case Why.IN_HAND:
            return f"{staff.names(children)}刚才已经点到。是记错了，还是来过现在找不到？确认之前不会改动。"


def _more(leave: Sequence[Student]) -> str:
    return "请假的孩子是不是来了？" if leave else "多出来的是谁？请核对。"


def came(child: Student) -> str:
    """A button."""
    return f"{child.name}来了"


def did_not_come(child: Student) -> str:
    return f"{child.name}没来"


def missing_for_staff(
    children: Sequence[Student], policy: Policy, care: CareSession, teacher: str, at: datetime
) -> str:
    return (
        f"{staff.names(children)} {policy.label(care)}点名没到，没有请假（{staff.teacher(teacher)}{clock(at)}点名）。"
        "已问家长，请跟进。"
    )


def missing_for_family(child: Student, policy: Policy, care: CareSession, at: datetime) -> str:
    return f"{child.called}：{clock(at)} {policy.label(care)}点名，孩子没到，也没有请假。孩子现在在哪里？请马上回复。"


def arrived_for_all(children: Sequence[Student], policy: Policy, care: CareSession, at: datetime) -> str:
    return f"更正：{staff.names(children)}已到{policy.label(care)}（{clock(at)}），不用再找。"


def undone(group: str, slot: str, back: Sequence[Student], stuck: Sequence[Student], equation: str) -> str:
    rest = f"{staff.names(stuck)}已经交接或离校，没有撤销。" if stuck else ""
    what = f"已撤销：{group} {slot}的点名（{len(back)}人）。" if back else "没有可以撤销的。"
    return f"{what}{rest}{equation}。"


def undone_for_others(children: Sequence[Student], policy: Policy, care: CareSession, teacher: str) -> str:
    void = f"{staff.names(children)} {policy.label(care)}“没到”作废"
    return f"更正：{staff.teacher(teacher)}撤销了刚才的点名，{void}，请等重新点名。"


def explained(child: Student, why: str) -> str:
    """To the guardian who pressed."""
    if why == COMING:
        told = f"好的，已告诉老师：{child.called}在路上。到了老师会点名，一直没到会再联系您。"
        return f"{told}点错了请直接回复“{child.name}今天请假”，或马上打电话给老师。"
    return (
        f"已马上告诉老师和值班领导：您也不知道{child.called}在哪里。请保持电话畅通，老师会立刻找孩子并打电话给您。"
        "找到了请马上告诉老师。"
    )


def explained_for_staff(child: Student, why: str, by: str) -> str:
    if why == COMING:
        return f"{child.called}：{by}说孩子在路上。到了请点名。"
    return f"紧急：{child.called}点名没到，{by}也不知道孩子在哪里。请马上找孩子、打电话给家长。"


def safe(children: Sequence[Student], by: str, at: datetime) -> str:
    return f"{staff.names(children)}已联系上，孩子平安（{by} {clock(at)}），不用再找。名单上仍记缺勤，到了请补点名。"


def has_outcome(children: Sequence[Student]) -> str:
    return f"{staff.names(children)}没到的事已经有结果了，不用再点。"


def settled(child: Student) -> str:
    return f"{child.called}已经到了，不用再回复。"


def matter(child: Student, day: date) -> str:
    return f"{child.called} {day.isoformat()} 点名没到，没有请假"


WHO_IS_NOT_HERE = "还没有改动：名单上没有记着谁没来。请写上没来的孩子，例如“李小明没来，其他人都在”；都来了请说“到齐”。"
