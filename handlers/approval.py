"""Deciding on applications: by card, by name, several at once. (C21)"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from care.acts import Act
from care.messages import Outgoing
from care.people import Student
from care.wording import enrolment as wording
from handlers import binding
from handlers.enrolment import what_of
from handlers.turn import Turn
from storage import approvals, bookings, clubs, people, pickups, questions
from storage.approvals import Application, ApplicationState
from storage.questions import Choice


def approve(act: Act, turn: Turn) -> list[Outgoing]:
    return _each(act, turn, lambda application: _decide(turn, application, yes=True))


def reject(act: Act, turn: Turn) -> list[Outgoing]:
    return _each(act, turn, lambda application: _decide(turn, application, yes=False, reason=act.reason_text or ""))


def _each(act: Act, turn: Turn, decide: Callable[[Application], list[Outgoing]]) -> list[Outgoing]:
    """The applications that are meant: those of the pupils named, all, or the only one."""
    waiting = approvals.waiting_for(turn.session, turn.speaker.person_id)
    if not waiting:
        return [turn.reply(wording.nothing_waits())]
    wanted = {student.id for student in act.students or ()}
    meant = [a for a in waiting if act.all or a.student_id in wanted]
    if not meant and not wanted and len(waiting) == 1:
        meant = waiting
    if not meant:
        return [_which(turn, act, waiting)]
    return [note for application in meant for note in decide(application)]


def _which(turn: Turn, act: Act, waiting: Sequence[Application]) -> Outgoing:
    press = "approve" if act.intent.value == "approve" else "refuse"
    named = [(a, _child(turn, a)) for a in waiting[:5]]
    choices = [Choice(child.name, press, {"application": a.id}) for a, child in named]
    return turn.reply(wording.which_one([child.called for _, child in named]), choices, asks=True)


def press_approve(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    return _decide(turn, approvals.get(turn.session, args["application"]), yes=True)


def press_refuse(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[不同意] asks for a reason; with one it decides."""
    application = approvals.get(turn.session, args["application"])
    if "reason" in args:
        return _decide(turn, application, yes=False, reason=args["reason"])
    choices = [
        Choice(reason, "refuse", {"application": application.id, "reason": reason}) for reason in wording.REASONS
    ]
    return [turn.reply(wording.why_refused(_child(turn, application)), choices, asks=True)]


def _decide(turn: Turn, application: Application, *, yes: bool, reason: str = "") -> list[Outgoing]:
    """Once: decided, carried out, the family told, the card's other copies closed."""
    child, what = _child(turn, application), what_of(application, turn)
    state = ApplicationState.APPROVED if yes else ApplicationState.REFUSED
    me = turn.speaker.person_id
    if not approvals.decide(turn.session, application.id, state, by_id=me, reason=reason, now=turn.now):
        return [turn.reply(_already(turn, application.id, what))]
    label = "同意" if yes else "不同意"
    card = f"application/{application.id}"
    questions.close_card(turn.session, turn.school_id, card, label, by_id=me, now=turn.now)
    if yes:
        CARRY_OUT[application.kind](turn, application, child)
    by = f"{turn.speaker.name}老师"
    told = wording.approved(child, what, by, application.kind) if yes else wording.refused(child, what, by, reason)
    return [
        turn.reply(wording.decided(child, what, yes, reason)),
        *turn.tell_all([application.by_id], told, f"decided/{application.id}", about="application"),
    ]


def _already(turn: Turn, application_id: int, what: str) -> str:
    now_is = approvals.get(turn.session, application_id)
    who = people.name_of(turn.session, now_is.decider_id) + "老师"
    yes = now_is.state is ApplicationState.APPROVED
    if now_is.state is ApplicationState.TAKEN_BACK:
        return wording.taken_back_line(what)
    return wording.decided_line(what, yes, who, now_is.decided_at, now_is.reason)


def _book(turn: Turn, application: Application, child: Student) -> None:
    """A place in the group of the child's class for each session asked for."""
    for care in application.sessions:
        group = bookings.group_for(turn.session, turn.school_id, care, child.class_name)
        if group is not None:
            bookings.book(
                turn.session, turn.school_id, child.id, group.id, care, weekdays=application.weekdays,
                since=application.since or turn.today, now=turn.now, application_id=application.id,
            )  # fmt: skip
    if application.clubs:
        clubs.join(turn.session, turn.school_id, child.id, application.clubs, now=turn.now)


def _end(turn: Turn, application: Application, child: Student) -> None:
    """The last day is the one before; with weekdays given only those are given up."""
    last: date = (application.since or turn.today) - timedelta(days=1)
    for care in application.sessions:
        kept = _weekdays_kept(turn, child, application, care.value)
        bookings.end(turn.session, child.id, care, until=last)
        group = bookings.group_for(turn.session, turn.school_id, care, child.class_name)
        if kept and group is not None:
            bookings.book(
                turn.session, turn.school_id, child.id, group.id, care, weekdays=kept, since=last + timedelta(days=1),
                now=turn.now, application_id=application.id,
            )  # fmt: skip


def _weekdays_kept(turn: Turn, child: Student, application: Application, care: str) -> set[int]:
    if not application.weekdays:
        return set()
    places = bookings.of_student(turn.session, child.id)
    booked = {d for b in places if b.session.value == care and b.until is None for d in b.weekdays}
    return booked - set(application.weekdays)


def _permit(turn: Turn, application: Application, child: Student) -> None:
    number = f"{turn.today:%Y}-{application.id:04d}"
    pickups.add_permit(turn.session, turn.school_id, child.id, number=number, since=turn.today, until=None)


def _bind(turn: Turn, application: Application, child: Student) -> None:
    binding.tie(turn, child, application.by_id, json.loads(application.wish))


CARRY_OUT: dict[str, Callable[[Turn, Application, Student], None]] = {
    "enroll": _book,
    "withdraw": _end,
    "permit": _permit,
    "bind": _bind,
}


def _child(turn: Turn, application: Application) -> Student:
    id_ = application.student_id or 0
    return people.students(turn.session, [id_])[id_]
