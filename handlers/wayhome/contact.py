"""The telephone number of somebody who collects, sent after it was asked for. (C46; promise 10)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from care.messages import Outgoing, Urgency
from care.people import Person, Student
from care.reading.orders.contact import read_contact
from care.rules.kin import is_same
from care.rules.talk import NUMBER_OPEN
from care.wording import blocks as block_words
from care.wording import pickup as wording
from handlers.safety import guard
from handlers.turn import Turn
from handlers.wayhome import pickup
from storage import people
from storage.day import pickups
from storage.day.pickups import PickupPlan


def typed(turn: Turn) -> list[Outgoing] | None:
    """Added to the plan that lacks it, and told to whoever was told the plan; None where this is no such answer."""
    contact = None if turn.speaker.is_staff else read_contact(turn.text)
    if contact is None:
        return None
    open_ = pickups.without_phone(turn.session, turn.me, since=turn.now - NUMBER_OPEN, today=turn.today)
    strange = [plan for plan in open_ if not _is_kin(turn, plan)]  # For kin no number was asked for.
    full = [(plan, _filled(plan.person, contact)) for plan in strange]
    if not full or any(person is None for _, person in full):
        return None
    notes: list[Outgoing] = []
    for student_id, plans in groupby(full, key=lambda one: one[0].student_id):
        mine = list(plans)
        person, child = mine[0][1] or contact, people.students(turn.session, [student_id])[student_id]
        if (block := guard.barred(turn, child, person)) is not None:
            called = guard.call_leader(turn, child, block, person, guard.AGREES)
            notes += [turn.reply(block_words.checking(child)), *called]
            continue
        pickups.complete(turn.session, [plan.id for plan, _ in mine], person)
        notes += _tell(turn, child, [plan.day for plan, _ in mine], person, mine[0][0].id)
    return notes


def _is_kin(turn: Turn, plan: PickupPlan) -> bool:
    kin = people.guardians_of(turn.session, plan.student_id)
    return any(is_same(plan.person, Person(one.name, one.relation)) for one in kin)


def _filled(person: Person, contact: Person) -> Person | None:
    """The person with what was said now; None where another one is named, which is a new errand."""
    same_name = contact.name is None or person.name in (None, contact.name)
    nearer = contact.relation is None or person.relation is None or contact.relation.endswith(person.relation[-2:])
    if not (same_name and nearer):
        return None
    return replace(
        person,
        name=person.name or contact.name,
        relation=contact.relation or person.relation,
        phone=contact.phone,
    )


def _tell(turn: Turn, child: Student, days: Sequence[date | None], person: Person, plan_id: int) -> list[Outgoing]:
    said = wording.completed(child, days, person, now=turn.now)
    told = wording.delegated_for_teacher(child, days, person, by=turn.caller, now=turn.now)
    today = turn.today in days or None in days
    audience = pickup.who_cares(turn, child, today=today)
    key = f"plan/{plan_id}/phone"
    return [turn.reply(said), *turn.tell_all(audience, told, key, about="pickup", urgency=Urgency.URGENT)]
