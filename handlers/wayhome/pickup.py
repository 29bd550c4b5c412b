"""The way home, the family's side: plans, being at the gate, having the child, asking where it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from care.acts import About, Act, CareSession, Intent
from care.messages import Outgoing, Urgency
from care.people import Student
from care.rules.custody import Event, Move, Place, Roll
from care.wording import moving as moving_words
from care.wording import pickup as wording
from handlers import day
from handlers.asking import ask_back, ask_which_child
from handlers.day import Seat
from handlers.safety import muster
from handlers.turn import Turn
from storage import ledger, people
from storage.day import matters
from storage.enrolment import clubs
from storage.questions import Choice
from storage.staff import duties

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


def confirm(act: Act, turn: Turn) -> list[Outgoing]:
    return for_each(act, turn, lambda _act, child, turn: _confirm(child, turn))


def doubt(act: Act, turn: Turn) -> list[Outgoing]:
    """Asked back; but 接到了 of a family of several means those whose release waits for its word, if there are any."""
    if act.maybe is Intent.CONFIRM_PICKUP and act.about is About.STUDENT and (waiting := _waiting_for_word(turn)):
        return [note for child in waiting for note in _confirm(child, turn)]
    return ask_back(act, turn)


def _waiting_for_word(turn: Turn) -> tuple[Student, ...]:
    """Own children who were released in this session, and of whom nobody said yet that they have them."""
    found = []
    for child in turn.speaker.children:
        seat = seat_now(turn, child)
        place = day.place_of(turn, child.id, seat) if seat else Place()
        if place.gone is not None and place.receipt is None:
            found.append(child)
    return tuple(found)


def whereabouts(act: Act, turn: Turn) -> list[Outgoing]:
    """Asked without a name it is answered for all of the speaker's children."""
    children = act.students or turn.speaker.children
    own = [child for child in children if people.child_of(turn.speaker, child)]
    return [turn.reply(where_is(child, turn)) for child in own] or ask_which_child(turn, act)


def _arrive(_act: Act, child: Student, turn: Turn) -> list[Outgoing]:
    seat = seat_now(turn, child)
    place = day.place_of(turn, child.id, seat) if seat else Place()
    if place.gone is not None:
        return [turn.reply(where_is(child, turn))]
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


def _confirm(child: Student, turn: Turn) -> list[Outgoing]:
    """The collector's side of the handover; where the teacher's side is missing the teacher is asked. (promise 6)"""
    seat = seat_now(turn, child)
    if seat is None:
        return [turn.reply(wording.no_care_today(child, turn.now, _booked(turn, child)))]
    ledger.hold(turn.session, turn.school_id)  # A release of this moment is seen, or waits for this.
    place = day.place_of(turn, child.id, seat)
    if place.receipt is not None and place.receipt.kind is Move.COLLECTED:
        return [turn.reply(wording.confirmed_already(child))]
    event = Event(Move.COLLECTED, (child.id,), turn.now, actor=turn.speaker.person_id, group=seat.group.id)
    numbers = day.write(turn, seat.care, [event])
    answer = turn.reply(wording.confirmed(child, now=turn.now, released=place.gone is not None))
    if place.gone is not None:
        return [answer]
    holder = place.holder or seat.teacher_id
    return [answer, *_ask_teacher(turn, child, holder, numbers[0])]


def _ask_teacher(turn: Turn, child: Student, holder: int | None, number: int) -> list[Outgoing]:
    if holder is None:
        return []
    choices = _teachers_choices({"student": child.id, "person": turn.caller, "by": turn.speaker.person_id})
    told = wording.confirmed_for_teacher(child, by=turn.caller, now=turn.now)
    key = f"confirm/{number}/{holder}"
    return [turn.tell(holder, told, key, choices, title="请核对放行", about="pickup", urgency=Urgency.URGENT)]


def _teachers_choices(args: dict[str, Any]) -> list[Choice]:
    return [Choice("已交给家长", "release_confirmed", args), Choice("孩子还在我这", "still_here", args, style=3)]


