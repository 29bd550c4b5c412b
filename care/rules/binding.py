"""Who may tie an account to a child. (promise 11)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from care.people import Student


class Why(Enum):
    NO_NAME = "name or class is missing"
    NOT_FOUND = "no such pupil in that class"
    SEVERAL = "several pupils fit"


@dataclass(frozen=True)
class Listed:
    """The phone is on the school's list beside this child: tied at once."""

    child: Student
    guardian: int


@dataclass(frozen=True)
class AskWhich:
    """Several guardians of the child share the phone: who writes says which one they are."""

    child: Student
    guardians: tuple[int, ...]


@dataclass(frozen=True)
class AskTeacher:
    """The child is there, the phone is not: the class teacher decides."""

    child: Student


@dataclass(frozen=True)
class Refused:
    why: Why


def decide_bind(
    name: str | None, class_name: str | None, found: Sequence[Student], guardians_with_phone: Sequence[int]
) -> Listed | AskWhich | AskTeacher | Refused:
    """One pupil of that name and class, and a phone on the list beside it; where guardians share it, it is asked."""
    if not name or not class_name:
        return Refused(Why.NO_NAME)
    if not found:
        return Refused(Why.NOT_FOUND)
    if len(found) > 1:
        return Refused(Why.SEVERAL)
    if len(guardians_with_phone) == 1:
        return Listed(found[0], guardians_with_phone[0])
    if guardians_with_phone:
        return AskWhich(found[0], tuple(guardians_with_phone))
    return AskTeacher(found[0])
