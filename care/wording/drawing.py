"""摇号 in words. (C23)"""

from __future__ import annotations

from collections.abc import Sequence

from care.people import Student

DRAW = "现在摇号"
WHICH = "请写摇哪一项，例如“摇号 晚托”或“摇号 足球社团”。"
DRAWN = "这次摇号已经做完了，不能再摇。"


def nobody(what: str) -> str:
    return f"现在没有等{what}摇号的申请。"


def committed(child: Student, what: str, number: int, count: int, mark: str) -> str:
    return (
        f"摇号通知：{child.called} {what}参加公开摇号，您的编号是{number}，共{count}份。"
        f"摇号前的校验码（种子的SHA-256）：{mark}。请保存，摇号后公布种子，可以核对。"
    )


def ready(what: str, count: int, places: int, mark: str) -> str:
    return (
        f"{what}摇号已准备好：{count}份申请，{places}个名额。校验码{mark}已发给参加的家庭，种子和名单不能再改。"
        f"点“{DRAW}”公布结果。"
    )


def result(what: str, order: Sequence[str], won: int, seed: str, mark: str) -> str:
    return (
        f"{what}摇号完成：{won}份摇中，其余按顺序候补。顺序（编号）：{'、'.join(order)}。\n种子：{seed}\n校验码：{mark}\n"
        "验算：把“种子+换行+编号”算SHA-256，从小到大就是顺序（优先的先排）。结果已告诉各家庭。"
    )
