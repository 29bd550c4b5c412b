"""结束今天: the duty leader ends the session, with the figures shown; never while a child is here. (promise 1)"""

from __future__ import annotations

from typing import Any

from care.acts import Act, CareSession, Intent
from care.messages import Outgoing
from care.people import Student
from care.reading.orders.commands import Command, Said
from care.rules import closing as rules
from care.rules.closing import Closing, FormsMissing, MayClose, StillHere, TooEarly
from care.rules.custody import Places, balance
from care.rules.summary import leads_home
from care.wording import closing as wording
from care.wording import commands as command_words
from care.wording import late_form as form_words
from handlers import asking, groups
from handlers.desk import Desk
from handlers.turn import Turn
from handlers.wayhome import late_form
from storage import ledger, people
from storage.day import closings, matters
from storage.enrolment import bookings
from storage.questions import Choice

CONFIRM, START = "close_session", "ask_close"
MOVES = frozenset({Intent.ROLL_CALL, Intent.TAKE_OVER, Intent.HAND_OVER, Intent.RELEASE})
"""What moves children; after the end only corrections and late entries do."""


def close(said: Said, turn: Turn) -> list[Outgoing]:
    if said.rest and said.rest != turn.policy.label(turn.care):
        return [turn.reply(command_words.torn(Command.CLOSE))]
    return ask(turn, turn.care)


def press_start(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[结束今天] under the reminder."""
    return ask(turn, CareSession(args["session"]))


def press_confirm(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[确认结束]: looked at again, since a child may have come back meanwhile; what was not shown is not ended."""
    care = CareSession(args["session"])
    ledger.hold(turn.session, turn.school_id)
    decision = _decide(turn, care)
    if not isinstance(decision, MayClose) or _last_event(turn, care) != args["seq"]:
        return [turn.reply(wording.CHANGED), *ask(turn, care)]
    handed_on = _open_matters(turn)
    closing = Closing(args["seq"], turn.me, turn.now)
    closings.add(turn.session, turn.school_id, turn.today, care, closing, handed_on=handed_on)
    return [turn.reply(wording.closed(turn.policy.label(care), turn.caller, turn.now, len(handed_on)))]


def is_closed(desk: Desk, care: CareSession) -> bool:
    """Whether the session was ended and no child came back since."""
    last = closings.last(desk.session, desk.school_id, desk.today, care)
    if last is None:
        return False
    return rules.still_closed(last, ledger.events(desk.session, desk.school_id, desk.today, care, after=last.seq))


def refusal(act: Act, turn: Turn) -> list[Outgoing]:
    """Nobody is moved in a session that was ended; a slip is corrected, paper is entered late."""
    if act.intent not in MOVES:
        return []
    care = groups.session_of(act, turn)
    return [turn.reply(wording.is_over(turn.policy.label(care)))] if is_closed(turn, care) else []


def ask(turn: Turn, care: CareSession) -> list[Outgoing]:
    """What stands against the end, or the figures with the button that ends the session."""
    label = turn.policy.label(care)
    if is_closed(turn, care):
        return [turn.reply(wording.already(label))]
    places = _places(turn, care)
    children = people.students(turn.session, places)
    match _decide(turn, care):
        case StillHere(held):
            names = people.names_of(turn.session, (holder for holder, _ in held))
            lines = [wording.held(_named(children, own), names.get(holder, "")) for holder, own in held]
            return [turn.reply(wording.still_here(label, lines))]
        case TooEarly(ends):
            return [turn.reply(wording.too_early(label, ends))]
        case FormsMissing(students):
            fill = Choice(form_words.FILL, late_form.FILL, {"session": care.value}, yes=True)
            own = _named(people.students(turn.session, students), students)
            return [turn.reply(form_words.missing(label, own), [fill], asks=True)]
        case MayClose() as may:
            text = wording.summary(label, turn.today, balance(places), _open(turn, may, children))
            return [turn.reply(text, _choices(turn, care), title=wording.TITLE, asks=True)]


def _decide(turn: Turn, care: CareSession) -> MayClose | StillHere | TooEarly | FormsMissing:
    plan = turn.policy.plan(care, turn.today)
    ends = plan.ends(turn.today) if plan else turn.now
    unexplained = {s for matter in _of_today(turn) if matter.kind == "absence" for s in matter.students}
    return rules.decide_close(
        _places(turn, care), unexplained, now=turn.now, ends=ends, forms=late_form.lacking(turn, care)
    )


def _places(turn: Turn, care: CareSession) -> Places:
    """Where all children of the session stand; lists that nobody opened are read, not written."""
    every = bookings.groups(turn.session, turn.school_id, care)
    looked = groups.looked_at(turn, care, every, turn.today).places
    places = looked | ledger.places(turn.session, turn.school_id, turn.today, care)
    gone_on = _gone_on(turn, care)
    return {student: place for student, place in places.items() if student not in gone_on}


def _gone_on(turn: Turn, care: CareSession) -> set[int]:
    """Children whom a later session of the day has taken over: evening study after evening care. (C07)"""
    order = [plan.session for plan in turn.policy.sessions_on(turn.today)]
    later = order[order.index(care) + 1 :] if care in order and leads_home(care) else []
    every = (ledger.places(turn.session, turn.school_id, turn.today, one) for one in later)
    return {student for places in every for student, place in places.items() if place.taken}


def _open(turn: Turn, may: MayClose, children: dict[int, Student]) -> list[str]:
    """What the leader hands on knowingly, by name."""
    parts = (
        (wording.MISSING, may.missing),
        (wording.NOT_CALLED, may.not_called),
        (wording.UNSETTLED, may.unsettled),
    )
    named = [wording.open_line(label, _named(children, ids)) for label, ids in parts if ids]
    others = [matter.text for matter in _of_today(turn) if matter.kind != "absence"]
    return [*named, *map(wording.matter_line, others)]


def _choices(turn: Turn, care: CareSession) -> list[Choice]:
    args = {"session": care.value, "seq": _last_event(turn, care)}
    return [
        Choice(wording.CONFIRM, CONFIRM, args, yes=True),
        Choice(wording.NOT_YET, asking.NOTHING, {}, no=True, style=2),
    ]


def _last_event(turn: Turn, care: CareSession) -> int:
    events = ledger.events(turn.session, turn.school_id, turn.today, care)
    return events[-1].seq if events else 0


def _of_today(turn: Turn) -> list[matters.Matter]:
    return [one for one in matters.open_ones(turn.session, turn.school_id) if one.day == turn.today]


def _open_matters(turn: Turn) -> list[int]:
    return [matter.id for matter in _of_today(turn)]


def _named(children: dict[int, Student], ids: tuple[int, ...]) -> list[Student]:
    return [children[id_] for id_ in ids if id_ in children]
