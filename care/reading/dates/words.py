"""The words for days: one named pattern a phenomenon, and what each says before anything is reckoned.

A pattern of `patterns.py` that fits makes an `Atom`.
An atom is still symbolic: 周三 becomes a date only in `almanac.py`, where the day of the message is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from care.reading.dates.numerals import number
from care.reading.dates.patterns import ATOMS, HINT

_EVEN = str.maketrans("週禮號點後個兩從這聽來時開過還〜～－—–", "周礼号点后个两从这听来时开过还~~---")


def even(text: str) -> str:
    """The few signs this grammar needs in one form; positions stay as they are."""
    return text.translate(_EVEN)


class Sort(Enum):
    """What an atom is. The first four are points: they can stand in lists, ranges and beside each other."""

    AWAY = auto()  # 今天, 明后天: days away from today
    WEEKDAY = auto()  # 周三, 下周一三五
    CALENDAR = auto()  # 3月5号, 12号, 3.5
    FESTIVAL = auto()  # 国庆
    MONTH_END = auto()  # 月底
    UNKNOWN_END = auto()  # 期末, 寒假: days that are in no table here
    WEEK = auto()  # 这周, 下周前三天
    MONTH = auto()  # 下个月
    NEXT = auto()  # 接下来三天, 后两天
    COUNT = auto()  # 三天
    HALF = auto()  # 半天
    LATER = auto()  # 三天后
    EVERY = auto()  # 每天
    ALWAYS = auto()  # 以后
    VAGUE = auto()  # 这几天


POINTS = frozenset({Sort.AWAY, Sort.WEEKDAY, Sort.CALENDAR, Sort.FESTIVAL, Sort.MONTH_END, Sort.UNKNOWN_END})


@dataclass(frozen=True, slots=True)
class Atom:
    sort: Sort
    start: int
    end: int
    days: tuple[int, ...] = ()  # days away, weekdays or days of the month
    week: int | None = None  # weeks away from this one; None: not said
    each: bool = False  # 每周三
    year: int | None = None
    month: int | None = None
    months: int | None = None  # months away from this one
    count: int = 0
    part: str = ""  # of a week: "rest", "first", "last"; of points: "range" where the days run on


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
_MONTHS_AWAY = {"上": -1, "这": 0, "本": 0, "当": 0, "下": 1}


def atoms(text: str) -> list[Atom]:
    """All words for days in a text, in its order."""
    if not HINT.search(text):
        return []
    found = []
    for match in ATOMS.finditer(text):
        make = _MAKERS.get(match.lastgroup or "")
        if make is not None and (atom := make(match)) is not None:
            found.append(atom)
    return found


def _atom(match: re.Match[str], sort: Sort, **said: object) -> Atom:
    return Atom(sort, match.start(), match.end(), **said)  # type: ignore[arg-type]


def _weeks(prefix: str | None) -> int | None:
    return None if not prefix else _WEEKS_AWAY[prefix.rstrip("个一")]


_PIECES = re.compile(r"到|至|[-~]+|\d+|[一二三四五六七八九十廿卅]+")
_WEEKDAY_PIECES = re.compile(r"到|至|[-~]+|[1-7]|[一二三四五六日天]")


def _listed(words: str, value: Callable[[str], int] = number, pieces: re.Pattern[str] = _PIECES) -> tuple[int, ...]:
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


def _weekdays(words: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(_listed(words, lambda sign: _DAY_OF_WEEK[sign], _WEEKDAY_PIECES)))


def _weekday(match: re.Match[str]) -> Atom | None:
    days = _weekdays(match["wd_days"])
    prefix = match["wd_week"]
    start = match.start()
    if prefix == "上" and _says_attend(match, days):
        prefix, start = None, start + 1
    if not days:
        return None
    part = "range" if re.search(r"[到至~-]", match["wd_days"]) else ""
    return Atom(
        Sort.WEEKDAY, start, match.end(), days, week=_weeks(prefix), each=match["wd_each"] is not None, part=part
    )


_ATTEND_BEFORE = re.compile(r"(?:[只想要光能报改]|就|都|不|晚托|延时|午托|早托|社团)$")
_PAST_AFTER = re.compile(r"没|了|忘|缺|过")


def _says_attend(match: re.Match[str], days: tuple[int, ...]) -> bool:
    """只上周一三五: 上 is to attend, not last week."""
    text = match.string
    before, after = text[max(0, match.start() - 3) : match.start()], text[match.end() : match.end() + 12]
    return bool(_ATTEND_BEFORE.search(before)) and not _PAST_AFTER.search(after)


def _weekend(match: re.Match[str]) -> Atom:
    return _atom(match, Sort.WEEKDAY, days=(6, 7), week=_weeks(match["we_week"]), each=match["we_each"] is not None)


def _bare_weekdays(match: re.Match[str]) -> Atom:
    words = match["bw_each_days"] or match["bw_odd"] or match["bw_even"]
    return _atom(match, Sort.WEEKDAY, days=_weekdays(words), each=match["bw_each"] is not None)


def _away(match: re.Match[str]) -> Atom:
    words = match.group()
    return _atom(match, Sort.AWAY, days=(_AWAY[words[:2] if words[0] == "大" else words[0]],))


def _several(match: re.Match[str]) -> Atom:
    return _atom(match, Sort.AWAY, days=tuple(_SEVERAL[sign] for sign in match.group() if sign in _SEVERAL))


def _week(match: re.Match[str]) -> Atom:
    return _atom(match, Sort.WEEK, week=_weeks(match["wk_week"] or match["wk_whole"]))


def _week_part(match: re.Match[str]) -> Atom:
    words, side, count = match.group(), match["wp_side"], match["wp_n"]
    how_many = 0 if count in (None, "几") else number(count)
    part = "first" if side[0] in "前头" else "last" if side in ("后", "最后") and how_many else "rest"
    if part == "first" and not how_many:
        return _atom(match, Sort.VAGUE)
    return _atom(match, Sort.WEEK, week=_weeks_of(words), part=part, count=how_many)


def _weeks_of(words: str) -> int:
    return _WEEKS_AWAY[words[:2]] if words[:2] in ("下下", "上上") else _WEEKS_AWAY.get(words[0], 0)


def _week_rest(match: re.Match[str]) -> Atom:
    return _atom(match, Sort.WEEK, week=_weeks_of(match.group()), part="rest")


def _week_count(match: re.Match[str]) -> Atom:
    """下周三天: three days of next week, nobody knows which; all five are the week."""
    if match["wc_n"] in "五5":
        return (
            _atom(match, Sort.EVERY)
            if match.group()[0] == "每"
            else _atom(match, Sort.WEEK, week=_weeks_of(match.group()))
        )
    return _atom(match, Sort.VAGUE)


def _iso(match: re.Match[str]) -> Atom:
    if whole := match["iso8"]:
        return _atom(match, Sort.CALENDAR, year=int(whole[:4]), month=int(whole[4:6]), days=(int(whole[6:]),))
    return _atom(match, Sort.CALENDAR, year=int(match["iso_y"]), month=int(match["iso_m"]), days=(int(match["iso_d"]),))


def _month_day(match: re.Match[str]) -> Atom | None:
    year = match["md_y"]
    if year and not year.isdecimal():
        year = "20" + str(number(year[2]) * 10 + max(number(year[3]), 0))
    days = _listed(match["md_d"])
    return (
        _atom(match, Sort.CALENDAR, year=int(year) if year else None, month=number(match["md_m"]), days=days)
        if days
        else None
    )


def _rel_month_day(match: re.Match[str]) -> Atom | None:
    words = match["rm_m"]
    days = _listed(match["rm_d"])
    away = 2 if words.startswith("下下") else _MONTHS_AWAY[words[0]]
    return _atom(match, Sort.CALENDAR, months=away, days=days) if days else None


_CLOCK_AFTER = re.compile(
    r"\s*(?:左右|前|之前|准时|才|再)?\s*(?:来|到|接|去接|过来|过去|放学|走|下班|出门|能到|可以到|才能|出校|结束|开始|校门|门口)"
)
_RANGE_AFTER = re.compile(r"\s*(?:到|至|[-~])\s*\d")
_COUNTED = re.compile(r"点名|[应实]到|全到|到齐|齐了|缺|人$|班\s*[:,]?$|出勤")
_DAY_VERB = re.compile(r"(?:请|休|不|缺|去|有事|调|换|值|[^,。]{0,6}(?:请假|不[去来上]|换班|值班))")


def looks_like_clock(text: str, hour: int, minute: int, written: str, start: int, end: int) -> bool:
    """5.40来接 is a time, 3.5请假 a day: minutes have two figures, the hour is one of the afternoon."""
    if _RANGE_AFTER.match(text, end) or len(written) != 2 or minute > 59 or not (3 <= hour <= 8 or hour > 12):
        return False
    return (
        minute > 31
        or bool(_CLOCK_AFTER.match(text, end))
        or text[max(0, start - 2) : start].endswith(("下午", "最晚", "大概", "傍晚", "晚上"))
    )


def _dotted(match: re.Match[str]) -> Atom | None:
    text, start, end = match.string, match.start(), match.end()
    month, day = int(match["dt_m"]), int(match["dt_d"])
    signed = match["dt_sign"] or match["dt_sign2"]
    if not signed:
        if text[end : end + 1] and text[end] in "班度元块米分小公个斤倍折点%人级厘年岁万千kKmM℃)(:":
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
    return _atom(match, Sort.CALENDAR, month=month, days=days) if days else None


_NUMBER_BEFORE = re.compile(r"(?:第|版本|v|V|评分|得分|考了|体温|烧到|身高|体重|¥|￥)$")


def _after_a_number(text: str, start: int) -> bool:
    return not _NUMBER_BEFORE.search(text[max(0, start - 3) : start])


def _dashed(match: re.Match[str]) -> Atom:
    return _atom(match, Sort.CALENDAR, month=int(match["ds_m"]), days=(int(match["ds_d"]),))


def _day(match: re.Match[str]) -> Atom | None:
    words = match["dn_d"] if match.lastgroup == "day" else match["dr_d"] or match["dr_one"]
    days = _listed(words)
    if not days and (ends := re.findall(r"\d+|[一二三四五六七八九十廿卅]+", words)):
        days = (number(ends[0]), number(ends[-1]))  # 30-2号: over the end of the month
        return _atom(match, Sort.CALENDAR, days=days, part="range")
    return _atom(match, Sort.CALENDAR, days=days)


def _festival(match: re.Match[str]) -> Atom:
    words = match.group()
    month, day = next((month, day) for name, month, day in _FESTIVALS if words.startswith(name))
    return _atom(match, Sort.FESTIVAL, month=month, days=(day,))


def _month_end(match: re.Match[str]) -> Atom:
    if match["me_n"]:
        return _atom(match, Sort.MONTH_END, month=number(match["me_n"]))
    return _atom(match, Sort.MONTH_END, months=1 if (match["me_m"] or "").startswith("下") else 0)


def _month(match: re.Match[str]) -> Atom:
    if match["mo_n"]:
        return _atom(match, Sort.MONTH, month=number(match["mo_n"]))
    words = match["mo_m"]
    return _atom(match, Sort.MONTH, months=2 if words.startswith("下下") else _MONTHS_AWAY[words[0]])


def _later(match: re.Match[str]) -> Atom:
    return _atom(match, Sort.LATER, count=number(match["la_n"]) * (1 if match["la_u"] in "天日" else 7))


def _count(match: re.Match[str]) -> Atom:
    return _atom(match, Sort.COUNT, count=number(match["ct_n"] or match["ct_n2"] or match["ct_n3"]))


_AWAY_BEFORE = re.compile(r"[请休假续再延]$|连续$|延长$")
_AWAY_AFTER = re.compile(r"的?(?:事|病|长)?假|都?[不请没]")


def _count_weeks(match: re.Match[str]) -> Atom | None:
    """请一周假 are five care days; 一周上三天 counts nothing."""
    text = match.string
    if not _AWAY_BEFORE.search(text[: match.start()]) and not _AWAY_AFTER.match(text, match.end()):
        return None
    return _atom(match, Sort.COUNT, count=5 * number(match["cw_n"]))


def _simple(sort: Sort) -> Callable[[re.Match[str]], Atom]:
    return lambda match: _atom(match, sort)


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
    "iso": _iso,
    "month_day": _month_day,
    "rel_month_day": _rel_month_day,
    "dotted": _dotted,
    "dashed": _dashed,
    "day": _day,
    "day_ri": _day,
    "festival": _festival,
    "month_end": _month_end,
    "unknown_end": _simple(Sort.UNKNOWN_END),
    "month": _month,
    "later": _later,
    "next_days": lambda match: _atom(match, Sort.NEXT, count=number(match["nd_n"])),
    "half": _simple(Sort.HALF),
    "vague": _simple(Sort.VAGUE),
    "count": _count,
    "count_weeks": _count_weeks,
    "other_weeks": _simple(Sort.VAGUE),
}
