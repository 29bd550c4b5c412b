"""续报: at a term's end last term's places are proposed anew; nobody is enrolled who does not say so. (C30, L-01)"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from care.acts import CareSession
from care.calendar import spoken
from care.messages import Outgoing
from care.people import Student
from care.reading.orders.commands import Said, read_day
from care.rules.enrolment.kinds import Kind
from care.rules.enrolment.wish import Wish
from care.wording import enrolment as wording
from care.wording import renewal as words
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
    return [turn.reply(words.sent(len(own), since)), *notes]


def _propose(turn: Turn, child: Student, places: list[Booking], since: date) -> list[Outgoing]:
    kin = people.guardians_of(turn.session, child.id)
    if not kin:
        return []
    sessions = [care.value for care in dict.fromkeys(b.session for b in places)]
    weekdays = sorted({day for b in places for day in b.weekdays})
    args = {"student": child.id, "sessions": sessions, "weekdays": weekdays, "since": since.isoformat()}
    choices = [
        Choice(words.AGAIN, AGAIN, args), Choice(words.OTHER, OTHER, args), Choice(words.NO, NO, args, style=2),
    ]  # fmt: skip
    labels = [turn.policy.label(CareSession(care)) for care in sessions]
    text = words.proposal(child, wording.place(labels, weekdays, None), since)
    key = f"renewal/{since.isoformat()}/{child.id}"
    return [turn.tell(kin[0].person_id, text, key, choices, title=words.TITLE, about="application")]


def _places(turn: Turn) -> list[Booking]:
    return [
        booking for plan in turn.policy.sessions
        for booking in bookings.lasting(turn.session, turn.school_id, plan.session, since=turn.today)
        if booking.until is None
    ]  # fmt: skip


def press_again(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[按上学期报]: a wish like any other, with everything the plan asks. (L-01)"""
    child = _child(turn, args)
    sessions = tuple(CareSession(care) for care in args["sessions"])
    if any(one.kind == Kind.ENROLL and one.sessions == sessions
           for one in approvals.open_of_student(turn.session, child.id)):  # fmt: skip
        return [turn.reply(words.already(child))]
    wish = Wish(sessions, tuple(args["weekdays"]), since=date.fromisoformat(args["since"]))
    return applying.go_on(turn, child, wish)


def press_otherwise(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    return [turn.reply(words.how_otherwise(_child(turn, args), spoken(date.fromisoformat(args["since"]))))]


def press_not(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    return [turn.reply(words.not_renewed(_child(turn, args), date.fromisoformat(args["since"])))]


def _child(turn: Turn, args: dict[str, Any]) -> Student:
    return people.students(turn.session, [args["student"]])[args["student"]]
