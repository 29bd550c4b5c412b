"""Notices that belong to no errand: telephone tasks, alarms."""

from __future__ import annotations


def call(name: str, text: str) -> str:
    """A task for whoever has to telephone, because no message gets through."""
    return f"{name or '这位家长'}现在收不到消息，请电话联系，转告：\n{text}"


def overdue(count: int, minutes: int) -> str:
    """To the duty leader and IT."""
    return f"有{count}条通知超过{minutes}分钟没有发出。请联系信息老师检查，急事请直接打电话。"


def missed(lines: list[str]) -> str:
    """Notices that were found too late to be of use."""
    return "系统刚才中断过，下面的通知没有按时发出，请人工确认：\n" + "\n".join(f"· {line}" for line in lines)
