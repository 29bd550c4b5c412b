"""Incident (突发情况): rescue first, the guardian told at once, closed by a person and not before. (C58; L-19)"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from care.people import Student


class Kind(StrEnum):
    INJURY = "injury"
    ILLNESS = "illness"
    CONFLICT = "conflict"
    FACILITY = "facility"
    MISSING = "missing"
    OTHER = "other"


class Severity(StrEnum):
    """How grave it is; asked of whoever reports it, and may be said again as more is known. (C58)"""

    LIGHT = "light"
    MEDIUM = "medium"
    GRAVE = "grave"


WITH_SEVERITY = frozenset({Kind.INJURY, Kind.ILLNESS, Kind.CONFLICT, Kind.OTHER})
"""A missing child is grave, and a broken thing has no severity."""


def calls_principal(kind: Kind, severity: Severity | None) -> bool:
    """What is grave goes to the principal at once. (C58; 000-5.10)"""
    return kind is Kind.MISSING or severity is Severity.GRAVE


def is_sure(met: Sequence[Student]) -> bool:
    """Whether pupils whose full names stand in a report are one child beyond doubt: of three characters, and alone.
    Two characters may be a word of the sentence. (promises 2, 9)"""
    return len(met) == 1 and len(met[0].name) > 2


class Audience(StrEnum):
    """Who hears of it at once, besides whoever reports it."""

    GUARDIANS = "guardians"
    CLASS_TEACHER = "class_teacher"
    HOLDER = "holder"  # whoever has the child in hand, or expects it
    LEADER = "leader"
    EVERYBODY = "everybody"  # all on duty in the session


_WITH_CHILDREN = (Audience.LEADER, Audience.CLASS_TEACHER, Audience.HOLDER, Audience.GUARDIANS)
_ALARM = (*_WITH_CHILDREN, Audience.EVERYBODY)


def kind_of(said: str | None) -> Kind:
    return Kind(said) if said in set(Kind) else Kind.OTHER


def kind_in(key: str) -> Kind:
    """The kind that stands in a matter's key: incident/17/injury/0."""
    parts = key.split("/")
    return kind_of(parts[2] if len(parts) > 2 else None)


def audience(kind: Kind, *, named: bool) -> tuple[Audience, ...]:
    """A missing child calls everybody on duty; without a child it is the leader's to look. (C58; 003-8.06)"""
    if kind is Kind.MISSING:
        return _ALARM if named else (Audience.LEADER, Audience.EVERYBODY)
    return _WITH_CHILDREN if named else (Audience.LEADER,)


@dataclass(frozen=True)
class MayClose:
    """Every family concerned knows of it."""


@dataclass(frozen=True)
class NotTold:
    """The families of these pupils were not reached yet."""

    children: tuple[int, ...]


def decide_close(children: Collection[int], told: Collection[int], *, telephoned: bool = False) -> MayClose | NotTold:
    """An incident ends only after each child's family was told, by message or by telephone. (L-19)"""
    untold = tuple(sorted(set(children) - set(told)))
    return NotTold(untold) if untold and not telephoned else MayClose()
