"""What comes due outside the day's agenda: somebody was waited for, a paper runs out, a survey's slips are missing.

One step a kind, each in its own savepoint: one that breaks keeps no other from its work, and the watch raises what
a step has left undone. (promises 1, 3, 4, 10)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot.house import House
from care.calendar import today
from care.messages import Outgoing
from handlers.desk import Desk
from handlers.duties import unfit, vetted
from handlers.enrolment import enrolment_due
from handlers.people import changing
from handlers.posting import post
from handlers.safety import blocks
from handlers.wayhome import early, late
from jobs import chase
from jobs.agenda import desk_of
from storage import waits
from storage.day import blocks as kept_blocks
from storage.waits import Wait

log = structlog.get_logger()

NEXT: dict[str, Callable[[Desk, Wait], list[Outgoing]]] = {late.KIND: late.pass_on, early.KIND: early.due}
"""What becomes of each kind of wait when its time has come."""


@dataclass(frozen=True)
class Step:
    """`is_due` only looks; `carry_out` writes, and afterwards nothing is due."""

    name: str
    is_due: Callable[[Desk], bool]
    carry_out: Callable[[Desk], list[Outgoing]]


def _passed(desk: Desk) -> list[Outgoing]:
    notes: list[Outgoing] = []
    for wait in waits.overdue(desk.session, desk.school_id, now=desk.now):
        waits.mark_passed(desk.session, wait.id, now=desk.now)
        notes += NEXT[wait.kind](desk, wait)
    return notes


def _is_waited_for(desk: Desk) -> bool:
    return bool(waits.overdue(desk.session, desk.school_id, now=desk.now))


def _ending(desk: Desk) -> bool:
    """A restriction on collecting that ends within the school's days of notice, and of which nobody was told."""
    last = today(desk.now) + timedelta(days=desk.policy.block_remind_days)
    every = kept_blocks.not_reminded(desk.session, desk.school_id, desk.today)
    return any(block.until <= last for block in every)


def _papers_run_out(desk: Desk) -> bool:
    return bool(vetted.running_out(desk))


STEPS: tuple[Step, ...] = (
    Step("waits", _is_waited_for, _passed),
    Step("blocks", _ending, blocks.remind),
    Step("people", changing.due, changing.carry_out),
    Step("papers", _papers_run_out, vetted.remind),
    Step("duties", unfit.is_due, unfit.raise_),
    Step("enrolment", enrolment_due.is_due, enrolment_due.due),
    Step("surveys", chase.is_due, chase.due),
)


def go_on(house: House, school_id: int) -> bool:
    """A look first; only where something has come due it is written. True when no step broke."""
    with house.sessions.reading() as session:
        desk = desk_of(session, school_id, house.now())
        if not is_due(desk):
            return True
    with house.sessions.writing() as session:
        desk = desk_of(session, school_id, house.now())
        broken = [step.name for step in STEPS if not _done(desk, step)]
    return not broken


def is_due(desk: Desk) -> bool:
    return any(step.is_due(desk) for step in STEPS)


def _done(desk: Desk, step: Step) -> bool:
    """Its writing and its messages together, or neither."""
    try:
        with desk.session.begin_nested():
            post(desk, step.carry_out(desk) if step.is_due(desk) else [])
    except Exception as error:
        log.exception("a step broke", step=step.name, school_id=desk.school_id, error=type(error).__name__)
        return False
    return True


def left_undone(desk: Desk) -> list[str]:
    """Names of the steps that have something due at this desk's moment."""
    return [step.name for step in STEPS if step.is_due(desk)]
