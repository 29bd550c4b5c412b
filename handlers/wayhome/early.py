"""Collected before the session's end: at that time the holder gets the card with which the child is let go. (C45)"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from care.acts import Act, Intent, keep
from care.calendar import SHANGHAI
from care.messages import Outgoing, Urgency
from care.people import Person, Student
from care.wording import pickup as wording
from handlers import asking
from handlers.day import Seat
from handlers.desk import Desk
from handlers.turn import Turn
from storage import ledger, people, waits
from storage.day import pickups
from storage.questions import Choice
from storage.waits import Wait

KIND = "early"
AT_ONCE = timedelta(minutes=5)


def expect(turn: Turn, child: Student, seat: Seat, at: time) -> None:
    """Note the time; a tick brings the card. A child that stays to the end needs none."""
    plan, moment = turn.policy.plan(seat.care, turn.today), datetime.combine(turn.today, at, SHANGHAI)
    if plan is None or moment >= plan.ends(turn.today) or moment < plan.starts(turn.today) - AT_ONCE:
        return
    person = Person(turn.speaker.name or None, turn.speaker.relation or None)
    act = Act(
        Intent.RELEASE, students=(child,), person=person, class_name=child.class_name, sessions=(seat.care,), time=at
    )
    waits.add(
        turn.session, turn.school_id, KIND, act, asker_id=turn.me, asked_id=turn.me, until=max(moment, turn.now),
        now=turn.now,
    )  # fmt: skip


def due(desk: Desk, wait: Wait) -> list[Outgoing]:
    """[已交给家长] to whoever has the child now; nothing where it is gone, or the plan was changed."""
    waits.settle(desk.session, wait.id, agreed=None, by_id=0, now=desk.now)
    act = wait.act
    assert act.students
    assert act.sessions
    child = act.students[0]
    place = ledger.places(desk.session, desk.school_id, desk.today, act.sessions[0]).get(child.id)
    if place is None or place.holder is None or not _still_planned(desk, child, act.time):
        return []
    by = people.name_of(desk.session, wait.asker_id)
    card = Choice(wording.HANDED, asking.DO_ACT, {"act": keep(act.with_(time=None))}, yes=True)
    text = wording.early(child, by, act.time)
    key = f"early/{wait.id}/{place.holder}"
    return [
        desk.tell(place.holder, text, key, [card], title="提前接", about="pickup", urgency=Urgency.URGENT),
    ]


def _still_planned(desk: Desk, child: Student, at: time | None) -> bool:
    plans = pickups.plans(desk.session, [child.id], desk.today).get(child.id, [])
    return any(plan.clock == at for plan in plans)
