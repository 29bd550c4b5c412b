"""清点: a child is missing; every holder counts, and the missing are named once. (C58; issue 4.7)"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from care.acts import Act, CareSession, Intent
from care.calendar import clock
from care.messages import Outgoing, Urgency
from care.people import Student
from care.reading.orders.commands import Command, Said
from care.rules import muster as rules
from care.rules.muster import Agrees, Count, Muster, Short, TooMany
from care.wording import commands as command_words
from care.wording import muster as wording
from handlers import audience
from handlers.turn import Turn
from storage import ledger, people
from storage.day import musters
from storage.questions import Choice

AGREES, END, START = "muster_agrees", "muster_end", "start_muster"
ABOUT = "muster"
FROZEN = frozenset({Intent.RELEASE, Intent.HAND_OVER, Intent.TAKE_OVER})
"""What nobody does while everybody counts."""
_COUNT = re.compile(r"(?:点到|人数对)?\s*(\d{1,3})\s*[人个名]?")


def start(said: Said, turn: Turn) -> list[Outgoing]:
    """清点, or 清点 李小明: freezes who holds whom, and asks every holder for a count."""
    sought = [child for child in turn.known.roster if child.name == said.rest]
    if said.rest and len(sought) != 1:
        return [turn.reply(command_words.torn(Command.MUSTER))]
    return begin(turn, sought)


def begin(turn: Turn, sought: Sequence[Student]) -> list[Outgoing]:
    """Also what a report of a missing child does. One muster of a session at a time."""
    ledger.hold(turn.session, turn.school_id)
    held = rules.freeze(ledger.places(turn.session, turn.school_id, turn.today, turn.care))
    if musters.running(turn.session, turn.school_id, turn.today, turn.care) is not None:
        return [turn.reply(wording.RUNNING)]
    if not held:
        return [turn.reply(wording.NOBODY_HOLDS)]
    id_ = musters.start(
        turn.session, turn.school_id, turn.today, turn.care, held, sought=[c.id for c in sought], by_id=turn.me,
        now=turn.now,
    )  # fmt: skip
    muster = musters.get(turn.session, id_)
    asked = [_ask(turn, muster, count, sought) for count in muster.counts]
    holders = list(people.names_of(turn.session, held).values())
    end = Choice(wording.END, END, {"muster": id_}, style=2)
    return [turn.reply(wording.started(holders, sought), [end]), *asked]


def press_start(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[开始清点] under a family's report."""
    return begin(turn, list(people.students(turn.session, args["students"]).values()))


def refusal(act: Act, turn: Turn) -> list[Outgoing]:
    """Who holds whom is frozen until the muster is ended; only a leader lets one child go (特批放行). (C58)"""
    why = frozen(turn, act.sessions[0] if act.sessions else turn.care) if act.intent in FROZEN else ""
    return [turn.reply(why)] if why else []


def frozen(turn: Turn, care: CareSession) -> str:
    """Why nobody leaves or changes hands now; empty where no muster runs."""
    muster = musters.running(turn.session, turn.school_id, turn.today, care)
    if muster is None:
        return ""
    sought = list(people.students(turn.session, muster.sought).values())
    by = f"{people.name_of(turn.session, muster.by_id)}老师"
    return wording.frozen(by, muster.started_at, sought, leads=turn.speaker.leads)


