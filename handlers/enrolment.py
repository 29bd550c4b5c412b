"""Places in care: asking for one, giving it up, signing, and how far things are. (C20, C21, C28; L-01)

A wish becomes an application; nothing is booked before the school has decided, and nothing without a wish.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from care.acts import Act, CareSession
from care.messages import Outgoing
from care.people import Student
from care.wording import enrolment as wording
from care.wording.leave import spoken_slots
from handlers import day
from handlers.asking import ask_options, ask_which_child
from handlers.turn import Turn
from storage import approvals, clubs, leaves, people, records
from storage.approvals import Application, ApplicationState
from storage.questions import Choice

ALL_WEEK = (1, 2, 3, 4, 5)


def enroll(act: Act, turn: Turn) -> list[Outgoing]:
    if act.students is None and len(turn.speaker.children) != 1:
        return ask_which_child(turn, act)
    return [note for child in act.students or turn.speaker.children for note in _enroll(act, child, turn)]


def _enroll(act: Act, child: Student, turn: Turn) -> list[Outgoing]:
    if not act.sessions and len(turn.policy.sessions) > 1:
        options = [act.with_(students=(child,), sessions=(plan.session,)) for plan in turn.policy.sessions]
        return [ask_options(turn, wording.which_session(child), options)]
    sessions = act.sessions or tuple(plan.session for plan in turn.policy.sessions)
    have = {booking.session for booking in day.places_booked(turn, child.id)}
    wanted = tuple(care for care in sessions if care not in have)
    if not wanted:
        return [turn.reply(wording.already_booked(child, "、".join(turn.policy.label(care) for care in sessions)))]
    return apply(
        turn, child, "enroll", sessions=wanted, weekdays=act.weekdays or ALL_WEEK,
        since=act.since or _next_care_day(turn), clubs=act.clubs or (),
    )  # fmt: skip


def withdraw(act: Act, turn: Turn) -> list[Outgoing]:
    if act.students is None and len(turn.speaker.children) != 1:
        return ask_which_child(turn, act)
    return [note for child in act.students or turn.speaker.children for note in _withdraw(act, child, turn)]


def _withdraw(act: Act, child: Student, turn: Turn) -> list[Outgoing]:
    """Leaving care is decided too; until then the place is kept. (C28)"""
    have = {booking.session for booking in day.places_booked(turn, child.id)}
    meant = tuple(care for care in act.sessions or tuple(have) if care in have)
    if not meant:
        return [turn.reply(wording.not_booked(child))]
    since = act.since or _next_care_day(turn)
    return apply(turn, child, "withdraw", sessions=meant, weekdays=act.weekdays or (), since=since)


def apply(
    turn: Turn,
    child: Student,
    kind: str,
    *,
    sessions: tuple[CareSession, ...] = (),
    weekdays: tuple[int, ...] = (),
    since: date | None = None,
    clubs: tuple[str, ...] = (),
) -> list[Outgoing]:
    """Keep the wish, tell the family whose turn it is, and hand the decider a card."""
    decider = people.class_teacher_of(turn.session, child.id) or _anybody_who_leads(turn)
    name = people.name_of(turn.session, decider) + "老师"
    for open_ in approvals.of_student(turn.session, child.id):
        if (open_.kind, open_.sessions, open_.state) == (kind, sessions, ApplicationState.WAITING):
            return [turn.reply(wording.already_waiting(child, what_of(open_, turn), name, open_.made_at))]
    id_ = approvals.add(
        turn.session, turn.school_id, kind, student_id=child.id, by_id=turn.speaker.person_id, decider_id=decider,
        now=turn.now, sessions=sessions, weekdays=weekdays, since=since, clubs=clubs, inbox_id=turn.inbox_id,
    )  # fmt: skip
    what = what_of(approvals.get(turn.session, id_), turn)
    answer = turn.reply(wording.asked(child, what, name), [turn.undo(child, "take_back", {"application": id_})])
    return [answer, *card_for(turn, id_, child, what, decider)]


def card_for(turn: Turn, application_id: int, child: Student, what: str, decider: int | None) -> list[Outgoing]:
    """The decider's card. (C21)"""
    if decider is None:
        return []
    choices = [
        Choice("同意", "approve", {"application": application_id}),
        Choice("不同意", "refuse", {"application": application_id}, style=3),
    ]
    key = f"application/{application_id}"
    text = wording.for_decider(child, what, turn.caller)
    return [turn.tell(decider, text, key, choices, title="待审核申请", about="application")]


