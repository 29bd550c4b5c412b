"""Days as an order about people names them: a day, from when, for how long. Exact, nothing is guessed."""

from __future__ import annotations

import re
from datetime import date, timedelta

DAY = (
    r"(?:\d{4}[-年./])?\d{1,2}[-月./]\d{1,2}[日号]?|今天|明天|后天|(?:下下|下|本|这)?(?:周|星期|礼拜)[一二三四五六日天]"
)
_NUMBERED = re.compile(r"(?:(\d{4})[-年./])?(\d{1,2})[-月./](\d{1,2})[日号]?")
_WEEKDAY = re.compile(r"(下下|下|本|这)?(?:周|星期|礼拜)([一二三四五六日天])")
_LENGTH = re.compile(r"([一二两三四五六七八九十]|\d{1,3})个?(天|日|周|星期|礼拜|月)")
_NEAR = {"今天": 0, "明天": 1, "后天": 2}
_WEEKS = {"下下": 2, "下": 1, "本": 0, "这": 0}


def read_day(words: str, today: date) -> date | None:
    """6月30日, 2026-06-30, 明天, 下周一. Without a year, or as a weekday alone, it is the next."""
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    if found := _NUMBERED.fullmatch(words):
        return _numbered(found, today)
    if found := _WEEKDAY.fullmatch(words):
        weekday = "一二三四五六日".index(found[2].replace("天", "日"))
        monday = today - timedelta(days=today.weekday())
        if found[1]:
            return monday + timedelta(weeks=_WEEKS[found[1]], days=weekday)
        day = monday + timedelta(days=weekday)
        return day if day >= today else day + timedelta(weeks=1)
    return None


def find_days(text: str, today: date) -> list[date]:
    """All days that stand in the text, in its order."""
    return [day for words in re.findall(DAY, text) if (day := read_day(words, today)) is not None]


def read_length(text: str, since: date) -> date | None:
    """两周, 10天, 一个月: the last day, the first one counted."""
    found = _LENGTH.search(text)
    if found is None:
        return None
    number = int(found[1]) if found[1].isdecimal() else "一二三四五六七八九十".index(found[1].replace("两", "二")) + 1
    days = {"天": 1, "日": 1, "月": 30}.get(found[2], 7) * number
    return since + timedelta(days=days - 1) if days else None


def _numbered(found: re.Match[str], today: date) -> date | None:
    try:
        day = date(int(found[1] or today.year), int(found[2]), int(found[3]))
        return day if found[1] or day >= today else day.replace(year=today.year + 1)
    except ValueError:
        return None
