"""A day or the plan changed in words: 明天下午停课后服务，因为大雨; 晚托改到17:30结束，从5月6日起.

Word by word, from end to end: a text with any word that has no place here is for the reader. Nothing guesses; a
question, a negation or a hearsay has such a word. (promise 2; G18, C01)
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from care.acts import CareSession
from care.calendar import WEEKDAYS, monday_of

_SESSION_WORDS: tuple[tuple[str, tuple[CareSession, ...]], ...] = (
    ("早托|晨托|早到看护", (CareSession.MORNING,)),
    ("午托|中午(?:的)?(?:课后服务|托管|看护)|午间托管", (CareSession.NOON,)),
    ("晚自习", (CareSession.STUDY,)),
    ("周末托管|周六托管", (CareSession.WEEKEND,)),
    ("假期托管|暑期托管|寒假托管", (CareSession.VACATION,)),
    ("晚托|延时服务|(?:下午|放学后)(?:的)?(?:课后服务|托管|看护)", (CareSession.EVENING,)),
    ("课后服务|托管", ()),
)
DAY = (
    r"今天|明天|大后天|后天|昨天|前天|下周(?=起|开始)|(?:下|这|本)?(?:周|星期)[一二三四五六日天]"
    r"|(?:\d{4}[年\-])?\d{1,2}[月\-]\d{1,2}[日号]?|\d{1,2}[日号]"
)
_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d|[一二两三四五六七八九十\d]{1,2}点(?:半|整|[0-5]?\d分?)?"
_ONE = "[一二三四五六七八九1-9]"
_GRADES = rf"{_ONE}(?:[、和,]?{_ONE})*年级|{_ONE}[到至\-]{_ONE}年级"
_WEEKDAYS = r"(?:周|星期)[一二三四五六日](?:[到至\-](?:周|星期)?[一二三四五六日]|[、和]?[一二三四五六日](?![天号日]))+"
_ANY_SESSION = "早托|午托|晚托|晚自习|课后服务|延时服务|托管"
TOKENS: tuple[tuple[str, str], ...] = (
    ("grades", _GRADES),
    ("since", rf"(?:从|自)\s*(?:{DAY})(?:起|开始)?|(?:{DAY})(?:起|开始(?=$|[,，。]|{_ANY_SESSION}))"),
    ("span", rf"(?:{_CLOCK})\s*[-–—~〜到至]+\s*(?:{_CLOCK})"),
    ("weekdays", _WEEKDAYS),
    ("days", rf"(?:{DAY})\s*[到至\-~]\s*(?:{DAY})"),
    ("day", DAY),
    ("clock", _CLOCK),
    ("close", r"停止(?=课后|托管)|停一次|停课(?!后)|停办|停开|暂停|停|取消|不开了?|不办了?|放半天(?:假)?"),
    ("move", r"提前到|推迟到|延后到|延长到|缩短到|改到|改为|改成|调整到|调整为|调到|调成|变成|变为"),
    *((f"session{at}", words) for at, (words, _) in enumerate(_SESSION_WORDS)),
    ("end", "结束|放学|下课"),
    ("start", "开始"),
    ("part", "下午|中午|上午|早上|晚上"),
    ("filler", r"[\s,，。!！、]+|的|全校|学校|请|通知|一次|一天"),
)
_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in TOKENS))
_REASON = re.compile(r"[,，。;；\s]*(?:因为|由于|原因[是:：]|因)\s*(?P<why>[^?？]{1,40}?)[。!！]*$")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2}


_PARTS = {
    "早上": CareSession.MORNING, "上午": CareSession.MORNING, "中午": CareSession.NOON,
    "下午": CareSession.EVENING, "晚上": CareSession.STUDY,
}  # fmt: skip


@dataclass(frozen=True)
class DayWish:
    """Single days changed: sessions (none: all of the day) that do not run, or that start or end otherwise."""

    days: tuple[date, ...]
    sessions: tuple[CareSession, ...]
    closed: bool = False
    start: time | None = None
    end: time | None = None
    grades: tuple[int, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class PlanWish:
    """The plan changed from a day on; without one the day is asked for."""

    session: CareSession | None
    since: date | None
    closed: bool = False
    start: time | None = None
    end: time | None = None
    weekdays: tuple[int, ...] = ()


@dataclass
class _Heard:
    """What the words of a text are, by kind."""

    words: dict[str, list[str]] = field(default_factory=dict)
    reason: str = ""

    def all(self, kind: str) -> list[str]:
        return self.words.get(kind, [])

    @property
    def sessions(self) -> list[int]:
        return [at for at in range(len(_SESSION_WORDS)) if self.all(f"session{at}")]


def is_change(text: str) -> bool:
    """Whether the text changes a day or the plan, from its first word to its last."""
    heard = _heard(text)
    if heard is None or len(heard.all("close")) + len(heard.all("move")) != 1 or len(heard.sessions) > 1:
        return False
    if heard.all("close"):
        about = bool(heard.sessions) or heard.all("close")[0].startswith(("停课", "放半天"))
        return about and bool(heard.all("day") or heard.all("days") or heard.all("since"))
    return bool(heard.sessions) and bool(heard.all("clock") or heard.all("span") or heard.all("weekdays"))


_SERVICE = re.compile(
    r"停课(?!后)|停(?:止|办|开|一次)?(?:全校)?的?(?:课后服务|延时服务)|(?:课后服务|延时服务)(?:都|全)?(?:停|取消|不开|不办)"
)


def closes_service(text: str) -> bool:
    """Whether the words would stop the service itself, not one child's part in it: never a family's to say."""
    even = re.sub(r"[吧呗哈啊]+(?=[。!！]*$)", "", unicodedata.normalize("NFKC", text).strip())
    return bool(_SERVICE.search(even)) and is_change(even)


def read_change(text: str, today: date) -> DayWish | PlanWish | None:
    """What is changed; None where a day or a time does not exist. For texts that `is_change` knows."""
    heard = _heard(text)
    if heard is None:
        return None
    sessions = _sessions(heard)
    try:
        start, end = _times(heard)
        if heard.all("since") or not (heard.all("day") or heard.all("days")):
            return _plan_wish(heard, sessions, start, end, today)
        days = _days(heard, today)
    except ValueError:
        return None
    closed, grades = bool(heard.all("close")), _grades(heard)
    return DayWish(days, sessions, closed, start, end, grades, heard.reason)


def _sessions(heard: _Heard) -> tuple[CareSession, ...]:
    """The session that is named; 下午 of 课后服务 or of a half day is the evening's. None named: all of the day."""
    named = _SESSION_WORDS[heard.sessions[0]][1] if heard.sessions else ()
    return named or tuple(_PARTS[part] for part in heard.all("part"))


