"""An application moves: written down, carried out, the family told once, whoever is next asked. (C21; promise 12)

Every change of an application goes through `move`; nothing else changes its stage.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from care.messages import Outgoing
from care.people import Student
from care.rules.enrolment.course import FAMILY_ANSWERS, Course, Event, Moment, No, Stage, advance, begin
from care.rules.enrolment.kinds import Kind, plan_for
from care.wording import course as words
from care.wording import enrolment as wording
from handlers.desk import Desk
from handlers.enrolment import actors, carrying, family, kin, places
from handlers.enrolment.wishes import applicant, child_of, what_of
from handlers.turn import Turn
from storage import audit, people, questions, schools
from storage.audit import Entry
from storage.enrolment import approvals, courses
from storage.enrolment.approvals import Application
from storage.enrolment.courses import Happened
from storage.questions import Choice

APPROVE, REFUSE = "approve", "refuse"  # handlers/enrolment/approval.py
ABOUT = "application"


@dataclass(frozen=True)
class Moved:
    """What became of it: the application as it is now, and who is told."""

    application: Application
    notes: list[Outgoing]


def moment(desk: Desk) -> Moment:
    return Moment(desk.now, desk.calendar)


def submit(turn: Turn, child: Student, kind: str, **wanted: Any) -> list[Outgoing]:
    """Keep the wish, tell the family whose turn it is and until when, and hand the decider a card.

    `wanted`: sessions, weekdays, since, clubs, detail, as storage/enrolment/approvals.py keeps them.
    """
    for open_ in approvals.open_of_student(turn.session, child.id):
        if open_.kind == kind and _same(open_, wanted):
            return [turn.reply(wording.already_waiting(child, what_of(open_, turn), open_.made_at))]
    application, deciders = _begin(turn, child, kind, turn.me, wanted)
    undo = turn.undo(child, "take_back", {"application": application.id})
    told = [*cards(turn, application, deciders, 0), *kin.told(turn, application, besides=deciders)]
    return [turn.reply(_submitted(turn, application), [undo]), *told]


def _same(open_: Application, wanted: Mapping[str, Any]) -> bool:
    """About the same session, or, without sessions, the same clubs: one place is asked for once."""
    sessions, clubs = wanted.get("sessions", ()), wanted.get("clubs", ())
    return bool(set(open_.sessions) & set(sessions)) or (not sessions and not open_.sessions and open_.clubs == clubs)


def submit_for(turn: Turn, child: Student, by_id: int, **wanted: Any) -> list[Outgoing]:
    """The same for another guardian, who hears of it. A place in care only."""
    application, deciders = _begin(turn, child, Kind.ENROLL, by_id, wanted)
    args = {"application": application.id}
    key = f"course/{application.id}/0"
    undo = [Choice("撤销", "take_back", args, style=2)]
    told = turn.tell(by_id, _submitted(turn, application), key, undo, about=ABOUT, asks=False)
    return [told, *cards(turn, application, deciders, 0)]


def _begin(
    turn: Turn, child: Student, kind: str, by_id: int, wanted: Mapping[str, Any]
) -> tuple[Application, list[int]]:
    plan = plan_for(kind, turn.policy.enrolment)
    deciders = actors.deciders(turn, plan.chain[0].actor, child, besides=by_id)
    id_ = approvals.add(
        turn.session, turn.school_id, kind, student_id=child.id, by_id=by_id, now=turn.now, inbox_id=turn.inbox_id,
        decider_id=next(iter(deciders), None), course=begin(plan.chain, moment(turn)), deciders=deciders, **wanted,
    )  # fmt: skip
    return approvals.get(turn.session, id_), deciders


def _submitted(turn: Turn, application: Application) -> str:
    steps = len(places.plan_of(turn, application).chain)
    return wording.asked(
        child_of(turn, application), what_of(application, turn), words.numbered(0, steps),
        family.called(turn, application), words.until(application.course.until),
    )  # fmt: skip


def at_once(turn: Turn, child: Student, kind: str, **wanted: Any) -> list[Outgoing]:
    """A wish that takes nobody's yes: kept as an application all the same, and carried out. (C28, C29)"""
    id_ = approvals.add(
        turn.session, turn.school_id, kind, student_id=child.id, by_id=turn.me, decider_id=None, now=turn.now,
        inbox_id=turn.inbox_id, course=Course(Stage.IN_CARE, turn.now), **wanted,
    )  # fmt: skip
    extra = carrying.carry_out(turn, approvals.get(turn.session, id_))
    done = approvals.get(turn.session, id_)
    head = people.class_teacher_of(turn.session, child.id)
    text = wording.done_at_once(child, what_of(done, turn)) + extra
    heads = [head] if head else []
    told = turn.tell_all(heads, text, f"{ABOUT}/{id_}/done", about=ABOUT)
    return [turn.reply(text), *told, *kin.told(turn, done, besides=heads)]


