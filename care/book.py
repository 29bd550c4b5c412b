"""A school's data as its workbook holds it: plain entries, found again by what people call them.

What the file leaves open stays None and changes nothing: a sheet that is not there, a cell that is blank.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from care.acts import CareSession
from care.policy import SessionPlan
from care.rules.people.vetting import OWN, Vetting
from care.rules.resources import Goods, Room, Skilled


class Post(StrEnum):
    """What somebody is at the school. One person may hold several."""

    TEACHER = "teacher"
    CLASS_TEACHER = "class_teacher"
    DUTY_LEADER = "duty_leader"
    PRINCIPAL = "principal"
    IT = "it"


class DutyKind(StrEnum):
    CARE = "care"  # has a care group
    LEADER = "leader"  # duty leader (值班领导)
    GATE = "gate"  # at the gate (导护)


@dataclass(frozen=True)
class School:
    code: str
    name: str
    sessions: tuple[SessionPlan, ...] | None = None  # None: left as they are


@dataclass(frozen=True)
class Colleague:
    code: str  # 工号, the userid in 企业微信
    name: str
    phone: str
    posts: frozenset[Post] = frozenset({Post.TEACHER})
    id: int = field(default=0, compare=False)
    vetting: Vetting | None = OWN  # None: the file says nothing of it (C97)


@dataclass(frozen=True)
class SchoolClass:
    """An administrative class (行政班)."""

    name: str
    grade: int
    number: int
    teacher: str = ""  # a colleague's code
    id: int = field(default=0, compare=False)


@dataclass(frozen=True)
class CareGroup:
    """A care group (托管班) of one session."""

    session: CareSession
    name: str
    teacher: str = ""
    room: str = ""
    id: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Club:
    name: str
    note: str = ""
    teacher: str = ""
    id: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Kin:
    """A grown-up of one child. The same name and phone is the same person, whatever the child."""

    name: str
    relation: str
    phone: str = ""
    rank: int = 1
    collects: bool = False  # collects on ordinary days
    notice_id: str = ""  # parent_userid in 家校通讯录, by which 学校通知 reaches them; blank says nothing
    id: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Place:
    """A place in care. Without weekdays it has ended."""

    session: CareSession
    group: str
    weekdays: tuple[int, ...]
    since: date | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Permit:
    """A permit to go home alone (独自回家证). Without a number it is taken back."""

    number: str
    until: date | None = None


@dataclass(frozen=True)
class Pupil:
    class_name: str
    name: str
    number: str = ""  # 学号
    kin: tuple[Kin, ...] | None = None
    places: tuple[Place, ...] = ()
    clubs: tuple[str, ...] | None = None
    permit: Permit | None = None
    id: int = field(default=0, compare=False)

    @property
    def called(self) -> str:
        return f"{self.class_name} {self.name}"


@dataclass(frozen=True)
class Duty:
    """One person's duty on one day. `rank` 1 has it, 2 and more are asked next."""

    day: date
    session: CareSession
    kind: DutyKind
    person: str  # a colleague's code
    group: str = ""
    rank: int = 1
    id: int = field(default=0, compare=False)


@dataclass(frozen=True)
class SchoolDay:
    """A day that differs from the week's rule."""

    day: date
    open: bool
    follows: int | None = None  # a make-up day runs this weekday's timetable
    note: str = ""


@dataclass(frozen=True)
class PlanEntry:
    """One setting of the plan: by its path, its value as settings are written (JSON) and as people write it. (C01)"""

    path: str
    label: str
    raw: str
    cell: str = field(default="", compare=False)
    said: str = field(default="", compare=False)


@dataclass(frozen=True)
class Book:
    """All sheets together. None: the file has no such sheet."""

    school: School | None = None
    staff: tuple[Colleague, ...] | None = None
    classes: tuple[SchoolClass, ...] | None = None
    groups: tuple[CareGroup, ...] | None = None
    clubs: tuple[Club, ...] | None = None
    pupils: tuple[Pupil, ...] | None = None
    duties: tuple[Duty, ...] | None = None
    days: tuple[SchoolDay, ...] | None = None
    plan: tuple[PlanEntry, ...] | None = None
    plan_from: date | None = None  # from when the plan's new values hold; None: the day of the import
    former: tuple[Pupil, ...] = ()  # pupils that left; they may come back
    former_staff: tuple[Colleague, ...] = ()
    rooms: tuple[Room, ...] | None = None
    goods: tuple[Goods, ...] | None = None
    skills: tuple[Skilled, ...] | None = None
