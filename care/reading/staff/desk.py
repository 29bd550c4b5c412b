"""The desk (案头): a staff message laid out for the readers beside this file.

`sketch` is the message's sketch with quoted speech, denied stretches and what a correction took back blanked out, so
that a pattern never sees words that do not count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import TypeVar

from care.acts import Act, Ground, Intent
from care.people import Role, Staff, Student
from care.reading import doubt
from care.reading.counts import taken_back
from care.reading.parts import (
    Clause,
    FoundClass,
    FoundDates,
    FoundName,
    FoundPerson,
    FoundStaff,
    Message,
    Mood,
    Span,
    When,
)
from care.reading.policy import Draft
from care.reading.staff.laying import blank, cut_apart, head_counts, joined, myself, restated, restored
from care.reading.staff_phrases import duty as duty_words

_S = TypeVar("_S", bound=Span)

Reader = Callable[["Desk"], list[Draft]]
"""One family of intents: the drafts it finds on the desk, in the order of the text."""

_WHICH_DAY = re.compile(r"[几哪]")
"""这周值几天 asks for days, and names none."""
_SIBLINGS = re.compile("姐妹|兄弟|姐弟|兄妹|[哥姐弟妹]俩")
_QUOTED = re.compile(r"[“\"「『‘][^”\"」』’]{4,}[”\"」』’]")


@lru_cache(maxsize=256)
def pattern(words: str) -> re.Pattern[str]:
    """A table's words, compiled once."""
    return re.compile(words)


@dataclass(frozen=True)
class Desk:
    message: Message
    sketch: str
    corrected_from: int  # where what counts begins: behind the last 不对, 更正; 0 without one (guideline 33)
    denied: tuple[Span, ...]
    clauses: tuple[Clause, ...]
    quoted: bool = False  # somebody's speech stood in it

    @classmethod
    def of(cls, message: Message) -> Desk:
        heads = () if pattern(duty_words.DUTY_TRADED).search(message.sketch) else tuple(head_counts(message))
        asked = tuple(one for one in message.dates if _WHICH_DAY.search(one.words))
        full = myself(restored(message.sketch, message.plain, (*heads, *asked)), message)
        denied = doubt.contrasted(full)
        quoted = tuple(Span(m.start(), m.end(), m.group()) for m in _QUOTED.finditer(full))
        mark = doubt.correction(full)
        sketch = blank(full, (*denied, *quoted, *taken_back(full), *((mark,) if mark else ())))
        return cls(
            message,
            sketch,
            mark.end if mark else 0,
            denied,
            tuple(joined(cut_apart(doubt.clauses(message.text, sketch)), message.text, sketch)),
            bool(quoted),
        )

    # --- words ---
    def has(self, words: str) -> bool:
        return bool(pattern(words).search(self.sketch))

    @property
    def leads(self) -> bool:
        """Whether a duty leader or principal writes."""
        return self.message.known.role is Role.LEADER

    def only(self, clauses: Iterable[Clause]) -> Desk:
        """The desk with nothing on it but these clauses."""
        kept = tuple(clauses)

        def alone(text: str) -> str:
            chars = [" "] * len(text)
            for clause in kept:
                chars[clause.start : clause.end] = text[clause.start : clause.end]
            return "".join(chars)

        message = self.message
        tidied = replace(message.tidied, text=alone(message.text))
        message = replace(message, tidied=tidied, plain=alone(message.plain), sketch=alone(message.sketch))
        return replace(self, message=message, sketch=alone(self.sketch), clauses=kept)

    # --- things ---
    def live(self, found: Iterable[_S]) -> tuple[_S, ...]:
        """What was found outside the blanked stretches."""
        return tuple(one for one in found if self.sketch[one.start : one.end].strip())

    def within(self, found: Iterable[_S], clause: Span | Clause) -> tuple[_S, ...]:
        return tuple(one for one in self.live(found) if one.within(clause.start, clause.end))

    @cached_property
    def names(self) -> tuple[FoundName, ...]:
        """Pupils named; 尹航 in 同学尹航妈妈 is only a part of who collects."""
        persons = [(one.start, one.end) for one in self.message.persons]
        alone = [one for one in self.live(self.message.names) if not any(one.within(*span) for span in persons)]
        return tuple(
            one for one, following in zip(alone, [*alone[1:], None], strict=False)
            if following is None or not restated(self.sketch[one.end : following.start])
        )  # fmt: skip

    @cached_property
    def colleagues(self) -> tuple[FoundStaff, ...]:
        me = self.message.known.me.name
        return tuple(one for one in self.live(self.message.colleagues) if [s.name for s in one.staff] != [me])

    @cached_property
    def persons(self) -> tuple[FoundPerson, ...]:
        """Who may have collected; 姐 in 姐妹俩 is none."""
        text = self.message.text
        return tuple(
            one for one in self.live(self.message.persons) if not _SIBLINGS.match(text, max(one.start, one.end - 1))
        )

    @cached_property
    def classes(self) -> tuple[FoundClass, ...]:
        return self.live(self.message.classes)

    @cached_property
    def dates(self) -> tuple[FoundDates, ...]:
        return tuple(one for one in self.live(self.message.dates) if "D" in self.sketch[one.start : one.end])

    @property
    def today(self) -> date:
        return self.message.now.date()

    @property
    def roster(self) -> tuple[Student, ...]:
        return self.message.known.roster

    @property
    def past(self) -> bool:
        """Whether it is told of a day that is over (guideline 42)."""
        days = [day for one in self.dates if one.kind is When.DAYS for day in one.asked or one.dates]
        return bool(days) and all(day < self.today for day in days)

    def days(self, *, asked: bool = False) -> tuple[date, ...]:
        """All days named; `asked`: as a question or report reads them (guideline 12)."""
        found = [one.asked if asked else one.dates for one in self.dates if asked or one.kind is When.DAYS]
        return tuple(dict.fromkeys(day for days in found for day in days))


def say(intent: Intent, words: str, why: str, **slots: object) -> Draft:
    """A draft of an act that rests on these words."""
    return Draft(Act(intent, grounds=(Ground("intent", words.strip(), why),)).with_(**slots))


def pupils(names: Iterable[FoundName]) -> tuple[Student, ...]:
    """The pupils surely named, each once, in the order of the text."""
    return tuple(dict.fromkeys(student for name in names if name.sure for student in name.students))


def unclear(names: Iterable[FoundName]) -> Iterator[FoundName]:
    """Names with two fits, or with none."""
    return (name for name in names if not name.sure or not name.students)


def one_colleague(found: FoundStaff | None) -> Staff | None:
    return found.staff[0] if found and len(found.staff) == 1 else None


def doubtful(moods: frozenset[Mood]) -> str:
    """Why a report cannot be taken as done; empty when it can (guideline 26)."""
    for mood, why in (
        (Mood.CONDITION, "it hangs on a condition"), (Mood.QUESTION, "it is a question"),
        (Mood.REQUEST, "it is a question"), (Mood.PLAN, "it is planned, not done"), (Mood.MAYBE, "it is not certain"),
        (Mood.HEARSAY, "it is hearsay"), (Mood.QUOTED, "it is quoted"),
    ):  # fmt: skip
        if mood in moods:
            return why
    return ""
