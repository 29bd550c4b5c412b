"""校历 2026: the year's holidays and make-up days, shown and confirmed by whoever leads. (C05)"""

from __future__ import annotations

import re
from typing import Any

from care.messages import Outgoing
from care.reading.orders.commands import Said
from care.wording import yearly as wording
from handlers import asking
from handlers.turn import Turn
from storage.questions import Choice
from storage.school import filling

CONFIRM = "confirm_year"


def show(said: Said, turn: Turn) -> list[Outgoing]:
    """What the state published for the year, with [确认采用]; where the school has its own table, that holds."""
    if said.rest and not re.fullmatch(r"(20\d\d)年?", said.rest):
        return [turn.reply(wording.TORN)]
    year = int(said.rest[:4]) if said.rest else turn.today.year
    if filling.confirmed(turn.session, turn.school_id, year):
        return [turn.reply(wording.confirmed_before(year))]
    days = filling.published(year)
    if days is None:
        return [turn.reply(wording.unknown(year))]
    confirm = Choice(wording.CONFIRM, CONFIRM, {"year": year}, yes=True)
    cancel = Choice(wording.CANCEL, asking.NOTHING, {}, no=True, style=2)
    return [turn.reply(wording.preview(year, days), [confirm, cancel], title=wording.TITLE, asks=True)]


def press_confirm(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[确认采用]: the days that the school's table does not have."""
    year, days = int(args["year"]), filling.published(int(args["year"]))
    if days is None:
        return [turn.reply(wording.unknown(year))]
    return [turn.reply(wording.kept(year, filling.add(turn.session, turn.school_id, days)))]
