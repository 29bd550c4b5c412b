"""摇号: first the seed's hash is told, then the seed; the order follows from it for anybody who checks. (C23)"""

from __future__ import annotations

import secrets
from typing import Any

from care.messages import Outgoing
from care.reading.orders.commands import Said
from care.rules.draw import commitment, order
from care.rules.enrolment.course import Event, Stage
from care.wording import drawing as words
from handlers.desk import Desk
from handlers.enrolment import course, places
from handlers.enrolment.wishes import child_of, what_of
from handlers.turn import Turn
from storage.enrolment import approvals, draws
from storage.enrolment.approvals import Application
from storage.enrolment.draws import Kept
from storage.questions import Choice

DRAW = "draw_now"
SEED_BYTES = 16


def start(said: Said, turn: Turn) -> list[Outgoing]:
    """摇号 晚托: commits to a seed and to who takes part; said again, the button to draw."""
    item = _item(turn, said.rest)
    if not item:
        return [turn.reply(words.WHICH)]
    kept = draws.open_one(turn.session, turn.school_id, item)
    if kept is not None:
        return [_button(turn, kept)]
    waiting = _waiting(turn, item)
    if not waiting:
        return [turn.reply(words.nobody(said.rest))]
    return _commit(turn, item, waiting)


def _commit(turn: Turn, item: str, waiting: list[Application]) -> list[Outgoing]:
    seed = secrets.token_hex(SEED_BYTES)
    entries = {str(one.id): _tier(turn, one) for one in waiting}
    id_ = draws.commit(
        turn.session, turn.school_id, what=item, commitment=commitment(seed), seed=seed, entries=entries,
        places=places.left(turn, item) or 0, by_id=turn.me, now=turn.now,
    )  # fmt: skip
    told = []
    for one in waiting:
        text = words.committed(child_of(turn, one), what_of(one, turn), one.id, len(waiting), commitment(seed))
        told += turn.tell_all([one.by_id], text, f"draw/{id_}/committed/{one.id}", about="application")
    kept = draws.open_one(turn.session, turn.school_id, item)
    return [*([_button(turn, kept)] if kept else []), *told]


def _button(turn: Turn, kept: Kept) -> Outgoing:
    text = words.ready(_label(turn, kept.told.what), len(kept.told.entries), kept.told.places, kept.told.commitment)
    return turn.reply(text, [Choice(words.DRAW, DRAW, {"draw": kept.id, "item": kept.told.what})], asks=True)


def press_draw(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """The seed is told, and everybody who took part hears the result."""
    kept = draws.open_one(turn.session, turn.school_id, args["item"])
    if kept is None or kept.id != args["draw"]:
        return [turn.reply(words.DRAWN)]
    drawn = order(kept.secret, kept.told.entries)
    draws.drawn(turn.session, kept.id, drawn, now=turn.now)
    here = {str(one.id): one for one in _waiting(turn, args["item"])}
    for place, entry in enumerate(drawn, 1):
        if entry in here:
            approvals.change(turn.session, here[entry].id, drawn=place)
    notes, won = [], 0
    for entry in (one for one in drawn if one in here):
        moved = course.move(turn, approvals.get(turn.session, int(entry)), Event.WON, comment=kept.secret)
        if isinstance(moved, course.Moved):
            won += 1
        else:
            moved = course.move(turn, approvals.get(turn.session, int(entry)), Event.LOST, comment=kept.secret)
        notes += moved.notes if isinstance(moved, course.Moved) else []
    text = words.result(_label(turn, args["item"]), drawn, won, kept.secret, kept.told.commitment)
    return [turn.reply(text), *notes]


def _tier(desk: Desk, application: Application) -> int:
    """Priority groups come first, in the plan's order. (C12)"""
    groups = desk.policy.enrolment.priority
    own = places.priority_of(desk, application)
    return groups.index(own) if own in groups else len(groups)


def _waiting(desk: Desk, item: str) -> list[Application]:
    every = approvals.in_stages(desk.session, desk.school_id, [Stage.DRAW])
    return [one for one in every if item in places.items_of(one)]


def _item(desk: Desk, text: str) -> str:
    """A session by its label, or a club by its name."""
    for one in approvals.in_stages(desk.session, desk.school_id, [Stage.DRAW]):
        for item in places.items_of(one):
            if text.strip() in (item, _label(desk, item)):
                return item
    return next((plan.session.value for plan in desk.policy.sessions if plan.label == text.strip()), "")


def _label(desk: Desk, item: str) -> str:
    return next((plan.label for plan in desk.policy.sessions if plan.session.value == item), item)
