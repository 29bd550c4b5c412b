"""Guardians who must not see each other's data: entered by a leader, kept out of every message. (C10; promise 11)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from care.messages import Outgoing
from care.people import Person, Student
from care.reading.orders.blocking import read_child
from care.reading.orders.people_days import read_day
from care.reading.orders.people_orders import Said, names_in, split_evidence
from care.rules import who_sees
from care.rules.people.apart import veil
from care.rules.who_sees import Kind
from care.wording import apart as wording
from handlers.desk import Desk
from handlers.turn import Turn
from storage import apart, audit, people
from storage.people import Guardian

OPEN = frozenset({"broadcast"})
"""What is about nobody in particular: there 爸爸 is a word like any other."""


def enter(said: Said, turn: Turn) -> list[Outgoing]:
    """互不可见 三年级2班李小明 王丽 李强 依据：…"""
    written, evidence = split_evidence(said.rest)
    pair = _pair(turn, written)
    if isinstance(pair, str):
        return [turn.reply(pair)]
    if not evidence:
        return [turn.reply(wording.NO_EVIDENCE)]
    child, one, other = pair
    if _kept(turn, child, one, other) is not None:
        return [turn.reply(wording.KEPT_ALREADY)]
    until = _until(written, turn.today)
    apart.keep(
        turn.session, turn.school_id, child.id, one.person_id, other.person_id, evidence=evidence, until=until,
        by_id=turn.me, now=turn.now,
    )  # fmt: skip
    told = wording.told_leaders(child, one.name, other.name, turn.caller, lifted=False)
    return [turn.reply(wording.kept(child, one.name, other.name, until)), *_tell(turn, told)]


def lift(said: Said, turn: Turn) -> list[Outgoing]:
    pair = _pair(turn, said.rest)
    if isinstance(pair, str):
        return [turn.reply(wording.HOW_TO_LIFT)]
    child, one, other = pair
    kept = _kept(turn, child, one, other)
    if kept is None:
        return [turn.reply(wording.NOT_KEPT)]
    apart.lift(turn.session, turn.school_id, kept, by_id=turn.me, now=turn.now)
    told = wording.told_leaders(child, one.name, other.name, turn.caller, lifted=True)
    return [turn.reply(wording.lifted(child, one.name, other.name)), *_tell(turn, told)]


def show(_said: Said, turn: Turn) -> list[Outgoing]:
    """For those who lead; each look is logged."""
    every = apart.of_school(turn.session, turn.school_id, turn.today)
    children = people.students(turn.session, [one.student_id for one in every])
    names = people.names_of(turn.session, [id_ for one in every for id_ in (one.one_id, one.other_id)])
    for one in every:
        audit.append(turn.session, turn.school_id, audit.Entry("apart shown", f"apart/{one.id}", turn.now, turn.me))
    lines = [wording.line(children[one.student_id], names[one.one_id], names[one.other_id], one.until) for one in every]
    return [turn.reply(wording.listed(lines))]


def hidden_from(desk: Desk, persons: Sequence[int]) -> dict[int, list[Person]]:
    """Whom each of these must not be shown, with all that would show them."""
    pairs = apart.hidden_from(desk.session, persons, desk.today)
    if not pairs:
        return {}
    everybody = {id_ for others in pairs.values() for id_ in others}
    known = {id_: people.as_guardian(desk.session, id_) for id_ in everybody}
    return {id_: [person for other in sorted(others) for person in known[other]] for id_, others in pairs.items()}


def veiled(desk: Desk, messages: Sequence[Outgoing]) -> list[Outgoing]:
    """Every message as its reader may see it: the last door before the outbox, so that none goes round it."""
    hidden = hidden_from(desk, [message.to for message in messages])
    return [_veil(desk, message, hidden[message.to]) if message.to in hidden else message for message in messages]


def _veil(desk: Desk, message: Outgoing, hidden: Sequence[Person]) -> Outgoing:
    if message.about in OPEN:
        return message
    said = desk.text if isinstance(desk, Turn) and message.to == desk.me else ""
    return replace(
        message, text=veil(message.text, hidden, said=said), title=veil(message.title, hidden, said=said),
        grey=veil(message.grey, hidden, said=said),
        buttons=tuple(replace(one, label=veil(one.label, hidden, said=said)) for one in message.buttons),
    )  # fmt: skip


def _pair(turn: Turn, written: str) -> tuple[Student, Guardian, Guardian] | str:
    """The child and both guardians, or what is wrong."""
    named = read_child(written)
    found = people.find_students(turn.session, turn.school_id, named.name, named.class_name) if named else []
    if named is None or len(found) != 1:
        return wording.HOW
    kin = {one.name: one for one in people.guardians_of(turn.session, found[0].id)}
    both = [kin[name] for name in names_in(named.rest) if name in kin]
    if len(both) != 2:
        return wording.not_guardians(found[0], list(kin))
    return found[0], both[0], both[1]


def _kept(turn: Turn, child: Student, one: Guardian, other: Guardian) -> int | None:
    pair = {one.person_id, other.person_id}
    every = apart.of_school(turn.session, turn.school_id, turn.today)
    return next((row.id for row in every if row.student_id == child.id and {row.one_id, row.other_id} == pair), None)


def _until(written: str, today: date) -> date | None:
    _, _, after = written.rpartition("至")
    return read_day(after.strip().split(" ")[0], today) if "至" in written else None


def _tell(turn: Turn, text: str) -> list[Outgoing]:
    leaders = [one.id for one in people.staff(turn.session, turn.school_id, *who_sees.posts(Kind.APART))]
    return turn.tell_all(leaders, text, f"apart/{turn.inbox_id or turn.now.timestamp()}", about="apart")
