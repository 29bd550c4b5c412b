"""The house's own data as a book, to compare a file with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from care.acts import CareSession
from care.book import (
    Book,
    CareGroup,
    Club,
    Colleague,
    Duty,
    DutyKind,
    Kin,
    Permit,
    Place,
    Post,
    Pupil,
    School,
    SchoolClass,
    SchoolDay,
)
from care.rules.people.vetting import OWN
from care.rules.workbook import policy_sheet
from storage import known
from storage.day.pickups import PermitRow, PickupPlanRow, PlanKind
from storage.enrolment.bookings import BookingRow, GroupRow
from storage.enrolment.clubs import ClubRow, MemberRow
from storage.people import ClassRow, GuardianRow, PersonRow, StaffRow, StudentRow
from storage.platform import contacts
from storage.schools import CalendarRow, SchoolRow
from storage.staff import vettings
from storage.staff.duties import DutyRow
from storage.workbook import survey


def book_of(session: Session, school_id: int, *, today: date) -> Book:
    """Everything that the workbook knows of, with the rows' numbers."""
    school = session.get_one(SchoolRow, school_id)
    staff, former_staff = _staff(session, school_id)
    codes = {one.id: one.code for one in (*staff, *former_staff)}
    pupils, former = pupils_of(session, school_id, today=today)
    policy = known.policy(session, school_id, today)
    resources = survey.current(session, school_id, {one.id: one.code for one in staff})
    return Book(
        School(school.code, school.name, policy.sessions),
        staff,
        _classes(session, school_id, codes),
        _groups(session, school_id, codes),
        _clubs(session, school_id, codes),
        pupils,
        _duties(session, school_id, codes),
        _days(session, school_id),
        policy_sheet.entries_of(policy),
        former=former,
        former_staff=former_staff,
        rooms=resources.rooms,
        goods=resources.goods,
        skills=resources.skills,
    )


def _staff(session: Session, school_id: int) -> tuple[tuple[Colleague, ...], tuple[Colleague, ...]]:
    """In service, and no longer."""
    query = (
        select(StaffRow, PersonRow.name, PersonRow.phone)
        .join(PersonRow, PersonRow.id == StaffRow.person_id)
        .where(StaffRow.school_id == school_id)
        .order_by(StaffRow.person_id)
    )
    vetted = vettings.of_school(session, school_id)
    here: list[Colleague] = []
    former: list[Colleague] = []
    for row, name, phone in session.execute(query):
        papers = vetted.get(row.person_id, OWN)
        one = Colleague(row.code, name, phone or "", frozenset(map(Post, row.posts)), row.person_id, papers)
        (here if row.left_on is None else former).append(one)
    return tuple(here), tuple(former)


def _classes(session: Session, school_id: int, codes: dict[int, str]) -> tuple[SchoolClass, ...]:
    query = select(ClassRow).where(ClassRow.school_id == school_id).order_by(ClassRow.grade, ClassRow.number)
    return tuple(
        SchoolClass(row.name, row.grade, row.number, codes.get(row.teacher_id or 0, ""), row.id)
        for row in session.scalars(query)
    )


def _groups(session: Session, school_id: int, codes: dict[int, str]) -> tuple[CareGroup, ...]:
    query = select(GroupRow).where(GroupRow.school_id == school_id).order_by(GroupRow.id)
    return tuple(
        CareGroup(CareSession(row.session), row.name, codes.get(row.teacher_id or 0, ""), row.room, row.id)
        for row in session.scalars(query)
    )


def _clubs(session: Session, school_id: int, codes: dict[int, str]) -> tuple[Club, ...]:
    query = select(ClubRow).where(ClubRow.school_id == school_id).order_by(ClubRow.id)
    return tuple(Club(row.name, row.note, codes.get(row.teacher_id or 0, ""), row.id) for row in session.scalars(query))


def pupils_of(session: Session, school_id: int, *, today: date) -> tuple[tuple[Pupil, ...], tuple[Pupil, ...]]:
    """At school, and no longer."""
    kin = _kin(session, school_id)
    places, clubs, permits = (
        _places(session, school_id, today),
        _members(session, school_id),
        _permits(session, school_id),
    )
    query = (
        select(StudentRow, ClassRow.name)
        .join(ClassRow, ClassRow.id == StudentRow.class_id)
        .where(StudentRow.school_id == school_id)
        .order_by(ClassRow.grade, ClassRow.number, StudentRow.id)
    )
    here: list[Pupil] = []
    former: list[Pupil] = []
    for row, class_name in session.execute(query):
        pupil = Pupil(
            class_name, row.name, row.number, tuple(kin.get(row.id, ())), tuple(places.get(row.id, {}).values()),
            tuple(clubs.get(row.id, ())), permits.get(row.id), row.id,
        )  # fmt: skip
        (here if row.left_on is None else former).append(pupil)
    return tuple(here), tuple(former)


