"""Leave, and taking it back."""

from __future__ import annotations

from typing import Any

from care.acts import Act, CareSession
from care.messages import Outgoing, Urgency
from care.people import Student
from care.rules.custody import Event, Move, Place, Roll
from care.rules.leave import Recorded, Refused, Slot, decide_leave
from care.wording import leave as wording
from handlers import day
from handlers.asking import ask_which_child
from handlers.day import Seat
from handlers.turn import Turn
from handlers.wayhome import late
from storage import people
from storage.day import leaves
from storage.day.leaves import Leave


def ask_leave(act: Act, turn: Turn) -> list[Outgoing]:
    children = act.students or turn.speaker.children
    if not children:
        return ask_which_child(turn, act)
    return [note for child in children for note in _ask_leave(act, child, turn)]


def _ask_leave(act: Act, child: Student, turn: Turn) -> list[Outgoing]:
    days = act.dates or (turn.today,)
    booked = frozenset((d, seat.care) for d in days for seat in day.seats(turn, child.id, d))
    on_leave = frozenset((entry.day, entry.session) for entry in leaves.of_student(turn.session, child.id))
    decision = decide_leave(
        days, act.sessions or (), booked=booked, on_leave=on_leave, places=_places(turn, child), policy=turn.policy,
        now=turn.now,
    )  # fmt: skip
    match decision:
        case Refused(why, slots):
            return [turn.reply(wording.refused(child, why, slots, turn.policy))]
        case Recorded() as recorded:
            return _record(act, child, turn, recorded)


def _record(act: Act, child: Student, turn: Turn, recorded: Recorded) -> list[Outgoing]:
    """What comes in time is noted; a session of today that is past its cut-off waits for a yes. (promise 3; G02)

    Of a child that was called missing it is the answer that everybody waits for: noted at once. (C42)
    """
    places = _places(turn, child)
    missing = {care for care, place in places.items() if place.roll is Roll.MISSING}
    waiting = [
        seat for seat in _today(turn, child, recorded) if seat.care not in missing and late.comes_late(act, turn, seat)
    ]
    cares = {seat.care for seat in waiting}
    notes = [note for seat in waiting for note in _wait(act, child, turn, seat)]
    slots = tuple(slot for slot in recorded.slots if slot[0] != turn.today or slot[1] not in cares)
    here = tuple(care for care in recorded.tell_now if care not in cares)
    return [*notes, *(_note(act, child, turn, Recorded(slots, recorded.late and bool(here), here)) if slots else [])]


def _today(turn: Turn, child: Student, recorded: Recorded) -> list[Seat]:
    return [seat for seat in day.seats(turn, child.id, turn.today) if seat.care in recorded.tell_now]


def _wait(act: Act, child: Student, turn: Turn, seat: Seat) -> list[Outgoing]:
    return late.wait_for_yes(act.with_(sessions=(seat.care,)), child, turn, seat, None)


def _note(act: Act, child: Student, turn: Turn, recorded: Recorded) -> list[Outgoing]:
    slots, reason = recorded.slots, act.reason or ""
    ids = leaves.add(
        turn.session, turn.school_id, child.id, slots, reason=reason, by_id=turn.me, inbox_id=turn.inbox_id,
        now=turn.now,
    )  # fmt: skip
    _write_leave(turn, child, recorded.tell_now, Move.LEAVE)
    told = wording.for_teacher(child, slots, turn.policy, reason=reason, by=turn.caller)
    undo = turn.undo(child, "undo_leave", {"student": child.id, "leaves": ids}, "请假")
    return [
        turn.reply(wording.recorded(child, slots, turn.policy, reason=reason, late=recorded.late), [undo]),
        *_tell_teachers(turn, child, slots, told, f"leave/{ids[0]}", urgent=recorded.late),
    ]


def cancel_leave(act: Act, turn: Turn) -> list[Outgoing]:
    children = act.students or turn.speaker.children
    if not children:
        return ask_which_child(turn, act)
    return [note for child in children for note in _cancel_leave(act, child, turn)]


def _cancel_leave(act: Act, child: Student, turn: Turn) -> list[Outgoing]:
    ahead = [entry for entry in leaves.of_student(turn.session, child.id, since=turn.today) if not _over(turn, entry)]
    meant = [
        entry
        for entry in ahead
        if (not act.dates or entry.day in act.dates) and (not act.sessions or entry.session in act.sessions)
    ]
    if not meant:
        return [turn.reply(wording.none_to_cancel(child))]
    return _take_back(turn, child, [entry.id for entry in meant])


def _take_back(turn: Turn, child: Student, ids: list[int]) -> list[Outgoing]:
    back = leaves.cancel(turn.session, ids, now=turn.now)
    if not back:
        return [turn.reply(wording.none_to_cancel(child))]
    slots: list[Slot] = [(entry.day, entry.session) for entry in back]
    _write_leave(turn, child, tuple(care for d, care in slots if d == turn.today), Move.LEAVE_BACK)
    told = wording.cancelled_for_teacher(child, slots, turn.policy, by=turn.caller)
    return [
        turn.reply(wording.cancelled(child, slots, turn.policy)),
        *_tell_teachers(turn, child, slots, told, f"leave-back/{back[0].id}", urgent=True),
    ]


def press_undo(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """撤销 beside a leave just noted: the same as taking it back."""
    child = people.students(turn.session, [args["student"]])[args["student"]]
    return _take_back(turn, child, args["leaves"])


def _places(turn: Turn, child: Student) -> dict[CareSession, Place]:
    return {seat.care: day.place_of(turn, child.id, seat) for seat in day.seats(turn, child.id, turn.today)}


def _write_leave(turn: Turn, child: Student, sessions: tuple[CareSession, ...], move: Move) -> None:
    """Today's sessions whose lists are open hear of it as an event; the others find it when they open."""
    for seat in day.seats(turn, child.id, turn.today):
        if seat.care in sessions and day.is_open(turn, seat):
            event = Event(move, (child.id,), turn.now, actor=turn.speaker.person_id, group=seat.group.id)
            day.write(turn, seat.care, [event])


def _tell_teachers(
    turn: Turn, child: Student, slots: list[Slot] | tuple[Slot, ...], text: str, key: str, *, urgent: bool
) -> list[Outgoing]:
    """Who expects the child today hears at once, the class teacher as well; later days are in the day's list. (C40)"""
    today = [seat.teacher_id for seat in day.seats(turn, child.id, turn.today) if (turn.today, seat.care) in slots]
    head = people.class_teacher_of(turn.session, child.id)
    urgency = Urgency.URGENT if urgent else Urgency.DEFAULT
    return turn.tell_all([t for t in [*today, head] if t], text, key, about="leave", urgency=urgency)


def _over(turn: Turn, entry: Leave) -> bool:
    plan = turn.policy.plan(entry.session, entry.day)
    return entry.day < turn.today or (entry.day == turn.today and plan is not None and turn.now >= plan.ends(entry.day))
