"""What somebody answers who was asked about a child that is still here (未接). (C48)"""

from __future__ import annotations

from typing import Any

from care.acts import CareSession
from care.calendar import clock
from care.messages import Outgoing, Urgency
from care.wording import agenda as wording
from care.wording import staff as words
from handlers import audience
from handlers.turn import Turn
from storage import ledger, people


def press_coming(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[我马上到]: whoever has the child hears it; the child stays open until it is collected."""
    return _answer(args, turn, coming=True)


def press_cannot_come(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[我来不了]: the teacher and the duty leader go on calling."""
    return _answer(args, turn, coming=False)


def _answer(args: dict[str, Any], turn: Turn, *, coming: bool) -> list[Outgoing]:
    care = CareSession(args["session"])
    children = list(people.students(turn.session, args["students"]).values())
    names, at = words.names(children), clock(turn.now)
    places = ledger.places(turn.session, turn.school_id, turn.today, care)
    holders = [place.holder for child in children if (place := places.get(child.id)) and place.holder]
    told = wording.coming_for_teacher if coming else wording.cannot_come_for_teacher
    persons = [*holders, *([] if coming else audience.leaders(turn, care))]
    key = f"uncollected/{'coming' if coming else 'cannot'}/{turn.inbox_id}"
    notes = turn.tell_all(persons, told(names, turn.caller, at), key, about="pickup", urgency=Urgency.URGENT)
    return [turn.reply(wording.coming(names) if coming else wording.cannot_come(names)), *notes]
