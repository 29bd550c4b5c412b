"""Where a child is, and how it left: from the record, to whoever may know. (promises 8, 11; C45)"""

from __future__ import annotations

from datetime import date, timedelta

from care.messages import Outgoing
from care.people import Student
from care.reading.asked import Asked
from care.wording import asked as wording
from handlers import day, groups
from handlers.turn import Turn
from handlers.wayhome import pickup
from storage import ledger, people


def answer(asked: Asked, turn: Turn) -> list[Outgoing] | None:
    """None where nobody of that name is at the school: then it was no name."""
    children = asked.children or tuple(
        people.find_students(turn.session, turn.school_id, asked.name, asked.class_name) if asked.name else ()
    )
    if not children:
        return None
    seen = [child for child in children if _may_see(turn, child)]
    if not seen:
        return [turn.reply(wording.not_yours(children[0]))]
    on = turn.today - timedelta(days=asked.days_back)
    told = [_then(turn, child, on) if asked.past else pickup.where_is(child, turn) for child in seen]
    return [turn.reply("\n".join(told))]


def _may_see(turn: Turn, child: Student) -> bool:
    """One's own child or group or class; leaders see all. (promise 11)"""
    if turn.speaker.leads or people.child_of(turn.speaker, child) or child in turn.known.roster:
        return True
    if not turn.speaker.is_staff:
        return False
    visible = {group.id for group in groups.visible(turn, turn.care, None)}
    seats = day.seats(turn, child.id, turn.today)
    return people.class_teacher_of(turn.session, child.id) == turn.me or any(s.group.id in visible for s in seats)


def _then(turn: Turn, child: Student, on: date) -> str:
    """How the day went for the child, session by session."""
    lines = []
    for plan in turn.policy.sessions_on(on):
        place = ledger.places(turn.session, turn.school_id, on, plan.session).get(child.id)
        if place is not None:
            teacher = people.name_of(turn.session, place.gone.actor if place.gone else place.holder)
            lines.append(wording.then(plan.label, place, teacher))
    return wording.day(child, on, lines, now=turn.now)
