"""Asking in what capacity somebody writes, and whose telephone it is. (C10)"""

from __future__ import annotations

AS_PARENT, AS_STAFF = "我是家长", "我是老师"
TITLE = "请问以什么身份"


def which(children: str) -> str:
    return f"您既是老师，也是{children}的家长。请问这条消息是以哪个身份发的？确认之前不会改动。"


def which_guardian(child: str) -> str:
    return f"这个手机号在{child}名下登记了几位家长。请问您是哪一位？"


def i_am(relation: str) -> str:
    return f"我是{relation}"


def switched(relation: str, name: str) -> str:
    return f"好的，现在按{relation}{name}的身份。换回来请回复“我是……”，例如“我是妈妈”。"


def both_menus(staff: str, parent: str) -> str:
    return f"【老师】{staff}\n【家长】{parent}"