def _plan_wish(
    heard: _Heard, sessions: tuple[CareSession, ...], start: time | None, end: time | None, today: date
) -> PlanWish:
    since = (
        day_of(re.sub("^[从自]|起$|开始$", "", heard.all("since")[0]).strip(), today) if heard.all("since") else None
    )
    weekdays = _weekdays(heard.all("weekdays")[0]) if heard.all("weekdays") else ()
    return PlanWish(sessions[0] if sessions else None, since, bool(heard.all("close")), start, end, weekdays)


def _heard(text: str) -> _Heard | None:
    """The words by kind; None where one of them has no place."""
    even = unicodedata.normalize("NFKC", text).strip()
    heard = _Heard()
    if found := _REASON.search(even):
        heard.reason, even = found["why"].strip(), even[: found.start()]
    at = 0
    while at < len(even):
        match = _TOKEN.match(even, at)
        if match is None or match.end() == at or match.lastgroup is None:
            return None
        heard.words.setdefault(match.lastgroup, []).append(match.group().strip())
        at = match.end()
    return heard


def _times(heard: _Heard) -> tuple[time | None, time | None]:
    if heard.all("span"):
        first, last = (_clock(one) for one in re.findall(_CLOCK, heard.all("span")[0]))
        return first, last
    if not heard.all("clock"):
        return None, None
    at = _clock(heard.all("clock")[0])
    return (at, None) if heard.all("start") else (None, at)


def _clock(word: str) -> time:
    """17:00, 五点半 → 17:30: before seven it is the afternoon. Raises ValueError for a time that does not exist."""
    hour, _, rest = word.partition(":") if ":" in word else word.partition("点")
    minute = 30 if rest == "半" else int(re.sub(r"\D", "", rest) or 0)
    number = int(hour) if hour.isdecimal() else _number(hour)
    afternoon = ":" not in word or len(hour) == 1
    return time(number + 12 if afternoon and number < 7 else number, minute)


def _number(word: str) -> int:
    tens, ten, ones = word.partition("十")
    return _DIGITS[word] if not ten else (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def _days(heard: _Heard, today: date) -> tuple[date, ...]:
    if heard.all("days"):
        first, last = (day_of(one, today) for one in re.findall(DAY, heard.all("days")[0])[:2])
        if last < first or (last - first).days > 60:
            raise ValueError(heard.all("days")[0])
        return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(sorted({day_of(one, today) for one in heard.all("day")}))


def day_of(word: str, today: date) -> date:
    """The day that is meant, this year's or the next one's where that is far nearer. Raises ValueError for none."""
    if word == "下周":
        return monday_of(today) + timedelta(days=7)
    if word in (near := {"前天": -2, "昨天": -1, "今天": 0, "明天": 1, "后天": 2, "大后天": 3}):
        return today + timedelta(days=near[word])
    if found := re.fullmatch(r"(下|这|本)?(?:周|星期)([一二三四五六日天])", word):
        weekday = WEEKDAYS.index(found[2].replace("天", "日"))
        day = monday_of(today) + timedelta(days=weekday + 7 * (found[1] == "下"))
        return day + timedelta(days=7) if found[1] is None and day < today else day
    numbers = [int(one) for one in re.findall(r"\d+", word)]
    if len(numbers) == 3:
        return date(*numbers)
    month, number = numbers if len(numbers) == 2 else (today.month, numbers[0])
    day = date(today.year, month, number)
    return date(today.year + 1, month, number) if (today - day).days > 180 else day


def _weekdays(words: str) -> tuple[int, ...]:
    named = [WEEKDAYS.index(one) + 1 for one in re.findall(f"[{WEEKDAYS}]", words)]
    if re.search(r"[到至\-]", words):
        return tuple(range(named[0], named[1] + 1))
    return tuple(sorted(set(named)))


def _grades(heard: _Heard) -> tuple[int, ...]:
    if not heard.all("grades"):
        return ()
    words = heard.all("grades")[0]
    named = [int(one) if one.isdecimal() else _DIGITS[one] for one in re.findall("[一二三四五六七八九1-9]", words)]
    return tuple(range(named[0], named[1] + 1)) if re.search(r"[到至\-]", words) else tuple(sorted(set(named)))