def press_agrees(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[人数对23]."""
    return _counted(turn, musters.get(turn.session, args["muster"]), args["count"], [])


def end(turn: Turn, muster: Muster, *, found: bool = True) -> list[Outgoing]:
    """A person ends it, with an outcome, and whoever counted hears it."""
    missing = list(people.students(turn.session, muster.missing).values())
    outcome = wording.outcome(turn.caller, turn.now)
    if not found and missing:
        outcome = wording.still_sought(turn.caller, turn.now, missing)
    if not musters.end(turn.session, muster.id, outcome, by_id=turn.me, now=turn.now):
        return [turn.reply(wording.ENDED_ALREADY)]
    persons = [*hearers(turn, muster), *(count.person for count in muster.counts)]
    told = turn.tell_all(persons, outcome, f"muster/{muster.id}/end", about=ABOUT, urgency=Urgency.URGENT)
    return [turn.reply(outcome), *told]


def typed(turn: Turn) -> list[Outgoing]:
    """22, or 22 李小明不在, by somebody who was asked for a count and has not given it. Nothing else is a count."""
    if not turn.speaker.is_staff:
        return []
    muster = musters.running(turn.session, turn.school_id, turn.today, turn.care)
    count = muster.of(turn.me) if muster else None
    if muster is None or count is None or turn.me not in muster.waiting:
        return []
    children = people.students(turn.session, count.held)
    named = [child for child in children.values() if child.name in turn.text]
    number = _COUNT.fullmatch(wording.without_names(turn.text, [child.name for child in named]))
    if number is not None:
        return _counted(turn, muster, int(number[1]), named)
    only_names = named and not wording.without_names(turn.text, [child.name for child in named])
    return _counted(turn, muster, count.number, named) if only_names and count.number is not None else []


def _ask(turn: Turn, muster: Muster, count: Count, sought: Sequence[Student]) -> Outgoing:
    children = list(people.students(turn.session, count.held).values())
    choices = [agrees(muster, count)]
    text = wording.please_count(children, sought, turn.now)
    key = f"muster/{muster.id}/{count.person}"
    return turn.tell(count.person, text, key, choices, title=wording.TITLE, about=ABOUT, urgency=Urgency.URGENT)


def agrees(muster: Muster, count: Count) -> Choice:
    """[人数对23]."""
    args = {"muster": muster.id, "count": len(count.held)}
    return Choice(wording.agrees(len(count.held)), AGREES, args, yes=True)


def _counted(turn: Turn, muster: Muster, number: int, named: list[Student]) -> list[Outgoing]:
    count = muster.of(turn.me)
    if muster.ended or count is None:
        return [turn.reply(wording.ENDED_ALREADY)]
    result = rules.compare(count, number, [child.id for child in named], muster.sought)
    missing = result.missing if isinstance(result, Short) else ()
    musters.count(turn.session, muster.id, turn.me, number, missing, now=turn.now)
    match result:
        case Agrees():
            answer = turn.reply(wording.agreed(number))
        case TooMany(by):
            answer = turn.reply(wording.too_many(number, by))
        case Short(missing=gone, unnamed=0):
            answer = turn.reply(wording.short(list(people.students(turn.session, gone).values())))
        case Short(unnamed=unnamed):
            answer = turn.reply(wording.who_is_missing(unnamed))
    return [answer, *_result(turn, musters.get(turn.session, muster.id))]


def _result(turn: Turn, muster: Muster) -> list[Outgoing]:
    """Once everybody has counted: the missing in one message to leader, class teachers and the one who began."""
    if muster.waiting or muster.told:
        return []
    musters.mark_told(turn.session, muster.id, now=turn.now)
    missing = list(people.students(turn.session, muster.missing).values())
    extra = sum(max(0, -count.short) for count in muster.counts)
    text = wording.result(missing, len(muster.counts), extra, clock(turn.now))
    persons = [*hearers(turn, muster), *audience.class_teachers(turn, missing)]
    ways = [Choice(wording.FOUND if missing else wording.END, END, {"muster": muster.id}, yes=True)]
    if missing:
        ways.append(Choice(wording.NOT_FOUND, END, {"muster": muster.id, "found": False}, style=3))
    return [
        turn.tell(one, text, f"muster/{muster.id}/result/{one}", ways, title=wording.RESULT, about=ABOUT,
                  card=f"muster/{muster.id}/result", urgency=Urgency.URGENT)
        for one in dict.fromkeys(persons)
    ]  # fmt: skip


def hearers(turn: Turn, muster: Muster) -> list[int]:
    return list(dict.fromkeys([*audience.leaders(turn, muster.care), muster.by_id]))
