"""A child of whom the record says that it left, and a colleague that it is here. (promises 6, 7)"""

from __future__ import annotations

from care.messages import Outgoing
from care.reading.still_here import StillHere
from care.rules.custody import Move
from care.wording import release as wording
from handlers import day
from handlers.turn import Turn
from handlers.wayhome import pickup, returning
from storage.questions import Choice


def answer(said: StillHere, turn: Turn) -> list[Outgoing] | None:
    """A slip is put right at once; a word against the record is asked about; where both agree the reader looks."""
    seat = pickup.seat_now(turn, said.child)
    place = day.place_of(turn, said.child.id, seat) if seat else None
    if seat is None or place is None or place.gone is None:
        return None
    confirmed = place.receipt is not None and place.receipt.kind is Move.COLLECTED
    if said.slip and not confirmed:
        args = {"session": seat.care.value, "gone": {str(said.child.id): None}, "holders": {}}
        return returning.press_undo(args, turn)
    choices = [
        returning.still_here_choice(seat.care, said.child),
        Choice(wording.HAS_LEFT, "nothing", {}, no=True, style=2),
    ]
    return [turn.reply(wording.says_still_here(said.child, place.gone.at), choices, asks=True)]
