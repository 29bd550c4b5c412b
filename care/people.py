"""The people a message can be about, and all that is known when it arrives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """In what capacity somebody writes. One person may hold several."""

    PARENT = "parent"
    TEACHER = "teacher"
    LEADER = "leader"


@dataclass(frozen=True)
class Student:
    """A pupil. `id` is the house's own number; readers of a corpus line number them in order."""

    id: int
    name: str
    class_name: str  # 三年级2班

    @property
    def called(self) -> str:
        """Class and full name, as every notice says it."""
        return f"{self.class_name} {self.name}"


@dataclass(frozen=True)
class Staff:
    """A colleague: teacher, duty leader or principal."""

    id: int
    name: str

    @property
    def called(self) -> str:
        return f"{self.name}老师"


@dataclass(frozen=True)
class Person:
    """Somebody who collects a child, as the message names them."""

    name: str | None = None
    relation: str | None = None
    phone: str | None = None

    @property
    def called(self) -> str:
        """奶奶 / 张阿姨（邻居）."""
        if self.name and self.relation and self.name != self.relation:
            return f"{self.name}（{self.relation}）"
        return self.name or self.relation or "接送人"


@dataclass(frozen=True)
class Sender:
    """Who writes: the name, and for a parent the relation to the child (妈妈)."""

    name: str
    relation: str = ""
    id: int = 0


@dataclass(frozen=True)
class Known:
    """Everything the reader may lean on. Gathered by storage/known.py; a corpus line carries the same."""

    role: Role
    me: Sender
    children: tuple[Student, ...] = ()  # parent: the children bound to this account
    roster: tuple[Student, ...] = ()  # teacher: the pupils in care with this teacher today
    staff: tuple[Staff, ...] = ()  # teacher, leader: colleagues
    pending: tuple[Student, ...] = ()  # teacher, leader: pupils with an application waiting for this person
    clubs: tuple[str, ...] = ()
    days_off: frozenset[date] = frozenset()  # weekdays without care (holidays, the school's own days off)
    extra_days: frozenset[date] = frozenset()  # Saturdays and Sundays with care (调休)