def move(
    desk: Desk, application: Application, event: Event, *, by_id: int = 0, comment: str = "", instead: str = ""
) -> Moved | No:
    """One event. No: nothing was changed. `instead`: what an `offered` offers in place of the wish."""
    plan = places.plan_of(desk, application)
    if plan.capacity:
        schools.hold(desk.session, desk.school_id)
    if approvals.take(desk.session, application.id).course != application.course:
        return No.NOT_NOW
    after = advance(application.course, event, plan, places.facts(desk, application), moment(desk))
    if isinstance(after, No):
        return after
    before = application.course
    happened = Happened(event, before.stage, before.step, by_id or None, comment, desk.now)
    number = courses.add(desk.session, application.id, happened, inbox_id=desk.inbox_id)
    deciders = _deciders(desk, application, after)
    approvals.place(desk.session, application.id, after, deciders, look_at=_look_at(after, desk.now))
    if by_id and (after.stage is not Stage.STEP or after.step != before.step):
        _close_cards(desk, application, event, by_id)
    _remember(desk, application, after, event, by_id=by_id, comment=comment, instead=instead)
    extra = carrying.carry_out(desk, application) if after.stage is Stage.IN_CARE else ""
    now = approvals.get(desk.session, application.id)
    told = family.told(desk, application, now, event, by_id=by_id, comment=comment, extra=extra, number=number)
    told += kin.corrected(desk, application, now)
    is_new = (after.stage, after.step) != (before.stage, before.step)
    return Moved(now, [*told, *(cards(desk, now, deciders, number) if is_new else [])])


def cards(
    desk: Desk, application: Application, deciders: Sequence[int], number: int, *, again: bool = False
) -> list[Outgoing]:
    """The card of a step, to everybody who may decide it. What only they may see stands on it. (C12, C21)"""
    if application.course.stage is not Stage.STEP or not deciders:
        return []
    child = child_of(desk, application)
    args = {"application": application.id}
    choices = [Choice("同意", APPROVE, args), Choice("不同意", REFUSE, args, style=3)]
    lines = family.for_deciders(desk, application)
    text = wording.for_decider(
        child, what_of(application, desk), applicant(desk, application), lines, words.until(application.course.until)
    )
    if again:
        text = words.again(child, what_of(application, desk), application.course.since) + "\n" + text
    if application.detail.get("priority"):
        for one in deciders:
            entry = Entry("read priority", f"{ABOUT}/{application.id}", desk.now, one)
            audit.append(desk.session, desk.school_id, entry)
    key = f"{ABOUT}/{application.id}/{number}" + ("/again" if again else "")
    return [
        desk.tell(one, text, f"{key}/{one}", choices, title=wording.CARD_TITLE, about=ABOUT, card=card_of(application))
        for one in deciders
    ]


def card_of(application: Application) -> str:
    return f"{ABOUT}/{application.id}/{application.course.step}"


def _deciders(desk: Desk, application: Application, after: Course) -> list[int]:
    """Who is to decide the step it is in now; while the same step goes on, those who were asked."""
    if after.stage is not Stage.STEP:
        return []
    if application.course.stage is Stage.STEP and application.course.step == after.step:
        return approvals.deciders_of(desk.session, application.id)
    actor = places.plan_of(desk, application).chain[after.step].actor
    return actors.deciders(desk, actor, child_of(desk, application), besides=application.by_id)


def _look_at(course: Course, now: datetime) -> datetime | None:
    """When the tick looks first: a family is reminded a day before its time is over. None: when the time is over."""
    if course.until is None or course.stage not in FAMILY_ANSWERS:
        return None
    return max(course.until - timedelta(days=1), now + timedelta(minutes=1))


def _close_cards(desk: Desk, application: Application, event: Event, by_id: int) -> None:
    label = {Event.AGREED: "同意", Event.REFUSED: "不同意", Event.OFFERED: "另作安排"}.get(event, "已撤回")
    questions.close_card(desk.session, desk.school_id, card_of(application), label, by_id=by_id, now=desk.now)


def _remember(
    desk: Desk, application: Application, after: Course, event: Event, *, by_id: int, comment: str, instead: str
) -> None:
    if event in (Event.AGREED, Event.REFUSED, Event.OFFERED, Event.TAKEN_BACK) or after.stage is Stage.REFUSED:
        approvals.decided(desk.session, application.id, by_id=by_id, reason=comment, now=desk.now)
    if event is Event.OFFERED:
        approvals.change(desk.session, application.id, detail={"instead": instead, "why": comment})
