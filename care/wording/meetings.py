"""Meetings in words: who comes, the minutes. (C19, C100)"""

from __future__ import annotations

from collections.abc import Sequence

JOIN, DECLINE = "参加", "不能参加"
NONE = "还没有发过会议通知。请先回复“会议通知 全体老师：周五16:30开会”。"
NOT_CALLED = "这次会议没有通知到您，没有登记。"
HOW = "请在“会议纪要”后面写内容（2000字以内），会发给收到会议通知的每一位。没有发送。"
MOST = 40


def noted(title: str, *, joins: bool) -> str:
    other = DECLINE if joins else JOIN
    return f"已登记：{title}，您{JOIN if joins else DECLINE}。有变化请点“{other}”。"


def state(title: str, yes: Sequence[str], no: Sequence[str], silent: Sequence[str]) -> str:
    """called = coming + not coming + not said."""
    called = len(yes) + len(no) + len(silent)
    lines = [f"{title}：通知{called}人 = 参加{len(yes)} + 不能参加{len(no)} + 没答复{len(silent)}。"]
    for label, names in ((DECLINE, no), ("没答复", silent)):
        if names:
            lines.append(f"{label}：{'、'.join(names[:MOST])}{'等' if len(names) > MOST else ''}")
    return "\n".join(lines)


def title(meeting: str) -> str:
    return f"会议纪要：{meeting}"[:100]


def minutes(school: str, meeting: str, text: str, by: str) -> str:
    return f"【{school}】会议纪要（{meeting}）：\n{text}\n（{by}发）看完请点“已阅”。"


def sent(meeting: str, count: int) -> str:
    return f"已存入会议纪要（{meeting}），正在发给{count}人。写错了请再发一次“会议纪要”，以最后一次为准。"


def kept_minutes(text: str) -> str:
    return f"会议纪要：{text}"
