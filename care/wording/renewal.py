"""续报 in words. (C30, L-01)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from care.calendar import spoken
from care.people import Student

SEND, NOT_NOW = "发给家长", "先不发"
AGAIN, OTHER, NO = "按上学期报", "改一改", "不报了"
TITLE = "新学期报名"
NOT_NEEDED = "按学校方案，报名一直有效，不需要每学期重新申请。"
WHICH_DAY = "请写新学期第一天，例如“续报 2026-09-01”。"
NOBODY = "现在没有在托管的孩子，不用续报。"


def preview(count: int, since: date) -> str:
    last = since - timedelta(days=1)
    return (
        f"准备请{count}个孩子的家长重新申请：现在的托管到{spoken(last)}结束，{spoken(since)}起要重新报名。"
        f"会把上学期的安排发给家长参考，家长不选就不参加。点“{SEND}”才会发出。"
    )


def sent(count: int, since: date) -> str:
    return f"已发给{count}个孩子的家长。{spoken(since)}起的托管，只有重新申请并通过的孩子参加。"


def by_phone(nobody: Sequence[Student]) -> str:
    """Children without a guardian in the list: no message reaches their family."""
    names = "、".join(child.called for child in nobody)
    return f"⏎没有家长联系人，请打电话问：{names}。".replace("⏎", "\n") if nobody else ""


def proposal(child: Student, what: str, since: date) -> str:
    return (
        f"{child.called}这学期参加：{what}，到{spoken(since - timedelta(days=1))}结束。"
        f"{spoken(since)}起要重新申请，自愿参加。请选择；不选就是不参加，什么时候都可以再报。"
    )


def already(child: Student) -> str:
    return f"{child.called}新学期的申请已经交了，不用再交。想看进度请回复“到哪一步了”。"


def not_renewed(child: Student, since: date) -> str:
    return f"好的，{child.called}{spoken(since)}起不参加托管。改主意了随时告诉我。"
