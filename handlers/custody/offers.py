"""Open offers of a handover: their cards, and what changes on them while they wait (+1 −1). (promise 5; C43)"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from care.acts import CareSession
from care.messages import Outgoing, Urgency
from care.rules.custody import Move, Place, Places, offers_to
from care.rules.handover import dropped
from care.wording import handover as wording
from handlers.turn import Turn
from storage import people, questions
from storage.questions import Choice

ACCEPT, DECLINE, ADD = "accept_group", "decline_group", "add_to_offer"


def card_of(numbers: Iterable[int]) -> str:
    return f"handover/{min(numbers)}"


def card_choices(turn: Turn, care: CareSession, numbers: Sequence[int], count: int, giver: int) -> list[Choice]:
    about = args(turn, care, numbers, count, giver)
    return [
        Choice(wording.accept(count), ACCEPT, about, yes=True),
        Choice(wording.DIFFERS, DECLINE, about, no=True, style=3),
    ]


def args(
    turn: Turn, care: CareSession, numbers: Sequence[int], count: int, giver: int, receiver: int = 0
) -> dict[str, Any]:
    return {
        "session": care.value, "day": turn.today.isoformat(), "offers": list(numbers), "count": count, "giver": giver,
        "receiver": receiver,
    }  # fmt: skip


def named(turn: Turn, places: Places, about: dict[str, Any]) -> dict[int, list[int]]:
    """The card's offers, with the children that are still on them."""
    receiver = about["receiver"] or turn.me
    return {seq: ids for seq, ids in offers_to(places, receiver).items() if seq in about["offers"]}


def giver_of(places: Places, ids: Sequence[int]) -> int:
    return places[ids[0]].holder or 0


def move_of(place: Place, move: Move) -> Move:
    """An acceptance of children on their way to a club, or back, is that move. (C35)"""
    if move is not Move.ACCEPTED or "club" not in detail_of(place):
        return move
    return Move.MOVED if detail_of(place).get("way") == "out" else Move.MOVED_BACK


def detail_of(place: Place) -> Mapping[str, Any]:
    return place.offer.detail if place.offer is not None else {}


def close_cards(turn: Turn, numbers: Iterable[int], label: str) -> None:
    for seq in numbers:
        questions.close_card(turn.session, turn.school_id, f"handover/{seq}", label, by_id=turn.me, now=turn.now)


def follow(
    turn: Turn, care: CareSession, before: Places, after: Places, *, besides: int | None = None
) -> list[Outgoing]:
    """The list was frozen when it was shown: who is no longer on it is told as −1, with a card for those who are.

    `besides`: somebody who is told of it anyway.
    """
    return [
        note for seq, gone in dropped(before, after).items() for note in _less(turn, care, before, after, seq, gone)
        if note.to != besides
    ]  # fmt: skip


def came(turn: Turn, care: CareSession, before: Places, after: Places) -> list[Outgoing]:
    """Children that came into a giver's hands after the offer: +1 to both; the giver says whether they go along."""
    new = [id_ for id_, place in after.items() if place.holder and not before.get(id_, Place()).taken]
    notes: list[Outgoing] = []
    for giver in dict.fromkeys(after[id_].holder for id_ in new):
        own = [id_ for id_ in new if after[id_].holder == giver and after[id_].offer is None]
        receivers = {place.offer.receiver for place in after.values() if place.offer and place.holder == giver}
        if giver and own and len(receivers) == 1:
            notes += _more(turn, care, own, giver, next(iter(receivers)) or 0)
    return notes


def _less(
    turn: Turn, care: CareSession, before: Places, after: Places, seq: int, gone: Sequence[int]
) -> list[Outgoing]:
    first = before[gone[0]]
    giver, receiver = first.holder or 0, (first.offer.receiver if first.offer else None) or 0
    stay = [id_ for id_, place in after.items() if place.offer is not None and place.offer.seq == seq]
    names = people.students(turn.session, [*gone, *stay])
    left = [names[id_] for id_ in stay]
    close_cards(turn, [seq], wording.LIST_CHANGED)
    card = f"handover/{seq}/less/{'-'.join(map(str, gone))}"
    text = wording.less([names[id_] for id_ in gone], left, people.name_of(turn.session, giver))
    choices = card_choices(turn, care, [seq], len(left), giver) if left else []
    told = turn.tell_all([giver], text, card, about="handover", urgency=Urgency.URGENT)
    if giver == turn.me:
        told = [turn.reply(text)]
    if receiver == turn.me:
        return told
    return [
        *told,
        turn.tell(
            receiver, text + (wording.PLEASE_COUNT if left else ""), f"{card}/{receiver}", choices,
            title=wording.TITLE, about="handover", card=f"handover/{seq}", urgency=Urgency.URGENT,
        ),
    ]  # fmt: skip


def _more(turn: Turn, care: CareSession, own: Sequence[int], giver: int, receiver: int) -> list[Outgoing]:
    children = list(people.students(turn.session, own).values())
    name = people.name_of(turn.session, receiver)
    key = f"handover/more/{turn.inbox_id}/{'-'.join(map(str, own))}"
    add = Choice(wording.along(name), ADD, {"session": care.value, "students": list(own), "receiver": receiver})
    text = wording.more(children, people.name_of(turn.session, giver), name)
    to_giver = (
        turn.reply(text, [add], title=wording.TITLE)
        if giver == turn.me
        else turn.tell(giver, text, f"{key}/{giver}", [add], title=wording.TITLE, about="handover", asks=False)
    )
    return [to_giver, *turn.tell_all([receiver], text, key, about="handover", urgency=Urgency.URGENT)]
