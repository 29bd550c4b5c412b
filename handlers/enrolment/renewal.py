"""续报: at a term's end last term's places are proposed anew; nobody is enrolled who does not say so. (C30, L-01)"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from care.acts import CareSession
from care.messages import Outgoing
from care.people import Student
from care.reading.orders.commands import Said, read_day
from care.rules.enrolment.kinds import Kind
from care.rules.enrolment.wish import Wish
from care.wording import enrolment as wording
from care.wording import renewal as words
from handlers import audience
from handlers.enrolment import applying
from handlers.turn import Turn
from storage import people
from storage.enrolment import approvals, bookings
from storage.enrolment.bookings import Booking
from storage.questions import Choice

SEND, AGAIN, OTHER, NO = "send_renewal", "renew_as_before", "renew_otherwise", "renew_not"


def preview(said: Said, turn: Turn) -> list[Outgoing]:
    """续报 2026-09-01: how many families would be asked; nothing is sent or ended before the button."""
    if not turn.policy.enrolment.renewal_each_term:
        return [turn.reply(words.NOT_NEEDED)]
    since, rest = read_day(said.rest, turn.today)
    if rest or since <= turn.today:
        return [turn.reply(words.WHICH_DAY)]
    children = {b.student_id for b in _places(turn)}
    if not children:
        return [turn.reply(words.NOBODY)]
    choice = Choice(words.SEND, SEND, {"since": since.isoformat()})
    text = words.preview(len(children), since)
    return [turn.reply(text, [choice, Choice(words.NOT_NOW, "nothing", {}, style=2)], asks=True)]


def press_send(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """Places end with the term; each family gets its last one as a proposal."""
    since = date.fromisoformat(args["since"])
    own: dict[int, list[Booking]] = {}
    for booking in _places(turn):
        own.setdefault(booking.student_id, []).append(booking)
    children = people.students(turn.session, own)
    notes = []
    for id_, places in own.items():
        for care in {booking.session for booking in places}:
            bookings.end(turn.session, id_, care, until=since - timedelta(days=1))
        notes += _propose(turn, children[id_], places, since)
    kin = audience.guardians_of(turn, list(own))
    nobody = [children[id_] for id_ in own if not kin[id_]]
    return [turn.reply(words.sent(len(own) - len(nobody), since) + words.by_phone(nobody)), *notes]


def _propose(turn: Turn, child: Student, places: list[Booking], since: date) -> list[Outgoing]:
    kin = audience.guardians(turn, [child])[child.id]
    if not kin:
        return []
    asked = {approvals.get(turn.session, b.application_id).by_id for b in places if b.application_id}
    reader = next((one for one in kin if one in asked), kin[0])
    every = _as_one(places)
    args = {"student": child.id, "places": every, "since": since.isoformat()}
    choices = [
        Choice(words.AGAIN, AGAIN, args), Choice(words.OTHER, OTHER, args), Choice(words.NO, NO, args, style=2),
    ]  # fmt: skip
    what = "和".join(wording.place(_labels(turn, sessions), weekdays, None) for sessions, weekdays in every)
    key = f"renewal/{since.isoformat()}/{child.id}"
    return [turn.tell(reader, words.proposal(child, what, since), key, choices, title=words.TITLE, about="application")]


def _as_one(places: list[Booking]) -> list[tuple[list[str], list[int]]]:
    """Sessions with the same weekdays are one wish; others a wish of their own."""
    found: dict[tuple[int, ...], list[str]] = {}
    for booking in places:
        found.setdefault(booking.weekdays, []).append(booking.session.value)
    return [(list(dict.fromkeys(sessions)), list(weekdays)) for weekdays, sessions in found.items()]


def _labels(turn: Turn, sessions: list[str]) -> list[str]:
    return [turn.policy.label(CareSession(care)) for care in sessions]


def _places(turn: Turn) -> list[Booking]:
    return [
        booking for plan in turn.policy.sessions
        for booking in bookings.lasting(turn.session, turn.school_id, plan.session, since=turn.today)
        if booking.until is None
    ]  # fmt: skip


def press_again(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[按上学期报]: a wish like any other, with everything the plan asks. (L-01)"""
    child, since = _child(turn, args), date.fromisoformat(args["since"])
    if no := _too_late(turn, child, since):
        return [turn.reply(no)]
    return [
        note for sessions, weekdays in args["places"]
        for note in applying.go_on(turn, child, Wish(tuple(map(CareSession, sessions)), tuple(weekdays), since=since))
    ]  # fmt: skip


def press_otherwise(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[改一改]: asked step by step, session and weekdays as well. The proposal stands for the window."""
    child, since = _child(turn, args), date.fromisoformat(args["since"])
    if no := _too_late(turn, child, since):
        return [turn.reply(no)]
    return applying.go_on(turn, child, Wish(since=since, anew=True))


def _too_late(turn: Turn, child: Student, since: date) -> str:
    """Why the proposal cannot be answered any more; once the term has begun its window holds for everybody."""
    if _applied(turn, child, since):
        return words.already(child)
    return applying.window_shut(turn) if turn.today >= since else ""


def _applied(turn: Turn, child: Student, since: date) -> bool:
    """A wish for the new term is on its way, or has come to its end."""
    ahead = [b for b in bookings.of_student(turn.session, child.id) if b.since >= since]
    open_ = approvals.open_of_student(turn.session, child.id)
    return bool(ahead) or any(one.kind == Kind.ENROLL and one.since and one.since >= since for one in open_)


def press_not(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    return [turn.reply(words.not_renewed(_child(turn, args), date.fromisoformat(args["since"])))]


def _child(turn: Turn, args: dict[str, Any]) -> Student:
    return people.students(turn.session, [args["student"]])[args["student"]]
