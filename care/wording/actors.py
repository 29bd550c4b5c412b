"""Who decides on applications, in words. (C21)"""

from __future__ import annotations

from collections.abc import Sequence

HOW = (
    "请写职务和姓名，例如“审核人 教导处 李梅”“审核人 年级组长 三年级 赵敏”“审核人 家委会 王丽”。"
    "班主任按班级名册，不用指定。只写“审核人”可以查看。"
)
GRADES = "一二三四五六七八九"


def unclear(names: Sequence[str]) -> str:
    return f"学校名单里找不到或者不止一位：{'、'.join(names)}。没有改动，请写全名。"


def named(actor: str, grade: str, names: Sequence[str]) -> str:
    return f"已登记：{grade}{actor}审核人是{'、'.join(names)}，从现在起的申请由其审核。要改请重新指定。"


def shown(every: Sequence[tuple[str, int | None, str]]) -> str:
    if not every:
        return f"现在没有指定审核人：班主任审自己班，其他步骤由校长审核。{HOW}"
    lines = [f"· {f'{GRADES[grade - 1]}年级' if grade else ''}{actor}：{name}" for actor, grade, name in every]
    return "现在的审核人：\n" + "\n".join(lines)
