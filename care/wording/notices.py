"""Notices that belong to no errand: telephone tasks, alarms."""

from __future__ import annotations

MOST_LINES = 12


def call(name: str, text: str) -> str:
    """A task for whoever has to telephone, because no message gets through."""
    return f"{name or '这位家长'}现在收不到消息，请电话联系，转告：\n{text}"


def overdue(count: int, minutes: int) -> str:
    """To the duty leader and IT."""
    return f"有{count}条通知超过{minutes}分钟没有发出。请联系信息老师检查，急事请直接打电话。"


STEPS = {
    "waits": "等人答复的申请", "blocks": "限制接送到期提醒", "people": "人员变动", "papers": "校外人员证件到期提醒",
    "duties": "值班人员证件提醒",
    "enrolment": "报名进度", "surveys": "意向调查回执提醒",
}  # fmt: skip


def undone(step: str, minutes: int) -> str:
    """To the duty leader and IT: a step of the tick outside the agenda was not carried out."""
    what = STEPS.get(step, "到期事项")
    return f"“{what}”超过{minutes}分钟没有处理。请联系信息老师检查系统，着急的请先人工通知。"


def failed(count: int) -> str:
    """To the duty leader and IT: a person was asked to telephone for each."""
    return f"有{count}条消息送不到收信人，已请班主任打电话。请信息老师检查企业微信和微信客服的设置。"


def unanswered(count: int, minutes: int) -> str:
    return f"有{count}条来信超过{minutes}分钟还没有回复。请联系信息老师检查系统，急事请直接打电话给家长。"


def aside(count: int) -> str:
    return f"有{count}条来信系统处理不了，已请对方等人工回复。请信息老师查看待处理的事，并请老师联系发信人。"


SETTLED = "已处理"


def missed(lines: list[str]) -> str:
    """Notices that were found too late to be of use."""
    head = "系统刚才中断过，下面的通知没有按时发出，请人工确认："
    more = [f"· 还有{len(lines) - MOST_LINES}项"] if len(lines) > MOST_LINES else []
    return "\n".join([head, *(f"· {line}" for line in lines[:MOST_LINES]), *more])
