"""A child that was away at the roll call and has come: present by the words of its teacher. (C24)"""

from __future__ import annotations

from care.acts import Act, Intent
from care.messages import Outgoing
from care.reading.nods import is_relayed
from care.wording import pickup as wording
from handlers.custody import rollcall
from handlers.record import records
from handlers.turn import Turn


def log(act: Act, turn: Turn) -> list[Outgoing]:
    """Who came is marked present, as a roll call of that child; all else is kept as a record."""
    if not act.arrived:
        relayed = [turn.reply(wording.RELAYED)] if is_relayed(turn.text) else []
        return [*records.log(act, turn), *relayed]
    return rollcall.call_roll(Act(Intent.ROLL_CALL, students=act.arrived, grounds=act.grounds), turn)
