"""A colleague would take a group that nobody has offered (三年级2班我来接): whoever holds it is asked. (promise 5)

Nothing moves by this word: the holder makes the offer, and the colleague accepts its number.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from care.acts import Act, CareSession, Intent, keep
from care.messages import Outgoing, Urgency
from care.people import Staff, Student
from care.rules.custody import Roll, offers_to
from care.wording import taking as wording
from care.wording.handover import NO_CARE, TITLE
from handlers import asking, audience, groups
from handlers.custody import closing, offers, takeover
from handlers.groups import Listed
from handlers.safety import muster
from handlers.turn import Turn
from storage import known, ledger, people
from storage.enrolment import bookings
from storage.questions import Choice

KEEP = "keep_group"


def wish(turn: Turn, class_name: str) -> list[Outgoing]:
    """An offer that waits is shown again; else each holder is asked, and the sender hears who that is."""
    act = Act(Intent.TAKE_OVER, class_name=class_name)
    if not groups.is_care_time(act, turn):
        return [turn.reply(NO_CARE)]
    if over := closing.refusal(act, turn) or muster.refusal(act, turn):
        return over
    care = turn.care
    meant = groups.fitting(turn, bookings.groups(turn.session, turn.school_id, care), class_name)
    if not meant:
        return [turn.reply(wording.no_list(class_name, turn.policy.label(care)))]
    listed = groups.looked_at(turn, care, meant, turn.today, class_name)
    if waiting := _offered(turn, care, listed):
        return waiting
    return _unoffered(act, turn, listed, known.teacher_of(turn.session, turn.school_id, meant[0].id, turn.today, care))


def press_keep(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[先不交]: whoever asked hears it. (promise 3)"""
    asker = args["by"]
    text = wording.kept(turn.caller, args["class_name"], turn.now)
    key = f"handover/kept/{turn.inbox_id or turn.now.timestamp()}"
    told = turn.tell_all([asker], text, key, about="handover", urgency=Urgency.URGENT)
    return [turn.reply(wording.keeps(people.name_of(turn.session, asker))), *told]


def _offered(turn: Turn, care: CareSession, listed: Listed) -> list[Outgoing]:
    """What is on offer to the sender, with its buttons: 我来接 names no number, so it accepts nothing."""
    places = ledger.places(turn.session, turn.school_id, turn.today, care)
    found = {seq: ids for seq, ids in offers_to(places, turn.me).items() if set(ids) & set(listed.children)}
    notes: list[Outgoing] = []
    for seq, ids in found.items():
        giver = offers.giver_of(places, ids)
        children = list(people.students(turn.session, ids).values())
        text = wording.waits(children, people.name_of(turn.session, giver))
        notes.append(turn.reply(text, offers.card_choices(turn, care, [seq], len(ids), giver), asks=True))
    return notes


def _unoffered(act: Act, turn: Turn, listed: Listed, teacher: int | None) -> list[Outgoing]:
    held: dict[int, list[Student]] = {}
    for id_, child in listed.children.items():
        if (holder := listed.places[id_].holder) is not None:
            held.setdefault(holder, []).append(child)
    mine = held.pop(turn.me, [])
    uncalled = groups.standing(listed, Roll.NOT_CALLED)
    name = act.class_name or listed.name
    if held:
        return _ask_holders(turn, listed.care, name, held, uncalled)
    if uncalled and teacher == turn.me:
        return takeover.take_over(act, turn)
    if uncalled:
        return _ask_teacher(turn, name, len(uncalled), teacher)
    return [turn.reply(wording.yours_already(name, len(mine)) if mine else wording.nobody(name))]


def _ask_holders(
    turn: Turn, care: CareSession, name: str, held: dict[int, list[Student]], uncalled: Sequence[Student]
) -> list[Outgoing]:
    names = people.names_of(turn.session, held)
    text = wording.asked(name, [(names[holder], len(own)) for holder, own in held.items()], len(uncalled))
    me = Staff(turn.me, turn.speaker.name)
    offer = Act(Intent.HAND_OVER, receiver=me, class_name=name, sessions=(care,))
    choices = [
        Choice(wording.give(me.name), asking.DO_ACT, {"act": keep(offer)}, yes=True),
        _keeps(turn, name),
    ]
    return [
        turn.reply(text),
        *(
            turn.tell(
                holder, wording.ask(me.name, name, own), f"{_key(turn)}/{holder}", choices, title=TITLE,
                about="handover", urgency=Urgency.URGENT,
            )
            for holder, own in held.items()
        ),
    ]  # fmt: skip


def _ask_teacher(turn: Turn, name: str, count: int, teacher: int | None) -> list[Outgoing]:
    """Nobody has them yet: whoever is rostered calls the roll before anything is handed on."""
    if teacher is None:
        leaders = [one for one in audience.leaders(turn, turn.care) if one != turn.me]
        text = wording.nobody_rostered_for_leader(turn.caller, name, count)
        told = turn.tell_all(leaders, text, _key(turn), about="handover", urgency=Urgency.URGENT)
        return [turn.reply(wording.nobody_rostered(name, count)), *told]
    text = wording.ask_to_call(turn.speaker.name, name, count)
    return [
        turn.reply(wording.asked_to_call(name, people.name_of(turn.session, teacher), count)),
        turn.tell(
            teacher, text, f"{_key(turn)}/{teacher}", [_keeps(turn, name)], title=TITLE, about="handover",
            urgency=Urgency.URGENT, asks=False,
        ),
    ]  # fmt: skip


def _keeps(turn: Turn, name: str) -> Choice:
    return Choice(wording.NOT_NOW, KEEP, {"by": turn.me, "class_name": name}, no=True, style=2)


def _key(turn: Turn) -> str:
    return f"handover/wish/{turn.inbox_id or turn.now.timestamp()}/{turn.said}"
