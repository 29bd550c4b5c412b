"""The way home, the family's side: being at the gate, asking where a child is; and who cares for it."""

from __future__ import annotations

from collections.abc import Callable

from care.acts import Act, CareSession
from care.messages import Outgoing, Urgency
from care.people import Student
from care.rules.custody import Move, Place, Roll
from care.wording import moving as moving_words
from care.wording import pickup as wording
from handlers import day
from handlers.asking import ask_which_child
from handlers.day import Seat
from handlers.turn import Turn
from storage import people
from storage.enrolment import clubs
from storage.questions import Choice
from storage.staff import duties

NOT_WITH_ME = "not_with_me"  # handlers/wayhome/receipts.py

Each = Callable[[Act, Student, Turn], list[Outgoing]]


def for_each(act: Act, turn: Turn, each: Each) -> list[Outgoing]:
    """The act for each child it names; for an only child without a name; else asked."""
    children = act.students or (turn.speaker.children if len(turn.speaker.children) == 1 else ())
    own = [child for child in children if people.child_of(turn.speaker, child)]
    if not own:
        return ask_which_child(turn, act)
    return [note for child in own for note in each(act, child, turn)]


def arrive(act: Act, turn: Turn) -> list[Outgoing]:
    return for_each(act, turn, _arrive)


def whereabouts(act: Act, turn: Turn) -> list[Outgoing]:
    """Asked without a name it is answered for all of the speaker's children."""
    children = act.students or turn.speaker.children
    own = [child for child in children if people.child_of(turn.speaker, child)]
    return [where(turn, child) for child in own] or ask_which_child(turn, act)


def where(turn: Turn, child: Student) -> Outgoing:
    """Of a child that has left, the family can say at once that it is not with them: nobody's word is lost."""
    seat = seat_now(turn, child)
    place = day.place_of(turn, child.id, seat) if seat else Place()
    text = where_is(child, turn)
    if seat is None or place.gone is None or (place.receipt and place.receipt.kind is Move.DISPUTED):
        return turn.reply(text)
    label = wording.not_with_family(place.gone) + (child.name if len(turn.speaker.children) > 1 else "")
    args = {"student": child.id, "day": turn.today.isoformat(), "session": seat.care.value}
    return turn.reply(text + wording.if_not_with_you(label, place), [Choice(label, NOT_WITH_ME, args, style=3)])


def _arrive(_act: Act, child: Student, turn: Turn) -> list[Outgoing]:
    seat = seat_now(turn, child)
    place = day.place_of(turn, child.id, seat) if seat else Place()
    if place.gone is not None:
        return [where(turn, child)]
    holder = place.holder or (seat.teacher_id if seat and place.roll not in (Roll.LEAVE, Roll.MISSING) else None)
    key = f"arrive/{turn.inbox_id}/{child.id}"
    if holder is None:
        on_duty = leaders(turn, seat.care if seat else None)
        away = place.roll is Roll.LEAVE
        told = wording.arrived_for_leader(child, by=turn.caller, now=turn.now, on_leave=away)
        notes = turn.tell_all(on_duty, told, key, about="arrive", urgency=Urgency.URGENT)
        return [turn.reply(wording.nobody_holds(child, on_leave=away)), *notes]
    told = wording.arrived_for_teacher(child, by=turn.caller, now=turn.now)
    teacher = people.name_of(turn.session, holder) + "老师"
    notes = turn.tell_all([holder], told, key, about="arrive", urgency=Urgency.URGENT)
    return [turn.reply(wording.arrived(child, teacher)), *notes]


def where_is(child: Student, turn: Turn) -> str:
    """Only what the record proves. (promise 8)"""
    seat = seat_now(turn, child)
    if seat is None:
        return wording.no_care_today(child, turn.now, _booked(turn, child))
    place = day.place_of(turn, child.id, seat)
    holder = people.name_of(turn.session, place.holder) + "老师"
    teacher = people.name_of(turn.session, place.gone.actor if place.gone else None) + "老师"
    label = wording.seat(seat.group.name, turn.policy.label(seat.care))
    if place.club is not None and (club := clubs.by_ids(turn.session, [place.club]).get(place.club)):
        label = moving_words.at_club(turn.policy.label(seat.care), club.name)
    return wording.whereabouts(child, place, label, holder, teacher, now=turn.now)


def seat_now(turn: Turn, child: Student) -> Seat | None:
    """The child's place in the session that this moment is about; else the day's last one."""
    seats = day.seats(turn, child.id, turn.today)
    return next((seat for seat in seats if seat.care is turn.care), seats[-1] if seats else None)


def who_cares(turn: Turn, child: Student, *, today: bool) -> list[int]:
    """Whoever holds, is offered or expects the child today; for later days the class teacher."""
    head = people.class_teacher_of(turn.session, child.id)
    seat = seat_now(turn, child) if today else None
    place = day.place_of(turn, child.id, seat) if seat else Place()
    offered = place.offer.receiver if place.offer is not None else None
    return [p for p in (place.holder, offered, seat.teacher_id if seat else None, head if not today else None) if p]


def leaders(turn: Turn, care: CareSession | None) -> list[int]:
    """The duty leaders of the session, else all who lead the school."""
    on_duty = duties.leaders(turn.session, turn.school_id, turn.today, care)
    return on_duty or [s.id for s in people.staff(turn.session, turn.school_id, *people.LEADING)]


def _booked(turn: Turn, child: Student) -> list[str]:
    from_rows = {b.session for b in day.places_booked(turn, child.id)}
    return [plan.label for plan in turn.policy.sessions if plan.session in from_rows]
