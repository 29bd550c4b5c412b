"""Answers from the record and the plan: times, fees."""

from __future__ import annotations

from collections.abc import Sequence

from care.people import Student
from care.policy import SessionPlan
from care.wording.enrolment import spoken_weekdays


def schedule(plans: Sequence[SessionPlan]) -> str:
    lines = [f"· {p.label}：{p.start:%H:%M}–{p.end:%H:%M}，{spoken_weekdays(p.weekdays)}" for p in plans]
    return "托管时间：\n" + "\n".join(lines)


def differs(when: str, usual: SessionPlan, today: SessionPlan | None) -> str:
    """今天3月4日（周三）晚托改为16:25–17:00."""
    return f"{when}{usual.label}" + (f"改为{today.start:%H:%M}–{today.end:%H:%M}。" if today else "不开。")


def year_unknown(year: int) -> str:
    return f"{year}年的校历学校还没有确认，放假和调休的日子请问班主任。"


def own_places(child: Student, places: Sequence[str]) -> str:
    return f"{child.called}报的是{'、'.join(places)}。" if places else f"{child.called}现在没有报托管。"


def day_off(when: str) -> str:
    return f"{when}学校没有托管。"


def fee(child_names: str) -> str:
    about = f"{child_names}的" if child_names else ""
    return f"{about}费用问题已经转给班主任，会答复您。学校的收费标准以告家长书为准。"
