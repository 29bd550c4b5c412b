"""Sending a notice on: shown first with its words and its readers, sent by a button. (C57; promise 2, 11)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from care.acts import Act
from care.messages import Outgoing, Urgency
from care.rules.quiet import is_quiet
from care.wording import broadcast as wording
from care.wording import guardrails as rail_words
from handlers import asking, audience, day
from handlers.school import rails
from handlers.turn import Turn
from storage import outbox, people
from storage.enrolment import bookings
from storage.questions import Choice

SEND, UNDO = "send_broadcast", "void_broadcast"


@dataclass(frozen=True)
class Audience:
    """Who would read it, and how they are called."""

    whom: str
    persons: tuple[int, ...] = ()
    allowed: bool = True
    grades: frozenset[int] = frozenset()  # of the children it is about; empty where it is the whole school


def preview(act: Act, turn: Turn) -> list[Outgoing]:
    """The very words, the readers and their number, with [发送][取消]."""
    if not act.body or not act.audience:
        return [turn.reply(wording.NO_AUDIENCE if act.body else wording.NO_BODY)]
    readers = _audience(turn, act.audience)
    if not readers.allowed:
        return [turn.reply(wording.only_leaders(readers.whom))]
    if not readers.persons:
        return [turn.reply(wording.NOBODY)]
    args = {"audience": act.audience, "body": act.body}
    return rails.hold_notice(turn, act.body, args, readers.grades) or _shown(turn, readers, args)


def over_rail(turn: Turn, reason: str, args: dict[str, Any]) -> list[Outgoing]:
    """A leader wrote why it goes out over a limit: shown anew, with the reason. (C13)"""
    readers = _audience(turn, args["audience"])
    noted = turn.reply(rail_words.overridden(reason, turn.caller))
    return [noted, *_shown(turn, readers, {**args, "reason": reason})]


def _shown(turn: Turn, readers: Audience, args: dict[str, Any]) -> list[Outgoing]:
    send = Choice(wording.SEND, SEND, args, yes=True)
    cancel = Choice(wording.CANCEL, asking.NOTHING, {}, no=True, style=2)
    text = wording.preview(args["body"], readers.whom, len(readers.persons), waits=_waits(turn))
    return [turn.reply(text, [send, cancel], title=wording.TITLE, asks=True)]


def press_send(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[发送]: the readers are found anew, each gets it once."""
    readers = _audience(turn, args["audience"])
    if not readers.allowed or not readers.persons:
        return [turn.reply(wording.only_leaders(readers.whom) if readers.persons else wording.NOBODY)]
    if args.get("reason"):
        rails.keep_override(turn, args)
    text = wording.to_read(turn.school_name, turn.caller, args["body"])
    key = f"broadcast/{turn.inbox_id or turn.now.timestamp()}"
    notes = turn.tell_all(readers.persons, text, key, about="broadcast", urgency=Urgency.BULK)
    undo = Choice(wording.UNDO, UNDO, {"key": key, "body": args["body"]}, style=3)
    return [turn.reply(wording.sent(readers.whom, len(notes), waits=_waits(turn)), [undo]), *notes]


def press_undo(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[撤回并更正]: nothing sent comes back; everybody who got it hears that it is void. (promise 7)"""
    told = outbox.addressees(turn.session, turn.school_id, f"{args['key']}/")
    text = wording.taken_back(turn.school_name, turn.caller, args["body"])
    notes = turn.tell_all(told, text, f"{args['key']}/void", about="broadcast", urgency=Urgency.DEFAULT)
    return [turn.reply(wording.undone(len(notes))), *notes]


def _waits(turn: Turn) -> bool:
    return is_quiet(turn.now, turn.policy)


def _audience(turn: Turn, audience: str) -> Audience:
    """All parents, all colleagues or both only for those who lead; a teacher reaches the parents of their own."""
    if audience == "parents" and not turn.speaker.leads:
        return _own_parents(turn)
    whom = wording.AUDIENCES.get(audience, audience)
    if not turn.speaker.leads:
        return Audience(whom, allowed=False)
    colleagues = [one.id for one in people.staff(turn.session, turn.school_id)] if audience != "parents" else []
    parents = people.all_guardians(turn.session, turn.school_id) if audience != "teachers" else []
    persons = tuple(person for person in dict.fromkeys([*parents, *colleagues]) if person != turn.me)
    return Audience(f"全校{whom}", persons)


def _own_parents(turn: Turn) -> Audience:
    """Parents of the class that the speaker heads, and of today's care groups."""
    classes = [one for one in people.classes(turn.session, turn.school_id) if one.teacher_id == turn.me]
    groups = day.my_groups(turn)
    children = people.students_of_classes(turn.session, [one.id for one in classes])
    for group in groups:
        children += bookings.expected(turn.session, group.id, turn.today)
    kin = audience.guardians_of(turn, sorted(set(children)))
    persons = dict.fromkeys(person for own in kin.values() for person in own if person != turn.me)
    names = dict.fromkeys([*(one.name for one in classes), *(group.name for group in groups)])
    grades = people.grades_of(turn.session, children)
    return Audience(wording.parents_of(_and(list(names))), tuple(persons), bool(names), grades)


def _and(names: Sequence[str]) -> str:
    return "、".join(names) or "全校"
