"""Writes a difference down. The caller's transaction holds it all, or nothing of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from care.book import Book, CareGroup, Kin, Place, SchoolDay
from care.people import Person
from care.policy import SessionPlan
from care.policy.plain import plain
from care.rules.lookalikes import find_confusions
from care.rules.people.vetting import OWN
from care.rules.workbook import policy_sheet
from care.rules.workbook.difference import Changes, Difference, PupilChange
from storage.day import pickups
from storage.day.pickups import PermitRow, PlanKind
from storage.enrolment import bookings, clubs
from storage.enrolment.bookings import GroupRow
from storage.enrolment.clubs import ClubRow
from storage.people import ClassRow, GuardianRow, StaffRow, StudentRow
from storage.platform import contacts
from storage.school import plans
from storage.schools import CalendarRow, SchoolRow
from storage.seal import Seal
from storage.staff import vettings
from storage.staff.duties import DutyRow
from storage.workbook import survey
from storage.workbook.current import pupils_of
from storage.workbook.persons import Persons, settle


@dataclass(frozen=True)
class Desk:
    """What every step needs."""

    session: Session
    school_id: int
    now: datetime
    today: date
    persons: Persons

    def colleague(self, code: str) -> int | None:
        return self.persons.by_code[code] if code else None


def apply(
    session: Session, school_id: int, before: Book, after: Book, change: Difference, *, now: datetime, today: date
) -> None:
    """Everything the difference says, and the marks of pupils that are easily confused."""
    desk = Desk(session, school_id, now, today, settle(session, school_id, before, after, change))
    _school(desk, change)
    _plan(desk, change)
    _staff(desk, change)
    _classes(desk, change)
    _groups(desk, change)
    _clubs(desk, change)
    session.flush()
    _pupils(desk, change)
    _duties(desk, change)
    survey.write(session, school_id, change, desk.persons.by_code, now=now)
    _days(desk, change.days)
    session.flush()
    mark_confusions(session, school_id, today=today)


def mark_confusions(session: Session, school_id: int, *, today: date) -> None:
    """Only pupils whose names or family are easily confused need a second detail at release. (promise 9)"""
    here = pupils_of(session, school_id, today=today)[0]
    alike = {pupil.id for confusion in find_confusions(here) for pupil in confusion.pupils}
    for row in session.scalars(select(StudentRow).where(StudentRow.school_id == school_id)):
        if row.second_detail != (row.id in alike):
            row.second_detail = row.id in alike


def settings_of(plans: tuple[SessionPlan, ...]) -> list[dict[str, Any]]:
    """Session plans as the school's settings keep them."""
    return [plain(one) for one in plans]


def _school(desk: Desk, change: Difference) -> None:
    """A new school begins with its sessions; a later change is a version from today: a past day keeps its rules."""
    row = desk.session.get_one(SchoolRow, desk.school_id)
    for wanted in change.school.added:
        row.name = wanted.name
        if wanted.sessions is not None:
            row.settings = {**row.settings, "sessions": settings_of(wanted.sessions)}
    for was, wanted in change.school.changed:
        row.name = wanted.name
        if wanted.sessions is not None and wanted.sessions != was.sessions:
            changes = {"sessions": settings_of(wanted.sessions)}
            plans.add(desk.session, desk.school_id, desk.today, changes, now=desk.now)


def _plan(desk: Desk, change: Difference) -> None:
    """What the sheet 方案 changes, as one version from its day on. (C01)"""
    changed = [after for _, after in change.plan.changed]
    if changed:
        since = change.plan_from or desk.today
        plans.add(desk.session, desk.school_id, since, policy_sheet.changes_of(changed), now=desk.now)


def _staff(desk: Desk, change: Difference) -> None:
    rows = {row.code: row for row in desk.session.scalars(select(StaffRow).where(StaffRow.school_id == desk.school_id))}
    for one in (*change.staff.added, *(now for _, now in change.staff.changed)):
        row = rows.get(one.code) or StaffRow(
            person_id=desk.persons.by_code[one.code], school_id=desk.school_id, code=one.code
        )
        row.posts, row.left_on = sorted(post.value for post in one.posts), None
        desk.session.add(row)
        vettings.put(desk.session, desk.school_id, desk.persons.by_code[one.code], one.vetting or OWN)
    for one in change.staff.gone:
        rows[one.code].left_on = desk.today.isoformat()


def _classes(desk: Desk, change: Difference) -> None:
    for one in change.classes.added:
        teacher = desk.colleague(one.teacher)
        desk.session.add(
            ClassRow(school_id=desk.school_id, name=one.name, grade=one.grade, number=one.number, teacher_id=teacher)
        )
    for was, now in change.classes.changed:
        desk.session.get_one(ClassRow, was.id).teacher_id = desk.colleague(now.teacher)


def _groups(desk: Desk, change: Difference) -> None:
    desk.session.add_all(_group_row(desk, one) for one in change.groups.added)
    for was, now in change.groups.changed:
        row = desk.session.get_one(GroupRow, was.id)
        row.room, row.teacher_id = now.room, desk.colleague(now.teacher)


def _group_row(desk: Desk, one: CareGroup) -> GroupRow:
    teacher = desk.colleague(one.teacher)
    return GroupRow(
        school_id=desk.school_id, session=one.session.value, name=one.name, room=one.room, teacher_id=teacher
    )


def _clubs(desk: Desk, change: Difference) -> None:
    for one in change.clubs.added:
        teacher = desk.colleague(one.teacher)
        desk.session.add(ClubRow(school_id=desk.school_id, name=one.name, note=one.note, teacher_id=teacher))
    for was, now in change.clubs.changed:
        row = desk.session.get_one(ClubRow, was.id)
        row.note, row.teacher_id = now.note, desk.colleague(now.teacher)


