"""A person who may not collect: the asker hears no reason, nothing is done, the leader is called. (promise 10)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from care.acts import Act, Intent
from care.messages import Outgoing, Urgency
from care.people import Person, Role, Student
from care.rules.blocks import Block, barring
from care.wording import blocks as wording
from handlers import audience
from handlers.turn import Turn
from storage import people
from storage.day import blocks, matters

WATCHED: dict[Intent, str] = {
    Intent.DELEGATE_PICKUP: "要换人接",
    Intent.PICKUP_TIME: "说了几点来接",
    Intent.WALK_HOME: "要让孩子自己回家：",
    Intent.ARRIVE: "说到门口了，来接",
    Intent.CONFIRM_PICKUP: "说已接到",
    Intent.ASK_WHEREABOUTS: "在问孩子在哪：",
    Intent.LEAVE: "要给孩子请假：",
    Intent.CANCEL_LEAVE: "要取消请假：",
    Intent.WITHDRAW: "要退出托管：",
    Intent.ENROLL: "要报名托管：",
    Intent.CHOOSE_CLUB: "要报社团：",
    Intent.DROP_CLUB: "要退社团：",
    Intent.ASK_PROGRESS: "在问办理进度：",
}
"""What of a family's errands opens a way to the child; in the words of the leader's call."""
LETS_GO, AGREES = "要放行", "同意由人接走"


@dataclass(frozen=True)
class Screened:
    """The act for those children whom it may be done for, and what the others' case causes."""

    act: Act | None
    notes: tuple[Outgoing, ...] = ()


def screen(act: Act, turn: Turn) -> Screened:
    """Of a family's errand: sender and person named are looked for among those who may not collect."""
    if turn.known.role is not Role.PARENT or act.intent not in WATCHED:
        return Screened(act)
    children = act.students or turn.speaker.children
    met = {child: found for child in children if (found := _met(act, child, turn)) is not None}
    if not met:
        return Screened(act)
    free = tuple(child for child in children if child not in met)
    notes = tuple(note for child, (block, who) in met.items() for note in _turn_away(act, turn, child, block, who))
    return Screened(act.with_(students=free) if free else None, notes)


def barred(turn: Turn, child: Student, person: Person) -> Block | None:
    """Whether this person may not collect the child."""
    own = blocks.in_force(turn.session, [child.id], turn.today).get(child.id, [])
    family = [Person(g.name, g.relation) for g in people.guardians_of(turn.session, child.id)] if own else []
    return barring(own, person, family)


def call_leader(turn: Turn, child: Student, block: Block, met: Person, how: str) -> list[Outgoing]:
    """The silent call: to those who lead, at once, as a matter that somebody has to end; each look is logged."""
    care = turn.care
    leaders = [one for one in audience.leaders(turn, care) if one != turn.me]
    key = f"blocked/{turn.inbox_id or turn.now.timestamp()}/{child.id}"
    matters.open_(
        turn.session, turn.school_id, key, "blocked", wording.matter(child, block), day=turn.today, now=turn.now,
        students=(child.id,), owner_id=next(iter(leaders), None), by_id=turn.me, inbox_id=turn.inbox_id,
    )  # fmt: skip
    for leader in leaders:
        blocks.looked(turn.session, turn.school_id, block.id, "blocked person met", person_id=leader, now=turn.now)
    text = wording.for_leader(child, block, met, how, turn.caller, turn.now)
    return turn.tell_all(leaders, text, key, about="blocked", urgency=Urgency.URGENT)


def _met(act: Act, child: Student, turn: Turn) -> tuple[Block, Person] | None:
    for person in _persons(act, child, turn):
        if (block := barred(turn, child, person)) is not None:
            return block, person
    return None


def _persons(act: Act, child: Student, turn: Turn) -> Sequence[Person]:
    """Whoever is named, and whoever writes."""
    kin = people.guardians_of(turn.session, child.id)
    me = [Person(one.name, one.relation, one.phone) for one in kin if one.person_id == turn.me]
    return [*([act.person] if act.person else []), *(me or [Person(turn.speaker.name, turn.speaker.relation)])]


def _turn_away(act: Act, turn: Turn, child: Student, block: Block, met: Person) -> list[Outgoing]:
    return [turn.reply(wording.checking(child)), *call_leader(turn, child, block, met, WATCHED[act.intent])]
