"""除了刘洋都走了: of those who had left before only what does not add up is said. (promises 1, 6)"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from care.messages import Outgoing
from care.people import Student
from care.rules.custody import Move, Place, Places
from care.rules.release import Refused, Why
from care.wording import pickup as pickup_words
from care.wording import release as wording
from care.wording import staff as words
from handlers.turn import Turn
from handlers.wayhome.leaving import Leaving
from storage import ledger, people

KNOWN = frozenset({Why.GONE, Why.ON_LEAVE})
"""Who was written down as gone, or never came: the teacher's word and the record say the same."""


def discrepancies(case: Leaving, refused: Mapping[Student, Refused]) -> dict[Student, Refused]:
    return {
        child: one for child, one in refused.items()
        if one.why not in KNOWN or (one.why is Why.GONE and _disputed(case.place(child)))
    }  # fmt: skip


def tell(turn: Turn, case: Leaving, children: Sequence[Student], *, stays: str) -> list[Outgoing]:
    """Who is said to stay and has left by the record; with `stays`, that there was nothing new to write."""
    places = ledger.places(turn.session, turn.school_id, turn.today, case.care)
    told = set(children)
    stay = [child for child in turn.known.roster if child not in told and child.name in turn.text]
    gone = [child for child in stay if places.get(child.id, Place()).gone is not None]
    against = [turn.reply(wording.stays_but_gone(_how(turn, child, places), child)) for child in gone]
    return [turn.reply(wording.rest_gone_already("" if gone else stays)), *against] if stays else against


def _disputed(place: Place) -> bool:
    return place.receipt is not None and place.receipt.kind is Move.DISPUTED


def _how(turn: Turn, child: Student, places: Places) -> str:
    place = places[child.id]
    assert place.gone is not None
    return pickup_words.gone_with(child, place, words.teacher(people.name_of(turn.session, place.gone.actor)))