def _pupils(desk: Desk, change: Difference) -> None:
    classes = {
        row.name: row.id for row in desk.session.scalars(select(ClassRow).where(ClassRow.school_id == desk.school_id))
    }
    groups = {(group.session, group.name): group.id for group in bookings.groups(desk.session, desk.school_id)}
    rows = [_student_row(desk, one, classes) for one in change.pupils]
    desk.session.add_all(rows)
    desk.session.flush()
    for place, (row, one) in enumerate(zip(rows, change.pupils, strict=True)):
        _kin(desk, row.id, place, one.kin)
        for was, now in one.places:
            _place(desk, row.id, was, now, groups)
        _memberships(desk, row.id, one)
        _permit(desk, row.id, one)
    for pupil in change.pupils_gone:
        desk.session.get_one(StudentRow, pupil.id).left_on = desk.today.isoformat()
        for place_ in pupil.places:
            bookings.end(desk.session, pupil.id, place_.session, until=desk.today - timedelta(days=1))


def _student_row(desk: Desk, one: PupilChange, classes: dict[str, int]) -> StudentRow:
    row = desk.session.get_one(StudentRow, one.before.id) if one.before else StudentRow(school_id=desk.school_id)
    if one.before is None or one.moved:
        row.name, row.name_mark = one.after.name, Seal.current().mark(one.after.name)
        row.class_id, row.number = classes[one.after.class_name], one.after.number
    row.left_on = None
    return row


def _kin(desk: Desk, student_id: int, place: int, kin: Changes[Kin]) -> None:
    desk.session.add_all(
        GuardianRow(student_id=student_id, person_id=desk.persons.kin(place, one), relation=one.relation, rank=one.rank)
        for one in kin.added
    )
    for was, now in kin.changed:
        row = _guardian(desk, student_id, was.id)
        row.person_id, row.relation, row.rank = desk.persons.kin(place, now), now.relation, now.rank
    for one in kin.gone:
        desk.session.delete(_guardian(desk, student_id, one.id))
    for one in (*kin.added, *(now for _, now in kin.changed)):
        if one.notice_id:
            person_id = desk.persons.kin(place, one)
            contacts.enter(desk.session, desk.school_id, person_id, one.notice_id, how="workbook", now=desk.now)
    collecting = [one for one in kin.added if one.collects]
    collecting += [now for was, now in kin.changed if now.collects and not (was.collects and was.phone == now.phone)]
    for one in collecting:
        pickups.add(
            desk.session, desk.school_id, student_id, [None], PlanKind.PERSON,
            person=Person(one.name, one.relation, one.phone or None), by_id=desk.persons.kin(place, one),
            inbox_id=None, now=desk.now,
        )  # fmt: skip


def _guardian(desk: Desk, student_id: int, person_id: int) -> GuardianRow:
    query = select(GuardianRow).where(GuardianRow.student_id == student_id, GuardianRow.person_id == person_id)
    return desk.session.scalars(query).one()


def _place(desk: Desk, student_id: int, was: Place | None, now: Place, groups: dict[tuple[Any, str], int]) -> None:
    """A changed place ends yesterday and begins anew today, so that what was keeps its record."""
    if was is not None:
        bookings.end(desk.session, student_id, now.session, until=desk.today - timedelta(days=1))
    if now.weekdays:
        since = now.since or desk.today
        bookings.book(
            desk.session, desk.school_id, student_id, groups[now.session, now.group], now.session,
            weekdays=now.weekdays, since=since if was is None else max(since, desk.today), now=desk.now,
        )  # fmt: skip


def _memberships(desk: Desk, student_id: int, one: PupilChange) -> None:
    if one.joined:
        clubs.join(desk.session, desk.school_id, student_id, one.joined, now=desk.now)
    if one.left:
        clubs.leave(desk.session, desk.school_id, student_id, one.left, now=desk.now)


def _permit(desk: Desk, student_id: int, one: PupilChange) -> None:
    """A new permit takes the place of the old one; one that is taken back ends before it began."""
    if one.permit is None:
        return
    for row in desk.session.scalars(select(PermitRow).where(PermitRow.student_id == student_id)):
        row.until = (date.fromisoformat(row.since) - timedelta(days=1)).isoformat()
    if one.permit.number:
        pickups.add_permit(
            desk.session, desk.school_id, student_id, number=one.permit.number, since=desk.today, until=one.permit.until
        )


def _duties(desk: Desk, change: Difference) -> None:
    groups = {(group.session, group.name): group.id for group in bookings.groups(desk.session, desk.school_id)}
    desk.session.execute(delete(DutyRow).where(DutyRow.id.in_([duty.id for duty in change.duties.gone])))
    for was, now in change.duties.changed:
        desk.session.execute(update(DutyRow).where(DutyRow.id == was.id).values(rank=now.rank))
    desk.session.add_all(
        DutyRow(
            school_id=desk.school_id, day=duty.day.isoformat(), session=duty.session.value, kind=duty.kind.value,
            group_id=groups[duty.session, duty.group] if duty.group else None,
            person_id=desk.persons.by_code[duty.person], rank=duty.rank,
        )
        for duty in change.duties.added
    )  # fmt: skip


def _days(desk: Desk, change: Changes[SchoolDay]) -> None:
    replaced = [one.day.isoformat() for one in (*change.gone, *(was for was, _ in change.changed))]
    desk.session.execute(
        delete(CalendarRow).where(CalendarRow.school_id == desk.school_id, CalendarRow.day.in_(replaced))
    )
    desk.session.add_all(
        CalendarRow(
            school_id=desk.school_id, day=one.day.isoformat(), open=one.open, follows=one.follows, note=one.note
        )
        for one in (*change.added, *(now for _, now in change.changed))
    )
