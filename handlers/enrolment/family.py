"""What the family is told when its application moves: one message for each change. (C21; promise 3)"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from care.messages import Outgoing
from care.people import Student
from care.policy.enrolment import Actor, Hidden, PriorityGroup, Silence
from care.rules.enrolment.course import Event, Stage
from care.rules.enrolment.kinds import Kind
from care.wording import applying as apply_words
from care.wording import clubs as club_words
from care.wording import course as words
from care.wording import enrolment as wording
from handlers.desk import Desk
from handlers.enrolment import actors, agreeing_text, places
from handlers.enrolment.wishes import child_of, person, what_of
from handlers.turn import Turn
from storage.enrolment import approvals, courses
from storage.enrolment.approvals import Application
from storage.questions import Choice

ANSWER = "answer_application"  # handlers/enrolment/family_answers.py
ABOUT = "application"
Told = tuple[str, Sequence[Choice]]


def told(
    desk: Desk,
    before: Application,
    now: Application,
    event: Event,
    *,
    by_id: int,
    comment: str,
    extra: str,
    number: int,
) -> list[Outgoing]:
    """The one message of this change, to whoever applied; nothing where only the school waits longer."""
    child = child_of(desk, now)
    text, choices = _worded(desk, child, before, now, event, by_id, comment)
    if not text:
        return []
    text += extra
    if isinstance(desk, Turn) and desk.me == now.by_id:
        return [desk.reply(text, choices, asks=bool(choices))]
    key = f"course/{now.id}/{number}"
    return [desk.tell(now.by_id, text, key, choices, title=wording.CARD_TITLE_FAMILY if choices else "", about=ABOUT)]


def _worded(
    desk: Desk, child: Student, before: Application, now: Application, event: Event, by_id: int, comment: str
) -> Told:
    stage, what = now.course.stage, what_of(now, desk)
    by = person(desk, by_id) if by_id else ""
    if event is Event.REOPENED:
        return words.reopened(child, what, called(desk, now), words.until(now.course.until)), ()
    if stage is Stage.STEP:
        return _on_step(desk, child, what, before, now, event, by), ()
    if stage is Stage.REFUSED:
        return (wording.refused(child, what, by, comment) if by else words.refused_by_silence(child, what)), ()
    if stage is Stage.TAKEN_BACK:
        return wording.taken_back(child, what), ()
    if stage is Stage.GIVEN_UP:
        return words.given_up(child, what, silent=event is Event.SILENT), ()
    if stage is Stage.IN_CARE:
        if event is Event.AGREED and by:
            return wording.approved(child, what, by, now.kind), ()
        if event is Event.WON:
            return words.won(child, what, comment) + words.in_care(child, what), ()
        return words.in_care(child, what), ()
    if event is Event.LOST:
        return words.lost(child, what, places.number_in_line(desk, now)[0], comment), ()
    lead = words.won(child, what, comment) + "\n" if event is Event.WON else ""
    text, choices = standing(desk, now, comment=comment, by=by)
    return lead + text, choices


def _on_step(
    desk: Desk, child: Student, what: str, before: Application, now: Application, event: Event, by: str
) -> str:
    """The next step, or the same one whose time is over: then the family hears it where somebody else is asked."""
    chain = places.plan_of(desk, now).chain
    asked, answer = called(desk, now), words.until(now.course.until)
    step = words.numbered(now.course.step, len(chain))
    if now.course.step != before.course.step:
        if event is Event.SILENT:
            return words.silent_passed_on(child, what, step, asked, answer)
        return words.passed_on(child, what, by, step, asked, answer)
    if event is Event.SILENT and chain[now.course.step].on_silence is Silence.ESCALATE:
        late = actors.called(desk, chain[now.course.step].actor, approvals.deciders_of(desk.session, now.id)[:1])
        return words.escalated(child, what, late, "校长", answer)
    return ""


def called(desk: Desk, application: Application) -> str:
    """Who is to do what now: 班主任陈静老师初审."""
    step = places.plan_of(desk, application).chain[application.course.step]
    return actors.called(desk, step.actor, approvals.deciders_of(desk.session, application.id)) + words.verb(step)


def standing(desk: Desk, application: Application, *, comment: str = "", by: str = "") -> Told:
    """What a stage outside the chain means for the family, and what it can press."""
    return STANDING[application.course.stage](desk, application, comment, by)


def _alternative(desk: Desk, a: Application, comment: str, by: str) -> Told:
    instead, answer = a.detail.get("instead", ""), words.until(a.course.until)
    text = words.offered(child_of(desk, a), what_of(a, desk), by or "学校", comment or a.detail.get("why", ""),
                         instead, answer)  # fmt: skip
    return text, _yes_no(a, words.ACCEPT, words.DECLINE)


def _draw(desk: Desk, a: Application, _comment: str, _by: str) -> Told:
    return words.to_draw(child_of(desk, a), what_of(a, desk), a.id), ()


def _queue(desk: Desk, a: Application, _comment: str, _by: str) -> Told:
    text = words.queued(child_of(desk, a), what_of(a, desk), *places.number_in_line(desk, a))
    others = places.open_clubs(desk, a.clubs) if a.kind == Kind.CLUB else ()
    return text + club_words.still_open(others), ()


def _place(desk: Desk, a: Application, _comment: str, _by: str) -> Told:
    text = words.place_free(child_of(desk, a), what_of(a, desk), words.until(a.course.until))
    return text, _yes_no(a, words.TAKE, words.LEAVE_IT)


def _public(desk: Desk, a: Application, _comment: str, _by: str) -> Told:
    child, what = child_of(desk, a), what_of(a, desk)
    if a.course.until is None:
        return words.waits_for_list(child, what), ()
    hidden = Hidden.NAME in desk.policy.enrolment.publication.hide
    return words.on_the_list(child, what, a.course.until, hidden), ()


def _signing(desk: Desk, a: Application, _comment: str, _by: str) -> Told:
    return agreeing_text.to_sign(desk, a)


def _insuring(desk: Desk, a: Application, _comment: str, _by: str) -> Told:
    return words.to_insure(child_of(desk, a), what_of(a, desk), words.until(a.course.until)), ()


STANDING: dict[Stage, Callable[[Desk, Application, str, str], Told]] = {
    Stage.ALTERNATIVE: _alternative,
    Stage.DRAW: _draw,
    Stage.QUEUE: _queue,
    Stage.PLACE: _place,
    Stage.PUBLIC: _public,
    Stage.SIGNING: _signing,
    Stage.INSURING: _insuring,
}


def _yes_no(application: Application, yes: str, no: str) -> Sequence[Choice]:
    """The stage stands in the arguments: an old button does not answer a newer question."""
    args: dict[str, Any] = {"application": application.id, "stage": application.course.stage.value}
    return [
        Choice(yes, ANSWER, {**args, "yes": True}, yes=True),
        Choice(no, ANSWER, {**args, "yes": False}, no=True, style=2),
    ]


def for_deciders(desk: Desk, application: Application) -> list[str]:
    """What only whoever decides may see: reason, need, priority with its evidence, what came before, places left.

    A parent of the committee sees of a priority only that the school has checked it. (C12)
    """
    detail = dict(application.detail)
    lines = []
    if places.plan_of(desk, application).chain[application.course.step].actor is Actor.COMMITTEE:
        lines += [wording.priority_checked_line()] if detail.get("priority") else []
        detail = {}
    if detail.get("reason"):
        lines.append(wording.reason_line(detail["reason"]))
    if detail.get("can_collect") is not None:
        lines.append(wording.can_collect_line(detail["can_collect"]))
    if detail.get("priority"):
        name = apply_words.GROUPS[PriorityGroup(detail["priority"])]
        lines.append(wording.priority_line(name, detail.get("evidence", "")))
    if places.plan_of(desk, application).chain[application.course.step].may_select:
        lines.append(wording.may_select_line())
    for item in places.items_of(application):
        if (left := places.left(desk, item)) is not None:
            lines.append(wording.left_line(_item(desk, item), left))
    before = [one for one in courses.of_application(desk.session, application.id) if one.event is Event.AGREED]
    lines += [wording.agreed_line(person(desk, one.by_id), one.at) for one in before if one.by_id]
    return lines


def _item(desk: Desk, item: str) -> str:
    return next((plan.label for plan in desk.policy.sessions if plan.session.value == item), item)
