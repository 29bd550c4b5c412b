"""A school day in the ledger: opening a session's lists, and writing moves. Used by every errand that moves a child."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from care.acts import CareSession
from care.book import DutyKind
from care.calendar import YearNotConfirmed
from care.rules.custody import Event, Move, Place, Places, Roll
from handlers.desk import Desk
from storage import known, ledger
from storage.day import leaves
from storage.enrolment import bookings
from storage.enrolment.bookings import Booking, Group
from storage.staff import duties


@dataclass(frozen=True)
class Seat:
    """A child's place in one session of one day: the group, and who has it today."""

    care: CareSession
    group: Group
    teacher_id: int | None


def is_care_day(desk: Desk, day: date) -> bool:
    """Whether any session runs. Raises YearNotConfirmed."""
    if not desk.calendar.knows(day):
        raise YearNotConfirmed(day.year)
    return bool(desk.policy.sessions_on(day))


def runs(desk: Desk, care: CareSession, day: date) -> bool:
    """Whether this session runs on the day. (G18)"""
    return desk.policy.plan(care, day) is not None


def seats(desk: Desk, student_id: int, day: date) -> list[Seat]:
    """The child's places in the sessions that run on the day, in their order. Empty on a day without care."""
    if not is_care_day(desk, day):
        return []
    order = [plan.session for plan in desk.policy.sessions_on(day)]
    found = [
        Seat(b.session, bookings.group(desk.session, b.group_id), teacher(desk, b.group_id, day, b.session))
        for b in bookings.of_student(desk.session, student_id, day=day)
        if b.session in order
    ]
    return sorted(found, key=lambda seat: order.index(seat.care))


def teacher(desk: Desk, group_id: int, day: date, care: CareSession) -> int | None:
    """Who has the group that day: by the roster, else the usual teacher."""
    duty = duties.standing(desk.roster(day, care), DutyKind.CARE, group_id=group_id)
    return duty.person_id if duty else bookings.group(desk.session, group_id).teacher_id


def open_group(desk: Desk, group_id: int, care: CareSession, day: date | None = None) -> Places:
    """Where the group's children stand; its list of the session is written first if it was not yet.

    The list is frozen at this moment: what changes later are events of their own. (C41)
    """
    day = day or desk.today
    if not ledger.is_open(desk.session, desk.school_id, day, care, group_id):
        expected = bookings.expected(desk.session, group_id, day) if runs(desk, care, day) else []
        away = leaves.on(desk.session, expected, day, care)
        write(
            desk,
            care,
            [
                Event(Move.EXPECTED, tuple(expected), desk.now, group=group_id),
                Event(Move.LEAVE, tuple(sorted(away)), desk.now, group=group_id),
            ],
            day=day,
        )
    return ledger.places(desk.session, desk.school_id, day, care, groups=[group_id])


def is_open(desk: Desk, seat: Seat) -> bool:
    """Whether today's list of the seat's group was written already."""
    return ledger.is_open(desk.session, desk.school_id, desk.today, seat.care, seat.group.id)


def place_of(desk: Desk, student_id: int, seat: Seat) -> Place:
    """Where the child stands today in this session, without opening the list; until it opens a leave says so."""
    places = ledger.places(desk.session, desk.school_id, desk.today, seat.care, groups=[seat.group.id])
    if student_id in places:
        return places[student_id]
    away = leaves.on(desk.session, [student_id], desk.today, seat.care)
    return Place(roll=Roll.LEAVE) if away else Place()


def write(desk: Desk, care: CareSession, events: Sequence[Event], *, day: date | None = None) -> list[int]:
    """Append moves to the ledger, with the message that caused them; their numbers."""
    caused = [replace(event, inbox_id=event.inbox_id or desk.inbox_id) for event in events]
    return ledger.append(desk.session, desk.school_id, day or desk.today, care, caused, now=desk.now)


def my_groups(desk: Desk, care: CareSession | None = None) -> list[Group]:
    """Care groups that are the speaker's today."""
    ids = known.groups_of(desk.session, desk.school_id, desk.me, desk.today, care)
    return [bookings.group(desk.session, id_) for id_ in ids]


def places_of_groups(desk: Desk, care: CareSession, group_ids: Iterable[int]) -> Places:
    """Where the children of these groups stand, each list opened first."""
    places: Places = {}
    for group_id in group_ids:
        places |= open_group(desk, group_id, care)
    return places


def places_booked(desk: Desk, student_id: int) -> list[Booking]:
    """The child's places in care that are not over."""
    return [b for b in bookings.of_student(desk.session, student_id) if b.until is None or b.until >= desk.today]
