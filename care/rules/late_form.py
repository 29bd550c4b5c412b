"""The record form of a child that was collected late (未按时接登记表): when it is due, and what is asked next. (C48)"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, StrEnum

from care.acts import CareSession
from care.people import Student
from care.rules.custody import Places


class Seen(StrEnum):
    """Whether the collector's papers were seen."""

    PAPERS = "papers"
    KNOWN = "known"  # known by sight
    NOT_SEEN = "not_seen"


class Step(Enum):
    """What the form still lacks, in the order it is asked. When and by whom is in the ledger."""

    SECOND = "the second adult who stayed"
    SEEN = "whether the papers were seen"
    REASON = "why it was late"


@dataclass(frozen=True)
class Form:
    student: int
    second: int | None = None
    seen: Seen | None = None
    reason: str = ""
    by: int = 0


@dataclass(frozen=True)
class Filled:
    """One child's form with the names that stand on it; what nobody answered is empty."""

    child: Student
    until: datetime  # the session's end, or the extension's
    left: datetime
    how: str  # 由奶奶接走
    released_by: str
    form: Form
    second: str
    written_by: str
    told: tuple[tuple[datetime, str], ...] = ()  # who of the family was asked to come, and when


def next_step(form: Form) -> Step | None:
    """The first field that is empty; None where the form is complete."""
    if form.second is None:
        return Step.SECOND
    if form.seen is None:
        return Step.SEEN
    return None if form.reason else Step.REASON


def is_late(at: datetime, ended: datetime, *, minutes: int) -> bool:
    """Whether a child that leaves at this moment needs a form. `ended`: the session's end, or the extension's."""
    return at > ended + timedelta(minutes=minutes)


def due(places: Places, ends: Mapping[int, datetime], ended: datetime, *, minutes: int) -> list[int]:
    """Children that left so late; `ends` has those that might stay longer. (004-2.04)"""
    return sorted(
        id_
        for id_, place in places.items()
        if place.gone is not None and is_late(place.gone.at, max(ended, ends.get(id_, ended)), minutes=minutes)
    )


def lacking(due_: list[int], forms: Mapping[int, Form]) -> list[int]:
    """Of those the children whose form is not complete."""
    return [id_ for id_ in due_ if next_step(forms.get(id_, Form(id_))) is not None]


def minutes_late(left: datetime, until: datetime) -> int:
    """Whole minutes after the time by which the child should have been collected."""
    return max(0, int((left - until).total_seconds()) // 60)


def mark(school: str, day: date, care: CareSession, forms: Sequence[Sequence[str]]) -> str:
    """The hash of the forms as they are printed: another word on them, another hash. (promise 14)"""
    told = json.dumps([school, day.isoformat(), care.value, [list(form) for form in forms]], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()
