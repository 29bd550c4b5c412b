"""Care logs and duty logs in words: what is due, who is missing, what was written. (C52, C53)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from care.calendar import spoken
from care.wording import staff as words

DUTY_LOG_DUE = "今天的值班日志还没有写。请直接发给我，例如“值班日志：各班秩序正常，三楼坏灯已报修”。"


def care_log_due(label: str, groups: Sequence[str]) -> str:
    """To the care teacher, with what to write."""
    return (
        f"今天{label}{'、'.join(groups)}的看护记录还没有写。请直接发给我，例如“记录：作业都完成了，纪律好，没有意外”。"
    )


def missing(label: str, lacking: Sequence[tuple[str, str]]) -> str:
    """To whoever leads."""
    named = "、".join(f"{group}（{words.teacher(teacher)}）" for group, teacher in lacking)
    return f"今天{label}还有{len(lacking)}个班没有看护记录：{named}。已提醒老师补写。"


def of_day(on: date, groups: Sequence[tuple[str, Sequence[str]]], duty_logs: Sequence[str]) -> str:
    """All of a day: a paragraph a group; what is not there is said."""
    lines = [f"{spoken(on)}看护记录"]
    for group, texts in groups:
        lines += [f"【{group}】{'' if texts else '还没有记录'}", *(f"· {text}" for text in texts)]
    if duty_logs:
        lines += ["【值班日志】", *(f"· {text}" for text in duty_logs)]
    return "\n".join(lines)


def entry(by: str, at: str, text: str) -> str:
    """赵敏老师 17:20：作业完成，纪律好."""
    return f"{words.teacher(by)} {at}：{text}"


def no_such_group(name: str) -> str:
    return f"没有找到“{name}”这个班。请这样写：“看今天的看护记录”，或者“查看护记录 三年级2班”。"
