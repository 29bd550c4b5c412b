"""A change of people as it is shown before it is made, and the colleague whom an order names. (C10; promise 2)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from care.messages import Outgoing
from care.people import Staff, Student
from care.wording import people as wording
from handlers import asking
from handlers.turn import Turn
from storage import people
from storage.questions import Choice
from storage.staff.changes import Kind

CHANGE, UNDO, WISH = "change_people", "undo_people", "wish_people"


@dataclass(frozen=True)
class Plan:
    """A change that was understood in full, before it is confirmed."""

    kind: Kind
    what: str
    args: dict[str, Any]
    since: date
    until: date | None = None
    more: tuple[str, ...] = field(default=())


def show(turn: Turn, plan: Plan) -> list[Outgoing]:
    """In full names and dates, with [确认修改][不改]. Phones in the question are kept sealed, in the words masked."""
    args = {
        "kind": plan.kind.value, "what": plan.what, "args": plan.args, "since": plan.since.isoformat(),
        "until": plan.until.isoformat() if plan.until else None,
    }  # fmt: skip
    choices = [
        Choice(wording.CONFIRM, CHANGE, args, yes=True),
        Choice(wording.CANCEL, asking.NOTHING, {}, no=True, style=2),
    ]
    return [turn.reply(wording.preview(plan.what, plan.more), choices, title=wording.TITLE, asks=True)]


def colleague(turn: Turn, said: str, chosen: int | None = None) -> Staff | list[Outgoing]:
    """The colleague who is meant, by full name or by a surname that only one bears; else who it might be is asked."""
    every = people.staff(turn.session, turn.school_id)
    found = [one for one in every if one.name == said] or [one for one in every if one.name.startswith(said)]
    found = [one for one in found if chosen is None or one.id == chosen]
    if len(found) == 1:
        return found[0]
    if not found:
        return [turn.reply(wording.no_staff(said))]
    return [turn.reply(wording.which_staff(said), which(turn, "staff", found), asks=True)]


def which(turn: Turn, key: str, found: Sequence[Student | Staff]) -> list[Choice]:
    """A button each; the order's own words go on with the one that is pressed."""
    return [Choice(one.called, WISH, {"text": turn.text, key: one.id}) for one in found[:4]]
