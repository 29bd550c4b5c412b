"""The one-day code of a delegate (接送码): given to the family, named by the teacher, dead after use. (C46)"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from care.messages import Outgoing, Urgency
from care.people import Person, Student
from care.rules.codes import MOST_WRONG, code_in
from care.rules.release import Plan, Released, Walked, Why
from care.wording import codes as wording
from handlers import audience
from handlers.turn import Turn
from handlers.wayhome import gate
from handlers.wayhome.leaving import Leaving
from storage.day import codes, matters


def issue(turn: Turn, child: Student, plan_ids: Sequence[int], days: Sequence[date | None]) -> dict[date, str]:
    """A code for each day on which somebody comes who is on no list; none where the school does without."""
    if not turn.policy.delegate_code:
        return {}
    return {
        day: codes.issue(turn.session, turn.school_id, plan_id, child.id, day, now=turn.now)
        for plan_id, day in zip(plan_ids, days, strict=True)
        if day is not None
    }


def spend(turn: Turn, done: Iterable[Released | Walked]) -> None:
    """Dead after use."""
    for decision in done:
        if isinstance(decision, Released) and decision.plan is not None and decision.plan.code is not None:
            codes.spend(turn.session, decision.plan.id, now=turn.now)


def refuse(turn: Turn, case: Leaving, child: Student, why: Why, person: Person) -> list[Outgoing]:
    """Asked for; or wrong, which is counted; or dead, and the family is asked instead."""
    if why is Why.CODE_NOT_SAID:
        return [turn.reply(wording.not_said(child, person))]
    if why is Why.CODE_DEAD:
        return gate.ask_home(turn, case, child, person, said=wording.dead(child, person))
    plan = next((plan for plan in case.facts[child.id].plans if plan.code is not None), None)
    wrong = codes.count_wrong(turn.session, plan.id) if plan else 0
    notes = [turn.reply(wording.wrong(child, person, MOST_WRONG - wrong))]
    return notes + (_call_leader(turn, child, person, plan) if plan and wrong >= MOST_WRONG else [])


def _call_leader(turn: Turn, child: Student, person: Person, plan: Plan) -> list[Outgoing]:
    leaders = audience.leaders(turn, turn.care)
    key, text = f"code/{plan.id}", wording.for_leader(child, person, turn.caller, turn.now)
    matters.open_(
        turn.session, turn.school_id, key, "discrepancy", text, day=turn.today, now=turn.now, students=(child.id,),
        owner_id=next(iter(leaders), None), by_id=turn.me, inbox_id=turn.inbox_id,
    )  # fmt: skip
    return turn.tell_all(leaders, text, key, about="gate", urgency=Urgency.URGENT)


def said_in(turn: Turn) -> str | None:
    return code_in(turn.text)
