"""Taking a group over (接班): what is offered is accepted as that number; what is not is asked for (promise 5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from care.acts import Act, CareSession, Intent, keep
from care.messages import Outgoing, Urgency
from care.people import Staff
from care.reading.orders.handings import read_receipt
from care.rules.attendance import Sign
from care.rules.custody import Move, Places, Roll, offers_to
from care.rules.handover import Accepted, Blocked, Offered, Why, decide_accept
from care.wording import handover as wording
from care.wording import staff as words
from handlers import asking, day, groups
from handlers.custody import attendance, closing, handover, offers, rollcall, whohas
from handlers.safety import muster
from handlers.turn import Turn
from storage import ledger, people
from storage.questions import Choice

RECEIVED = "接收"
"""A word that no family's collecting is called by: without an offer it is not read as a release. (promise 2)"""


def take_over(act: Act, turn: Turn) -> list[Outgoing]:
    """Accepts what is offered. Where nothing is, it is the start of the roll, or the giver is asked."""
    if not groups.is_care_time(act, turn):
        return [turn.reply(wording.NO_CARE)]
    care = groups.session_of(act, turn)
    ledger.hold(turn.session, turn.school_id)
    places = ledger.places(turn.session, turn.school_id, turn.today, care)
    found = _open_offers(turn, places, act)
    if not found:
        return _nothing_offered(act, turn, care)
    return _answer(turn, care, places, found, act.count)


def typed(turn: Turn) -> list[Outgoing]:
    """接收4人，李小明没来, by somebody who has an open offer. Nothing else is a receipt. (promise 5)"""
    if not turn.speaker.is_staff or not turn.text.strip():
        return []
    places = ledger.places(turn.session, turn.school_id, turn.today, turn.care)
    found = offers_to(places, turn.me)
    children = people.students(turn.session, [id_ for ids in found.values() for id_ in ids])
    known = [child.name for child in (*children.values(), *turn.known.roster)]
    said = read_receipt(turn.text, known) if found or RECEIVED in turn.text else None
    if said is not None and not found:
        return [whohas.nothing_offered(turn, turn.care, count=said.count)]
    if said is None or closing.is_closed(turn, turn.care):
        return []
    if why := muster.frozen(turn, turn.care):
        return [turn.reply(why)]
    ledger.hold(turn.session, turn.school_id)
    if set(said.missing) - {child.name for child in children.values()}:
        return [turn.reply(wording.NOT_ON_OFFER)]
    missing = [id_ for id_, child in children.items() if child.name in said.missing]
    return _answer(turn, turn.care, places, found, said.count, missing)


def _answer(
    turn: Turn, care: CareSession, places: Places, found: Mapping[int, list[int]], count: int | None,
    missing: Sequence[int] = (),
) -> list[Outgoing]:  # fmt: skip
    match decide_accept([id_ for ids in found.values() for id_ in ids], count, missing):
        case Blocked() as blocked:
            return _block_receipt(turn, care, places, found, blocked)
        case Accepted(children, left):
            return _accept_some(turn, care, places, found, children, left)
        case Offered():
            return _accept(turn, care, places, found)


def _accept_some(
    turn: Turn, care: CareSession, places: Places, found: Mapping[int, list[int]], children: Sequence[int],
    left: Sequence[int],
) -> list[Outgoing]:  # fmt: skip
    """Those who are there change hands; those who are not stay with the giver, who hears it with the leader."""
    there = {seq: [id_ for id_ in ids if id_ in children] for seq, ids in found.items()}
    away = {seq: [id_ for id_ in ids if id_ in left] for seq, ids in found.items()}
    givers = sorted({offers.giver_of(places, ids) for ids in away.values() if ids})
    notes = _accept(turn, care, places, {seq: ids for seq, ids in there.items() if ids})
    day.write(turn, care, handover.answers(turn, places, away, Move.DECLINED))
    offers.close_cards(turn, found, wording.accept(len(children)))
    names = list(people.students(turn.session, left).values())
    giver = people.names_of(turn.session, givers)
    text = wording.not_there(names, turn.speaker.name, list(giver.values()))
    return [*notes, turn.reply(text), *handover.tell_blocked(turn, care, givers, text)]


