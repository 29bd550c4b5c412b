"""Days written as numbers: 3月5号, 12号, 3.5, 5、6号, 2026-03-05."""

from __future__ import annotations

import re
from collections.abc import Callable

from care.reading.dates.atom import Atom, Sort, atom_of
from care.reading.dates.numerals import number

MONTHS_AWAY = {"上": -1, "这": 0, "本": 0, "当": 0, "下": 1}

_PIECES = re.compile(r"到|至|[-~]+|\d+|[一二三四五六七八九十廿卅]+")


def listed(words: str, value: Callable[[str], int] = number, pieces: re.Pattern[str] = _PIECES) -> tuple[int, ...]:
    """一三五, 5、6, 5-7 → the numbers; a range is written out; () where it runs backwards."""
    found: list[int] = []
    open_range = False
    for part in pieces.findall(words):
        if part in ("到", "至") or part[0] in "-~":
            open_range = True
            continue
        number_of = value(part)
        if open_range:
            if number_of <= found[-1]:
                return ()
            found.extend(range(found[-1] + 1, number_of))
            open_range = False
        found.append(number_of)
    return tuple(found)


def iso(match: re.Match[str]) -> Atom:
    if whole := match["iso8"]:
        return atom_of(match, Sort.CALENDAR, year=int(whole[:4]), month=int(whole[4:6]), days=(int(whole[6:]),))
    return atom_of(
        match, Sort.CALENDAR, year=int(match["iso_y"]), month=int(match["iso_m"]), days=(int(match["iso_d"]),)
    )


def month_day(match: re.Match[str]) -> Atom | None:
    year = match["md_y"]
    if year and not year.isdecimal():
        year = "20" + str(number(year[2]) * 10 + max(number(year[3]), 0))
    days = listed(match["md_d"])
    return (
        atom_of(match, Sort.CALENDAR, year=int(year) if year else None, month=number(match["md_m"]), days=days)
        if days
        else None
    )


def rel_month_day(match: re.Match[str]) -> Atom | None:
    words = match["rm_m"]
    days = listed(match["rm_d"])
    away = 2 if words.startswith("下下") else MONTHS_AWAY[words[0]]
    return atom_of(match, Sort.CALENDAR, months=away, days=days) if days else None


_CLOCK_AFTER = re.compile(
    r"\s*(?:左右|前|之前|准时|才|再)?\s*(?:来|到|接|去接|过来|过去|放学|走|下班|出门|能到|可以到|才能|出校|结束|开始|校门|门口)"
)
_RANGE_AFTER = re.compile(r"\s*(?:到|至|[-~])\s*\d")
_COUNTED = re.compile(r"点名|[应实]到|全到|到齐|齐了|缺|人$|班\s*[:,]?$|出勤")


def looks_like_clock(text: str, hour: int, minute: int, written: str, start: int, end: int) -> bool:
    """5.40来接 is a time, 3.5请假 a day: minutes have two figures, the hour is one of the afternoon."""
    if _RANGE_AFTER.match(text, end) or len(written) != 2 or minute > 59 or not (3 <= hour <= 8 or hour > 12):
        return False
    return (
        minute > 31
        or bool(_CLOCK_AFTER.match(text, end))
        or text[max(0, start - 2) : start].endswith(("下午", "最晚", "大概", "傍晚", "晚上"))
    )


def dotted(match: re.Match[str]) -> Atom | None:
    text, start, end = match.string, match.start(), match.end()
    month, day = int(match["dt_m"]), int(match["dt_d"])
    signed = match["dt_sign"] or match["dt_sign2"]
    if not signed:
        if text[end : end + 1] and text[end] in "班度元块米分小公个斤倍折点%人级厘年岁万千kKmM℃(:":
            return None
        if match["dt_sep"] == "." and looks_like_clock(text, month, day, match["dt_d"], start, match.end("dt_d")):
            return None
        if match["dt_sep"] == "/" and (
            _COUNTED.search(text) or match.group() == text.strip() or text[end : end + 2] in ("全到", "到齐", "到了")
        ):
            return None
        if not match["dt_to"] and not _after_a_number(text, start):
            return None
    days = (day,) if not match["dt_to"] else tuple(range(day, int(match["dt_to"]) + 1))
    return atom_of(match, Sort.CALENDAR, month=month, days=days) if days else None


_DAY_VERB = re.compile(
    r"\s*(?:我|晚托|延时)?(?:请|休|不|有事|调|换|值|来不了|[^,。]{0,6}(?:请假|不[去来上]|换班|值班|值不了|的班|的假))"
)


def is_a_count(match: re.Match[str]) -> bool:
    """From staff 12/11 is heads, expected and present, unless something is to happen on the 11th (guideline 45)."""
    if match["dt_sep"] != "/" or match["dt_sign"] or match["dt_sign2"]:
        return False
    return not _DAY_VERB.match(match.string, match.end())


_NUMBER_BEFORE = re.compile(r"(?:第|版本|v|V|评分|得分|考了|体温|烧到|身高|体重|¥|￥)$")


def _after_a_number(text: str, start: int) -> bool:
    return not _NUMBER_BEFORE.search(text[max(0, start - 3) : start])


def dashed(match: re.Match[str]) -> Atom:
    return atom_of(match, Sort.CALENDAR, month=int(match["ds_m"]), days=(int(match["ds_d"]),))


def day(match: re.Match[str]) -> Atom | None:
    words = match["dn_d"] if match.lastgroup == "day" else match["dr_d"] or match["dr_one"]
    days = listed(words)
    if not days and (ends := re.findall(r"\d+|[一二三四五六七八九十廿卅]+", words)):
        days = (number(ends[0]), number(ends[-1]))  # 30-2号: over the end of the month
        return atom_of(match, Sort.CALENDAR, days=days, part="range")
    return atom_of(match, Sort.CALENDAR, days=days)
