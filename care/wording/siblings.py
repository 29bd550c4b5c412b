"""Sentences about brothers and sisters of whom only one was collected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from care.calendar import clock
from care.people import Student
from care.wording import staff


def for_holder(gone: Student, here: Student, by: str, at: datetime) -> str:
    return (
        f"请留意：同一家的{gone.called} {clock(at)}已离校（{by}放行），{here.called}还在您这里。"
        "接的人可能以为一起走，请核对。"
    )


def back_for_holder(back: Student, here: Student, by: str, at: datetime) -> str:
    return f"更正（{clock(at)}）：同一家的{back.called}没有离校（{by}撤销了放行），{here.called}还在您这里。"


def for_releaser(left: Mapping[Student, Sequence[Student]]) -> str:
    names = staff.names(dict.fromkeys(one for others in left.values() for one in others))
    return f"请留意：同一家的{names}还在校，请提醒来接的人。" if names else ""


def for_family(here: Sequence[Student]) -> str:
    return f"请留意：{staff.names(here)}还在校，没有一起离校。" if here else ""
