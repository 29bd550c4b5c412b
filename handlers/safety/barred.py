"""The last door for guardians who may not collect a child: nothing that names it leaves to them. (promises 10, 11)

Beside `audience`, which leaves them out of what is about the child: lists, notices in somebody's own words, answers
to buttons of yesterday's cards. They are not told that anything is kept from them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from care.messages import Outgoing
from care.people import Person, Student
from care.rules.blocks import barring
from care.wording import blocks as wording
from handlers.desk import Desk
from storage import people
from storage.day import blocks

LIST = "publication/"
"""Of a list of many (公示) only the line is left out; anything else that names the child stays here as a whole."""


def withheld(desk: Desk, messages: Sequence[Outgoing]) -> list[Outgoing]:
    """The messages as they may leave: without the lines that name such a child, or not at all."""
    closed = _closed_to(desk, {message.to for message in messages})
    if not closed:
        return list(messages)
    kept = (_keep(message, closed.get(message.to, ())) for message in messages)
    return [message for message in kept if message is not None]


def without(desk: Desk, person: int, text: str) -> str:
    """A list as this person may read it."""
    return _lines(text, _closed_to(desk, {person}).get(person, ()))


def _keep(message: Outgoing, closed: Sequence[Student]) -> Outgoing | None:
    named = [child for child in closed if child.name in message.text or child.name in message.title]
    if not named:
        return message
    if message.reply_to is not None:  # Whoever asks gets an answer, the same as to any request about the child.
        return replace(message, text=wording.checking(named[0]), title="", buttons=(), card="")
    return replace(message, text=_lines(message.text, closed)) if message.key.startswith(LIST) else None


def _lines(text: str, closed: Sequence[Student]) -> str:
    kept = [line for line in text.split("\n") if not any(child.name in line for child in closed)]
    return "\n".join(kept)


def _closed_to(desk: Desk, persons: Collection[int]) -> Mapping[int, list[Student]]:
    """By person, the children whose data is closed to them. What colleagues read stays whole: they answer for them."""
    every = [one for one in blocks.of_school(desk.session, desk.school_id, desk.today) if one.holds_on(desk.today)]
    if not every:
        return {}
    children = people.students(desk.session, {one.student_id for one in every})
    found: dict[int, list[Student]] = {}
    for id_, child in children.items():
        own = [one for one in every if one.student_id == id_]
        for kin in people.guardians_of(desk.session, id_):
            if kin.person_id in persons and barring(own, Person(kin.name, kin.relation, kin.phone)):
                found.setdefault(kin.person_id, []).append(child)
    staff = people.working_here(desk.session, found)
    return {person: own for person, own in found.items() if person not in staff}
