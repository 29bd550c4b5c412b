"""Walking to a club and back (走班), in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from care.calendar import clock
from care.people import Student
from care.wording import staff

YES, NO = "是，交接", "还没交"


def to_club(club: str) -> str:
    """Before the words of an offer."""
    return f"【{club}走班】"


def from_club(club: str) -> str:
    return f"【{club}下课，送回原班】"


def no_meeting(club: str, note: str, stay: Sequence[Student]) -> str:
    return f"{club}今天不上课（{note}），没有改动。{_stay(stay)}"


def no_teacher(club: str, stay: Sequence[Student]) -> str:
    return f"{club}没有登记老师，没有改动。{_stay(stay)}要交给别的老师，请说“先交1个给何芳老师：李小明”。"


def _stay(children: Sequence[Student]) -> str:
    return f"孩子留在原班由您看护：{staff.names(children)}。" if children else "孩子留在原班。"


def which(club: str) -> str:
    """Names that are not on the speaker's list, or nobody of the club in hand."""
    return (
        f"没有看懂是哪些孩子，没有改动。请写全名，例如“{club}接走 李小明、王小红”；"
        f"只写“{club}接走”就是您手里报了这个社团的所有孩子。"
    )


def nobody_back(club: str) -> str:
    return f"您手里没有从{club}要送回的孩子，没有改动。想看谁在您手里，请回复“还有谁没接”。"


def no_base(children: Sequence[Student]) -> str:
    return f"{staff.names(children)}今天的原班没有老师，没有送回，仍由您看护。请写明交给哪位老师。"


def ask_holder(club: str, children: Sequence[Student], by: str) -> str:
    return f"{by}说{club}来接{len(children)}人：{staff.names(children)}。孩子现在记录在您手里，是交给{by}吗？"


def asked_holder(holders: Sequence[str]) -> str:
    names = "、".join(map(staff.teacher, holders))
    return f"孩子现在还记在{names}名下，已请{names}发起交接。收到后请点“确认接收”。"


def untaken(club: str, children: Sequence[Student], giver: str, receiver: str, minutes: int) -> str:
    """To giver, club teacher and leader: the offer moved nobody."""
    return (
        f"{club}走班{minutes}分钟了，{staff.teacher(receiver)}还没有确认接收，{len(children)}人先留在"
        f"{staff.teacher(giver)}身边看护：{staff.names(children)}。{staff.teacher(receiver)}到了仍可点“确认接收”。"
    )


def time_to_go_back(club: str, ends: datetime, children: Sequence[Student]) -> str:
    return (
        f"{club}{clock(ends)}结束，您手里还有{len(children)}人：{staff.names(children)}。请送回原班，点按钮发起交接。"
    )


def back_label(count: int) -> str:
    """A button."""
    return f"送回原班{count}人"


def at_club(label: str, club: str) -> str:
    """Where a child is, for its family."""
    return f"{club}（{label}走班）"
