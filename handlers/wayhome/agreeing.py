"""The answer to a change that came late: done as the family asked, or refused with the reason. (promise 3; G02)"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from care.acts import Act, Intent
from care.messages import Outgoing, Urgency
from care.people import Role
from care.wording import late as wording
from handlers.safety import guard
from handlers.turn import Turn
from handlers.wayhome import late, leave, plans
from storage import people, waits
from storage.waits import Wait

ERRANDS: dict[Intent, Callable[[Act, Turn], list[Outgoing]]] = {
    Intent.LEAVE: leave.ask_leave,
    Intent.DELEGATE_PICKUP: plans.delegate,
    Intent.WALK_HOME: plans.walk_home,
}


def press_agree(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[同意]: done as if the family had asked in time."""
    wait = waits.get(turn.session, args["wait"])
    if not waits.settle(turn.session, wait.id, agreed=True, by_id=turn.me, now=turn.now):
        return [_before(turn, wait)]
    child = late.child_of(wait)
    done = _carry_out(wait.act, _on_behalf(turn, wait))
    told = [_to_family(turn, wait, note) if note.to == wait.asker_id else note for note in done if note.to != turn.me]
    return [turn.reply(wording.agreed(wait.act, child, now=turn.now)), *told]


def press_refuse(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[不同意]: the plan stays as it was, and the family hears why."""
    wait = waits.get(turn.session, args["wait"])
    if not waits.settle(turn.session, wait.id, agreed=False, by_id=turn.me, now=turn.now):
        return [_before(turn, wait)]
    text = wording.refused_for_family(wait.act, late.child_of(wait), turn.caller, now=turn.now)
    key = f"late/{wait.id}/refused"
    return [
        turn.reply(wording.refused(wait.act, late.child_of(wait), now=turn.now)),
        *turn.tell_all([wait.asker_id], text, key, about="late", urgency=Urgency.URGENT),
    ]


def _on_behalf(turn: Turn, wait: Wait) -> Turn:
    """The family's turn, with the yes that it needed."""
    speaker = people.speaker(turn.session, wait.asker_id)
    known = replace(turn.known, role=Role.PARENT, children=speaker.children)
    return replace(turn, speaker=speaker, known=known, agreed=True)


def _to_family(turn: Turn, wait: Wait, note: Outgoing) -> Outgoing:
    text = wording.agreed_for_family(turn.caller, note.text)
    return replace(note, key=f"late/{wait.id}/{note.key}", text=text, reply_to=None, about="late")


def _before(turn: Turn, wait: Wait) -> Outgoing:
    return turn.reply(wording.settled_before(wait.agreed, wait.settled_at or turn.now))


def _carry_out(act: Act, turn: Turn) -> list[Outgoing]:
    screened = guard.screen(act, turn)
    done = ERRANDS[act.intent](screened.act, turn) if screened.act is not None else []
    return [*done, *screened.notes]
