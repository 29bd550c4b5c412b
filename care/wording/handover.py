"""Sentences about handing a group to a colleague."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from care.calendar import clock
from care.people import Student
from care.rules.handover import Blocked, Why
from care.wording import staff

DIFFERS = "人数不符"
TO_WHOM = "请问交给哪位老师？请写上老师的姓名，例如“交给王磊老师”。确认之前不会改动。"
NO_CARE = "现在不是托管时间，没有改动。急事请联系值班领导。"
NOT_OFFERED = "现在没有等您接收的交接，没有改动。"
NOT_ON_OFFER = "您写的孩子里有人不在这次交接的名单里，没有改动。请核对名单上的全名再回复。"
WITHDRAWN = "已撤回"
TITLE = "交接确认"


def accept(count: int) -> str:
    """A button."""
    return f"确认接收{count}人"


def offered(children: Sequence[Student], receiver: str) -> str:
    return (
        f"已发起交接：{len(children)}人交给{staff.teacher(receiver)}（{staff.names(children)}）。"
        "对方确认之前仍由您看护。不对请点“撤销”。"
    )


def offer_card(children: Sequence[Student], giver: str, at: datetime) -> str:
    left = len(children) - 1
    short = f"少了人请回复“接收{left}人，{children[0].name}没来”。" if left else ""
    return (
        f"{staff.teacher(giver)}把{len(children)}人交给您（{clock(at)}）：{staff.names(children)}。"
        f"请当面点清后确认。{short}"
    )


def accepted(children: Sequence[Student], giver: str, at: datetime) -> str:
    return (
        f"已接收：{len(children)}人（{clock(at)}），由{staff.teacher(giver)}交来：{staff.names(children)}。"
        f"现在由您看护。有误请说“交给{staff.teacher(giver)}”交回。"
    )


def accepted_for_giver(children: Sequence[Student], receiver: str, at: datetime) -> str:
    return f"交接完成（{clock(at)}）：{staff.teacher(receiver)}已接收{len(children)}人（{staff.names(children)}）。"


def declined(giver: str, count: int) -> str:
    return f"已记下人数不符，{count}人仍由{staff.teacher(giver)}看护，已告诉对方和值班领导。请当面重新清点。"


def declined_for_giver(receiver: str, children: Sequence[Student]) -> str:
    return (
        f"{staff.teacher(receiver)}说人数不符，没有接收，{len(children)}人仍由您看护：{staff.names(children)}。"
        "请当面重新清点后再交接。"
    )


def declined_for_leader(giver: str, receiver: str, children: Sequence[Student]) -> str:
    return (
        f"交接人数不符：{staff.teacher(giver)}交给{staff.teacher(receiver)}的{len(children)}人没有被接收，"
        f"仍由{staff.teacher(giver)}看护：{staff.names(children)}。请到场核对。"
    )


def withdrawn(receiver: str, count: int) -> str:
    return f"已撤销：交给{staff.teacher(receiver)}的{count}人仍由您看护，已告诉对方。"


def withdrawn_for_receiver(giver: str, count: int) -> str:
    return f"更正：{staff.teacher(giver)}撤回了交给您的{count}人，不用再确认。"


def over() -> str:
    return "这次交接已经有了变化，没有改动。想看谁在您手里，请回复“还有谁没接”。"


LIST_CHANGED = "名单有变"
PLEASE_COUNT = "请点清后确认。"


def less(gone: Sequence[Student], left: Sequence[Student], giver: str) -> str:
    """−1 to both sides: the list as it was shown, and what changed since."""
    now = f"现在是{len(left)}人：{staff.names(left)}。" if left else "这次交接没有孩子了，不用再确认。"
    return f"交接名单变动 −{len(gone)}：{staff.names(gone)}已不在{staff.teacher(giver)}交出的名单里。{now}"


def more(children: Sequence[Student], giver: str, receiver: str) -> str:
    """+1 to both sides; until the giver says so they do not go along."""
    return (
        f"交接名单之外 +{len(children)}：{staff.names(children)}刚到，在{staff.teacher(giver)}手里，"
        f"还没有交给{staff.teacher(receiver)}。要一起交接请{staff.teacher(giver)}点按钮。"
    )


def along(receiver: str) -> str:
    """A button."""
    return f"一起交给{receiver}"


def not_there(children: Sequence[Student], receiver: str, givers: Sequence[str]) -> str:
    """The receiver's exceptions, to both sides and the leader."""
    holders = "、".join(map(staff.teacher, givers))
    return (
        f"{staff.teacher(receiver)}没有见到{staff.names(children)}，没有接收，仍记在{holders}名下。"
        f"请{holders}马上核对孩子在哪里；找不到请回复“找不到{children[0].name}”。"
    )


