"""Handover (交接): the giver offers names and a number, the receiver accepts that number (promise 5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from care.acts import Act, CareSession, Intent, keep
from care.messages import Outgoing, Urgency
from care.people import Staff, Student
from care.rules.custody import Event, Move, Places, Roll, offers_to
from care.rules.handover import Blocked, Offered, Why, decide_accept, decide_hand_over
from care.wording import handover as wording
from care.wording import staff as words
from handlers import asking, audience, day, groups, rollcall
from handlers.turn import Turn
from storage import ledger, people, questions
from storage.questions import Choice

ACCEPT, DECLINE = "accept_group", "decline_group"


def hand_over(act: Act, turn: Turn) -> list[Outgoing]:
    if not day.is_care_day(turn, turn.today):
        return [turn.reply(wording.NO_CARE)]
    if act.receiver is None:
        return [turn.reply(wording.TO_WHOM)]
    care, me = groups.session_of(act, turn), turn.speaker.person_id
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
            return _offer(turn, care, places, offered, act.receiver)


def take_over(act: Act, turn: Turn) -> list[Outgoing]:
    """Accepts what is offered. Where nothing is, it is the start of the roll, or the giver is asked."""
    if not day.is_care_day(turn, turn.today):
        return [turn.reply(wording.NO_CARE)]
    care = groups.session_of(act, turn)
    places = ledger.places(turn.session, turn.school_id, turn.today, care)
    offers = _open_offers(turn, places, act)
    if not offers:
        return _nothing_offered(act, turn, care)
    children = [id_ for ids in offers.values() for id_ in ids]
    match decide_accept(children, act.count):
        case Blocked() as blocked:
            return _block_receipt(turn, care, places, offers, blocked)
        case Offered():
            return _accept(turn, care, places, offers)


def press_accept(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[确认接收23人]: that number, or nothing. A card that is out of date is replaced by one that is not."""
    care = CareSession(args["session"])
    places = ledger.places(turn.session, turn.school_id, turn.today, care)
    offers = _named_offers(turn, places, args)
    children = [id_ for ids in offers.values() for id_ in ids]
    match decide_accept(children, args["count"]):
        case Offered():
            return _accept(turn, care, places, offers)
        case Blocked(why=Why.CHANGED):
            return [turn.reply(wording.over())]
        case Blocked():
            own = list(people.students(turn.session, children).values())
            text = wording.changed(own, people.name_of(turn.session, args["giver"]))
            return [turn.reply(text, _card_choices(turn, care, list(offers), len(own), args["giver"]), asks=True)]


