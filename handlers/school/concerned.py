"""Whom a change concerns: the children that are expected, their families, the colleagues on duty. (G18; promise 11)"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from care.acts import CareSession
from care.people import Student
from care.policy import DayChange
from care.rules.duty import on_duty
from handlers import audience
from handlers.desk import Desk
from storage import known, people
from storage.day import leaves
from storage.enrolment import bookings
from storage.school import days
from storage.staff import duties


@dataclass(frozen=True)
class Concerned:
    """Guardians with their own children among those concerned; colleagues by number."""

    children: tuple[Student, ...]
    families: dict[int, list[Student]]
    staff: tuple[int, ...]


def by_changes(desk: Desk, changes: Iterable[DayChange]) -> Concerned:
    """Children who would be in care then, less leaves; who has them, leads, or is their class teacher."""
    ids: set[int] = set()
    staff: list[int] = []
    for change in changes:
        found = _expected(desk, change)
        ids |= {child for group in found.values() for child in group}
        staff += _on_duty(desk, change.day, change.session, list(found), whole=not change.grades)
    return _gathered(desk, ids, staff)


def by_session(desk: Desk, care: CareSession, since: date) -> Concerned:
    """Children with a place in the session that lasts on or after the day; the groups' teachers. (C01)"""
    groups = bookings.groups(desk.session, desk.school_id, care)
    ids = bookings.placed(desk.session, [group.id for group in groups], since)
    return _gathered(desk, ids, [group.teacher_id for group in groups if group.teacher_id])


def _gathered(desk: Desk, ids: set[int], staff: Iterable[int]) -> Concerned:
    children = list(people.students(desk.session, ids).values())
    heads = audience.class_teachers(desk, children)
    families = {one: own for one, own in audience.families(desk, children).items() if one != desk.me}
    colleagues = tuple(one for one in dict.fromkeys([*staff, *heads]) if one != desk.me)
    return Concerned(tuple(children), families, colleagues)


def _expected(desk: Desk, change: DayChange) -> dict[int, set[int]]:
    """By group; for a half day only of its grades."""
    every = bookings.expected_on(desk.session, desk.school_id, change.day)
    groups = {group.id for group in bookings.groups(desk.session, desk.school_id, change.session)}
    some = days.of_grades(desk.session, desk.school_id, change.grades) if change.grades else None
    away = leaves.of_day(desk.session, desk.school_id, change.day).get(change.session, set())
    found = {group: ids - away for group, ids in every.items() if group in groups}
    return {group: left for group, ids in found.items() if (left := ids if some is None else ids & some)}


def _on_duty(desk: Desk, day: date, care: CareSession, groups: list[int], *, whole: bool) -> list[int]:
    roster = on_duty(duties.on(desk.session, desk.school_id, day, care))
    rostered = [duty.person_id for duty in roster if whole or duty.group_id is None]
    teachers = [known.teacher_of(desk.session, desk.school_id, group, day, care) for group in groups]
    return [one for one in [*teachers, *rostered] if one]
