"""Brothers and sisters: one is collected and another is still here. Both holders are told, once. (C45; promise 9)"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from care.messages import Outgoing, Urgency
from care.people import Student
from care.rules.custody import Places
from care.wording import siblings as wording
from handlers.turn import Turn
from handlers.wayhome.leaving import Leaving
from storage import ledger, people

Left = Mapping[Student, list[Student]]


def left_behind(turn: Turn, case: Leaving, gone: Iterable[Student]) -> Left:
    """For each child that leaves now, those of the same family who are still in somebody's hands."""
    leaving = list(gone)
    kin = people.siblings(turn.session, [child.id for child in leaving])
    places = ledger.places(turn.session, turn.school_id, turn.today, case.care) if any(kin.values()) else {}
    here = {child: [one for one in kin[child.id] if _is_here(places, one)] for child in leaving}
    return {child: others for child, others in here.items() if others}


def tell(turn: Turn, case: Leaving, left: Left) -> list[Outgoing]:
    """The sibling's holder hears who has just left; the key makes it once for each pair and session."""
    places = ledger.places(turn.session, turn.school_id, turn.today, case.care) if left else {}
    notes: list[Outgoing] = []
    for child, others in left.items():
        for other in others:
            holder = places[other.id].holder
            first, second = sorted((child.id, other.id))
            key = f"siblings/{turn.today}/{case.care.value}/{first}/{second}"
            text = wording.for_holder(child, other, turn.caller, turn.now)
            notes += turn.tell_all([holder] if holder else [], text, key, about="release", urgency=Urgency.URGENT)
    return notes


def _is_here(places: Places, child: Student) -> bool:
    return child.id in places and places[child.id].at_school