def press_accept(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[确认接收23人]: that number, or nothing. A card that is out of date is replaced by one that is not."""
    care = CareSession(args["session"])
    ledger.hold(turn.session, turn.school_id)
    places = ledger.places(turn.session, turn.school_id, turn.today, care)
    found = offers.named(turn, places, args)
    children = [id_ for ids in found.values() for id_ in ids]
    if why := muster.frozen(turn, care):
        return _later(turn, care, args, found, why)
    match decide_accept(children, args["count"]):
        case Offered():
            return _accept(turn, care, places, found)
        case Blocked(why=Why.CHANGED):
            return [turn.reply(wording.over())]
        case _:
            own = list(people.students(turn.session, children).values())
            return _later(turn, care, args, found, wording.changed(own, people.name_of(turn.session, args["giver"])))


def press_add(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[一起交给王磊老师]: a child that came after the offer goes along by an offer of its own."""
    names = list(people.students(turn.session, args["students"]).values())
    receiver = Staff(args["receiver"], people.name_of(turn.session, args["receiver"]))
    act = Act(Intent.HAND_OVER, students=tuple(names), receiver=receiver, sessions=(CareSession(args["session"]),))
    return handover.hand_over(act, turn)


def _later(
    turn: Turn, care: CareSession, args: dict[str, Any], found: Mapping[int, list[int]], text: str
) -> list[Outgoing]:
    """Not now, and a fresh card in place of the used one."""
    count = sum(len(ids) for ids in found.values())
    choices = offers.card_choices(turn, care, list(found), count, args["giver"]) if found else []
    return [turn.reply(text, choices, asks=bool(choices))]


def _open_offers(turn: Turn, places: Places, act: Act) -> dict[int, list[int]]:
    """Offers to the speaker, from the giver and of the class that were named."""
    found = offers_to(places, turn.me)
    if act.giver is not None:
        found = {seq: ids for seq, ids in found.items() if offers.giver_of(places, ids) == act.giver.id}
    if act.class_name is not None:
        names = people.students(turn.session, [id_ for ids in found.values() for id_ in ids])
        of_class = {s: ids for s, ids in found.items() if any(names[i].class_name == act.class_name for i in ids)}
        found = of_class or found
    return found


def _accept(turn: Turn, care: CareSession, places: Places, found: Mapping[int, list[int]]) -> list[Outgoing]:
    if not found:
        return []
    day.write(turn, care, handover.answers(turn, places, found, Move.ACCEPTED))
    attendance.signed_in(turn, care, Sign.ACCEPTED)
    by_giver: dict[int, list[int]] = {}
    for ids in found.values():
        by_giver.setdefault(offers.giver_of(places, ids), []).extend(ids)
    names = people.names_of(turn.session, by_giver)
    notes: list[Outgoing] = []
    for giver, ids in by_giver.items():
        children = list(people.students(turn.session, ids).values())
        notes.append(turn.reply(wording.accepted(children, names.get(giver, ""), turn.now)))
        text = wording.accepted_for_giver(children, turn.speaker.name, turn.now)
        notes += turn.tell_all([giver], text, f"handover/accepted/{min(found)}", about="handover")
        attendance.handed_on(turn, care, giver)
    offers.close_cards(turn, found, wording.accept(sum(len(ids) for ids in found.values())))
    return notes


def _block_receipt(
    turn: Turn, care: CareSession, places: Places, found: Mapping[int, list[int]], blocked: Blocked
) -> list[Outgoing]:
    """The receiver counts another number: nothing moves, both sides and the leader hear it; the card stays open."""
    among = list(people.students(turn.session, blocked.among).values())
    givers = {offers.giver_of(places, ids) for ids in found.values()}
    name = people.name_of(turn.session, min(givers))
    text = wording.blocked_for_others(turn.caller, name, blocked, [])
    return [
        turn.reply(wording.blocked_receipt(blocked, among)),
        *handover.tell_blocked(turn, care, sorted(givers), text),
    ]


def _nothing_offered(act: Act, turn: Turn, care: CareSession) -> list[Outgoing]:
    own = groups.mine(turn, care, act.class_name)
    listed = groups.opened(turn, care, own, act.class_name)
    uncalled = groups.standing(listed, Roll.NOT_CALLED)
    if act.giver is not None and groups.held(turn, care, act.giver.id):
        return _ask_giver(act, turn, care)
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
    if giver is None or giver == turn.me:
        return [whohas.nothing_offered(turn, care, count=act.count)]
    me = Staff(turn.me, turn.speaker.name)
    offer = Act(Intent.HAND_OVER, receiver=me, count=act.count, class_name=act.class_name, sessions=(care,))
    choices = [
        Choice(wording.YES_HANDED, asking.DO_ACT, {"act": keep(offer)}, yes=True),
        Choice(wording.NO_NOT_HANDED, asking.NOTHING, {}, no=True, style=2),
    ]
    text = wording.ask_giver(turn.caller, act.count, act.class_name)
    key = f"handover/ask/{turn.inbox_id or turn.now.timestamp()}/{turn.said}"
    return [
        turn.reply(wording.asked_giver(people.name_of(turn.session, giver))),
        turn.tell(giver, text, key, choices, title=wording.TITLE, about="handover", urgency=Urgency.URGENT),
    ]


def _teacher_of_class(act: Act, turn: Turn, care: CareSession) -> int | None:
    found = groups.others_teacher(turn, care, act.class_name) if act.class_name else None
    return found[1] if found else None
