"""The words for days: one named pattern a phenomenon, and what each says before anything is reckoned.

A pattern of `patterns.py` that fits makes an `Atom`.
An atom is still symbolic: 周三 becomes a date only in `almanac.py`, where the day of the message is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from care.reading.dates import figures
from care.reading.dates.atom import Atom, Sort, atom_of
from care.reading.dates.figures import MONTHS_AWAY, listed
from care.reading.dates.numerals import number
from care.reading.dates.patterns import ATOMS, HINT

_WEEKS_AWAY = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1, "下下": 2}
_DAY_OF_WEEK = {sign: value for value, sign in enumerate("一二三四五六日", 1)} | {"天": 7}
_DAY_OF_WEEK |= {str(value): value for value in range(1, 8)}
_FESTIVALS = (
    ("国庆", 10, 1), ("十一", 10, 1), ("元旦", 1, 1), ("五一", 5, 1), ("劳动", 5, 1), ("六一", 6, 1), ("儿童", 6, 1),
    ("教师", 9, 10), ("圣诞", 12, 25), ("平安", 12, 24),
)  # fmt: skip
SINGLE_DAYS = ("儿童节", "教师节", "圣诞", "平安夜")
_AWAY = {"大前": -3, "前": -2, "昨": -1, "琴": -1, "寻": -1, "今": 0, "明": 1, "听": 1, "大后": 3, "后": 2}
_SEVERAL = {"今": 0, "明": 1, "后": 2, "昨": -1, "前": -2}


def atoms(text: str, *, from_staff: bool = False) -> list[Atom]:
    """All words for days in a text, in its order."""
    if not HINT.search(text):
        return []
    found: list[Atom] = []
    for match in ATOMS.finditer(text):
        if from_staff and match.lastgroup == "dotted" and figures.is_a_count(match):
            continue
        make = _MAKERS.get(match.lastgroup or "")
        if make is not None and (atom := make(match)) is not None:
            found.append(_of_the_week(atom, found) if match.lastgroup == "bare_weekdays" else atom)
    return found


def _of_the_week(bare: Atom, before: list[Atom]) -> Atom:
    """下周一三五奶奶接,二四我接: bare weekdays are of the week that was named."""
    earlier = before[-1] if before else None
    named = earlier is not None and earlier.sort is Sort.WEEKDAY and earlier.week is not None and not bare.each
    return replace(bare, week=earlier.week) if named and earlier else bare


def _weeks(prefix: str | None) -> int | None:
    return None if not prefix else _WEEKS_AWAY[prefix.rstrip("个一")]


_WEEKDAY_PIECES = re.compile(r"到|至|[-~]+|[1-7]|[一二三四五六日天]")


def _weekdays(words: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(listed(words, lambda sign: _DAY_OF_WEEK[sign], _WEEKDAY_PIECES)))


def _weekday(match: re.Match[str]) -> Atom | None:
    days = _weekdays(match["wd_days"])
    prefix = match["wd_week"]
    start = match.start()
    if prefix == "上" and _says_attend(match, days):
        prefix, start = None, start + 1
    if prefix and prefix[0] == "下" and _A_BIT.search(match.string, max(0, start - 2), start):
        prefix, start = prefix[1:] or None, start + 1
    if not days:
        return None
    part = "range" if re.search(r"[到至~-]", match["wd_days"]) else ""
    return Atom(
        Sort.WEEKDAY, start, match.end(), days, week=_weeks(prefix), each=match["wd_each"] is not None, part=part
    )


_A_BIT = re.compile(r"(?<![周期拜第])一$")
"""换一下周五的班: a bit, and no next week."""
_ATTEND_BEFORE = re.compile(r"(?:[只想要光能报改]|就|都|不|晚托|延时|午托|早托|社团)$")
_PAST_AFTER = re.compile(r"没|了|忘|缺|过")


def _says_attend(match: re.Match[str], days: tuple[int, ...]) -> bool:
    """只上周一三五: 上 is to attend, not last week."""
    text = match.string
    before, after = text[max(0, match.start() - 3) : match.start()], text[match.end() : match.end() + 12]
    after = re.split("[,。;!?]", after)[0]
    return bool(_ATTEND_BEFORE.search(before)) and not _PAST_AFTER.search(after)


def _weekend(match: re.Match[str]) -> Atom:
    return atom_of(match, Sort.WEEKDAY, days=(6, 7), week=_weeks(match["we_week"]), each=match["we_each"] is not None)


def _bare_weekdays(match: re.Match[str]) -> Atom:
    words = match["bw_each_days"] or match["bw_odd"] or match["bw_even"] or match["bw_head"] or match["bw_only"]
    return atom_of(match, Sort.WEEKDAY, days=_weekdays(words), each=match["bw_each"] is not None)


def _away(match: re.Match[str]) -> Atom:
    words = match.group()
    return atom_of(match, Sort.AWAY, days=(_AWAY[words[:2] if words[0] == "大" else words[0]],))


def _several(match: re.Match[str]) -> Atom:
    return atom_of(match, Sort.AWAY, days=tuple(_SEVERAL[sign] for sign in match.group() if sign in _SEVERAL))


def _week(match: re.Match[str]) -> Atom:
    return atom_of(match, Sort.WEEK, week=_weeks(match["wk_week"] or match["wk_whole"]))


def _week_part(match: re.Match[str]) -> Atom:
    words, side, count = match.group(), match["wp_side"], match["wp_n"]
    how_many = 0 if count in (None, "几") else number(count)
    part = "first" if side[0] in "前头" else "last" if side in ("后", "最后") and how_many else "rest"
    if part == "first" and not how_many:
        return atom_of(match, Sort.VAGUE)
    return atom_of(match, Sort.WEEK, week=_weeks_of(words), part=part, count=how_many)


def _weeks_of(words: str) -> int:
    return _WEEKS_AWAY[words[:2]] if words[:2] in ("下下", "上上") else _WEEKS_AWAY.get(words[0], 0)


def _week_rest(match: re.Match[str]) -> Atom:
    return atom_of(match, Sort.WEEK, week=_weeks_of(match.group()), part="rest")


def _week_count(match: re.Match[str]) -> Atom:
    """下周三天: three days of next week, nobody knows which; all five are the week."""
    if match["wc_n"] in "五5":
        return (
            atom_of(match, Sort.EVERY)
            if match.group()[0] == "每"
            else atom_of(match, Sort.WEEK, week=_weeks_of(match.group()))
        )
    return atom_of(match, Sort.VAGUE)


def _festival(match: re.Match[str]) -> Atom:
    words = match.group()
    month, day = next((month, day) for name, month, day in _FESTIVALS if words.startswith(name))
    return atom_of(match, Sort.FESTIVAL, month=month, days=(day,))


def _month_end(match: re.Match[str]) -> Atom:
    if match["me_n"]:
        return atom_of(match, Sort.MONTH_END, month=number(match["me_n"]))
    return atom_of(match, Sort.MONTH_END, months=1 if (match["me_m"] or "").startswith("下") else 0)


def _month(match: re.Match[str]) -> Atom:
    if match["mo_n"]:
        return atom_of(match, Sort.MONTH, month=number(match["mo_n"]))
    words = match["mo_m"]
    return atom_of(match, Sort.MONTH, months=2 if words.startswith("下下") else MONTHS_AWAY[words[0]])


def _later(match: re.Match[str]) -> Atom:
    return atom_of(match, Sort.LATER, count=number(match["la_n"]) * (1 if match["la_u"] in "天日" else 7))


def _count(match: re.Match[str]) -> Atom:
    return atom_of(match, Sort.COUNT, count=number(match["ct_n"] or match["ct_n2"] or match["ct_n3"]))


_AWAY_BEFORE = re.compile(r"[请休假续再延]$|连续$|延长$")
_AWAY_AFTER = re.compile(r"的?(?:事|病|长)?假|都?[不请没]")


def _count_weeks(match: re.Match[str]) -> Atom | None:
    """请一周假 are five care days; 一周上三天 counts nothing."""
    text = match.string
    if not _AWAY_BEFORE.search(text[: match.start()]) and not _AWAY_AFTER.match(text, match.end()):
        return None
    return atom_of(match, Sort.COUNT, count=5 * number(match["cw_n"]))


def _simple(sort: Sort) -> Callable[[re.Match[str]], Atom]:
    return lambda match: atom_of(match, sort)


_MAKERS: dict[str, Callable[[re.Match[str]], Atom | None]] = {
    "always": _simple(Sort.ALWAYS),
    "every": _simple(Sort.EVERY),
    "several": _several,
    "away": _away,
    "week_part": _week_part,
    "week_rest": _week_rest,
    "week_count": _week_count,
    "weekday": _weekday,
    "weekend": _weekend,
    "bare_weekdays": _bare_weekdays,
    "week": _week,
    "iso": figures.iso,
    "month_day": figures.month_day,
    "rel_month_day": figures.rel_month_day,
    "dotted": figures.dotted,
    "dashed": figures.dashed,
    "day": figures.day,
    "day_ri": figures.day,
    "festival": _festival,
    "month_end": _month_end,
    "unknown_end": _simple(Sort.UNKNOWN_END),
    "month": _month,
    "later": _later,
    "next_days": lambda match: atom_of(match, Sort.NEXT, count=number(match["nd_n"])),
    "half": _simple(Sort.HALF),
    "vague": _simple(Sort.VAGUE),
    "count": _count,
    "count_weeks": _count_weeks,
    "other_weeks": _simple(Sort.VAGUE),
}
