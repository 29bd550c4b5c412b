"""The one way in: a text, what is known of its sender, and the moment; out come the acts. (docs/reading.md)"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from care.acts import Act
from care.people import Known, Role
from care.reading.common import read_common
from care.reading.dates import find_dates
from care.reading.doubt import clauses
from care.reading.hours import find_times
from care.reading.names.classes import find_classes
from care.reading.names.colleagues import find_staff
from care.reading.names.names import find_names
from care.reading.names.persons import find_persons
from care.reading.net import caught
from care.reading.parents import read_parent
from care.reading.parts import NAME, PHONE, FoundSession, Message, Span, Tidied, mask
from care.reading.policy import asked_once
from care.reading.second.opinion import doubted
from care.reading.second.trust import trusted
from care.reading.sketch import CHILD, CLASS, CLUB, COLLEAGUE, DAY, PERSON, SESSION, STRANGER, TIME, drawn
from care.reading.sketch import PHONE as PHONE_NUMBER
from care.reading.slots import find_clubs, find_sessions
from care.reading.staff import read_staff
from care.reading.tidy import tidy

LONGEST = 2000
"""More than anybody writes to a school; the rest of a longer text is not read."""


@dataclass(frozen=True)
class Reading:
    """What a message means, and the even text it was read from."""

    acts: tuple[Act, ...]
    tidy: str


def read(text: str, known: Known, now: datetime) -> Reading:
    """The acts of one message."""
    tidied = tidy(text[:LONGEST])
    message = take_apart(tidied, known, now)
    acts = doubted(_by_role(message), message)
    return Reading(asked_once(caught(trusted(acts, message), message)), tidied.text)


def _by_role(message: Message) -> tuple[Act, ...]:
    if message.known.role is not Role.PARENT:
        return read_staff(message)
    return read_common(message) or read_parent(message)


_PHONE = re.compile(r"(?<!\d)(?:\+?86-?)?1[3-9]\d(?:[ -]?\d){8}(?!\d)|(?<!\d)0\d{2,3}-?\d{3,4}-?\d{3,4}(?!\d)")


def find_phones(text: str) -> tuple[Span, ...]:
    """Phone numbers, with their blanks and dashes (guideline 4)."""
    return tuple(Span(match.start(), match.end(), match.group()) for match in _PHONE.finditer(text))


def take_apart(tidied: Tidied, known: Known, now: datetime) -> Message:
    """Everything that can be found in the text, before anybody asks what it means."""
    text = tidied.text
    phones, names = find_phones(text), find_names(text, known)
    colleagues = () if known.role is Role.PARENT else find_staff(text, known)
    masked = mask(mask(text, (*names, *colleagues), NAME), phones, PHONE)
    classes = find_classes(masked, known)
    plain = mask(masked, classes, PHONE)
    dates, times = find_dates(plain, now, known), find_times(plain, now, known)
    persons = find_persons(tidied, plain, known)
    sessions = _outside(find_sessions(plain), times)
    clubs = find_clubs(plain, known)
    sketch = drawn(
        text,
        (
            (CHILD, (name for name in names if name.students)), (STRANGER, names), (PHONE_NUMBER, phones),
            (CLASS, classes),
            (PERSON, (one for one in persons if one.person and not one.is_me)), (COLLEAGUE, colleagues),
            (TIME, times), (DAY, dates), (SESSION, sessions), (CLUB, clubs),
        ),
    )  # fmt: skip
    return Message(
        tidied, plain, sketch, known, now, names, colleagues, persons, dates, times, classes, sessions, clubs, phones,
        clauses(text, sketch, spoken=True) if known.role is Role.PARENT else clauses(text, plain),
    )  # fmt: skip


def _outside(found: Iterable[FoundSession], others: Iterable[Span]) -> tuple[FoundSession, ...]:
    """Sessions that are not a part of a clock time (下午四点)."""
    return tuple(one for one in found if not any(one.start < other.end and other.start < one.end for other in others))
