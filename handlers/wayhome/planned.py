"""The day's plan for the way home, who collects, and where that comes from. (C45, C46)"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from care.messages import Outgoing
from care.people import Student
from care.wording import plan as wording
from care.wording.plan import Source
from handlers.desk import Desk
from handlers.turn import Turn
from storage import apart, people
from storage.day import codes, pickups
from storage.day.pickups import PickupPlan, PlanKind


def ask(turn: Turn, children: Sequence[Student], on: date | None = None) -> list[Outgoing]:
    """李小明今天谁接; `on`: another day (local), today if left out."""
    hidden = apart.hidden_from(turn.session, [turn.me], turn.today).get(turn.me, set())
    return [turn.reply("\n".join(lines(turn, children, every=True, hidden=hidden, on=on)))]


def lines(
    desk: Desk,
    children: Sequence[Student],
    *,
    every: bool = False,
    hidden: Collection[int] = (),
    on: date | None = None,
) -> list[str]:
    """One line a child; `every`: also where nothing special was said; `hidden`: whose plans are not shown."""
    day = on or desk.today
    found = pickups.plans(desk.session, [child.id for child in children], day)
    plans = {id_: [one for one in own if one.by_id not in hidden] for id_, own in found.items()}
    return [_line(desk, child, plans.get(child.id, []), day) for child in children if every or child.id in plans]


def _line(desk: Desk, child: Student, plans: Sequence[PickupPlan], on: date) -> str:
    coded = codes.of_plans(desk.session, [plan.id for plan in plans], None)
    names = people.names_of(desk.session, [plan.by_id for plan in plans])
    sources = [
        Source(
            plan.person if plan.kind is PlanKind.PERSON else None, plan.day is None, plan.weekdays,
            names.get(plan.by_id, ""), plan.made_at, plan.id in coded,
        )
        for plan in plans
        if plan.kind is not PlanKind.TIME
    ]  # fmt: skip
    at = next((plan.clock for plan in plans if plan.kind is PlanKind.TIME), None)
    kin = [f"{one.relation}{one.name}" for one in people.guardians_of(desk.session, child.id)]
    return wording.told(child, sources, at, kin, now=desk.now, on=on)
