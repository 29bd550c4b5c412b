"""What waited for somebody until now goes on to the next; what ends soon is said. (promises 1, 3, 10)"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.house import House
from care.calendar import today
from care.messages import Outgoing
from handlers import blocks, changing, early, enrolment_due, late, vetted
from handlers.desk import Desk
from handlers.posting import post
from jobs.agenda import desk_of
from storage import blocks as kept_blocks
from storage import waits
from storage.waits import Wait

NEXT: dict[str, Callable[[Desk, Wait], list[Outgoing]]] = {late.KIND: late.pass_on, early.KIND: early.due}
"""What becomes of each kind of wait when its time has come."""


def go_on(house: House, school_id: int) -> None:
    """A look first; only where something has come due it is written."""
    with house.sessions.reading() as session:
        desk = desk_of(session, school_id, house.now())
        if not (waits.overdue(session, school_id, now=desk.now) or _ending(desk) or _of_people(desk)):
            return
    with house.sessions.writing() as session:
        desk = desk_of(session, school_id, house.now())
        notes = [*_passed(desk), *(blocks.remind(desk) if _ending(desk) else [])]
        post(desk, [*notes, *changing.carry_out(desk), *vetted.remind(desk), *enrolment_due.due(desk)])


def _of_people(desk: Desk) -> bool:
    """A change of people that begins or ends today; papers that run out; what time brings to applications."""
    return changing.due(desk) or bool(vetted.running_out(desk)) or enrolment_due.is_due(desk)


def _passed(desk: Desk) -> list[Outgoing]:
    notes: list[Outgoing] = []
    for wait in waits.overdue(desk.session, desk.school_id, now=desk.now):
        waits.mark_passed(desk.session, wait.id, now=desk.now)
        notes += NEXT[wait.kind](desk, wait)
    return notes


def _ending(desk: Desk) -> bool:
    """A restriction on collecting that ends within the school's days of notice, and of which nobody was told."""
    last = today(desk.now) + timedelta(days=desk.policy.block_remind_days)
    every = kept_blocks.not_reminded(desk.session, desk.school_id, desk.today)
    return any(block.until <= last for block in every)
