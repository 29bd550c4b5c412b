"""The duty roster as people speak of it: who is on, when am I, who leads. (C50)"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from care.acts import Act, CareSession
from care.book import DutyKind
from care.book import Post as Job
from care.calendar import YearNotConfirmed
from care.messages import Outgoing
from care.policy import SessionPlan
from care.rules.duty import Duty, on_duty
from care.wording import duty as wording
from care.wording.duty import Post
from handlers import day
from handlers.desk import Desk
from handlers.turn import Turn
from storage import people, questions
from storage.enrolment import bookings
from storage.staff import duties

MOST_DAYS = 7


def ask_duty(act: Act, turn: Turn) -> list[Outgoing]:
    """Of somebody: their duties of these days. Of a day: everybody's, with who leads and who is next."""
    days = (act.dates or (turn.today,))[:MOST_DAYS]
    if act.staff:
        return [turn.reply("\n".join(_own(turn, person.id, person.called, days) for person in act.staff))]
    if len(days) > 1 and not turn.speaker.leads:
        return [turn.reply(_own(turn, turn.me, "您", days))]
    return [turn.reply("\n".join(_day(turn, on, act.sessions or ()) for on in days))]


def _own(turn: Turn, person: int, called: str, days: Sequence[date]) -> str:
    own = [duty for duty in duties.of_person(turn.session, person, days[0], days[-1]) if duty.day in days]
    return wording.own_duties("您" if person == turn.me else called, posts(turn, on_duty(own)), days)


def _day(turn: Turn, on: date, sessions: Sequence[CareSession]) -> str:
    try:
        if not day.is_care_day(turn, on):
            return wording.no_care(on)
    except YearNotConfirmed:
        return wording.year_unknown(on)
    every = duties.on(turn.session, turn.school_id, on)
    lines: list[str] = []
    for plan in turn.policy.sessions_on(on):
        mine = [duty for duty in every if duty.session is plan.session and (not sessions or plan.session in sessions)]
        if mine:
            lines += [wording.roster_head(on, plan), *_lines(turn, mine)]
    return "\n".join(lines) or wording.no_roster(on)


def _lines(turn: Turn, of_session: Sequence[Duty]) -> list[str]:
    """Each post with its person and the next in line; the leaders first."""
    order = [DutyKind.LEADER, DutyKind.GATE, DutyKind.CARE]
    return [
        wording.roster_line(
            post(turn, duty),
            duty.state,
            [teacher_name(turn, one.person_id) for one in of_session if one.post == duty.post and one.rank > 1],
        )
        for duty in sorted(on_duty(of_session), key=lambda duty: (order.index(duty.kind), duty.group_id or 0))
    ]


def post(desk: Desk, duty: Duty, *, person: str = "") -> Post:
    """The duty with its names: session, group, room, person."""
    group = bookings.group(desk.session, duty.group_id) if duty.group_id else None
    return Post(
        duty.day, plan_of(desk, duty), duty.kind, group.name if group else "", group.room if group else "",
        person or teacher_name(desk, duty.person_id),
    )  # fmt: skip


def posts(desk: Desk, some: Iterable[Duty]) -> list[Post]:
    return [post(desk, duty) for duty in sorted(some, key=lambda duty: (duty.day, plan_of(desk, duty).start))]


def plan_of(desk: Desk, duty: Duty) -> SessionPlan:
    """A duty may stand for a session that does not run that day: then its usual times are said, or the last one's."""
    plan = desk.policy.on(duty.day)
    return desk.policy.plan(duty.session, duty.day) or plan.usual(duty.session) or plan.sessions[-1]


def teacher_name(desk: Desk, person: int) -> str:
    return f"{people.name_of(desk.session, person)}老师"


def leaders(desk: Desk, duty: Duty) -> list[int]:
    """Who sees to a duty that is not filled: the session's duty leaders, for their own the principals."""
    found = [one for one in duties.leaders(desk.session, desk.school_id, duty.day, duty.session)
             if one != duty.person_id]  # fmt: skip
    return found or [one for one in principals(desk) if one != duty.person_id]


def was_answered(desk: Desk, persons: Iterable[int], card: str) -> bool:
    """Whether any of them has pressed a button of this card."""
    asked = [questions.last_of_card(desk.session, person, card) for person in persons]
    return any(one is not None and one.answered_at is not None for one in asked)


def principals(desk: Desk) -> list[int]:
    return [one.id for one in people.staff(desk.session, desk.school_id, Job.PRINCIPAL)]
