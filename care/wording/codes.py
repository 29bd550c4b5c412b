"""Sentences about the one-day pickup code (接送码)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from care.calendar import clock, spoken
from care.people import Person, Student


def given(codes: Mapping[date, str], person: Person) -> str:
    """To the parent, once: the digits are kept nowhere."""
    told = "、".join(f"{spoken(day)} {code}" for day, code in codes.items())
    return f"接送码：{told}。请转告{person.called}，接的时候报给老师，当天只能用一次，不要发到群里。"


def check_code() -> str:
    return "不在接送名单上，放行时请问四位接送码。"


def example(child: Student, person: Person) -> str:
    return f"{child.name} {person.called}接走了 码1234"


def not_said(child: Student, person: Person) -> str:
    return (
        f"{child.called}还没有登记离校：{person.called}是家长今天临时安排的，要核对接送码。"
        f"请问来人四位数字，这样回复：“{example(child, person)}”。"
    )


def wrong(child: Student, person: Person, left: int) -> str:
    rest = f"还可以试{left}次。" if left > 0 else "已经错了3次，这个码作废，已马上告诉值班领导。"
    return f"接送码不对，{child.called}还没有登记离校，请留住孩子，不要交给{person.called}。{rest}"


def dead(child: Student, person: Person) -> str:
    return f"{person.called}的接送码已经用过或作废，{child.called}还没有登记离校。请留住孩子，已马上问家长。"


def for_leader(child: Student, person: Person, by: str, at: datetime) -> str:
    return (
        f"紧急：{child.called}的接送码错了3次（{clock(at)}，{by}），来人说是{person.called}。没有放行，请马上到场核实。"
    )
