"""What an import would change: the book of the file against the book of the house. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

from care.book import (
    Book,
    CareGroup,
    Club,
    Colleague,
    Duty,
    Kin,
    Permit,
    Place,
    PlanEntry,
    Pupil,
    School,
    SchoolClass,
    SchoolDay,
)
from care.rules.resources import Goods, Room, Skilled
from care.rules.workbook.matching import match_pupils

Entry = TypeVar("Entry")


@dataclass(frozen=True)
class Changes(Generic[Entry]):
    """Of one kind of entry. `changed` holds before and after."""

    added: tuple[Entry, ...] = ()
    changed: tuple[tuple[Entry, Entry], ...] = ()
    gone: tuple[Entry, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.gone)


@dataclass(frozen=True)
class PupilChange:
    """One pupil. Without `before` a new one; `returned`: one that had left."""

    before: Pupil | None
    after: Pupil
    kin: Changes[Kin] = Changes()
    places: tuple[tuple[Place | None, Place], ...] = ()  # before and after; an after without weekdays ends
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    permit: Permit | None = None
    returned: bool = False

    @property
    def moved(self) -> bool:
        return self.before is not None and (self.before.class_name, self.before.name, self.before.number) != (
            self.after.class_name, self.after.name, self.after.number,
        )  # fmt: skip

    def __bool__(self) -> bool:
        return bool(
            self.before is None
            or self.returned
            or self.moved
            or self.kin
            or self.places
            or self.joined
            or self.left
            or self.permit
        )


@dataclass(frozen=True)
class Difference:
    school: Changes[School] = Changes()
    staff: Changes[Colleague] = Changes()
    classes: Changes[SchoolClass] = Changes()
    groups: Changes[CareGroup] = Changes()
    clubs: Changes[Club] = Changes()
    pupils: tuple[PupilChange, ...] = ()
    pupils_gone: tuple[Pupil, ...] = ()
    duties: Changes[Duty] = Changes()
    days: Changes[SchoolDay] = Changes()
    plan: Changes[PlanEntry] = Changes()
    plan_from: date | None = None
    rooms: Changes[Room] = Changes()
    goods: Changes[Goods] = Changes()
    skills: Changes[Skilled] = Changes()

    def __bool__(self) -> bool:
        parts = (self.school, self.staff, self.classes, self.groups, self.clubs, self.duties, self.days, self.plan)
        return any(parts) or any((self.rooms, self.goods, self.skills)) or bool(self.pupils or self.pupils_gone)


def compare(before: Book, after: Book, *, today: date) -> Difference:
    """Classes, groups and clubs that the file no longer names stay: the record refers to them. Rooms, goods and
    skills stay too: a sheet may be about some of them."""
    pupils, gone = _pupils(before, after)
    return Difference(
        school=_school(before.school, after.school),
        staff=_entries(before.staff, after.staff, lambda one: one.code),
        classes=replace(_entries(before.classes, after.classes, lambda one: one.name), gone=()),
        groups=replace(_entries(before.groups, after.groups, lambda one: (one.session, one.name)), gone=()),
        clubs=replace(_entries(before.clubs, after.clubs, lambda one: one.name), gone=()),
        pupils=pupils,
        pupils_gone=gone,
        duties=_duties(before.duties or (), after.duties, today),
        days=_days(before.days or (), after.days),
        plan=_plan(before.plan or (), after.plan or ()),
        plan_from=after.plan_from,
        rooms=replace(_entries(before.rooms, _filled(before.rooms or (), after.rooms), lambda one: one.name), gone=()),
        goods=replace(_entries(before.goods, after.goods, lambda one: one.name), gone=()),
        skills=replace(_entries(before.skills, after.skills, lambda one: one.code), gone=()),
    )


def _filled(old: Sequence[Room], new: Sequence[Room] | None) -> Sequence[Room] | None:
    """What the file leaves blank of a room stays."""
    known = {one.name: one for one in old}
    return new if new is None else [_over(known.get(one.name, one), one) for one in new]


def _over(old: Room, new: Room) -> Room:
    places = old.places if new.places is None else new.places
    area = old.square_metres if new.square_metres is None else new.square_metres
    return Room(new.name, places, area, new.equipment or old.equipment, new.uses or old.uses)


def _plan(before: Sequence[PlanEntry], after: Sequence[PlanEntry]) -> Changes[PlanEntry]:
    """A setting that the file leaves out stays as it is."""
    old = {one.path: one for one in before}
    return Changes(changed=tuple((old[one.path], one) for one in after if old.get(one.path, one) != one))


def _entries(
    before: Sequence[Entry] | None, after: Sequence[Entry] | None, key: Callable[[Entry], Hashable]
) -> Changes[Entry]:
    if after is None:
        return Changes()
    old, new = {key(one): one for one in before or ()}, {key(one): one for one in after}
    return Changes(
        tuple(one for name, one in new.items() if name not in old),
        tuple((old[name], one) for name, one in new.items() if name in old and old[name] != one),
        tuple(one for name, one in old.items() if name not in new),
    )


def _school(before: School | None, after: School | None) -> Changes[School]:
    if after is None:
        return Changes()
    if before is None:
        return Changes(added=(after,))
    wanted = School(before.code, after.name or before.name, after.sessions or before.sessions)
    return Changes(changed=((before, wanted),)) if wanted != before else Changes()


def _pupils(before: Book, after: Book) -> tuple[tuple[PupilChange, ...], tuple[Pupil, ...]]:
    if after.pupils is None:
        return (), ()
    matches = match_pupils(before.pupils or (), before.former, after.pupils)
    changes = (compare_pupil(match.before, match.after, returned=match.returned) for match in matches.pairs)
    return tuple(change for change in changes if change), matches.gone


def compare_pupil(before: Pupil | None, after: Pupil, *, returned: bool = False) -> PupilChange:
    """What the file leaves open stays as it is."""
    old = before or Pupil("", "")
    kin = _entries(old.kin, _keeping(old.kin or (), after.kin), lambda one: one.name)
    here = {} if returned else {place.session: place for place in old.places}
    places = tuple(
        (here.get(place.session), place) for place in after.places if _differs(here.get(place.session), place)
    )
    clubs, wanted = set(old.clubs or ()), after.clubs if after.clubs is not None else old.clubs or ()
    return PupilChange(
        before,
        after,
        kin,
        places,
        tuple(club for club in wanted if club not in clubs),
        tuple(club for club in old.clubs or () if club not in wanted),
        after.permit if after.permit is not None and after.permit != (old.permit or Permit("")) else None,
        returned,
    )


def _keeping(old: Sequence[Kin], new: Sequence[Kin] | None) -> Sequence[Kin] | None:
    """Accounts that the file leaves blank stay. Where it ticks nobody, whoever collects on ordinary days goes on."""
    if new is None:
        return None
    accounts = {one.name: one.notice_id for one in old}
    kept = [replace(one, notice_id=one.notice_id or accounts.get(one.name, "")) for one in new]
    if any(one.collects for one in kept):
        return kept
    collecting = {one.name for one in old if one.collects}
    return [replace(one, collects=one.name in collecting) for one in kept]


def _differs(here: Place | None, wanted: Place) -> bool:
    return bool(wanted.weekdays) if here is None else here != wanted


def _duties(before: Sequence[Duty], after: Sequence[Duty] | None, today: date) -> Changes[Duty]:
    """A day in the file is as the file says. Days that are over, and today, only gain what they lack altogether."""
    if after is None:
        return Changes()
    settled = {duty.day for duty in before if duty.day <= today}
    days = {duty.day for duty in after} - settled
    here = [duty for duty in before if duty.day in days]
    wanted = [duty for duty in after if duty.day in days]
    return _entries(here, wanted, lambda one: (one.day, one.session, one.kind, one.group, one.person))


def _days(before: Sequence[SchoolDay], after: Sequence[SchoolDay] | None) -> Changes[SchoolDay]:
    """Years that the file does not name stay."""
    if after is None:
        return Changes()
    years = {one.day.year for one in after}
    return _entries([one for one in before if one.day.year in years], after, lambda one: one.day)
