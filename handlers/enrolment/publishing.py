"""公示: the list is previewed, published, objected to, answered; then its applications go on. (C25)"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from care.messages import Outgoing, Urgency
from care.people import Role, Student
from care.policy.enrolment import Hidden, Scope
from care.reading.orders.commands import Said
from care.rules.enrolment.course import Event, Stage
from care.rules.enrolment.public import Entry, ends, line, meant
from care.wording import publishing as words
from handlers.desk import Desk
from handlers.enrolment import actors, course
from handlers.enrolment.objecting import ABOUT, card
from handlers.enrolment.wishes import child_of
from handlers.safety import barred
from handlers.turn import Turn
from storage import people
from storage.day import matters
from storage.enrolment import approvals, publications
from storage.enrolment.approvals import Application
from storage.enrolment.publications import Publication
from storage.questions import Choice

PUBLISH = "publish_list"


def preview(_said: Said, turn: Turn) -> list[Outgoing]:
    """公示: what would be shown to whom until when; nothing is shown before the button."""
    waiting = waiting_for_list(turn)
    if not waiting:
        return [turn.reply(words.NOTHING)]
    rule = turn.policy.enrolment.publication
    text = words.preview(lines(turn, waiting), rule.scope, ends(turn.now, rule), Hidden.NAME in rule.hide)
    choice = Choice(words.PUBLISH, PUBLISH, {"applications": [one.id for one in waiting]})
    return [turn.reply(text, [choice, Choice(words.NOT_YET, "nothing", {}, style=2)], asks=True)]


def waiting_for_list(desk: Desk) -> list[Application]:
    """Applications that wait for the next list."""
    every = approvals.in_stages(desk.session, desk.school_id, [Stage.PUBLIC])
    return [one for one in every if one.course.until is None]


def lines(desk: Desk, applications: Sequence[Application]) -> list[str]:
    """The list's lines by class; nothing of a reason or a priority is ever in them."""
    entries = [
        Entry(child_of(desk, one), tuple(desk.policy.label(care) for care in one.sessions), one.clubs)
        for one in applications
    ]
    hide = desk.policy.enrolment.publication.hide
    return [line(entry, hide) for entry in sorted(entries, key=lambda entry: (entry.child.class_name, entry.child.id))]


def press_publish(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    meant_ = [one for one in waiting_for_list(turn) if one.id in args["applications"]]
    if not meant_:
        return [turn.reply(words.NOTHING)]
    rule = turn.policy.enrolment.publication
    last = ends(turn.now, rule)
    text = words.published(lines(turn, meant_), last)
    id_ = publications.add(
        turn.session, turn.school_id, rule.scope, text, by_id=turn.me, ends_at=last, now=turn.now
    )  # fmt: skip
    notes = []
    for one in meant_:
        approvals.change(turn.session, one.id, publication_id=id_)
        moved = course.move(turn, one, Event.PUBLISHED, by_id=turn.me)
        notes += moved.notes if isinstance(moved, course.Moved) else []
    told = {note.to for note in notes}
    readers = [one for one in _readers(turn, rule.scope, meant_) if one not in told]
    shown = [turn.tell(one, text, f"publication/{id_}/{one}", about=ABOUT, urgency=Urgency.BULK) for one in readers]
    return [turn.reply(words.done(len(meant_), last)), *notes, *shown]


def _readers(turn: Turn, scope: Scope, applications: Sequence[Application]) -> list[int]:
    """Guardians of the school, or of the classes on the list. (D-09)"""
    if scope is Scope.SCHOOL:
        return people.all_guardians(turn.session, turn.school_id)
    names = {child_of(turn, one).class_name for one in applications}
    ids = [one.id for one in people.classes(turn.session, turn.school_id) if one.name in names]
    kin = people.guardians_of_all(turn.session, people.students_of_classes(turn.session, ids))
    return list(dict.fromkeys(person for own in kin.values() for person in own))


# --- objections ---

_OBJECTION = re.compile(
    r"(?:我?对)?(?:公示|名单)?(?:的名单)?(?:提出|有)?(?:公示)?异议[:：,，\s]+(?P<text>.{4,500})", re.DOTALL
)
_LOOK = re.compile(r"(?:我想|我要)?看(?:一下)?公示(?:名单)?[。!]*|公示名单[。!]*")


def typed(turn: Turn) -> list[Outgoing] | None:
    """异议：…; 看公示. None: it is something else, or no list is published."""
    text = turn.text.strip()
    objection, look = _OBJECTION.fullmatch(text), _LOOK.fullmatch(unicodedata.normalize("NFKC", text))
    if turn.known.role is not Role.PARENT or not (objection or look):
        return None
    open_ = publications.open_ones(turn.session, turn.school_id)
    if not open_:
        return [turn.reply(words.NO_LIST)]
    if objection is None:
        return [turn.reply(barred.without(turn, turn.me, "\n\n".join(one.text for one in open_[:2])))]
    return _object(turn, open_[0], objection["text"].strip())


def _object(turn: Turn, publication: Publication, text: str) -> list[Outgoing]:
    """An objection is a matter with an owner and a day for the answer; what it names waits for that."""
    every = [approvals.get(turn.session, id_) for id_ in publications.applications_of(turn.session, publication.id)]
    children: tuple[Student, ...] = meant(text, [child_of(turn, one) for one in every])
    owner = next(iter(actors.office(turn)), None)
    id_ = matters.open_(
        turn.session, turn.school_id, f"objection/{publication.id}/{turn.inbox_id}", "objection", text, day=turn.today,
        now=turn.now, students=tuple(child.id for child in children), owner_id=owner, by_id=turn.me,
        inbox_id=turn.inbox_id,
    )  # fmt: skip
    if id_ is None or owner is None:
        return [turn.reply(words.NO_LIST)]
    name = people.name_of(turn.session, owner)
    return [turn.reply(words.heard(name, id_, _answer_day(turn))), card(turn, id_)]


def _answer_day(turn: Turn) -> str:
    return words.until(turn.now, turn.policy.enrolment.publication.answer_days, turn.calendar)