def press_collected(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[已接到] under the notice of a release."""
    return _confirm(people.students(turn.session, [args["student"]])[args["student"]], turn)


def press_released(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[已交给家长]: the teacher's side, after the collector's."""
    ledger.hold(turn.session, turn.school_id)
    child = people.students(turn.session, [args["student"]])[args["student"]]
    seat = seat_now(turn, child)
    if seat is not None and (why := muster.frozen(turn, seat.care)):
        return [turn.reply(why, _teachers_choices(args), asks=True)]
    place = day.place_of(turn, child.id, seat) if seat else Place()
    if seat is None or place.gone is not None:
        return [turn.reply(where_is(child, turn))]
    me, group = turn.speaker.person_id, seat.group.id
    here = [] if place.taken else [Event(Move.PRESENT, (child.id,), turn.now, actor=me, group=group)]
    gone = Event(Move.RELEASED, (child.id,), turn.now, me, group=group, detail={"person": {"name": args["person"]}})
    receipt = Event(Move.COLLECTED, (child.id,), turn.now, actor=args["by"], group=group)
    day.write(turn, seat.care, [*here, gone, receipt])
    return [turn.reply(wording.released_after(child, args["person"], now=turn.now))]


def press_still_here(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[孩子还在我这]: the two sides differ; the parent and the duty leader hear it now."""
    child = people.students(turn.session, [args["student"]])[args["student"]]
    told = wording.still_here(child, turn.caller, now=turn.now)
    key = f"still-here/{turn.inbox_id}/{child.id}"
    matters.open_(
        turn.session, turn.school_id, key, "discrepancy", told, day=turn.today, now=turn.now, students=(child.id,),
        owner_id=turn.speaker.person_id, by_id=turn.speaker.person_id, inbox_id=turn.inbox_id,
    )  # fmt: skip
    audience = [args["by"], *leaders(turn, turn.care)]
    notes = turn.tell_all(audience, told, key, about="discrepancy", urgency=Urgency.URGENT)
    return [turn.reply(wording.still_here_noted(child)), *notes]


def press_not_with_me(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[没有接到]: the gravest answer there is. Everybody who could know is asked now. (promise 6)"""
    ledger.hold(turn.session, turn.school_id)
    child = people.students(turn.session, [args["student"]])[args["student"]]
    care, iso = CareSession(args["session"]), date.fromisoformat(args["day"])
    seat = next((s for s in day.seats(turn, child.id, iso) if s.care is care), None)
    place = day.place_of(turn, child.id, seat) if seat else None
    group = seat.group.id if seat else None
    event = Event(Move.DISPUTED, (child.id,), turn.now, actor=turn.speaker.person_id, group=group)
    numbers = day.write(turn, care, [event], day=iso)
    told = wording.disputed_for_staff(child, place, by=turn.caller, now=turn.now)
    releaser = place.gone.actor if place and place.gone else None
    audience = [releaser, *who_cares(turn, child, today=True), *leaders(turn, care)]
    matters.open_(
        turn.session, turn.school_id, f"disputed/{numbers[0]}", "discrepancy", told, day=turn.today, now=turn.now,
        students=(child.id,), owner_id=next(iter(leaders(turn, care)), releaser), by_id=turn.speaker.person_id,
        inbox_id=turn.inbox_id,
    )  # fmt: skip
    people_to_tell = [person for person in audience if person]
    return [
        turn.reply(wording.disputed(child)),
        *turn.tell_all(people_to_tell, told, f"disputed/{numbers[0]}", about="discrepancy", urgency=Urgency.URGENT),
    ]


def where_is(child: Student, turn: Turn) -> str:
    """Only what the record proves. (promise 8)"""
    seat = seat_now(turn, child)
    if seat is None:
        return wording.no_care_today(child, turn.now, _booked(turn, child))
    place = day.place_of(turn, child.id, seat)
    holder = people.name_of(turn.session, place.holder) + "老师"
    teacher = people.name_of(turn.session, place.gone.actor if place.gone else None) + "老师"
    label = f"{seat.group.name}（{turn.policy.label(seat.care)}）"
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