def press_take_back(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    application = approvals.get(turn.session, args["application"])
    child = people.students(turn.session, [application.student_id or 0])[application.student_id or 0]
    if not approvals.decide(
        turn.session, application.id, ApplicationState.TAKEN_BACK, by_id=turn.speaker.person_id, now=turn.now
    ):
        return [turn.reply(wording.too_late_to_take_back(child))]
    text = wording.taken_back(child, what_of(application, turn))
    told = [application.decider_id] if application.decider_id else []
    return [turn.reply(text), *turn.tell_all(told, text, f"application-back/{application.id}", about="application")]


def press_apply_permit(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[申请办证]: a permit to go home alone, decided by the class teacher. (004-5.09)"""
    child = people.students(turn.session, [args["student"]])[args["student"]]
    return apply(turn, child, "permit", since=turn.today)


def what_of(application: Application, turn: Turn) -> str:
    """晚托（每周一、三、五，从3月5日（周四）起）."""
    labels = [turn.policy.label(care) for care in application.sessions]
    match application.kind:
        case "permit":
            return wording.permit_what()
        case "withdraw":
            return f"退出{'、'.join(labels)}"
        case "bind":
            return "绑定家长微信"
        case _:
            club = f"，社团：{'、'.join(application.clubs)}" if application.clubs else ""
            return wording.place(labels, application.weekdays or ALL_WEEK, application.since) + club


def sign(act: Act, turn: Turn) -> list[Outgoing]:
    """Consent as evidence: who, to what, when; the message itself is kept. (L-15, G20)"""
    if act.students is None and len(turn.speaker.children) != 1:
        return ask_which_child(turn, act)
    notes = []
    for child in act.students or turn.speaker.children:
        text = wording.signed(child, turn.now)
        records.add(
            turn.session, turn.school_id, "consent", text, day=turn.today, by_id=turn.speaker.person_id, now=turn.now,
            inbox_id=turn.inbox_id,
        )  # fmt: skip
        notes.append(turn.reply(text))
    return notes


def progress(act: Act, turn: Turn) -> list[Outgoing]:
    """到哪一步了: the step, whose turn, since when; leaves ahead as well."""
    return [turn.reply(_progress(child, turn)) for child in act.students or turn.speaker.children]


def _progress(child: Student, turn: Turn) -> str:
    lines = [_line(application, turn) for application in approvals.of_student(turn.session, child.id)[:5]]
    ahead = [(entry.day, entry.session) for entry in leaves.of_student(turn.session, child.id, since=turn.today)]
    if ahead:
        lines.append(wording.leave_line(spoken_slots(ahead, turn.policy)))
    joined = clubs.of_student(turn.session, child.id)
    if joined:
        lines.append(f"社团：{'、'.join(joined)}")
    return wording.progress(child, lines)


def _line(application: Application, turn: Turn) -> str:
    what = what_of(application, turn)
    who = people.name_of(turn.session, application.decider_id) + "老师"
    match application.state:
        case ApplicationState.WAITING:
            return wording.waiting_line(what, who, application.made_at)
        case ApplicationState.TAKEN_BACK:
            return wording.taken_back_line(what)
        case state:
            yes = state is ApplicationState.APPROVED
            return wording.decided_line(what, yes, who, application.decided_at, application.reason)


def _next_care_day(turn: Turn) -> date:
    """The next day with care after today: a place never begins in the middle of a day."""
    return next(
        (d for n in range(1, 60) if turn.calendar.is_school_day(d := turn.today + timedelta(days=n))),
        turn.today + timedelta(days=1),
    )


def _anybody_who_leads(turn: Turn) -> int | None:
    leading = people.staff(turn.session, turn.school_id, *people.LEADING)
    return leading[0].id if leading else None
