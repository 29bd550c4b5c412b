"""Early arrival: heads counted or names taken on the morning's round, kept as its patrol log, never charged. (C08)"""

from __future__ import annotations

from typing import Any

from care.acts import CareSession
from care.calendar import local
from care.messages import Outgoing, Urgency
from care.people import Role
from care.reading.orders.child_early import read_child_early
from care.reading.orders.early_arrivals import Early, named, read_early
from care.rules import early_arrivals as rules
from care.wording import early_arrivals as wording
from handlers import audience
from handlers.record import records
from handlers.turn import Turn
from storage import people
from storage.day import early_arrivals
from storage.day import records as stored
from storage.enrolment import bookings
from storage.questions import Choice

UNDO = "undo_early"


def told(turn: Turn) -> list[Outgoing] | None:
    """早到12人; a parent's 小明早到了. None where the words are something else."""
    if turn.known.role is Role.PARENT:
        return _from_parent(turn)
    said = read_early(turn.text)
    if said is None:
        return None
    if not turn.policy.service.early_care:
        return [turn.reply(wording.NONE)]
    return _show(turn) if said.asks else _keep(said, turn)


def _from_parent(turn: Turn) -> list[Outgoing] | None:
    """Whoever watches early comers hears it, or the parent hears what the school has; the way home stays. (C08)"""
    early = local(turn.now).time() < rules.LESSONS_HAVE_BEGUN and turn.calendar.is_school_day(turn.today)
    child = read_child_early(turn.text, turn.speaker.children) if early else None
    if child is None:
        return None
    listed, plan = child.id in _listed(turn), turn.policy.plan(CareSession.MORNING, turn.today)
    if not (turn.policy.service.early_care or listed):
        return [turn.reply(wording.not_booked(child, plan) if plan else wording.not_offered(child))]
    watching = [one for one in _watching(turn) if one != turn.me]
    text = wording.for_watcher(
        child, turn.caller, turn.now, turn.text.strip(), unlisted=not listed and not rules.is_open(turn.policy),
        counts=turn.policy.service.early_care,
    )  # fmt: skip
    names = people.names_of(turn.session, watching)
    notes = turn.tell_all(watching, text, f"early/{turn.inbox_id}/{child.id}", about="early", urgency=Urgency.URGENT)
    return [turn.reply(wording.parent_told(child, [names[one] for one in watching])), *notes]


def _watching(turn: Turn) -> list[int]:
    """Who is on the morning's roster; where nobody is, the groups' own teachers and whoever leads."""
    rostered = [duty.person_id for duty in turn.roster(turn.today, CareSession.MORNING) if duty.stands]
    return list(dict.fromkeys(rostered)) or audience.on_duty(turn, CareSession.MORNING)


def _keep(said: Early, turn: Turn) -> list[Outgoing]:
    children = named(said.names, people.pupils(turn.session, turn.school_id)) if said.names else ()
    if said.names and not children:
        return [turn.reply(wording.WHO)]
    ids = [child.id for child in children]
    found = rules.hold_against(ids, _listed(turn), turn.policy) if ids else rules.Arrivals(said.count or 0)
    record = records.put(turn, records.PATROL, turn.text.strip(), care=CareSession.MORNING.value)
    id_ = early_arrivals.add(
        turn.session, turn.school_id, turn.today, found.count, ids, record_id=record, by_id=turn.me, now=turn.now
    )
    text = wording.kept(
        turn.today, turn.now, found.count, [one.called for one in children], _called(turn, found.unlisted),
        _called(turn, found.awaited),
    )  # fmt: skip
    return [turn.reply(text, [Choice(wording.UNDO, UNDO, {"early": id_}, style=2)])]


def press_undo(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """撤销: the count and the patrol's line go together."""
    one = early_arrivals.get(turn.session, args["early"])
    if not early_arrivals.undo(turn.session, one.id, now=turn.now):
        return [turn.reply(wording.UNDONE_ALREADY)]
    stored.take_back(turn.session, one.record_id, now=turn.now)
    return [turn.reply(wording.undone(turn.today, one.count))]


def _show(turn: Turn) -> list[Outgoing]:
    every = early_arrivals.of_day(turn.session, turn.school_id, turn.today)
    if not every:
        return [turn.reply(wording.NOBODY_YET)]
    names = people.names_of(turn.session, [one.by_id for one in every])
    lines = [wording.line(one.at, one.count, _called(turn, one.students), names[one.by_id]) for one in every]
    return [turn.reply(wording.of_day(turn.today, lines))]


def _listed(turn: Turn) -> set[int]:
    """Pupils with a morning place today."""
    groups = bookings.groups(turn.session, turn.school_id, CareSession.MORNING)
    return {id_ for group in groups for id_ in bookings.expected(turn.session, group.id, turn.today)}


def _called(turn: Turn, ids: tuple[int, ...]) -> list[str]:
    found = people.students(turn.session, ids)
    return [found[one].called for one in ids if one in found]
