"""还原: the moves of a stretch with the messages behind them. Each look at a message is kept. (issue 4.10)"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from care.acts import CareSession
from care.calendar import SHANGHAI
from care.messages import Kind, Outgoing
from care.people import Student
from care.reading.orders.commands import Command, Said, Stretch, read_stretch
from care.rules import replay as rules
from care.rules.custody import balance
from care.rules.replay import Scene
from care.wording import commands as command_words
from care.wording import replay as wording
from handlers import groups
from handlers.turn import Turn
from storage import audit, inbox, ledger, people

LOOK = "replay message"


def replay(said: Said, turn: Turn) -> list[Outgoing]:
    stretch = read_stretch(said.rest, turn.today)
    if stretch is None:
        return [turn.reply(command_words.torn(Command.REPLAY))]
    care = _session(turn, stretch)
    names, children = _whom(turn, stretch, care)
    if not children:
        return [turn.reply(wording.NOBODY)]
    since, until = _moment(stretch.day, stretch.since), _moment(stretch.day, stretch.until, last=True)
    events = ledger.events(turn.session, turn.school_id, stretch.day, care)
    found = rules.replay(events, children, since, until)
    lines = _lines(turn, found.scenes[: wording.MOST_LINES], children)
    left = len(found.scenes) - len(lines)
    head = wording.head(stretch.day, since, until, wording.whose(names, list(children.values())), len(found.scenes))
    tail = [wording.more(left)] if left else []
    return [turn.reply("\n".join([head, *lines, *tail, wording.stood(until, balance(found.after))]))]


def _whom(turn: Turn, stretch: Stretch, care: CareSession) -> tuple[list[str], dict[int, Student]]:
    """The groups or the class that were named, among those whose names the speaker may read. (promise 11)"""
    class_name = stretch.rest or None
    seen = groups.visible(turn, care, class_name)
    listed = groups.looked_at(turn, care, seen, stretch.day, class_name)
    return ([class_name] if class_name else [group.name for group in seen]), listed.children


def _session(turn: Turn, stretch: Stretch) -> CareSession:
    """The session that the stretch lies in."""
    plan = turn.policy.current(_moment(stretch.day, stretch.since))
    return plan.session if plan else turn.care


def _lines(turn: Turn, scenes: Sequence[Scene], children: dict[int, Student]) -> list[str]:
    names = _names(turn, scenes)
    said = _messages(turn, scenes)
    return [
        wording.line(scene, [children[id_] for id_ in scene.students], names, said.get(scene.event.inbox_id or 0))
        for scene in scenes
    ]


def _messages(turn: Turn, scenes: Sequence[Scene]) -> dict[int, str]:
    """The words behind the moves that the speaker may read; that they were read is written down."""
    heads = set(people.students_of_classes(turn.session, _headed(turn)))
    allowed = [s for s in scenes if rules.may_read(s, reader=turn.me, leads=turn.speaker.leads, heads=heads)]
    found: dict[int, str] = {}
    for inbox_id in rules.messages(allowed):
        kept = inbox.look_up(turn.session, inbox_id)
        if kept is None or kept.school_id != turn.school_id:
            continue
        found[inbox_id] = wording.PRESSED if kept.kind is Kind.PRESS else kept.text
        entry = audit.Entry(LOOK, f"inbox/{inbox_id}", turn.now, person_id=turn.me)
        audit.append(turn.session, turn.school_id, entry)
    return found


def _headed(turn: Turn) -> list[int]:
    """Classes whose class teacher the speaker is."""
    return [row.id for row in people.classes(turn.session, turn.school_id) if row.teacher_id == turn.me]


def _names(turn: Turn, scenes: Iterable[Scene]) -> dict[int, str]:
    """王老师 for colleagues, the name for families."""
    persons = {one for scene in scenes for one in (scene.event.actor, scene.event.receiver) if one}
    colleagues = {one.id: one.called for one in people.staff(turn.session, turn.school_id)}
    return {id_: colleagues.get(id_, name) for id_, name in people.names_of(turn.session, persons).items()}


def _moment(day: date, clock: time, *, last: bool = False) -> datetime:
    """`last`: the minute's end, so that 17:20 takes in what happened at 17:20."""
    at = datetime.combine(day, clock, SHANGHAI)
    return at.replace(second=59, microsecond=999_999) if last else at
