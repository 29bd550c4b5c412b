"""Patrol (巡查): what was found stays open until it is fixed, and counted heads are held against the ledger. (C51)"""

from __future__ import annotations

from typing import Any

from care.acts import Act, CareSession
from care.messages import Outgoing, Urgency
from care.people import Student
from care.reading.orders.logs import is_duty_log
from care.reading.orders.patrols import Finding, HeadCount, read_round
from care.rules import patrol as rules
from care.rules.custody import Places
from care.rules.patrol import Agrees, Differs, Unknown
from care.wording import patrol as wording
from care.wording import records as record_words
from care.wording import staff as words
from handlers import audience, day, groups
from handlers.desk import Desk
from handlers.record import records
from handlers.turn import Turn
from storage import people
from storage.day import matters
from storage.day import records as stored
from storage.day.matters import Matter
from storage.enrolment import bookings
from storage.questions import Choice

FINDING, DISCREPANCY = "finding", "discrepancy"
FIXED, UNDO = "finding_fixed", "undo_patrol"
MOST_BUTTONS = 4


def patrol(act: Act, turn: Turn) -> list[Outgoing]:
    """The text as it was written, its findings, and its counts; what calls itself a duty log is one. (C51, C52)"""
    text = records.text_of(act, turn)
    if not text or is_duty_log(text):
        return records.log(act, turn)
    care = groups.session_of(act, turn)
    record = records.put(turn, records.PATROL, text, care=care.value)
    said = read_round(text, turn.known)
    opened = [_open(turn, care, record, n, one) for n, one in enumerate(said.findings, 1)]
    compared = [_compare(turn, care, record, one) for one in said.counts]
    undo = {
        "record": record,
        "matters": [*(id_ for id_, _ in opened), *(id_ for _, id_, _ in compared if id_)],
    }  # fmt: skip
    lines = [
        wording.kept(words.slot(turn.today, care, turn.policy), text, said.findings),
        *(line for line, _, _ in compared),
    ]
    answer = turn.reply("\n".join(lines), [Choice(wording.UNDO, UNDO, undo, style=2)])
    return [answer, *(n for _, notes in opened for n in notes), *(n for _, _, notes in compared for n in notes)]


def press_fixed(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[已整改]: who found it and who had to see to it hear it."""
    matter = matters.get(turn.session, args["matter"])
    if not matters.close(turn.session, matter.id, by_id=turn.me, outcome="rectified", now=turn.now):
        return [turn.reply(wording.fixed_already())]
    text = wording.fixed(matter.text, turn.caller, turn.now)
    told = [one for one in (matter.by_id, matter.owner_id) if one]
    return [turn.reply(text), *turn.tell_all(told, text, f"finding/{matter.id}/fixed", about=FINDING)]


def open_findings(desk: Desk) -> tuple[str, list[Choice]]:
    """What nobody fixed yet, for the leader's handover notice, with a button each. (C51)"""
    found = matters.open_ones(desk.session, desk.school_id, kind=FINDING)
    if not found:
        return "", []
    choices = [
        Choice(wording.button(number), FIXED, {"matter": one.id}, style=2)
        for number, one in enumerate(found[:MOST_BUTTONS], 1)
    ]
    return wording.open_findings([one.text for one in found]), choices


def press_undo(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """撤销: findings and discrepancies of the patrol end with it; who was told hears it (promise 7)."""
    stored.take_back(turn.session, args["record"], now=turn.now)
    notes = [turn.reply(record_words.taken_back(record_words.PATROL))]
    for id_ in args["matters"]:
        if matters.close(turn.session, id_, by_id=turn.me, outcome="taken back", now=turn.now):
            matter = matters.get(turn.session, id_)
            notes += turn.tell_all(
                _told(turn, matter), wording.void(matter.text), f"patrol/back/{id_}", about=matter.kind
            )  # fmt: skip
    return notes


def _open(turn: Turn, care: CareSession, record: int, number: int, one: Finding) -> tuple[int, list[Outgoing]]:
    """One finding as a matter; one that was fixed on the spot is kept and ended."""
    leader = next(iter(audience.leaders(turn, care)), None)
    owner = one.responsible.id if one.responsible else leader
    id_ = matters.open_(
        turn.session, turn.school_id, f"finding/{record}/{number}", FINDING, wording.matter(one), day=turn.today,
        now=turn.now, owner_id=owner, by_id=turn.me, inbox_id=turn.inbox_id,
    )  # fmt: skip
    assert id_ is not None, "the record's number is new"
    if one.fixed:
        matters.close(turn.session, id_, by_id=turn.me, outcome="fixed on the spot", now=turn.now)
        return id_, []
    if one.responsible is None or one.responsible.id == turn.me:
        return id_, []
    done = [Choice(wording.FIXED, FIXED, {"matter": id_})]
    return id_, [
        turn.tell(one.responsible.id, wording.for_responsible(turn.caller, one.text), f"finding/{id_}", done,
                  title=wording.TITLE, about=FINDING)
    ]  # fmt: skip


def _compare(turn: Turn, care: CareSession, record: int, said: HeadCount) -> tuple[str, int | None, list[Outgoing]]:
    """What is answered to one count, the matter it opened, and whom it calls."""
    children, places = _class(turn, care, said.class_name)
    if not children:
        return wording.no_class(said.class_name), None, []
    match rules.compare(said.count, places):
        case Unknown():
            return wording.unknown(said.class_name), None, []
        case Agrees(count):
            return wording.agrees(said.class_name, count), None, []
        case Differs() as difference:
            among = [children[id_] for id_ in difference.among]
            text = wording.differs(said.class_name, difference, among, turn.now)
            return text, *_call(turn, care, f"patrol/{record}/{said.class_name}", text, difference)


def _class(turn: Turn, care: CareSession, name: str) -> tuple[dict[int, Student], Places]:
    """The session's children of this class, or of the group of this name, where they stand this minute."""
    every = bookings.groups(turn.session, turn.school_id, care)
    places = day.places_of_groups(turn, care, [group.id for group in groups.fitting(turn, every, name)])
    found = people.students(turn.session, places)
    own = {id_: child for id_, child in found.items() if child.class_name == name} or found
    return own, {id_: places[id_] for id_ in own}


def _call(
    turn: Turn, care: CareSession, key: str, text: str, difference: Differs
) -> tuple[int | None, list[Outgoing]]:  # fmt: skip
    """The leader and whoever holds the children are told which names to check; the matter stays open till then."""
    leaders = audience.leaders(turn, care)
    id_ = matters.open_(
        turn.session, turn.school_id, key, DISCREPANCY, text, day=turn.today, now=turn.now,
        students=difference.among, owner_id=next(iter(leaders), None), by_id=turn.me, inbox_id=turn.inbox_id,
    )  # fmt: skip
    done = [Choice(wording.CHECKED, "close_matter", {"matter": id_})]
    return id_, [
        turn.tell(leader, text, f"{key}/{leader}", done, title=wording.DIFFERS_TITLE, about=DISCREPANCY, card=key,
                  urgency=Urgency.URGENT)
        for leader in leaders
    ]  # fmt: skip


def _told(turn: Turn, matter: Matter) -> list[int]:
    if matter.kind == DISCREPANCY:
        return audience.leaders(turn, turn.care)
    return [matter.owner_id] if matter.owner_id else []
