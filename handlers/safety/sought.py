"""A child that is looked for: one report a child, who has it says so, whoever leads may let everybody count. (C58)"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from care.acts import CareSession
from care.messages import Outgoing, Urgency
from care.people import Student
from care.rules.incident import Kind, kind_in
from care.wording import incident as wording
from care.wording import muster as muster_words
from handlers import audience
from handlers.safety import muster
from handlers.turn import Turn
from storage import ledger
from storage.day import matters
from storage.day.matters import Matter
from storage.questions import Choice

KIND, CLOSE = "incident", "found_child"


def searches(turn: Turn) -> list[Matter]:
    """Reports of today that a child cannot be found, and that nobody ended."""
    open_ = matters.open_ones(turn.session, turn.school_id, kind=KIND)
    return [one for one in open_ if one.day == turn.today and kind_in(one.key) is Kind.MISSING]


def args_of(search: Matter, care: CareSession) -> dict[str, Any]:
    """What the button that ends this report stands for."""
    return {"matter": search.id, "kind": Kind.MISSING.value, "session": care.value}


def already(turn: Turn, children: Sequence[Student]) -> Matter | None:
    """The report that these children are looked for already."""
    wanted = {child.id for child in children}
    return next((one for one in searches(turn) if wanted and wanted <= set(one.students)), None)


def again(turn: Turn, search: Matter, children: Sequence[Student], said: str) -> list[Outgoing]:
    """A second report of the same child is no second alarm: whoever leads hears the words. (promise 13)"""
    text = wording.asked_again(children, said, turn.caller, turn.now)
    key = f"incident/{search.id}/again/{turn.inbox_id}"
    leaders = audience.leaders(turn, turn.care)
    answer = turn.reply(wording.being_sought(children, search.opened_at))
    return [answer, *turn.tell_all(leaders, text, key, about=KIND, urgency=Urgency.URGENT)]


def holder(turn: Turn, care: CareSession, children: Sequence[Student]) -> int | None:
    """Who has the only child that is looked for, by the ledger."""
    if len(children) != 1:
        return None
    place = ledger.places(turn.session, turn.school_id, turn.today, care).get(children[0].id)
    return place.holder if place else None


def cards(
    turn: Turn, key: str, args: Mapping[str, Any], children: Sequence[Student], *, leaders: Sequence[int],
    holder: int | None, text: str,
) -> list[Outgoing]:  # fmt: skip
    """A family looks for its child: whoever has it ends that with one press; the leaders may let everybody count."""
    start = Choice(muster_words.START, muster.START, {"students": [child.id for child in children]}, style=3)
    here = Choice(wording.WITH_ME, CLOSE, args)
    asked = [
        _card(turn, leader, muster_words.shall_we_count(children), f"{key}/count", start)
        for leader in leaders
        if leader != turn.me
    ]
    return [*asked, *([_card(turn, holder, text, f"{key}/hand", here)] if holder and holder != turn.me else [])]


def _card(turn: Turn, person: int, text: str, card: str, choice: Choice) -> Outgoing:
    return turn.tell(
        person, text, f"{card}/{person}", [choice], title=wording.title(Kind.MISSING), about=KIND, card=card,
        urgency=Urgency.URGENT,
    )  # fmt: skip
