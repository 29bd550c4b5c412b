"""Objections to a published list: whose they are, and their answer. (C25)"""

from __future__ import annotations

import re
from typing import Any

from care.messages import Outgoing, Urgency
from care.reading.orders.commands import Said
from care.rules.enrolment.course import Event, No, Stage
from care.rules.enrolment.public import is_blocked
from care.wording import publishing as words
from handlers.desk import Desk
from handlers.enrolment import course
from handlers.turn import Turn
from storage import people
from storage.day import matters
from storage.day.matters import Matter
from storage.enrolment import approvals, publications
from storage.enrolment.approvals import Application
from storage.questions import Choice

ANSWER, ABOUT, KIND = "answer_objection", "publication", "objection"
_SAID = re.compile(r"(?P<number>\d+)\s*(?P<what>维持|不成立|成立|重审|重新审核)[\s:：,，]*(?P<why>.*)", re.DOTALL)
UPHELD = ("成立", "重审", "重新审核")


def card(desk: Desk, matter_id: int) -> Outgoing:
    """The owner's card."""
    matter = matters.get(desk.session, matter_id)
    owner = matter.owner_id or 0
    names = [child.called for child in people.students(desk.session, matter.students).values()]
    choices = [
        Choice(words.KEEP, ANSWER, {"matter": matter_id, "upheld": False}),
        Choice(words.AGAIN, ANSWER, {"matter": matter_id, "upheld": True}, style=3),
    ]
    text = words.for_owner(matter_id, matter.text, names)
    return desk.tell(
        owner, text, f"{KIND}/{matter_id}", choices, title=words.TITLE, about=ABOUT, urgency=Urgency.DEFAULT
    )


def press_answer(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    why = words.UPHELD if args["upheld"] else words.KEPT
    return _answer(turn, matters.get(turn.session, args["matter"]), upheld=args["upheld"], why=why)


def answer(said: Said, turn: Turn) -> list[Outgoing]:
    """答复异议 12 维持 已核实家里没人接."""
    found = _SAID.fullmatch(said.rest)
    mine = {one.id: one for one in matters.open_ones(turn.session, turn.school_id, kind=KIND)}
    if found is None or int(found["number"]) not in mine:
        return [turn.reply(words.how_to_answer([(one.id, one.text) for one in mine.values()]))]
    upheld = found["what"] in UPHELD
    why = found["why"].strip() or (words.UPHELD if upheld else words.KEPT)
    return _answer(turn, mine[int(found["number"])], upheld=upheld, why=why)


def _answer(turn: Turn, matter: Matter, *, upheld: bool, why: str) -> list[Outgoing]:
    """Closed with its answer; found right, what it names goes back to the last step; else it goes on when due."""
    if not matters.close(turn.session, matter.id, by_id=turn.me, outcome=why, now=turn.now):
        return [turn.reply(words.ANSWERED)]
    told = words.answer(upheld, why, f"{turn.speaker.name}老师")
    notes = turn.tell_all([matter.by_id] if matter.by_id else [], told, f"{KIND}/{matter.id}/answer", about=ABOUT)
    for application in _concerned(turn, matter):
        if upheld:
            moved = course.move(turn, application, Event.REOPENED, by_id=turn.me, comment=why)
            notes += [] if isinstance(moved, No) else moved.notes
        elif application.course.until and application.course.until <= turn.now:
            notes += clear(turn, application)
    return [turn.reply(words.answered(upheld)), *notes]


def _concerned(desk: Desk, matter: Matter) -> list[Application]:
    publication = int(matter.key.split("/")[1])
    every = [approvals.get(desk.session, id_) for id_ in publications.applications_of(desk.session, publication)]
    open_ = [one for one in every if one.course.stage is Stage.PUBLIC]
    return [one for one in open_ if not matter.students or one.student_id in matter.students]


def clear(desk: Desk, application: Application) -> list[Outgoing]:
    """The days are over: without an open objection it goes on, else it is looked at again by the answer."""
    open_ = [
        one.students for one in matters.open_ones(desk.session, desk.school_id, kind=KIND)
        if int(one.key.split("/")[1]) == application.publication_id
    ]  # fmt: skip
    if is_blocked(application.student_id or 0, open_):
        return []
    moved = course.move(desk, application, Event.CLEARED)
    return [] if isinstance(moved, No) else moved.notes


def is_held(desk: Desk, publication_id: int) -> bool:
    """Whether an objection to this list is open."""
    every = matters.open_ones(desk.session, desk.school_id, kind=KIND)
    return any(int(one.key.split("/")[1]) == publication_id for one in every)
