"""Sentences about tying an account to a child."""

from __future__ import annotations

from collections.abc import Sequence

from care.people import Student
from care.rules.binding import Why

HOW = (
    "您的微信还没有绑定孩子。请回复：孩子姓名＋班级＋您在学校登记的手机号，例如“李小明 三年级2班 13800000000”。"
    "有学校发的绑定二维码，也可以直接扫码。"
)
BAD_TOKEN = "这个绑定链接已经用过或者过期了。请向班主任要新的，或者回复：孩子姓名＋班级＋您在学校登记的手机号。"


def bound(children: Sequence[Student]) -> str:
    names = "、".join(child.called for child in children)
    return (
        f"绑定成功：{names}。以后可以在这里请假、换人接、查孩子在哪。想看能办哪些事，请回复“帮助”。不对请回复“找老师”。"
    )


def bound_note(child: Student, name: str) -> str:
    return f"{child.called}的家长{name}已绑定微信。"


def asked(child: Student, teacher: str) -> str:
    return f"手机号和学校登记的不一致，已请{child.class_name}班主任{teacher}核对，核对后马上告诉您。"


def for_teacher(child: Student, relation: str, phone: str) -> str:
    who = relation or "家长"
    contact = f"，手机{phone}" if phone else "，没有写手机号"
    return f"有人申请绑定{child.called}，自称{who}{contact}，和学校名单对不上。请核对身份后再同意。"


def refused(why: Why) -> str:
    match why:
        case Why.NO_NAME:
            return f"还差孩子的姓名或班级。{HOW}"
        case Why.NOT_FOUND:
            return "在这个班没有找到这个名字。请检查姓名和班级，例如“李小明 三年级2班 13800000000”，或者联系班主任。"
        case Why.SEVERAL:
            return "这个班有同名的孩子，请联系班主任绑定。"


def still_missing(parts: Sequence[str]) -> str:
    """What was written so far is kept for half an hour; only the rest is asked for."""
    how = "写全是这样：“李小明 三年级2班 13800000000”。手机号请写在学校登记的那个。"
    return f"还差{'、'.join(parts)}，请接着回复。{how}"


def welcome(children: Sequence[Student]) -> str:
    names = "、".join(child.called for child in children)
    return f"您好，{names}的家长。要请假、换人接、查孩子，请直接告诉我，或者回复“帮助”。"


def already(children: Sequence[Student]) -> str:
    return (
        f"您已经绑定了{'、'.join(child.called for child in children)}。要再加一个孩子，请回复：孩子姓名＋班级＋手机号。"
    )
