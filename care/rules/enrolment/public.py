"""The published list (公示): what it shows, and what it never shows. (C25)"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from care.calendar import local
from care.people import Student
from care.policy.enrolment import Hidden, Publication
from care.rules.enrolment.days import evening_of


@dataclass(frozen=True)
class Entry:
    """One line. There is no field for a priority group, a reason or a health note: a list cannot show them."""

    child: Student
    sessions: tuple[str, ...]
    clubs: tuple[str, ...] = ()


def masked(name: str) -> str:
    """李小明 → 李*明, 李明 → 李*: the middle of a name, or the end of a short one."""
    return f"{name[0]}{'*' * (len(name) - 2)}{name[-1]}" if len(name) > 2 else f"{name[:1]}*"


def line(entry: Entry, hide: Collection[Hidden]) -> str:
    name = masked(entry.child.name) if Hidden.NAME in hide else entry.child.name
    who = name if Hidden.CLASS in hide else f"{entry.child.class_name} {name}"
    shown = [*(() if Hidden.SESSIONS in hide else entry.sessions), *(() if Hidden.CLUBS in hide else entry.clubs)]
    return f"{who} {'、'.join(shown)}".rstrip()


def ends(published: datetime, rule: Publication) -> datetime:
    """The end of the last day; the day of publication is not counted."""
    return evening_of(local(published).date() + timedelta(days=max(rule.days, 1)))


def meant(text: str, children: Iterable[Student]) -> tuple[Student, ...]:
    """Children of the list that an objection names, by full name or as the list shows it; none: the whole list."""
    return tuple(child for child in children if child.name in text or masked(child.name) in text)


def last_day(published: datetime, rule: Publication) -> date:
    return local(ends(published, rule)).date()


def is_blocked(student_id: int, open_objections: Sequence[Sequence[int]]) -> bool:
    """Whether an open objection keeps this child from going on. One that names nobody is about all."""
    return any(not students or student_id in students for students in open_objections)
