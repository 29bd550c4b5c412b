"""Sentences for a family that thinks again about its wish. (C20, C28-C30)"""

from __future__ import annotations

from datetime import date

from care.calendar import spoken
from care.people import Student

AGAIN, NOT_AGAIN = "照原来的再报", "先不报"
CHANGE, AS_IT_IS = "改", "不改"
LEAVE, NOT_LEAVE = "申请退出", "先不退"
END_WISH = "不参加了，撤回申请"


def by_another(child: Student, by: str, what: str) -> str:
    return f"{child.called} {what}的申请是{by}交的，要由对方撤回。"


def nothing_to_take_back() -> str:
    return "现在没有在办的申请，没有什么要撤回。已经在托管、想退出，请直接说，例如“小明退出晚托”。"


def again_as_before(child: Student, what: str) -> str:
    asked = f"{child.called} {what}的申请前面已经撤回。照原来的再报一次吗？"
    return f"{asked}日子不一样请直接说，例如“给{child.name}报晚托，周二四”。"


def other_days(child: Student, what: str, days: str) -> str:
    return f"{child.called} {what}的申请还在办。要改成{days}吗？改了要从第一步重新审核；不改就按原来的办。"


def stays_out(child: Student) -> str:
    return f"好的，{child.called}没有再报，什么都没有改动。"


def kept(child: Student, what: str) -> str:
    return f"好的，{child.called} {what}的申请按原来的办。"


def ends_with_the_term(child: Student) -> str:
    return (
        f"知道了。{child.called}这学期照常参加；按学校方案，每学期要重新报名，不报就不参加。"
        "放假前会问您，到时候点“不报了”或不选都可以，现在不用办。"
    )


def from_which_day(child: Student | None) -> str:
    name = child.name if child else "小明"
    return f"这学期照常参加，现在没有改动。请写从哪天起退出、是哪个孩子，例如“{name}从9月1日起退出晚托”。"


def leave_then(child: Student, first: date) -> str:
    return f"{child.called}这学期照常参加。要申请从新学期第一天（{spoken(first)}）起退出托管吗？"


def stays_in(child: Student) -> str:
    return f"好的，{child.called}照常参加，没有改动。"


def not_signed(child: Student, what: str) -> str:
    return (
        f"好的，{child.called}的协议没有签，{what}还不能参加。对内容有疑问请回复“找老师”；"
        "想好了请回复“签协议”，不想参加了请点按钮。"
    )
