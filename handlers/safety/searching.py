"""A search for a child: the muster and the report belong together, and one child may leave meanwhile. (C58)"""

from __future__ import annotations

from typing import Any

from care.acts import Act, Intent
from care.messages import Outgoing, Urgency
from care.people import Student
from care.reading.orders.commands import Command, Said
from care.reading.orders.letting import read_exception
from care.rules.muster import Muster, without
from care.wording import commands as command_words
from care.wording import muster as wording
from handlers.custody import closing
from handlers.safety import incident, muster, sought
from handlers.turn import Turn
from handlers.wayhome import release
from storage import ledger, people
from storage.day import matters, musters, records

RECORD = "let_go"


def let_go(said: Said, turn: Turn) -> list[Outgoing]:
    """特批放行 李小明 妈妈 发烧送医: one child leaves while the others are counted; the reason is kept. (C58)"""
    wish = read_exception(said.rest)
    named = people.find_students(turn.session, turn.school_id, wish.child.name, wish.child.class_name) if wish else []
    if wish is None or len(named) != 1:
        return [turn.reply(command_words.torn(Command.LET_GO))]
    running = musters.running(turn.session, turn.school_id, turn.today, turn.care)
    if running is None:
        return [turn.reply(wording.NOT_RUNNING)]
    child = named[0]
    act = Act(Intent.RELEASE, students=(child,), person=wish.person, class_name=child.class_name)
    notes = closing.refusal(act, turn) or release.release(act, turn)
    place = ledger.places(turn.session, turn.school_id, turn.today, turn.care).get(child.id)
    if place is None or place.gone is None or place.gone.at != turn.now:
        return notes
    noted = turn.reply(wording.let_go_noted(child, wish.reason))
    return [*notes, noted, *_off_the_count(turn, running, child, wish.reason)]


def press_end(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[都找到了，结束清点] ends the report as well; [还没找到，继续查找] ends the counting only."""
    running = musters.get(turn.session, args["muster"])
    found = bool(args.get("found", True))
    told = muster.end(turn, running, found=found)
    missing = list(people.students(turn.session, running.missing).values())
    if running.ended or not missing:
        return told
    return [*told, *(_close_reports(turn, missing) if found else _report(turn, missing))]


def press_found(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[已找到] under the report: the muster for these children, and only for them, is over as well."""
    done = incident.press_close(args, turn)
    matter = matters.get(turn.session, args["matter"])
    running = musters.running(turn.session, turn.school_id, turn.today, turn.care)
    if matter.closed_at is None or running is None or not running.sought:
        return done
    if {*running.sought, *running.missing} <= set(matter.students):
        return [*done, *muster.end(turn, running)]
    return done


def _off_the_count(turn: Turn, running: Muster, child: Student, reason: str) -> list[Outgoing]:
    for count in running.counts:
        if child.id in count.held:
            musters.let_go(turn.session, running.id, without(count, child.id))
    text = wording.let_go(child, turn.caller, reason)
    records.add(
        turn.session, turn.school_id, RECORD, text, day=turn.today, by_id=turn.me, now=turn.now,
        inbox_id=turn.inbox_id, care=turn.care.value,
    )  # fmt: skip
    persons = [*muster.hearers(turn, running), *(count.person for count in running.counts if child.id in count.held)]
    key = f"muster/{running.id}/let-go/{child.id}"
    return turn.tell_all(persons, text, key, about=muster.ABOUT, urgency=Urgency.URGENT)


def _close_reports(turn: Turn, missing: list[Student]) -> list[Outgoing]:
    ids = {child.id for child in missing}
    return [
        note
        for one in sought.searches(turn)
        if set(one.students) <= ids
        for note in incident.press_close(sought.args_of(one, turn.care), turn)
    ]


def _report(turn: Turn, missing: list[Student]) -> list[Outgoing]:
    """Who is not found yet is a matter with an owner, and the families know. (promise 1)"""
    looked_for = {id_ for one in sought.searches(turn) for id_ in one.students}
    new = tuple(child for child in missing if child.id not in looked_for)
    return incident.report(Act(Intent.INCIDENT, students=new, kind="missing"), turn) if new else []
