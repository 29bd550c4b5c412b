"""What a word for a day says before anything is reckoned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

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


def atom_of(match: re.Match[str], sort: Sort, **said: object) -> Atom:
    """An atom as long as the words that were matched."""
    return Atom(sort, match.start(), match.end(), **said)  # type: ignore[arg-type]
