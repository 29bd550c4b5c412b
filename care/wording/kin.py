"""What the other guardians hear when one of them asks that a child's place ends or changes. (C28, C29; promise 3)"""

from __future__ import annotations

from care.people import Student


def asked(child: Student, what: str, by: str) -> str:
    return f"{by}申请了：{child.called} {what}。学校还在审核，没有定下来之前照原来的安排。不同意请回复“找老师”。"


def done(child: Student, what: str, by: str) -> str:
    return f"{by}已办好：{child.called} {what}，不用审核。不同意请回复“找老师”。"


def other_day(child: Student, what: str) -> str:
    return f"前面告诉您的日子有变动，学校同意的是：{child.called} {what}。"


def as_before(child: Student, what: str, *, refused: bool) -> str:
    return f"前面告诉您的申请{'学校没有同意' if refused else '已撤回'}：{child.called} {what}。照原来的安排参加。"
