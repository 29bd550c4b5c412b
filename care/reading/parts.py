"""The parts a message is taken into: what each finder hands to the next room of the reader.

All positions are into the tidied text; `Tidied.raw` gives back the words as they were written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum, StrEnum
from typing import TypeVar

from care.acts import CareSession
from care.people import Known, Person, Staff, Student


@dataclass(frozen=True)
class Tidied:
    """The text made even (tidy.py). `origin[i]` is the place in `written` from which character i came."""

    text: str
    written: str
    origin: tuple[int, ...]

    def raw(self, start: int, end: int) -> str:
        """The words as they were written, for names, relations and bodies that are kept verbatim."""
        if start >= end or start >= len(self.origin):
            return ""
        return self.written[self.origin[start] : self.origin[min(end, len(self.origin)) - 1] + 1].strip()


@dataclass(frozen=True)
class Span:
    """A stretch of the tidied text that a finder has understood."""

    start: int
    end: int
    words: str

    def within(self, start: int, end: int) -> bool:
        return start <= self.start and self.end <= end


@dataclass(frozen=True)
class FoundName(Span):
    """Words that mean pupils. Sure: all of `students` are meant; not sure: one of them, and nobody knows which."""

    students: tuple[Student, ...] = ()
    sure: bool = True
    why: str = ""  # "full name", "nickname", "homophone", "elder", "both", …


@dataclass(frozen=True)
class FoundStaff(Span):
    """Words that mean a colleague; more than one: not known which (guideline 7)."""

    staff: tuple[Staff, ...] = ()


@dataclass(frozen=True)
class FoundPerson(Span):
    """Somebody who collects. `person` None: someone is meant, but nobody named (别人, 让人)."""

    person: Person | None = None
    is_me: bool = False


class When(Enum):
    """What kind of day a stretch of text names."""

    DAYS = "these dates"  # 今天, 3号到5号, 这周除了周五
    WEEKLY = "weekdays, again and again"  # 每周三, 周一到周五都上, 逢星期一三五, 每天
    FROM = "from a day on"  # 下周起, 从12月1号开始, 上完这周
    COUNT = "a number of care days"  # 三天, 一天
    ALWAYS = "from now on"  # 以后, 长期, 每次
    VAGUE = "days, but not which"  # 这几天, 过几天, 有一天
    EITHER = "one of several days"  # 明天或者后天
    HALF = "half a day"  # 半天


@dataclass(frozen=True)
class FoundDates(Span):
    """Days. `dates` read as a wish (this week = what is left of it), `asked` as a question or report (guideline 12)."""

    kind: When = When.DAYS
    dates: tuple[date, ...] = ()
    asked: tuple[date, ...] = ()
    weekdays: tuple[int, ...] = ()  # 1 = Monday; also of 周三 in DAYS, since 以后周三 makes it weekly
    since: date | None = None  # FROM
    count: int = 0  # COUNT
    no_care: bool = False  # the day named has no care (a Saturday reached by 明天): ask


@dataclass(frozen=True)
class FoundTime(Span):
    """A clock time; `time` None where it is relative to the usual or vague (晚半小时, 五点多: guideline 14)."""

    time: time | None = None
    days: bool = False  # counted from now ("二十分钟后"), so it is today


@dataclass(frozen=True)
class FoundClass(Span):
    """三(2)班, 3.2班, 302班, 初一3班 → 三年级2班; `class_name` None where 三班 leaves several."""

    class_name: str | None = None


@dataclass(frozen=True)
class FoundSession(Span):
    """A care session; `sessions` empty for 托管 alone (guideline 2)."""

    sessions: tuple[CareSession, ...] = ()


@dataclass(frozen=True)
class FoundClub(Span):
    """A club of the menu, or `club` None for one that is not on it."""

    club: str | None = None


_S = TypeVar("_S", bound=Span)


class Mood(StrEnum):
    """Why a clause is not simply so. Found in doubt.py, one table each."""

    QUESTION = "question"
    REQUEST = "asked as a question"  # 可以吗, 能不能 on a wish (guideline 15)
    NEGATED = "negated"
    CONDITION = "conditional"
    MAYBE = "not certain"
    PLAN = "planned"  # 待会儿, 一会儿
    HEARSAY = "hearsay"
    PAST = "past"
    QUOTED = "quoted or forwarded"
    CORRECTED = "taken back by what follows"


@dataclass(frozen=True)
class Clause:
    """A stretch between stops. `plain` is masked (staff: as Message.plain; parents: as Message.sketch)."""

    start: int
    end: int
    text: str
    plain: str
    moods: frozenset[Mood] = frozenset()

    def of(self, found: Iterable[_S]) -> tuple[_S, ...]:
        """What was found inside this clause."""
        return tuple(one for one in found if one.within(self.start, self.end))


@dataclass(frozen=True)
class Message:
    """A whole message, taken apart; the rooms after this only combine."""

    tidied: Tidied
    plain: str  # tidied text with names masked by NAME, phones by PHONE: same length, same positions
    sketch: str  # tidied text with everything found drawn as letters (sketch.py): same length again
    known: Known
    now: datetime
    names: tuple[FoundName, ...] = ()
    colleagues: tuple[FoundStaff, ...] = ()
    persons: tuple[FoundPerson, ...] = ()
    dates: tuple[FoundDates, ...] = ()
    times: tuple[FoundTime, ...] = ()
    classes: tuple[FoundClass, ...] = ()
    sessions: tuple[FoundSession, ...] = ()
    clubs: tuple[FoundClub, ...] = ()
    phones: tuple[Span, ...] = ()
    clauses: tuple[Clause, ...] = ()

    @property
    def text(self) -> str:
        return self.tidied.text


NAME = "\ue000"
"""Stands for each character of a pupil's or colleague's name in `plain`."""
PHONE = "\ue001"
"""Stands for each character of a phone number in `plain`."""


def mask(text: str, spans: Iterable[Span], sign: str) -> str:
    """The text with the spans overwritten, so that 夏天 or 文静 is not read as a word or a day."""
    chars = list(text)
    for span in spans:
        chars[span.start : span.end] = sign * (span.end - span.start)
    return "".join(chars)
