"""What an application leads to, carried out: a place booked, changed or ended, a permit, a tie. (C20, C28, C29)"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta

from care.acts import CareSession
from care.calendar import today
from care.people import Student
from care.rules.enrolment import places as rules
from care.rules.enrolment.course import Course, Stage
from care.rules.enrolment.days import first_day_out
from care.rules.enrolment.kinds import Kind
from care.wording import clubs as club_words
from care.wording import signing as signing_words
from handlers.desk import Desk
from handlers.enrolment import places
from handlers.enrolment.wishes import child_of
from handlers.people import binding
from storage.day import pickups
from storage.enrolment import approvals, bookings, clubs
from storage.enrolment.approvals import Application


def carry_out(desk: Desk, application: Application) -> str:
    """Do it; what the family has to know besides, as sentences."""
    return CARRY_OUT[Kind(application.kind)](desk, application, child_of(desk, application))


def next_care_day(desk: Desk) -> date:
    """The next day with care after today: a place never begins in the middle of a day."""
    days = (desk.today + timedelta(days=n) for n in range(1, 60))
    return next((day for day in days if desk.calendar.is_school_day(day)), desk.today + timedelta(days=1))


def _book(desk: Desk, application: Application, child: Student) -> str:
    """A place in the group of the child's class for each session asked for; clubs as far as there is room."""
    since = max(application.since or desk.today, next_care_day(desk))
    approvals.change(desk.session, application.id, since=since)
    have = {one.session for one in bookings.of_student(desk.session, child.id) if one.lasts(since)}
    for care in application.sessions:
        group = bookings.group_for(desk.session, desk.school_id, care, child.class_name)
        if group is not None and care not in have:
            bookings.book(
                desk.session, desk.school_id, child.id, group.id, care, weekdays=application.weekdays, since=since,
                now=desk.now, application_id=application.id,
            )  # fmt: skip
    return _clubs(desk, application, child) + _besides(desk)


def _clubs(desk: Desk, application: Application, child: Student) -> str:
    """The application names afterwards the clubs that it led to."""
    text = join(desk, child, application.clubs, by_id=application.by_id)
    joined = clubs.of_student(desk.session, child.id)
    approvals.change(desk.session, application.id, clubs=[name for name in application.clubs if name in joined])
    return text


def _besides(desk: Desk) -> str:
    """What is still to sign after the start, and what the plan says of insurance. (C26, C27)"""
    plan = desk.policy.enrolment
    late = plan.agreement.required and not plan.agreement.before_attendance
    to_sign = signing_words.sign_later(plan.agreement.name) if late else ""
    return to_sign + signing_words.INSURANCE.get(plan.insurance, "")


def join(desk: Desk, child: Student, names: tuple[str, ...], *, by_id: int) -> str:
    """Into each club that has room; onto the waiting list of the others, and what still has room is told. (C24)

    Where clubs are applied for, several names are wishes for one place: the first that has room.
    """
    open_ = tuple(name for name in names if _has_room(desk, name))
    full = [name for name in names if name not in open_]
    if desk.policy.enrolment.clubs_by_application and len(names) > 1:
        open_, full = open_[:1], [] if open_ else full[:1]
    if open_:
        clubs.join(desk.session, desk.school_id, child.id, open_, now=desk.now)
    return "".join(_queue(desk, child, name, by_id) for name in full)


def _queue(desk: Desk, child: Student, name: str, by_id: int) -> str:
    id_ = approvals.add(
        desk.session, desk.school_id, Kind.CLUB, student_id=child.id, by_id=by_id, decider_id=None, now=desk.now,
        clubs=(name,), course=Course(Stage.QUEUE, desk.now), inbox_id=desk.inbox_id,
    )  # fmt: skip
    number, length = places.number_in_line(desk, approvals.get(desk.session, id_))
    return club_words.full(child, name, number, length, places.open_clubs(desk, [name]))


def _has_room(desk: Desk, name: str) -> bool:
    return places.left(desk, name) != 0


def _join(desk: Desk, application: Application, child: Student) -> str:
    if len(application.clubs) > 1:
        return _clubs(desk, application, child)
    clubs.join(desk.session, desk.school_id, child.id, application.clubs, now=desk.now)
    return ""


def _end(desk: Desk, application: Application, child: Student) -> str:
    """After the days of notice; with weekdays given only those are given up. (C28, W-21)"""
    out = first_day_out(
        desk.policy.enrolment.withdrawal, asked=application.since or desk.today, requested=today(application.made_at),
        approved=desk.today, calendar=desk.calendar,
    )  # fmt: skip
    approvals.change(desk.session, application.id, since=out)
    if application.clubs:
        clubs.leave(desk.session, desk.school_id, child.id, application.clubs, now=desk.now)
    for care in application.sessions:
        kept = _weekdays_kept(desk, child, application, care.value)
        _rebook(desk, child, care.value, tuple(sorted(kept)), out, application.id)
    return ""


def _change(desk: Desk, application: Application, child: Student) -> str:
    """From a day on other sessions or weekdays; what is not named any more ends. (C29)"""
    since = max(application.since or desk.today, next_care_day(desk))
    approvals.change(desk.session, application.id, since=since)
    instead_of = application.detail.get("instead_of", [care.value for care in application.sessions])
    wanted = [care.value for care in application.sessions]
    for care in dict.fromkeys([*instead_of, *wanted]):
        days = (application.weekdays or rules.WHOLE_WEEK) if care in wanted else ()
        _rebook(desk, child, care, days, since, application.id)
    return ""


def _rebook(desk: Desk, child: Student, care: str, weekdays: tuple[int, ...], since: date, application_id: int) -> None:
    """The place ends on the day before; with weekdays it goes on in the same group with these."""
    session = CareSession(care)
    group = bookings.group_for(desk.session, desk.school_id, session, child.class_name)
    bookings.end(desk.session, child.id, session, until=since - timedelta(days=1))
    if weekdays and group is not None:
        bookings.book(
            desk.session, desk.school_id, child.id, group.id, session, weekdays=weekdays, since=since, now=desk.now,
            application_id=application_id,
        )  # fmt: skip


def _weekdays_kept(desk: Desk, child: Student, application: Application, care: str) -> set[int]:
    if not application.weekdays:
        return set()
    places_ = bookings.of_student(desk.session, child.id)
    booked = {day for b in places_ if b.session.value == care and b.until is None for day in b.weekdays}
    return booked - set(application.weekdays)


def _permit(desk: Desk, application: Application, child: Student) -> str:
    number = f"{desk.today:%Y}-{application.id:04d}"
    pickups.add_permit(desk.session, desk.school_id, child.id, number=number, since=desk.today, until=None)
    return ""


def _bind(desk: Desk, application: Application, child: Student) -> str:
    binding.tie(desk, child, application.by_id, json.loads(application.wish))
    return ""


CARRY_OUT: dict[Kind, Callable[[Desk, Application, Student], str]] = {
    Kind.ENROLL: _book,
    Kind.CHANGE: _change,
    Kind.CLUB: _join,
    Kind.WITHDRAW: _end,
    Kind.PERMIT: _permit,
    Kind.BIND: _bind,
}