def _kin(session: Session, school_id: int) -> dict[int, list[Kin]]:
    """Grown-ups by pupil, first to be asked first."""
    collecting, accounts = _collecting(session, school_id), contacts.accounts(session, school_id)
    query = (
        select(GuardianRow, PersonRow.name, PersonRow.phone)
        .join(PersonRow, PersonRow.id == GuardianRow.person_id)
        .where(PersonRow.school_id == school_id)
        .order_by(GuardianRow.rank, GuardianRow.id)
    )
    found: dict[int, list[Kin]] = {}
    for row, name, phone in session.execute(query):
        collects = (row.student_id, name) in collecting
        account = accounts.get(row.person_id, "")
        one = Kin(name, row.relation, phone or "", row.rank, collects, account, row.person_id)
        found.setdefault(row.student_id, []).append(one)
    return found


def _collecting(session: Session, school_id: int) -> set[tuple[int, str | None]]:
    """Standing plans: pupil and name of who collects."""
    query = select(PickupPlanRow.student_id, PickupPlanRow.name).where(
        PickupPlanRow.school_id == school_id,
        PickupPlanRow.day.is_(None),
        PickupPlanRow.kind == PlanKind.PERSON.value,
        PickupPlanRow.cancelled_at.is_(None),
    )
    return {(student_id, name) for student_id, name in session.execute(query)}


def _places(session: Session, school_id: int, today: date) -> dict[int, dict[CareSession, Place]]:
    """The latest place in each session that is not over."""
    query = (
        select(BookingRow, GroupRow.name)
        .join(GroupRow, GroupRow.id == BookingRow.group_id)
        .where(BookingRow.school_id == school_id)
        .order_by(BookingRow.since, BookingRow.id)
    )
    found: dict[int, dict[CareSession, Place]] = {}
    for row, group in session.execute(query):
        if row.until is None or row.until >= today.isoformat():
            care = CareSession(row.session)
            place = Place(care, group, tuple(int(day) for day in row.weekdays), date.fromisoformat(row.since))
            found.setdefault(row.student_id, {})[care] = place
    return found


def _members(session: Session, school_id: int) -> dict[int, list[str]]:
    query = (
        select(MemberRow.student_id, ClubRow.name)
        .join(ClubRow, ClubRow.id == MemberRow.club_id)
        .where(ClubRow.school_id == school_id, MemberRow.left_at.is_(None))
        .order_by(MemberRow.id)
    )
    return _gathered((student_id, name) for student_id, name in session.execute(query))


def _gathered(pairs: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _permits(session: Session, school_id: int) -> dict[int, Permit]:
    query = select(PermitRow).where(PermitRow.school_id == school_id).order_by(PermitRow.id)
    return {
        row.student_id: Permit(row.number, date.fromisoformat(row.until) if row.until else None)
        for row in session.scalars(query)
        if row.until is None or row.until >= row.since  # One that was taken back ends before it begins.
    }


def _duties(session: Session, school_id: int, codes: dict[int, str]) -> tuple[Duty, ...]:
    named = session.execute(select(GroupRow.id, GroupRow.name).where(GroupRow.school_id == school_id))
    names = {id_: name for id_, name in named}
    query = select(DutyRow).where(DutyRow.school_id == school_id).order_by(DutyRow.day, DutyRow.id)
    return tuple(
        Duty(
            date.fromisoformat(row.day), CareSession(row.session), DutyKind(row.kind), codes.get(row.person_id, ""),
            names.get(row.group_id or 0, ""), row.rank, row.id,
        )
        for row in session.scalars(query)
    )  # fmt: skip


def _days(session: Session, school_id: int) -> tuple[SchoolDay, ...]:
    query = select(CalendarRow).where(CalendarRow.school_id == school_id).order_by(CalendarRow.day)
    return tuple(
        SchoolDay(date.fromisoformat(row.day), row.open, row.follows, row.note) for row in session.scalars(query)
    )
