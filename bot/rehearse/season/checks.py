"""What must be true of a season. Each check takes plain values and names what breaks it, with ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.rehearse.checks import Breach
from bot.rehearse.season.record import Applied, Booked, Put, Received, Step, made_on
from care.calendar import today
from care.policy.enrolment import EnrolmentPlan, InsuranceRule, Scope, Silence
from care.rules.enrolment.course import ENDS, Event, Stage
from storage.inbox import State as Answered
from storage.outbox import State as Sending

ENROLL = "enroll"
TOLD = (Sending.SENT, Sending.MERGED)


@dataclass(frozen=True)
class Stands:
    """What a family stands to: the session and days that it asked for last. None: it asked for nothing."""

    child: int
    asked: tuple[str, tuple[int, ...]] | None
    left: bool = False  # it asked to leave care
    wrote: date | None = None  # first day
    insists: bool = False  # answers whatever it is asked until it has applied


@dataclass(frozen=True)
class Full:
    """Places of an item on a weekday, as they stood on a day."""

    day: date
    item: str
    weekday: int
    taken: int
    places: int


def not_asked_for(families: Iterable[Stands], booked: Iterable[Booked]) -> list[Breach]:
    """Nobody is in care for whom nobody asked, nor otherwise than was asked for. (L-01)"""
    wishes = {one.child: one for one in families}
    found = []
    for place in booked:
        family = wishes.get(place.child)
        where = f"pupil/{place.child} {place.session} {''.join(map(str, place.weekdays))}"
        if place.application_id is None or family is None or (family.asked is None and not family.left):
            found.append(Breach("in care and not asked for", where))
        elif family.asked is not None and place.until is None and family.asked != (place.session, place.weekdays):
            found.append(Breach("in care otherwise than asked for", where))
    return found


def not_given(applied: Iterable[Applied], booked: Iterable[Booked]) -> list[Breach]:
    """Who came to the end of the way has the place."""
    places = {place.application_id for place in booked}
    return [
        Breach("confirmed without a place", f"application/{one.id} pupil/{one.child}")
        for one in applied if one.kind == ENROLL and one.stage is Stage.IN_CARE and one.id not in places
    ]  # fmt: skip


def taken_up(families: Iterable[Stands], applied: Iterable[Applied], last: date) -> list[Breach]:
    """Whoever wrote in the window and answered what was asked has applied. (C20)"""
    have = {one.child for one in applied if one.kind == ENROLL}
    return [
        Breach("wish without an application", f"pupil/{one.child}")
        for one in families if one.insists and one.wrote and one.wrote <= last and one.child not in have
    ]  # fmt: skip


def reached(applied: Iterable[Applied]) -> list[Breach]:
    """A season in which many apply and nobody comes into care shows nothing."""
    stages = [one.stage for one in applied if one.kind == ENROLL]
    return [Breach("nobody in care", f"{len(stages)} applied")] if stages and Stage.IN_CARE not in stages else []


def steps_kept(applied: Iterable[Applied], plan: EnrolmentPlan) -> list[Breach]:
    """Each application in care went every step of the plan, in its order. (C21, C25, C26, C27)"""
    return [
        Breach("step skipped", f"application/{one.id}: {what}")
        for one in applied if one.kind == ENROLL and one.stage is Stage.IN_CARE
        for what in (*_chain(one, plan), *_after(one, plan))
    ]  # fmt: skip


def _chain(one: Applied, plan: EnrolmentPlan) -> Iterator[str]:
    done = 0
    for step in one.course:
        if step.stage is Stage.STEP and step.step != done:
            yield f"step {step.step} while {done} were done"
        if step.event is Event.AGREED and step.by_id in (None, one.by_id):
            yield f"step {step.step} agreed to by nobody else"
        done = len(plan.chain) - 1 if step.event is Event.REOPENED else done + _passes(step, plan)
    if done != len(plan.chain):
        yield f"{done} of {len(plan.chain)} steps"


def _passes(step: Step, plan: EnrolmentPlan) -> bool:
    if step.stage is Stage.STEP and step.event is Event.SILENT:
        return plan.chain[step.step].on_silence is Silence.APPROVE
    agreed = step.stage is Stage.STEP and step.event is Event.AGREED
    return agreed or (step.stage is Stage.ALTERNATIVE and step.event is Event.ACCEPTED)


def _after(one: Applied, plan: EnrolmentPlan) -> Iterator[str]:
    """List, agreement, insurance."""
    published, cleared, rule = one.at(Event.PUBLISHED), one.at(Event.CLEARED), plan.publication
    if rule.scope is not Scope.NONE:
        if published is None or cleared is None:
            yield "not published"
        elif today(cleared) < today(published) + timedelta(days=rule.days):
            yield f"published for less than {rule.days} days"
    wanted = {signer.value for signer in plan.agreement.signers} - {"school"}
    if plan.agreement.required and plan.agreement.before_attendance:
        if not wanted <= one.signers or one.signed_at is None:
            yield "not signed"
        elif published and cleared and rule.before_agreement and one.signed_at < cleared:
            yield "signed before the list was over"
        elif published and not rule.before_agreement and one.signed_at > published:
            yield "published before it was signed"
    if plan.insurance is InsuranceRule.REQUIRED and one.insured_until is None:
        yield "not insured"


def within(full: Iterable[Full]) -> list[Breach]:
    """No weekday has more pupils than places. (C23)"""
    return [
        Breach("capacity exceeded", f"{one.item} weekday {one.weekday} on {one.day}: {one.taken} of {one.places}")
        for one in full if one.taken > one.places
    ]  # fmt: skip


def ended(applied: Iterable[Applied], drafts: Iterable[int]) -> list[Breach]:
    """Every application has its end, or a number on the waiting list; no draft lies about. (C21)"""
    open_ = [one for one in applied if one.stage not in ENDS and one.stage is not Stage.QUEUE]
    return [
        *(Breach("without an end", f"application/{one.id} {one.kind}: {one.stage.value} {one.step}") for one in open_),
        *(Breach("without an end", f"draft/{id_}") for id_ in drafts),
    ]


def families_told(applied: Iterable[Applied], put: Iterable[Put]) -> list[Breach]:
    """Whoever applied is told of each change once: by an answer to its own message, or by a message. (promise 3)"""
    sent = [one for one in put if one.state in TOLD]
    keys = {(one.to, one.key) for one in sent}
    answers = {(one.to, one.inbox_id) for one in sent if one.inbox_id}
    return [
        Breach("family not told", f"application/{one.id}: {what}")
        for one in applied if one.course or one.stage not in ENDS
        for what, number, inbox_id in _changes(one)
        if (one.by_id, f"course/{one.id}/{number}") not in keys and (one.by_id, inbox_id) not in answers
    ]  # fmt: skip


def _changes(one: Applied) -> Iterator[tuple[str, int, int | None]]:
    """What happened, its number, and the message that caused it. A step that only waits longer is no change."""
    if one.inbox_id is not None:
        yield "submitted", 0, one.inbox_id
    for number, step in enumerate(one.course, 1):
        if step.event is Event.PUBLISHED or one.stands(number) != (step.stage, step.step):
            yield step.event.value, number, step.inbox_id


def answered_once(received: Iterable[Received], put: Iterable[Put]) -> list[Breach]:
    """Each message has one answer that left."""
    answers = Counter(one.inbox_id for one in put if one.inbox_id and one.state == Sending.SENT)
    found = []
    for one in received:
        if one.state != Answered.DONE:
            found.append(Breach("unanswered", f"inbox/{one.id}"))
        elif answers[one.id] != 1:
            found.append(Breach("not answered once", f"inbox/{one.id}: {answers[one.id]} answers"))
    return found


def left_behind(put: Iterable[Put]) -> list[Breach]:
    """Messages of the season that nobody got."""
    wrong = (Sending.WAITING, Sending.SENDING, Sending.FAILED, Sending.MISSED)
    return [
        Breach("not sent", f"outbox/{one.id} {one.key}: {Sending(one.state).name.lower()}")
        for one in put if one.state in wrong and not one.key.startswith("grey/")
    ]  # fmt: skip


def in_the_window(families: Iterable[Stands], applied: Iterable[Applied], first: date, last: date) -> list[Breach]:
    """No family that first wrote outside the window was taken. What was begun in time may be completed later. (D-11)"""
    wrote = {one.child: one.wrote for one in families}
    return [
        Breach("outside the window", f"application/{one.id} of {made_on(one)}")
        for one in applied
        if one.kind == ENROLL and not first <= (wrote.get(one.child) or made_on(one)) <= last
    ]  # fmt: skip


def kept_secret(published: Iterable[str], names: Collection[str], groups: Collection[str]) -> list[Breach]:
    """No list shows a full name where names are hidden, nor a priority group. (C25, C12)"""
    found = []
    for number, text in enumerate(published, 1):
        found += [Breach("shown on a list", f"list {number}: a full name") for name in names if name in text]
        found += [Breach("shown on a list", f"list {number}: {group}") for group in groups if group in text]
    return found


def first_roll(rolls: Mapping[str, Collection[int]], confirmed: Mapping[str, Collection[int]]) -> list[Breach]:
    """The first roll of each session shows exactly the confirmed and signed."""
    found = []
    for session in sorted({*rolls, *confirmed}):
        on, due = set(rolls.get(session, ())), set(confirmed.get(session, ()))
        found += [Breach("on the roll and not confirmed", f"{session}: pupil/{child}") for child in sorted(on - due)]
        found += [Breach("confirmed and not on the roll", f"{session}: pupil/{child}") for child in sorted(due - on)]
    return found
