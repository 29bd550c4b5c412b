"""The year's calendar, in words. (C05)"""

from __future__ import annotations

from collections.abc import Sequence

from care.book import SchoolDay
from care.calendar import spoken, spoken_days

CONFIRM, CANCEL = "确认采用", "先不用"
TITLE = "校历，请核对"
TORN = "请写年份，例如“校历 2026”。"


def preview(year: int, days: Sequence[SchoolDay]) -> str:
    by_name: dict[str, list[SchoolDay]] = {}
    for one in days:
        if not one.open:
            by_name.setdefault(one.note, []).append(one)
    lines = [f"· {name}：{spoken(own[0].day)}至{spoken(own[-1].day)}" for name, own in by_name.items()]
    work = spoken_days([one.day for one in days if one.open])
    return "\n".join(
        [
            f"{year}年国家公布的放假：", *lines, f"调休上班（照常开托管）：{work or '无'}",
            "寒暑假和学校自己的安排请在工作簿“校历”表里填写，学校的表优先。"
            f"确认采用请点“{CONFIRM}”，之前{year}年的日子都不排托管。",
        ]
    )  # fmt: skip


def kept(year: int, count: int) -> str:
    return f"已采用{year}年的放假和调休，共{count}天。寒暑假和其他日子请在“校历”表里补充后导入。"


def confirmed_before(year: int) -> str:
    return f"{year}年的校历学校已经确认过，没有改动。要修改请导出工作簿，在“校历”表里改好再导入。"


def unknown(year: int) -> str:
    return f"{year}年的放假安排还没有公布，系统不会猜。公布后请再试，或者在“校历”表里填写并导入。"
