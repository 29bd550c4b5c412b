"""Teachers' consent in words. (L-31)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from care.calendar import spoken

AGREE, DECLINE = "同意参加", "暂不参加"
CARD = "征求参加意愿"
ASK = "课后服务由教师自愿参加。您是否同意参加课后服务的看护和值班？不同意不影响其他工作，以后可以改。"
ALL_ANSWERED = "所有老师都已经答复，没有发出。看结果请回复“教师意愿”。"
HOW = "请写“登记意愿 同意”或“登记意愿 不参加”。没有改动。"


def asked(count: int) -> str:
    return f"正在征求{count}位老师的意愿。看进度请回复“教师意愿”。"


def kept(*, agreed: bool) -> str:
    what = AGREE if agreed else DECLINE
    other = "登记意愿 不参加" if agreed else "登记意愿 同意"
    return f"已登记您的意愿：{what}课后服务。要改请回复“{other}”。"


def duties_left(days: Sequence[date]) -> str:
    """Said no with duties ahead: the duties stand until a leader has found somebody."""
    ahead = "、".join(spoken(day) for day in days)
    return f"您已排的值班（{ahead}）还没有取消，请说“{days[0].month}月{days[0].day}日值班请假”或找人换班。"


def declined_for_leader(name: str, days: Sequence[date]) -> str:
    ahead = f"已排的值班：{'、'.join(spoken(day) for day in days)}，请另行安排。" if days else "没有已排的值班。"
    return f"{name}老师登记：{DECLINE}课后服务。{ahead}"


def state(agreed: Sequence[str], declined: Sequence[str], waiting: Sequence[str], unasked: int) -> str:
    """教师意愿: a number nobody knows is not a no."""
    lines = [f"教师意愿：同意{len(agreed)}人，不参加{len(declined)}人，没答复{len(waiting)}人，没征求{unasked}人。"]
    for label, names in (("同意", agreed), ("不参加", declined), ("没答复", waiting)):
        if names:
            lines.append(f"{label}：{'、'.join(names)}")
    if unasked:
        lines.append("要征求请回复“征求意愿”。")
    return "\n".join(lines)
