"""A release taken back: the child is in somebody's hands again, and everybody who was told hears it. (promises 6, 7)"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from care.acts import Act, CareSession
from care.messages import Outgoing, Urgency
from care.people import Student
from care.rules.custody import Event, Move
from care.rules.release import Stays, decide_return
from care.wording import closing as closing_words
from care.wording import release as wording
from care.wording import siblings as sibling_words
from handlers import audience, day, groups
from handlers.turn import Turn
from handlers.wayhome import leaving, pickup, receipts, siblings
from handlers.wayhome.leaving import Leaving
from storage import ledger, people, questions
from storage.day import closings
from storage.day import codes as kept_codes
from storage.questions import Choice

UNDO = "undo_release"


def card_of(student_id: int, number: int) -> str:
    """The family's card of one release."""
    return f"released/{number}/{student_id}"


def press_undo(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """撤销 under a release: the children are back with whoever held them, and the families hear it (promise 7)."""
    numbers = {int(id_): number for id_, number in args["gone"].items()}
    children = list(people.students(turn.session, numbers).values())
    holders = {int(id_): holder for id_, holder in args["holders"].items()}
    case = leaving.gather(turn, CareSession(args["session"]), children)
    return _take_back(turn, case, children, numbers, holders, sees=bool(args.get("sees")))


def take_back_wrong(act: Act, turn: Turn) -> list[Outgoing]:
    """不是小明，是小红: the one that was released by mistake is back, before the other leaves."""
    if not act.instead_of:
        return []
    case = leaving.gather(turn, groups.session_of(act, turn), act.instead_of)
    wrong = [child for child in act.instead_of if case.place(child).gone is not None]
    return _take_back(turn, case, wrong, {}, {}) if wrong else []


def _take_back(
    turn: Turn, case: Leaving, children: Sequence[Student], numbers: Mapping[int, int], holders: Mapping[int, int], *,
    sees: bool = False,
) -> list[Outgoing]:  # fmt: skip
    stays = {
        child: decide_return(
            case.place(child), number=numbers.get(child.id), speaker=turn.me, leads=turn.speaker.leads,
            policy=turn.policy, now=turn.now, sees=sees,
        )
        for child in children
    }  # fmt: skip
    back = [child for child, why in stays.items() if why is None]
    holder = {child.id: holders.get(child.id, turn.me) for child in back}
    written = day.write(turn, case.care, [_return(turn, case, child, holder[child.id]) for child in back])
    for child in back:
        kept_codes.revive(turn.session, child.id, turn.today)
    notes = [_stays(turn, case, child, why) for child, why in stays.items() if why is not None]
    told = _tell_return(turn, case, back, holder) if back else []
    settled = _settle(turn, case, dict(zip(back, written, strict=True)))
    return [*notes, *told, *settled, *(_reopened(turn, case, back, written[0]) if back else [])]


def _reopened(turn: Turn, case: Leaving, back: Sequence[Student], number: int) -> list[Outgoing]:
    """Whoever had ended the session hears that it is not over: a child is at school again. (promises 1, 7)"""
    last = closings.last(turn.session, turn.school_id, turn.today, case.care)
    text = closing_words.reopened(turn.policy.label(case.care), back, turn.caller, turn.now)
    key = f"reopened/{number}"
    return turn.tell_all([last.by_id], text, key, about="release", urgency=Urgency.URGENT) if last else []


def _stays(turn: Turn, case: Leaving, child: Student, why: Stays) -> Outgoing:
    """Not by this button; but a child that stands before the teacher is never left without hands."""
    text = wording.stays(child, why)
    if why is Stays.NOT_GONE:
        return turn.reply(text)
    return turn.reply(text, [still_here_choice(case.care, child)])


def still_here_choice(care: CareSession, child: Student) -> Choice:
    args = {"session": care.value, "gone": {str(child.id): None}, "holders": {}, "sees": True}
    return Choice(wording.STILL_HERE, UNDO, args, yes=True)


def _return(turn: Turn, case: Leaving, child: Student, holder: int) -> Event:
    gone = case.place(child).gone
    ref = gone.seq if gone else None
    return Event(Move.RETURNED, (child.id,), turn.now, turn.me, holder, case.group_of(child), ref=ref)


def _confirmed(case: Leaving, child: Student) -> bool:
    receipt = case.place(child).receipt
    return receipt is not None and receipt.kind is Move.COLLECTED


def _tell_return(turn: Turn, case: Leaving, back: Sequence[Student], holder: Mapping[int, int]) -> list[Outgoing]:
    """Everybody who got the wrong notice gets the correction, and its buttons are dead (promise 7)."""
    kin, names = audience.guardians(turn, back), people.names_of(turn.session, holder.values())
    gone = {child.id: gone for child in back if (gone := case.place(child).gone) is not None}
    notes: list[Outgoing] = []
    for child in back:
        number = gone[child.id].seq
        questions.close_card(
            turn.session, turn.school_id, card_of(child.id, number), wording.CLOSED, by_id=turn.me, now=turn.now
        )
        name = names.get(holder[child.id], "")
        word = wording.returned_against if _confirmed(case, child) else wording.returned_for_family
        key = f"returned/{number}/{child.id}"
        text = word(child, name, turn.now)
        notes += turn.tell_all(kin[child.id], text, key, about="release", urgency=Urgency.URGENT)
    text = wording.returned_for_holder(back, names.get(holder[back[0].id], ""), turn.caller, turn.now)
    key = f"returned/holder/{min(event.seq for event in gone.values())}"
    staff = [*holder.values(), *(event.actor for event in gone.values())]
    others = turn.tell_all(staff, text, key, about="release")
    first = names.get(holder[back[0].id], "")
    return [turn.reply(wording.returned(back, first)), *notes, *others, *_tell_siblings(turn, case, back)]


def _tell_siblings(turn: Turn, case: Leaving, back: Sequence[Student]) -> list[Outgoing]:
    """Who holds a brother or sister was told that this one had left."""
    left = siblings.left_behind(turn, case, back)
    places = ledger.places(turn.session, turn.school_id, turn.today, case.care) if left else {}
    notes: list[Outgoing] = []
    for child, others in left.items():
        number = gone.seq if (gone := case.place(child).gone) else 0
        for other in others:
            text = sibling_words.back_for_holder(child, other, turn.caller, turn.now)
            key = f"returned/sibling/{number}/{child.id}/{other.id}"
            asked = [one for one in (places[other.id].holder,) if one and one != places[child.id].holder]
            notes += turn.tell_all(asked, text, key, about="release")
    return notes


def _settle(turn: Turn, case: Leaving, back: Mapping[Student, int]) -> list[Outgoing]:
    """Where the family had said something else, the two sides are put side by side for the leader. (promise 6)"""
    notes: list[Outgoing] = []
    for child, number in back.items():
        notes += receipts.still_at_school(turn, child, case.place(child), number)
        if _confirmed(case, child):
            text = wording.returned_against_for_leader(child, turn.caller, turn.now)
            key = f"still-here/{number}/{child.id}"
            leaders = pickup.leaders(turn, case.care)
            receipts.open_matter(turn, child, key, text, owner=next(iter(leaders), turn.me))
            notes += turn.tell_all(leaders, text, key, about=receipts.MATTER, urgency=Urgency.URGENT)
    return notes
