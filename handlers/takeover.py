"""Taking a group over (接班): what is offered is accepted as that number; what is not is asked for (promise 5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from care.acts import Act, CareSession, Intent, keep
from care.messages import Outgoing, Urgency
from care.people import Staff
from care.rules.attendance import Sign
from care.rules.custody import Move, Places, Roll, offers_to
from care.rules.handover import Blocked, Offered, Why, decide_accept
from care.wording import handover as wording
from care.wording import staff as words
from handlers import asking, attendance, day, groups, handover, muster, rollcall
from handlers.turn import Turn
from storage import ledger, people
from storage.questions import Choice


def take_over(act: Act, turn: Turn) -> list[Outgoing]:
    """Accepts what is offered. Where nothing is, it is the start of the roll, or the giver is asked."""
    if not groups.is_care_time(act, turn):
        return [turn.reply(wording.NO_CARE)]
    care = groups.session_of(act, turn)
    ledger.hold(turn.session, turn.school_id)
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
    ledger.hold(turn.session, turn.school_id)
    places = ledger.places(turn.session, turn.school_id, turn.today, care)
    offers = handover.named_offers(turn, places, args)
    children = [id_ for ids in offers.values() for id_ in ids]
    if why := muster.frozen(turn, care):
        return _later(turn, care, args, offers, why)
    match decide_accept(children, args["count"]):
        case Offered():
            return _accept(turn, care, places, offers)
        case Blocked(why=Why.CHANGED):
            return [turn.reply(wording.over())]
        case Blocked():
            own = list(people.students(turn.session, children).values())
            return _later(turn, care, args, offers, wording.changed(own, people.name_of(turn.session, args["giver"])))


def _later(
    turn: Turn, care: CareSession, args: dict[str, Any], offers: Mapping[int, list[int]], text: str
) -> list[Outgoing]:
    """Not now, and a fresh card in place of the used one."""
    count = sum(len(ids) for ids in offers.values())
    choices = handover.card_choices(turn, care, list(offers), count, args["giver"]) if offers else []
    return [turn.reply(text, choices, asks=bool(choices))]


def _open_offers(turn: Turn, places: Places, act: Act) -> dict[int, list[int]]:
    """Offers to the speaker, from the giver and of the class that were named."""
    offers = offers_to(places, turn.me)
    if act.giver is not None:
        offers = {seq: ids for seq, ids in offers.items() if handover.giver_of(places, ids) == act.giver.id}
    if act.class_name is not None:
        names = people.students(turn.session, [id_ for ids in offers.values() for id_ in ids])
        of_class = {s: ids for s, ids in offers.items() if any(names[i].class_name == act.class_name for i in ids)}
        offers = of_class or offers
    return offers


def _accept(turn: Turn, care: CareSession, places: Places, offers: Mapping[int, list[int]]) -> list[Outgoing]:
    day.write(turn, care, handover.answers(turn, places, offers, Move.ACCEPTED))
    attendance.signed_in(turn, care, Sign.ACCEPTED)
    by_giver: dict[int, list[int]] = {}
    for ids in offers.values():
        by_giver.setdefault(handover.giver_of(places, ids), []).extend(ids)
    names = people.names_of(turn.session, by_giver)
    notes: list[Outgoing] = []
    for giver, ids in by_giver.items():
        children = list(people.students(turn.session, ids).values())
        notes.append(turn.reply(wording.accepted(children, names.get(giver, ""), turn.now)))
        text = wording.accepted_for_giver(children, turn.speaker.name, turn.now)
        notes += turn.tell_all([giver], text, f"handover/accepted/{min(offers)}", about="handover")
        attendance.handed_on(turn, care, giver)
    handover.close_cards(turn, offers, wording.accept(sum(len(ids) for ids in offers.values())))
    return notes


def _block_receipt(
    turn: Turn, care: CareSession, places: Places, offers: Mapping[int, list[int]], blocked: Blocked
) -> list[Outgoing]:
    """The receiver counts another number: nothing moves, both sides and the leader hear it; the card stays open."""
    among = list(people.students(turn.session, blocked.among).values())
    givers = {handover.giver_of(places, ids) for ids in offers.values()}
    name = people.name_of(turn.session, min(givers))
    text = wording.blocked_for_others(turn.caller, name, blocked, [])
    return [turn.reply(wording.blocked(blocked, among, [])), *handover.tell_blocked(turn, care, sorted(givers), text)]


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
    if giver is None or giver == turn.me:
        return [turn.reply(wording.NOT_OFFERED)]
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
