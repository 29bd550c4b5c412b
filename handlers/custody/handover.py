"""Handover (交接): the giver offers names and a number, the receiver accepts that number (promise 5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from care.acts import Act, CareSession
from care.messages import Outgoing, Urgency
from care.people import Staff, Student
from care.rules.attendance import Sign
from care.rules.custody import Event, Move, Places
from care.rules.handover import Blocked, Offered, Why, decide_hand_over
from care.wording import handover as wording
from care.wording import staff as words
from handlers import audience, day, groups
from handlers.custody import attendance, offers
from handlers.turn import Turn
from storage import ledger, people
from storage.questions import Choice

DECLINE = offers.DECLINE


def hand_over(act: Act, turn: Turn) -> list[Outgoing]:
    if not groups.is_care_time(act, turn):
        return [turn.reply(wording.NO_CARE)]
    if act.receiver is None:
        return [turn.reply(wording.TO_WHOM)]
    care, me = groups.session_of(act, turn), turn.me
    listed = groups.opened(turn, care, groups.mine(turn, care, act.class_name), act.class_name)
    places = _in_reach(turn, care, act.class_name) | listed.places
    decision = decide_hand_over(
        act.count, places, giver=me, receiver=act.receiver.id, listed=listed.places,
        named=[child.id for child in act.students or ()],
    )  # fmt: skip
    match decision:
        case Blocked() as blocked:
            return _block(turn, care, blocked, people.students(turn.session, places), act.receiver)
        case Offered() as offered:
            return offer(turn, care, places, offered, act.receiver)


def press_decline(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[人数不符] by the receiver, or 撤销 by the giver: the giver still has them all."""
    care = CareSession(args["session"])
    ledger.hold(turn.session, turn.school_id)
    places = ledger.places(turn.session, turn.school_id, turn.today, care)
    withdrawn = turn.me == args["giver"]
    found = offers.named(turn, places, args)
    children = list(people.students(turn.session, [id_ for ids in found.values() for id_ in ids]).values())
    if not children:
        return [turn.reply(wording.over())]
    day.write(turn, care, answers(turn, places, found, Move.DECLINED))
    return _withdraw(turn, args, children) if withdrawn else _decline(turn, care, args, children)


def _in_reach(turn: Turn, care: CareSession, class_name: str | None) -> Places:
    """Children in my hands, of whatever group; of one class where that is named."""
    held = groups.held(turn, care, turn.me)
    if class_name is None:
        return held
    children = people.students(turn.session, held)
    in_class = {id_: held[id_] for id_, child in children.items() if child.class_name == class_name}
    return in_class or {id_: held[id_] for id_ in held if _in_group(turn, held, id_, class_name)}


def _in_group(turn: Turn, held: Places, id_: int, name: str) -> bool:
    group = held[id_].group
    return group is not None and groups.by_ids(turn, [group])[0].name == name


def offer(
    turn: Turn, care: CareSession, places: Places, offered: Offered, receiver: Staff, *,
    detail: Mapping[str, Any] | None = None, about: str = "",
) -> list[Outgoing]:  # fmt: skip
    """Names and number to the receiver; the giver holds them until they are accepted. (promise 5)

    `detail` goes into the ledger with the offer (to which club), `about` before the words.
    """
    me = turn.me
    call = groups.events(turn, places, Move.PRESENT, offered.call_first, receiver=me)
    made = groups.events(turn, places, Move.OFFERED, offered.children, receiver=receiver.id)
    numbers = day.write(turn, care, [*call, *(replace(event, detail=detail or {}) for event in made)])[len(call) :]
    if call:
        attendance.signed_in(turn, care, Sign.ROLL)
    after = ledger.places(turn.session, turn.school_id, turn.today, care)
    lost = offers.follow(turn, care, places, after, besides=receiver.id)
    children = list(people.students(turn.session, offered.children).values())
    choices = offers.card_choices(turn, care, numbers, len(children), me)
    undo = Choice(words.UNDO, DECLINE, offers.args(turn, care, numbers, len(children), me, receiver.id), style=2)
    card = offers.card_of(numbers)
    text = about + wording.offer_card(children, turn.speaker.name, turn.now)
    return [
        turn.reply(about + wording.offered(children, receiver.name), [undo]),
        turn.tell(
            receiver.id, text, f"{card}/{receiver.id}", choices, title=wording.TITLE, about="handover", card=card,
            urgency=Urgency.URGENT,
        ),
        *lost,
    ]  # fmt: skip


def _block(
    turn: Turn, care: CareSession, blocked: Blocked, children: Mapping[int, Student], receiver: Staff
) -> list[Outgoing]:
    """Counts that differ stop the handover, and the duty leader hears it (W-63)."""
    missing = [children[id_] for id_ in blocked.missing]
    among = [children[id_] for id_ in blocked.among if id_ in children]
    notes = [turn.reply(wording.blocked(blocked, among, missing))]
    if blocked.why in (Why.TOO_FEW, Why.TOO_MANY):
        text = wording.blocked_for_others(turn.caller, receiver.name, blocked, missing)
        notes += tell_blocked(turn, care, [], text)
    return notes


def tell_blocked(turn: Turn, care: CareSession, others: Sequence[int], text: str) -> list[Outgoing]:
    key = f"handover/blocked/{turn.inbox_id or turn.now.timestamp()}/{turn.said}"
    told = [*others, *audience.leaders(turn, care)]
    return turn.tell_all(told, text, key, about="handover", urgency=Urgency.URGENT)


def answers(turn: Turn, places: Places, found: Mapping[int, Sequence[int]], move: Move) -> list[Event]:
    """One event an offer. Children that go to a club, or back from it, are moved, not only accepted. (C35)"""
    receiver = turn.me if move is Move.ACCEPTED else None
    answered = [(seq, tuple(ids), places[ids[0]]) for seq, ids in found.items() if ids]
    return [
        Event(
            offers.move_of(first, move), ids, turn.now, turn.me, receiver, first.group, ref=seq,
            detail=offers.detail_of(first),
        )
        for seq, ids, first in answered
    ]  # fmt: skip


def _decline(turn: Turn, care: CareSession, args: dict[str, Any], children: Sequence[Student]) -> list[Outgoing]:
    giver = args["giver"]
    name, key = people.name_of(turn.session, giver), f"handover/declined/{min(args['offers'])}"
    to_giver = wording.declined_for_giver(turn.speaker.name, children)
    to_leader = wording.declined_for_leader(name, turn.speaker.name, children)
    leaders = [one for one in audience.leaders(turn, care) if one != giver]
    return [
        turn.reply(wording.declined(name, len(children))),
        *turn.tell_all([giver], to_giver, key, about="handover", urgency=Urgency.URGENT),
        *turn.tell_all(leaders, to_leader, key, about="handover", urgency=Urgency.URGENT),
    ]


def _withdraw(turn: Turn, args: dict[str, Any], children: Sequence[Student]) -> list[Outgoing]:
    receiver = args["receiver"]
    offers.close_cards(turn, args["offers"], wording.WITHDRAWN)
    text = wording.withdrawn_for_receiver(turn.speaker.name, len(children))
    key = f"handover/withdrawn/{min(args['offers'])}"
    return [
        turn.reply(wording.withdrawn(people.name_of(turn.session, receiver), len(children))),
        *turn.tell_all([receiver], text, key, about="handover", urgency=Urgency.URGENT),
    ]
