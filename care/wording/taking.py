"""Sentences for a colleague who would take a group that nobody has offered, and for whoever holds it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from care.calendar import clock
from care.people import Student
from care.wording import staff

NOT_NOW = "先不交"
_UNTIL_THEN = "对方交出、您点清确认之前，不归您看护。急事请联系值班领导。"


def give(receiver: str) -> str:
    """A button."""
    return f"交给{receiver}"


def ask(receiver: str, class_name: str, children: Sequence[Student]) -> str:
    """To whoever holds them."""
    who = staff.teacher(receiver)
    return (
        f"{who}想接您手里的{class_name}{len(children)}人：{staff.names(children)}。要交给{who}吗？"
        f"{who}点清确认之前，仍由您看护。"
    )


def asked(class_name: str, holders: Sequence[tuple[str, int]], uncalled: int) -> str:
    """To the colleague: who has them, and what happens next."""
    by = "，".join(f"由{staff.teacher(name)}看护{count}人" for name, count in holders)
    whom = "、".join(staff.teacher(name) for name, _ in holders)
    rest = f"还有{uncalled}人没有点名。" if uncalled else ""
    return f"还没有交接：{class_name}现在{by}。{rest}已问{whom}，同意后您会收到确认接收的按钮。{_UNTIL_THEN}"


def ask_to_call(receiver: str, class_name: str, count: int) -> str:
    """To whoever is rostered for a group that is not called yet."""
    who = staff.teacher(receiver)
    return (
        f"{who}想接您的{class_name}，还有{count}人没有点名。同意的话，请先点名，再回复“交给{who}”。"
        "没交接之前仍由您负责。"
    )


def asked_to_call(class_name: str, teacher: str, count: int) -> str:
    who = staff.teacher(teacher)
    return (
        f"还没有交接：{class_name}还有{count}人没有点名，今天由{who}接班。已请{who}先点名再交给您，"
        f"到时您会收到确认接收的按钮。{_UNTIL_THEN}"
    )


def nobody_rostered(class_name: str, count: int) -> str:
    return f"还没有交接：{class_name}还有{count}人没有点名，今天没有排老师。已告诉值班领导，请等值班领导安排。"


def nobody_rostered_for_leader(by: str, class_name: str, count: int) -> str:
    return f"{by}想接{class_name}：还有{count}人没有点名，今天没有排老师。请安排由谁看护。"


def waits(children: Sequence[Student], giver: str) -> str:
    """An offer that waits for the colleague."""
    return f"{staff.teacher(giver)}已把{len(children)}人交给您，等您确认：{staff.names(children)}。请当面点清后确认。"


def keeps(asker: str) -> str:
    return f"好的，没有交接，孩子仍由您看护。已告诉{staff.teacher(asker)}。"


def kept(holder: str, class_name: str, at: datetime) -> str:
    return f"{holder}先不交{class_name}（{clock(at)}），没有交接，不归您看护。需要的话请当面商量，急事请联系值班领导。"


def yours_already(class_name: str, count: int) -> str:
    return f"{class_name}的{count}人已经在您手里，不用再接。"


def nobody(class_name: str) -> str:
    return f"{class_name}现在没有在校的孩子，不用接。想看谁在谁手里，请回复“还有谁没接”。"


def no_list(class_name: str, label: str) -> str:
    return f"没有找到{class_name}的{label}名单，没有改动。请核对班级，例如“接三年级2班”。"
