"""Sentences about clubs."""

from __future__ import annotations

from collections.abc import Sequence

from care.people import Student


def menu(clubs: Sequence[tuple[str, str]]) -> str:
    if not clubs:
        return "学校现在没有开放社团报名。"
    return "现在可以报的社团：\n" + "\n".join(f"· {name}{'：' + note if note else ''}" for name, note in clubs)


def joined(child: Student, names: Sequence[str]) -> str:
    return f"已登记：{child.called}参加{'、'.join(names)}。不对请点“撤销”。"


def joined_note(child: Student, names: Sequence[str]) -> str:
    return f"{child.called}参加{'、'.join(names)}（家长登记）。"


def join_undone(child: Student, names: Sequence[str]) -> str:
    return f"已撤销：{child.called}不参加{'、'.join(names)}，已告诉班主任。要参加请再说一次“报{names[0]}”。"


def leave_undone(child: Student, names: Sequence[str]) -> str:
    return f"已撤销：{child.called}照旧参加{'、'.join(names)}，已告诉班主任。要退出请再说一次“退出{names[0]}”。"


def undone_note(child: Student, names: Sequence[str], *, joins: bool) -> str:
    return f"更正：{child.called}{'照旧参加' if joins else '不参加'}{'、'.join(names)}（家长撤销了刚才的登记）。"


def left(child: Student, names: Sequence[str]) -> str:
    return f"已登记：{child.called}退出{'、'.join(names)}。不对请点“撤销”。"


def left_note(child: Student, names: Sequence[str]) -> str:
    return f"{child.called}退出{'、'.join(names)}（家长登记）。"


def already_in(child: Student, names: Sequence[str]) -> str:
    return f"{child.called}已经在{'、'.join(names) or '这个社团'}，不用再报。"


def not_in(child: Student, have: Sequence[str]) -> str:
    now = f"现在参加的是{'、'.join(have)}。" if have else "现在没有参加社团。"
    return f"{child.called}没有参加这个社团，{now}"


def full(child: Student, name: str, number: int, length: int, others: Sequence[str]) -> str:
    """A wish that cannot be met, and what can. (C24)"""
    line = f"{child.called}排在候补第{number}位（共{length}位），有空位按顺序问您。"
    return f"{name}已满，{line}{still_open(others)}"


def still_open(others: Sequence[str]) -> str:
    return f"现在还有名额的：{'、'.join(others)}，想改报请直接说。" if others else ""