def blocked_receipt(why: Blocked, among: Sequence[Student]) -> str:
    """To a receiver who counts another number. Nothing moved."""
    names = f"名单：{staff.names(among)}。" if among else ""
    gap = abs(why.found - why.said)
    more_or_less = "少" if why.said < why.found else "多"
    how = f"少了谁请这样回复：“接收{why.said}人，{among[0].name}没来”。" if why.said < why.found and among else ""
    return (
        f"还没有接收：您说{why.said}人，对方交来{why.found}人，{more_or_less}{gap}人，已告诉对方和值班领导。"
        f"请当面清点。{names}{how}"
    )


def which_of_the_name(name: str) -> str:
    return f"有同名的“{name}”，要交接的是哪一个？确认之前不会改动。"


def changed(children: Sequence[Student], giver: str) -> str:
    return f"人数有变化，还没有接收：{staff.teacher(giver)}现在交给您的是{len(children)}人：{staff.names(children)}。"


def blocked(why: Blocked, among: Sequence[Student], missing: Sequence[Student]) -> str:
    """What differs. Nothing moved."""
    absent = f"缺勤：{staff.names(missing)}。" if missing else ""
    names = f"名单：{staff.names(among)}。" if among else ""
    match why.why:
        case Why.TO_ONESELF:
            return "不能交给自己，没有改动。请写上接收的老师。"
        case Why.NOBODY_HELD:
            return f"您手里现在没有可以交接的孩子，没有改动。{absent}"
        case Why.NOT_CALLED:
            return f"还有{len(among)}人没有点名，先不能交接。请先点名，或说清人数。{names}{absent}"
        case Why.NOT_HELD:
            return f"{staff.names(among)}不在您手里，没有改动。"
        case Why.NOT_MEMBER:
            return f"{staff.names(among)}没有报这个社团，没有改动。请核对名单。"
        case Why.TOO_FEW:
            gap = why.found - why.said
            return (
                f"交接先停下：您说{why.said}人，记录是{why.found}人，差{gap}人，已告诉值班领导。"
                f"请马上当面清点，少的是谁？{names}{absent}{_in_parts(among)}"
            )
        case Why.TOO_MANY:
            gap = why.said - why.found
            return (
                f"交接先停下：您说{why.said}人，记录是{why.found}人，多{gap}人，已告诉值班领导。"
                f"请当面清点。{names}{absent}"
            )
        case Why.CHANGED:
            return over()


def _in_parts(among: Sequence[Student]) -> str:
    name = among[0].name if among else "李小明"
    return f"分批交接请写上名字，例如“先交1个给何芳老师：{name}”。"


def blocked_for_others(by: str, other: str, why: Blocked, missing: Sequence[Student]) -> str:
    """To the other side and the duty leader."""
    absent = f"缺勤：{staff.names(missing)}。" if missing else ""
    with_whom = f"和{staff.teacher(other)}" if other else ""
    return f"交接人数对不上：{by}{with_whom}交接，说{why.said}人，记录{why.found}人。{absent}没有交接，请到场清点。"


def start_roll(group: str, slot: str, equation: str) -> str:
    return f"收到，您接班：{group} {slot}，还没有点名。{equation}。请点名：人都到了点下面的按钮，有人没来请说是谁。"


def all_here(count: int) -> str:
    """A button."""
    return f"到齐{count}人"


def ask_giver(receiver: str, count: int | None, class_name: str | None) -> str:
    size = f"{count}人" if count else "孩子"
    return f"{receiver}说从您这里接了{class_name or ''}{size}，但您还没有发起交接。是交给{receiver}吗？"


def asked_giver(giver: str) -> str:
    return (
        f"{staff.teacher(giver)}还没有发起交接，孩子仍记在{staff.teacher(giver)}名下。已请{staff.teacher(giver)}确认。"
    )


YES_HANDED, NO_NOT_HANDED = "是，交接", "不是"


def has(holder: str, count: int, classes: Sequence[str]) -> str:
    """赵敏老师5人（三年级2班）."""
    return f"{staff.teacher(holder)}{count}人（{'、'.join(classes)}）"


def take_from(holder: str, count: int) -> str:
    return f"接{holder}的{count}人"


def not_offered(holders: Sequence[str], me: str, count: int | None) -> str:
    """Nothing is on offer: who has children, and how they come to change hands."""
    collected = f"如果是家长接走了{count}个，请写上名字，例如“李小明妈妈接走了”。" if count else ""
    if not holders:
        return f"{NOT_OFFERED}现在也没有别的老师手里有孩子。{collected}"
    return (
        f"{NOT_OFFERED}孩子现在在：{'；'.join(holders)}。要接哪位老师的？点按钮，我请对方确认；"
        f"也可以请对方说“交给{me}老师”。{collected}"
    )
