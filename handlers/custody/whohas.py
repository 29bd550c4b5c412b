"""Who has the children now: for a colleague who would take a group that nobody has offered. (promise 5)"""

from __future__ import annotations

from care.acts import Act, CareSession, Intent, keep
from care.messages import Outgoing
from care.people import Staff
from care.wording import handover as wording
from handlers import asking, groups
from handlers.turn import Turn
from storage import ledger, people
from storage.questions import Choice

MAX_BUTTONS = asking.MAX_BUTTONS - 1  # beside "none of these"


def nothing_offered(turn: Turn, care: CareSession, *, count: int | None = None) -> Outgoing:
    """Nothing waits for the speaker: who has how many, and a button each that asks the holder."""
    places = ledger.places(turn.session, turn.school_id, turn.today, care)
    held: dict[int, list[int]] = {}
    for id_, place in places.items():
        if place.holder is not None and place.holder != turn.me:
            held.setdefault(place.holder, []).append(id_)
    names = people.names_of(turn.session, held)
    rooms = {
        holder: list(dict.fromkeys(child.class_name for child in people.students(turn.session, ids).values()))
        for holder, ids in held.items()
    }
    lines = [wording.has(names[holder], len(ids), rooms[holder]) for holder, ids in held.items()]
    choices = [_take(Staff(holder, names[holder]), len(ids), care) for holder, ids in held.items()][:MAX_BUTTONS]
    text = wording.not_offered(lines, turn.speaker.name, count)
    if not choices:
        return turn.reply(text)
    none = Choice("都不接", asking.NOTHING, {}, no=True, style=2)
    return turn.reply(text, [*choices, none], asks=True)


def taken(turn: Turn, count: int | None) -> list[Outgoing]:
    """接了4个, and nothing is on offer."""
    if not groups.is_care_time(Act(Intent.TAKE_OVER), turn):
        return [turn.reply(wording.NO_CARE)]
    return [nothing_offered(turn, turn.care, count=count)]


def _take(holder: Staff, count: int, care: CareSession) -> Choice:
    act = Act(Intent.TAKE_OVER, giver=holder, count=count, sessions=(care,))
    return Choice(wording.take_from(holder.name, count), asking.DO_ACT, {"act": keep(act)})
