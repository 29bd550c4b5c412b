"""Entering, confirming, listing and lifting of who may not collect a child: always two who lead. (promise 10)"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from care.calendar import today
from care.messages import Outgoing
from care.people import Student
from care.reading.orders.blocking import Named, read_child, read_person, read_restriction
from care.reading.orders.commands import Said
from care.rules import who_sees
from care.rules.blocks import Block, State, Why, barring, decide_entry, decide_second, needs_reminder
from care.rules.who_sees import Kind
from care.wording import blocks as wording
from handlers.desk import Desk
from handlers.turn import Turn
from storage import people
from storage.day import blocks
from storage.questions import Choice

CONFIRM, DECLINE = "confirm_block", "decline_block"


def enter(said: Said, turn: Turn) -> list[Outgoing]:
    """限制接送 三年级2班李小明 张三 舅舅 至2026-06-30 依据…: noted, and put before a second one who leads."""
    written = read_restriction(said.rest)
    child = _child(turn, written.child) if written else None
    if written is None or child is None:
        return [turn.reply(wording.refused(Why.NO_CHILD))]
    why = decide_entry(written.person, written.evidence, written.until, today=turn.today)
    if why is not None or written.until is None:
        return [turn.reply(wording.refused(why or Why.NO_EXPIRY))]
    if not _others(turn):
        return [turn.reply(wording.NO_SECOND)]
    id_ = blocks.propose(
        turn.session, turn.school_id, child.id, written.person, evidence=written.evidence, until=written.until,
        by_id=turn.me, now=turn.now,
    )  # fmt: skip
    _log(turn, id_, "block entered")
    return [turn.reply(wording.proposed(child, written.person, written.until)), *_ask_second(turn, child, id_)]


def lift(said: Said, turn: Turn) -> list[Outgoing]:
    """解除限制 三年级2班李小明 张三: stays in force until a second one agrees."""
    named = read_child(said.rest)
    child = _child(turn, named) if named else None
    if named is None or child is None:
        return [turn.reply(wording.HOW_TO_LIFT)]
    own = blocks.in_force(turn.session, [child.id], turn.today).get(child.id, [])
    block = barring(own, read_person(named.rest))
    if block is None:
        return [turn.reply(wording.nothing_to_lift(child))]
    blocks.ask_to_lift(turn.session, block.id, by_id=turn.me, now=turn.now)
    _log(turn, block.id, "block to be lifted")
    return [turn.reply(wording.lifting(child, block.person)), *_ask_second(turn, child, block.id)]


def show(_said: Said, turn: Turn) -> list[Outgoing]:
    """限制接送名单: for those who lead, and each look is logged. (promise 11)"""
    every = blocks.of_school(turn.session, turn.school_id, turn.today)
    children = people.students(turn.session, [block.student_id for block in every])
    for block in every:
        _log(turn, block.id, "block shown")
    lines = [wording.line(children[block.student_id], block) for block in every]
    return [turn.reply(wording.listed(lines))]


def press_confirm(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    return _settle(args, turn, yes=True)


def press_decline(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    return _settle(args, turn, yes=False)


def remind(desk: Desk) -> list[Outgoing]:
    """What ends soon is told once to all who lead; nobody is let through by a date that was forgotten."""
    days = desk.policy.block_remind_days
    every = blocks.not_reminded(desk.session, desk.school_id, today(desk.now))
    ending = [block for block in every if needs_reminder(block, today=today(desk.now), days=days)]
    children = people.students(desk.session, [block.student_id for block in ending])
    leaders = [one.id for one in people.staff(desk.session, desk.school_id, *who_sees.posts(Kind.BLOCKED))]
    notes: list[Outgoing] = []
    for block in ending:
        blocks.mark_reminded(desk.session, block.id, now=desk.now)
        for leader in leaders:
            blocks.looked(desk.session, desk.school_id, block.id, "block shown", person_id=leader, now=desk.now)
        text = wording.ends_soon(children[block.student_id], block)
        notes += desk.tell_all(leaders, text, f"block/ends/{block.id}", about="blocked")
    return notes


def _settle(args: dict[str, Any], turn: Turn, *, yes: bool) -> list[Outgoing]:
    block = blocks.get(turn.session, args["block"])
    if (why := decide_second(block, second=turn.me, leads=turn.speaker.leads)) is not None:
        return [turn.reply(wording.refused(why))]
    was_lifting = block.state is State.LIFTING
    state = (State.LIFTED if was_lifting else State.IN_FORCE) if yes else _kept(block)
    blocks.settle(turn.session, block.id, state, by_id=turn.me, now=turn.now)
    _log(turn, block.id, f"block {state.value}")
    child = people.students(turn.session, [block.student_id])[block.student_id]
    text = wording.settled(child, block, state, turn.caller)
    return [
        turn.reply(text),
        *turn.tell_all([block.asked_by], text, f"block/{block.id}/{state.value}", about="blocked"),
    ]


def _kept(block: Block) -> State:
    """What a no leaves: a wish to lift falls, and the block stays; a new one never was in force."""
    return State.IN_FORCE if block.state is State.LIFTING else State.DECLINED


def _ask_second(turn: Turn, child: Student, block_id: int) -> list[Outgoing]:
    """The card goes to everybody else who leads; one of them answers."""
    block, evidence = blocks.get(turn.session, block_id), blocks.evidence_of(turn.session, block_id)
    args = {"block": block_id}
    choices = [
        Choice(wording.CONFIRM, CONFIRM, args, yes=True),
        Choice(wording.DECLINE, DECLINE, args, no=True, style=3),
    ]
    card = f"block/{block_id}/{block.state.value}/{turn.inbox_id or turn.now.timestamp()}"
    text = wording.card(child, block, evidence, turn.caller)
    notes = []
    for person in _others(turn):
        blocks.looked(turn.session, turn.school_id, block_id, "block shown", person_id=person, now=turn.now)
        notes.append(
            turn.tell(person, text, f"{card}/{person}", choices, title=wording.TITLE, about="blocked", card=card)
        )
    return notes


def _others(turn: Turn) -> Sequence[int]:
    return [
        one.id for one in people.staff(turn.session, turn.school_id, *who_sees.posts(Kind.BLOCKED)) if one.id != turn.me
    ]


def _child(turn: Turn, named: Named) -> Student | None:
    found = people.find_students(turn.session, turn.school_id, named.name, named.class_name)
    return found[0] if len(found) == 1 else None


def _log(turn: Turn, block_id: int, what: str) -> None:
    blocks.looked(turn.session, turn.school_id, block_id, what, person_id=turn.me, now=turn.now)
