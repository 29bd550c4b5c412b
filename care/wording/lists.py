"""Answers to the staff from the record: who is on the list, who is still here. Unknown is said, never 0 (promise 8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from care.calendar import clock
from care.people import Student
from care.rules.custody import Balance
from care.wording import staff

NO_CARE = "这一天学校没有托管。"
NO_GROUPS = "今天没有排给您的托管班。只能看自己班的名单；要看别的班，请问值班领导。"
NOT_YOURS = "这个班不是您负责的，名单只给带班老师、班主任和值班领导看。"


def no_such(class_name: str) -> str:
    return f"没有找到“{class_name}”，请核对班级。"


def calendar_unknown(year: int) -> str:
    return f"{year}年的校历学校还没有确认，查不了这一天。"


def roster(group: str, slot: str, teacher: str, equation: str, lines: Sequence[tuple[str, Sequence[Student]]]) -> str:
    """The equation, and who is in which state."""
    named = "\n".join(f"· {label}：{staff.names(children)}" for label, children in lines if children)
    return f"{group} {slot}（{staff.teacher(teacher)}）\n{equation}\n{named}".rstrip()


MORE = "要看哪个班的名单，请写班名，例如“三年级2班名单”。"


def in_all(slot: str, heads: Balance) -> str:
    """All groups together: the equation."""
    called = f"实到{heads.present} + 请假{heads.leave} + 缺勤{heads.missing} + 未点名{heads.not_called}"
    return f"{slot}：应到{heads.expected}人 = {called}"


def in_brief(group: str, heads: Balance, leave: Sequence[Student], missing: Sequence[Student]) -> str:
    """One group in a line: its count, and who is away."""
    away = [f"{label}{'、'.join(child.name for child in children)}" for label, children in
            (("请假", leave), ("缺勤", missing)) if children]  # fmt: skip
    state = "还没点名" if heads.not_called and heads.not_called == heads.expected - heads.leave else (
        f"未点名{heads.not_called}" if heads.not_called else "")  # fmt: skip
    rest = "；".join([part for part in (state, *away) if part])
    return f"· {group} 应到{heads.expected}，实到{heads.present}{f'；{rest}' if rest else ''}"


PLANS = "今天的接送安排："
HERE, GONE, LEAVE, MISSING, NOT_CALLED = "在校", "已离校", "请假", "缺勤", "未点名"


def held(children: Sequence[Student], holder: str, since: datetime | None) -> str:
    """李小明、王小红（赵敏老师，16:30起）."""
    when = f"，{clock(since)}起" if since else ""
    return f"{'、'.join(child.name for child in children)}（{staff.teacher(holder)}{when}）"


def unpicked(group: str, here: Sequence[str], heads: Balance) -> str:
    """One group: who is still here and with whom; what was not called is unknown."""
    unknown = f"还有{heads.not_called}人没有点名，不知道在不在" if heads.not_called else ""
    if not heads.taken:
        return f"{group}：" + (unknown or "没有到校的孩子") + "。"
    names = f"，{'；'.join(here)}" if here else ""
    rest = f"。{unknown}" if unknown else ""
    return f"{group}：已离校{heads.gone}人，在校{heads.held}人{names}{rest}。"


def total(slot: str, heads: Balance, at: datetime) -> str:
    """接手 = 在校 + 已离校, and the roll's equation."""
    called = f"实到{heads.present} + 请假{heads.leave} + 缺勤{heads.missing} + 未点名{heads.not_called}"
    roll = f"应到{heads.expected} = {called}"
    return f"{slot} {clock(at)}：接手{heads.taken}人 = 在校{heads.held} + 已离校{heads.gone}；{roll}。"