def press_decline(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[人数不符] by the receiver, or 撤销 by the giver: the giver still has them all."""
    care = CareSession(args["session"])
    places = ledger.places(turn.session, turn.school_id, turn.today, care)
    withdrawn = turn.speaker.person_id == args["giver"]
    offers = _named_offers(turn, places, args)
    children = list(people.students(turn.session, [id_ for ids in offers.values() for id_ in ids]).values())
    if not children:
        return [turn.reply(wording.over())]
    day.write(turn, care, _answers(turn, places, offers, Move.DECLINED))
    return _withdraw(turn, args, children) if withdrawn else _decline(turn, care, args, children)


# --- offering ---


def _in_reach(turn: Turn, care: CareSession, class_name: str | None) -> Places:
    """Children in my hands, of whatever group; of one class where that is named."""
    held = groups.held(turn, care, turn.speaker.person_id)
    if class_name is None:
        return held
    children = people.students(turn.session, held)
    in_class = {id_: held[id_] for id_, child in children.items() if child.class_name == class_name}
    return in_class or {id_: held[id_] for id_ in held if _in_group(turn, held, id_, class_name)}


def _in_group(turn: Turn, held: Places, id_: int, name: str) -> bool:
    group = held[id_].group
    return group is not None and groups.by_ids(turn, [group])[0].name == name


def _offer(turn: Turn, care: CareSession, places: Places, offered: Offered, receiver: Staff) -> list[Outgoing]:
    me = turn.speaker.person_id
    call = _by_group(turn, places, offered.call_first, Move.PRESENT, receiver=me)
    offer = _by_group(turn, places, offered.children, Move.OFFERED, receiver=receiver.id)
    numbers = day.write(turn, care, [*call, *offer])[len(call) :]
    children = list(people.students(turn.session, offered.children).values())
    choices = _card_choices(turn, care, numbers, len(children), me)
    undo = Choice(words.UNDO, DECLINE, _args(turn, care, numbers, len(children), me, receiver.id), style=2)
    card = _card(numbers)
    text = wording.offer_card(children, turn.speaker.name, turn.now)
    return [
        turn.reply(wording.offered(children, receiver.name), [undo]),
        turn.tell(
            receiver.id, text, f"{card}/{receiver.id}", choices, title=wording.TITLE, about="handover", card=card,
            urgency=Urgency.URGENT,
        ),
    ]  # fmt: skip


def _card_choices(turn: Turn, care: CareSession, numbers: Sequence[int], count: int, giver: int) -> list[Choice]:
    args = _args(turn, care, numbers, count, giver)
    return [
        Choice(wording.accept(count), ACCEPT, args, yes=True),
        Choice(wording.DIFFERS, DECLINE, args, no=True, style=3),
    ]


def _args(
    turn: Turn, care: CareSession, numbers: Sequence[int], count: int, giver: int, receiver: int = 0
) -> dict[str, Any]:
    return {
        "session": care.value, "day": turn.today.isoformat(), "offers": list(numbers), "count": count, "giver": giver,
        "receiver": receiver,
    }  # fmt: skip


def _card(numbers: Sequence[int]) -> str:
    return f"handover/{min(numbers)}"


def _block(
    turn: Turn, care: CareSession, blocked: Blocked, children: Mapping[int, Student], receiver: Staff
) -> list[Outgoing]:
    """Counts that differ stop the handover, and the duty leader hears it (W-63)."""
    missing = [children[id_] for id_ in blocked.missing]
    among = [children[id_] for id_ in blocked.among if id_ in children]
    notes = [turn.reply(wording.blocked(blocked, among, missing))]
    if blocked.why in (Why.TOO_FEW, Why.TOO_MANY):
        text = wording.blocked_for_others(turn.caller, receiver.name, blocked, missing)
        notes += _tell_blocked(turn, care, [], text)
    return notes


def _tell_blocked(turn: Turn, care: CareSession, others: Sequence[int], text: str) -> list[Outgoing]:
    key = f"handover/blocked/{turn.inbox_id or turn.now.timestamp()}"
    told = [*others, *audience.leaders(turn, care)]
    return turn.tell_all(told, text, key, about="handover", urgency=Urgency.URGENT)


# --- receiving ---


def _open_offers(turn: Turn, places: Places, act: Act) -> dict[int, list[int]]:
    """Offers to the speaker, from the giver and of the class that were named."""
    offers = offers_to(places, turn.speaker.person_id)
    if act.giver is not None:
        offers = {seq: ids for seq, ids in offers.items() if _giver(places, ids) == act.giver.id}
    if act.class_name is not None:
        names = people.students(turn.session, [id_ for ids in offers.values() for id_ in ids])
        of_class = {s: ids for s, ids in offers.items() if any(names[i].class_name == act.class_name for i in ids)}
        offers = of_class or offers
    return offers


def _named_offers(turn: Turn, places: Places, args: dict[str, Any]) -> dict[int, list[int]]:
    """The card's offers, with the children that are still on them."""
    receiver = args["receiver"] or turn.speaker.person_id
    return {seq: ids for seq, ids in offers_to(places, receiver).items() if seq in args["offers"]}


def _giver(places: Places, ids: Sequence[int]) -> int:
    return places[ids[0]].holder or 0


def _accept(turn: Turn, care: CareSession, places: Places, offers: Mapping[int, list[int]]) -> list[Outgoing]:
    day.write(turn, care, _answers(turn, places, offers, Move.ACCEPTED))
    by_giver: dict[int, list[int]] = {}
    for ids in offers.values():
        by_giver.setdefault(_giver(places, ids), []).extend(ids)
    names = people.names_of(turn.session, by_giver)
    notes: list[Outgoing] = []
    for giver, ids in by_giver.items():
        children = list(people.students(turn.session, ids).values())
        notes.append(turn.reply(wording.accepted(children, names.get(giver, ""), turn.now)))
        text = wording.accepted_for_giver(children, turn.speaker.name, turn.now)
        notes += turn.tell_all([giver], text, f"handover/accepted/{min(offers)}", about="handover")
    _close_cards(turn, offers, wording.accept(sum(len(ids) for ids in offers.values())))
    return notes


def _answers(turn: Turn, places: Places, offers: Mapping[int, Sequence[int]], move: Move) -> list[Event]:
    me = turn.speaker.person_id
    receiver = me if move is Move.ACCEPTED else None
    return [
        Event(move, tuple(ids), turn.now, me, receiver, places[ids[0]].group, ref=seq) for seq, ids in offers.items()
    ]


def _close_cards(turn: Turn, offers: Mapping[int, Sequence[int]], label: str) -> None:
    for seq in offers:
        questions.close_card(
            turn.session, turn.school_id, f"handover/{seq}", label, by_id=turn.speaker.person_id, now=turn.now
        )


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
    _close_cards(turn, dict.fromkeys(args["offers"], ()), wording.WITHDRAWN)
    text = wording.withdrawn_for_receiver(turn.speaker.name, len(children))
    key = f"handover/withdrawn/{min(args['offers'])}"
    return [
        turn.reply(wording.withdrawn(people.name_of(turn.session, receiver), len(children))),
        *turn.tell_all([receiver], text, key, about="handover", urgency=Urgency.URGENT),
    ]


def _block_receipt(
    turn: Turn, care: CareSession, places: Places, offers: Mapping[int, list[int]], blocked: Blocked
) -> list[Outgoing]:
    """The receiver counts another number: nothing moves, both sides and the leader hear it; the card stays open."""
    among = list(people.students(turn.session, blocked.among).values())
    givers = {_giver(places, ids) for ids in offers.values()}
    name = people.name_of(turn.session, min(givers))
    text = wording.blocked_for_others(turn.caller, name, blocked, [])
    return [turn.reply(wording.blocked(blocked, among, [])), *_tell_blocked(turn, care, sorted(givers), text)]


def _nothing_offered(act: Act, turn: Turn, care: CareSession) -> list[Outgoing]:
    own = groups.mine(turn, care, act.class_name)
    listed = groups.opened(turn, care, own, act.class_name)
    uncalled = groups.standing(listed, Roll.NOT_CALLED)
    if uncalled and len(own) > 1:
        return [rollcall.ask_which_group(_as_roll(act, care), turn, [group.name for group in own])]
    if uncalled:
        return _start_roll(act, turn, listed, len(uncalled))
    return _ask_giver(act, turn, care)


def _start_roll(act: Act, turn: Turn, listed: groups.Listed, count: int) -> list[Outgoing]:
    """Taking over at the start of a session is the start of its roll call: the roll itself is asked for."""
    roll = _as_roll(act, listed.care)
    if act.count is not None and act.count != count:
        return rollcall.call_roll(roll.with_(present=act.count), turn)
    here = sum(place.at_school for place in listed.places.values()) + count
    full = roll.with_(present=here, absent=(), class_name=act.class_name or listed.name)
    choices = [
        Choice(wording.all_here(here), asking.DO_ACT, {"act": keep(full)}, yes=True),
        Choice("有人没来", asking.NOTHING, {}, no=True, style=2),
    ]
    slot = words.slot(turn.today, listed.care, turn.policy)
    return [turn.reply(wording.start_roll(listed.name, slot, groups.equation(listed)), choices, asks=True)]


def _as_roll(act: Act, care: CareSession) -> Act:
    return Act(Intent.ROLL_CALL, class_name=act.class_name, sessions=(care,))


def _ask_giver(act: Act, turn: Turn, care: CareSession) -> list[Outgoing]:
    """Whoever has the children by the record is asked whether they were handed over."""
    giver = act.giver.id if act.giver else _teacher_of_class(act, turn, care)
    if giver is None or giver == turn.speaker.person_id:
        return [turn.reply(wording.NOT_OFFERED)]
    me = Staff(turn.speaker.person_id, turn.speaker.name)
    offer = Act(Intent.HAND_OVER, receiver=me, count=act.count, class_name=act.class_name, sessions=(care,))
    choices = [
        Choice(wording.YES_HANDED, asking.DO_ACT, {"act": keep(offer)}, yes=True),
        Choice(wording.NO_NOT_HANDED, asking.NOTHING, {}, no=True, style=2),
    ]
    text = wording.ask_giver(turn.caller, act.count, act.class_name)
    key = f"handover/ask/{turn.inbox_id or turn.now.timestamp()}"
    return [
        turn.reply(wording.asked_giver(people.name_of(turn.session, giver))),
        turn.tell(giver, text, key, choices, title=wording.TITLE, about="handover", urgency=Urgency.URGENT),
    ]


def _teacher_of_class(act: Act, turn: Turn, care: CareSession) -> int | None:
    found = groups.others_teacher(turn, care, act.class_name) if act.class_name else None
    return found[1] if found else None


def _by_group(turn: Turn, places: Places, ids: Sequence[int], move: Move, *, receiver: int) -> list[Event]:
    """One event a group: the ledger is read by group."""
    found: dict[int | None, list[int]] = {}
    for id_ in ids:
        found.setdefault(places[id_].group, []).append(id_)
    me = turn.speaker.person_id
    return [Event(move, tuple(own), turn.now, me, receiver, group) for group, own in found.items()]
