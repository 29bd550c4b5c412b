"""Who takes part in a rehearsal: the children in care today, their families, and who has them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import update
from sqlalchemy.orm import Session

from care.acts import CareSession
from care.book import Book, DutyKind, Post, Pupil
from care.rules.moving import weekdays
from storage import people
from storage.day import leaves
from storage.demo import load
from storage.enrolment import bookings, clubs
from storage.enrolment.clubs import ClubRow
from storage.workbook.current import book_of

SILENT = 4


@dataclass(frozen=True)
class Adult:
    """Somebody with a phone. `relation` is to the child beside whom they stand."""

    phone: str
    person_id: int
    name: str
    relation: str = ""


@dataclass(frozen=True)
class Child:
    id: int
    name: str
    class_name: str
    kin: tuple[Adult, ...]
    permit: bool = False
    look_alike: bool = False
    only: bool = True  # none of its grown-ups has another child here
    fetched: bool = False  # somebody collects it on ordinary days
    namesake: bool = False  # another of the same class has the same name

    @property
    def called(self) -> str:
        return f"{self.class_name}{self.name}"

    @property
    def short(self) -> str:
        """小明 for 李小明."""
        return self.name[1:] if len(self.name) > 2 else self.name


@dataclass(frozen=True)
class Group:
    """A care group of today: who has it, and who is on its list."""

    id: int
    name: str
    care: CareSession
    teacher: Adult
    children: tuple[Child, ...]

    @property
    def class_name(self) -> str:
        return self.name[:-2]


@dataclass(frozen=True)
class WalkingClub:
    """A club of today that children walk to, and who has it."""

    name: str
    teacher: Adult
    members: frozenset[int]


@dataclass(frozen=True)
class Cast:
    school_id: int
    day: date
    groups: tuple[Group, ...]
    away: frozenset[tuple[int, CareSession]]  # on leave since before the day began
    leader: Adult
    principal: Adult
    parents: tuple[Adult, ...]
    phones: tuple[load.Phone, ...]
    club: WalkingClub | None = None
    strangers: tuple[str, ...] = ("wm-stranger-1", "wm-stranger-2")  # phones of nobody the school knows

    @property
    def wrote(self) -> list[Adult]:
        """Parents who wrote in the last two days: all but every fourth, who is reached by 学校通知. (wecom.md 4a)"""
        return [adult for place, adult in enumerate(self.parents) if place % SILENT]

    @property
    def reached(self) -> frozenset[str]:
        """The phones of those who get cards with buttons."""
        return frozenset(adult.phone for adult in self.wrote)

    def of(self, care: CareSession) -> list[Group]:
        return [group for group in self.groups if group.care is care]


def gather(session: Session, school_id: int, day: date) -> Cast:
    """The people of the school that was just loaded."""
    book = book_of(session, school_id, today=day)
    phones: dict[int, load.Phone] = {}
    for phone in load.phones(session, day=day):
        if phone.is_staff or phone.person_id not in phones:
            phones[phone.person_id] = phone
    staff = {one.code: Adult(phones[one.id].id, one.id, one.name) for one in book.staff or ()}
    alike = people.second_details(session, [pupil.id for pupil in book.pupils or ()])
    children = _children(book, phones, alike)
    expected = bookings.expected_on(session, school_id, day)
    return Cast(
        school_id,
        day,
        tuple(_groups(book, staff, children, expected)),
        frozenset((id_, care) for care, ids in leaves.of_day(session, school_id, day).items() for id_ in ids),
        staff[_leader(book, day)],
        next(staff[one.code] for one in book.staff or () if Post.PRINCIPAL in one.posts),
        tuple(dict.fromkeys(kin for child in children.values() for kin in child.kin)),
        tuple(phones.values()),
    )


def with_club(session: Session, cast: Cast) -> Cast:
    """The largest club of today gets a teacher: one who has a class at noon, and none in the evening."""
    here = {child.id for group in cast.of(CareSession.EVENING) for child in group.children}
    found = [clubs.get(session, cast.school_id, name) for name in clubs.names_of(session, cast.school_id)]
    today = [
        club for club in found if club and cast.day.isoweekday() in weekdays(club.note) and here & set(club.members)
    ]
    free = [group.teacher for group in cast.of(CareSession.NOON)]
    if not today or not free:
        return cast
    club = max(today, key=lambda one: len(here & set(one.members)))
    session.execute(update(ClubRow).where(ClubRow.id == club.id).values(teacher_id=free[0].person_id))
    return replace(cast, club=WalkingClub(club.name, free[0], frozenset(club.members) & here))


def _children(book: Book, phones: dict[int, load.Phone], alike: set[int]) -> dict[int, Child]:
    pupils = book.pupils or ()
    of_person: dict[int, int] = {}
    for pupil in pupils:
        for kin in pupil.kin or ():
            of_person[kin.id] = of_person.get(kin.id, 0) + 1
    found = {pupil.id: _child(pupil, phones, of_person, pupil.id in alike) for pupil in pupils}
    borne = Counter(pupil.called for pupil in pupils)
    return {id_: replace(child, namesake=borne[f"{child.class_name} {child.name}"] > 1) for id_, child in found.items()}


def _child(pupil: Pupil, phones: dict[int, load.Phone], of_person: dict[int, int], alike: bool) -> Child:
    """Grown-ups whose phone is a parent's: a teacher who is also a mother speaks as a teacher here."""
    kin = [kin for kin in pupil.kin or () if kin.id in phones and not phones[kin.id].is_staff]
    adults = tuple(Adult(phones[one.id].id, one.id, one.name, one.relation) for one in kin)
    only = all(of_person[one.id] == 1 for one in kin)
    fetched = any(one.collects for one in pupil.kin or ())
    return Child(pupil.id, pupil.name, pupil.class_name, adults, pupil.permit is not None, alike, only, fetched)


def _groups(
    book: Book, staff: dict[str, Adult], children: dict[int, Child], expected: dict[int, set[int]]
) -> list[Group]:
    return [
        Group(
            group.id, group.name, group.session, staff[group.teacher],
            tuple(children[id_] for id_ in sorted(expected.get(group.id, ()))),
        )
        for group in book.groups or ()
        if expected.get(group.id)
    ]  # fmt: skip


def _leader(book: Book, day: date) -> str:
    """Whose day it is in the evening."""
    return next(
        duty.person
        for duty in book.duties or ()
        if duty.day == day and duty.kind is DutyKind.LEADER and duty.rank == 1 and duty.session is CareSession.EVENING
    )
