"""Answers from the record and the plan: times, fees."""

from __future__ import annotations

from collections.abc import Sequence

from care.people import Student
from care.policy import SessionPlan
from care.wording.enrolment import spoken_weekdays


def schedule(plans: Sequence[SessionPlan]) -> str:
    lines = [f"· {p.label}：{p.start:%H:%M}–{p.end:%H:%M}，{spoken_weekdays(p.weekdays)}" for p in plans]
    return "托管时间：\n" + "\n".join(lines)


def own_places(child: Student, places: Sequence[str]) -> str:
    return f"{child.called}报的是{'、'.join(places)}。" if places else f"{child.called}现在没有报托管。"


def day_off(when: str) -> str:
    return f"{when}学校没有托管。"


def fee(child_names: str) -> str:
    about = f"{child_names}的" if child_names else ""
    return f"{about}费用问题已经转给班主任，会答复您。学校的收费标准以告家长书为准。"
