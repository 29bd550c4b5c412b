"""A school day in the ledger: opening a session's lists, and writing moves. Used by every errand that moves a child."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from care.acts import CareSession
from care.rules.custody import Event, Move, Place, Places
from handlers.turn import Turn
from storage import bookings, known, leaves, ledger
from storage.bookings import Booking, Group


@dataclass(frozen=True)
class Seat:
    """A child's place in one session of one day: the group, and who has it today."""

    care: CareSession
    group: Group
    teacher_id: int | None


def is_care_day(turn: Turn, day: date) -> bool:
    return turn.calendar.is_school_day(day)


def seats(turn: Turn, student_id: int, day: date) -> list[Seat]:
    """The child's places on the day, in order of sessions. Empty on a day without care."""
    if not is_care_day(turn, day):
        return []
    found = [
        Seat(b.session, bookings.group(turn.session, b.group_id), teacher(turn, b.group_id, day, b.session))
        for b in bookings.of_student(turn.session, student_id, day=day)
    ]
    order = [plan.session for plan in turn.policy.sessions]
    return sorted(found, key=lambda seat: order.index(seat.care) if seat.care in order else 9)


def teacher(turn: Turn, group_id: int, day: date, care: CareSession) -> int | None:
    return known.teacher_of(turn.session, turn.school_id, group_id, day, care)


def open_group(turn: Turn, group_id: int, care: CareSession, day: date | None = None) -> Places:
    """Where the group's children stand; its list of the session is written first if it was not yet.

    The list is frozen at this moment: what changes later are events of their own. (C41)
    """
    day = day or turn.today
    if not ledger.is_open(turn.session, turn.school_id, day, care, group_id):
        expected = bookings.expected(turn.session, group_id, day) if is_care_day(turn, day) else []
        away = leaves.on(turn.session, expected, day, care)
        write(
            turn,
            care,
            [
                Event(Move.EXPECTED, tuple(expected), turn.now, group=group_id),
                Event(Move.LEAVE, tuple(sorted(away)), turn.now, group=group_id),
            ],
            day=day,
        )
    return ledger.places(turn.session, turn.school_id, day, care, groups=[group_id])


def is_open(turn: Turn, seat: Seat) -> bool:
    """Whether today's list of the seat's group was written already."""
    return ledger.is_open(turn.session, turn.school_id, turn.today, seat.care, seat.group.id)


def place_of(turn: Turn, student_id: int, seat: Seat) -> Place:
    """Where the child stands today in this session, without opening the list."""
    places = ledger.places(turn.session, turn.school_id, turn.today, seat.care, groups=[seat.group.id])
    return places.get(student_id, Place())


def write(turn: Turn, care: CareSession, events: Sequence[Event], *, day: date | None = None) -> list[int]:
    """Append moves to the ledger, with the message that caused them; their numbers."""
    caused = [replace(event, inbox_id=event.inbox_id or turn.inbox_id) for event in events]
    return ledger.append(turn.session, turn.school_id, day or turn.today, care, caused, now=turn.now)


def my_groups(turn: Turn, care: CareSession | None = None) -> list[Group]:
    """Care groups that are the speaker's today."""
    ids = known.groups_of(turn.session, turn.school_id, turn.speaker.person_id, turn.today, care)
    return [bookings.group(turn.session, id_) for id_ in ids]


def places_of_groups(turn: Turn, care: CareSession, group_ids: Iterable[int]) -> Places:
    """Where the children of these groups stand, each list opened first."""
    places: Places = {}
    for group_id in group_ids:
        places |= open_group(turn, group_id, care)
    return places


def places_booked(turn: Turn, student_id: int) -> list[Booking]:
    """The child's places in care that are not over."""
    return [b for b in bookings.of_student(turn.session, student_id) if b.until is None or b.until >= turn.today]
