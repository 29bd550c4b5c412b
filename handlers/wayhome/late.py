"""A change after its cut-off waits for whoever has the child, until a time; then for the leader. (promise 3; G02)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from care.acts import Act, Intent
from care.messages import Outgoing, Urgency
from care.people import Student
from care.policy import Change
from care.rules.cutoff import is_late, last_moment
from care.wording import late as wording
from handlers import audience
from handlers.day import Seat
from handlers.desk import Desk
from handlers.turn import Turn
from storage import people, waits
from storage.questions import Choice
from storage.waits import Wait

KIND = "late_change"
AGREE, REFUSE = "agree_late", "refuse_late"  # handlers/wayhome/agreeing.py
CHANGES = {
    Intent.LEAVE: Change.LEAVE,
    Intent.DELEGATE_PICKUP: Change.PICKUP,
    Intent.WALK_HOME: Change.WALK_HOME,
}
"""What needs a yes when it comes late. That somebody comes earlier or later is only told: it takes nobody's yes."""


def comes_late(act: Act, turn: Turn, seat: Seat) -> bool:
    """Whether this change of today's session has to be agreed to."""
    plan, change = turn.policy.plan(seat.care, turn.today), CHANGES.get(act.intent)
    if turn.agreed or plan is None or change is None:
        return False
    return is_late(change, plan, turn.today, turn.policy, now=turn.now)


def wait_for_yes(act: Act, child: Student, turn: Turn, seat: Seat, holder: int | None) -> list[Outgoing]:
    """The family hears who is asked and until when; until then nothing is changed."""
    act = act.with_(students=(child,), dates=(turn.today,))
    asked = holder or seat.teacher_id or people.class_teacher_of(turn.session, child.id)
    asked = asked or next(iter(audience.leaders(turn, seat.care)), turn.me)
    until = turn.now + timedelta(minutes=turn.policy.late_answer_minutes)
    id_ = waits.add(
        turn.session, turn.school_id, KIND, act, asker_id=turn.me, asked_id=asked, until=until, now=turn.now
    )
    plan = turn.policy.plan(seat.care, turn.today)
    last = last_moment(CHANGES[act.intent], plan, turn.today, turn.policy) if plan else None
    name = people.name_of(turn.session, asked)
    text = wording.card(act, child, turn.caller, until, now=turn.now)
    return [
        turn.reply(wording.waiting(act, child, last or turn.now, name, until, now=turn.now)),
        *_cards(turn, id_, [asked], text),
    ]


def pass_on(desk: Desk, wait: Wait) -> list[Outgoing]:
    """Nobody answered in time: the leaders get the same card, and the family hears it."""
    child = child_of(wait)
    leaders = [one for one in audience.leaders(desk, desk.care) if one != wait.asked_id]
    names = list(people.names_of(desk.session, leaders).values())
    by = people.name_of(desk.session, wait.asker_id)
    until = desk.now + timedelta(minutes=desk.policy.late_answer_minutes)
    told = wording.passed_on(wait.act, child, names, now=desk.now)
    return [
        *desk.tell_all([wait.asker_id], told, f"late/{wait.id}/passed", about="late", urgency=Urgency.URGENT),
        *_cards(desk, wait.id, leaders, wording.card(wait.act, child, by, until, now=desk.now)),
    ]


def _cards(desk: Desk, wait_id: int, persons: Sequence[int], text: str) -> list[Outgoing]:
    args, card = {"wait": wait_id}, f"late/{wait_id}"
    choices = [Choice(wording.AGREE, AGREE, args, yes=True), Choice(wording.REFUSE, REFUSE, args, no=True, style=3)]
    return [
        desk.tell(
            person, text, f"{card}/{person}", choices, title=wording.TITLE, about="late", card=card,
            urgency=Urgency.URGENT,
        )
        for person in persons
    ]  # fmt: skip


def child_of(wait: Wait) -> Student:
    assert wait.act.students
    return wait.act.students[0]
