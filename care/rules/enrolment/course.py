"""One application's course, from the family's wish to a place in care or another end. (C20-C28; L-01, L-02, L-15)

A course moves by events only. Each move is one change of state, of which the family is told once; every stage that
waits names until when, and what silence means there, so no application is without an end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, StrEnum

from care.calendar import Calendar, local
from care.policy.enrolment import Allocation, ApprovalStep, EnrolmentPlan, InsuranceRule, Scope, Silence
from care.rules.enrolment.days import evening_of, school_days_later
from care.rules.enrolment.public import ends


class Stage(StrEnum):
    STEP = "step"  # with the person of one step of the chain
    ALTERNATIVE = "alternative"  # not as asked; something else was offered, the family answers
    DRAW = "draw"  # waits for the draw
    QUEUE = "queue"  # on the waiting list
    PLACE = "place"  # a place became free; the family answers
    PUBLIC = "public"  # on the published list, or waiting for the next one
    SIGNING = "signing"
    INSURING = "insuring"
    IN_CARE = "in_care"
    REFUSED = "refused"
    GIVEN_UP = "given_up"  # the family said no, or did not answer in time
    TAKEN_BACK = "taken_back"


ENDS = frozenset({Stage.IN_CARE, Stage.REFUSED, Stage.GIVEN_UP, Stage.TAKEN_BACK})
HOLDS_PLACE = frozenset({Stage.PLACE, Stage.PUBLIC, Stage.SIGNING, Stage.INSURING})
"""Stages in which a place is kept for the application that nobody else may have. (C23)"""
FAMILY_ANSWERS = frozenset({Stage.ALTERNATIVE, Stage.PLACE, Stage.SIGNING, Stage.INSURING})


class Event(StrEnum):
    AGREED = "agreed"  # the step's person said yes
    REFUSED = "refused"
    OFFERED = "offered"  # refused as asked, with an alternative
    SILENT = "silent"  # the time for an answer is over
    TAKEN_BACK = "taken_back"
    ACCEPTED = "accepted"  # the family takes the alternative, or the place
    DECLINED = "declined"
    WON = "won"  # the draw gave a place
    LOST = "lost"
    FREED = "freed"  # a place became free and this one is next
    PUBLISHED = "published"
    CLEARED = "cleared"  # the days are over and no objection is open
    REOPENED = "reopened"  # an objection was found right
    SIGNED = "signed"
    INSURED = "insured"


class No(Enum):
    """Why an event changes nothing."""

    OVER = "the application has its end"
    NOT_NOW = "the stage does not know this event"
    NEEDS_ALTERNATIVE = "the plan lets nobody be refused without an alternative (L-02)"
    NO_ROOM = "there is no place"


@dataclass(frozen=True)
class Course:
    """Where an application stands: since when, and until when somebody has to answer (None: nobody has to)."""

    stage: Stage
    since: datetime
    step: int = 0
    until: datetime | None = None


@dataclass(frozen=True)
class Facts:
    """What the next stage depends on, as it is now."""

    room: bool = True  # every place asked for is free
    limited: bool = False  # places of what is asked for are counted
    signed: bool = False
    insured: bool = False
    queue: bool = False  # the alternative that the family took is the waiting list


@dataclass(frozen=True)
class Moment:
    now: datetime
    calendar: Calendar


def begin(chain: tuple[ApprovalStep, ...], at: Moment) -> Course:
    """A wish was submitted: with the first step's person."""
    return _with_step(chain, 0, at)


def advance(
    course: Course,
    event: Event,
    plan: EnrolmentPlan,
    facts: Facts,
    at: Moment,
    *,
    chain: tuple[ApprovalStep, ...] | None = None,
) -> Course | No:
    """The course after the event. `chain`: where it is not the plan's own (withdrawals, changes)."""
    if course.stage in ENDS:
        return No.OVER
    if event is Event.TAKEN_BACK:
        return _end(Stage.TAKEN_BACK, at)
    steps = plan.chain if chain is None else chain
    match course.stage, event:
        case Stage.STEP, Event.AGREED:
            return _after_step(course, plan, steps, facts, at)
        case Stage.STEP, Event.REFUSED:
            return No.NEEDS_ALTERNATIVE if plan.must_not_refuse else _end(Stage.REFUSED, at)
        case Stage.STEP, Event.OFFERED:
            return _wait(Stage.ALTERNATIVE, plan.offer_days, at, step=course.step)
        case Stage.STEP, Event.SILENT:
            return _silence(course, plan, steps, facts, at)
        case Stage.ALTERNATIVE, Event.ACCEPTED:
            return _after_step(course, plan, steps, facts, at)
        case Stage.DRAW, Event.WON:
            return after_place(plan, facts, at) if facts.room else No.NO_ROOM
        case Stage.DRAW, Event.LOST:
            return Course(Stage.QUEUE, at.now)
        case Stage.QUEUE, Event.FREED:
            return _wait(Stage.PLACE, plan.offer_days, at) if facts.room else No.NO_ROOM
        case Stage.PLACE, Event.ACCEPTED:
            return after_place(plan, facts, at)
        case Stage.PUBLIC, Event.PUBLISHED if course.until is None:
            return replace(course, since=at.now, until=ends(at.now, plan.publication))
        case Stage.PUBLIC, Event.CLEARED if course.until is not None:
            return _after_public(plan, facts, at)
        case Stage.PUBLIC, Event.REOPENED:
            return _with_step(steps, len(steps) - 1, at)
        case Stage.SIGNING, Event.SIGNED:
            return _after_signing(plan, facts, at)
        case Stage.INSURING, Event.INSURED:
            return Course(Stage.IN_CARE, at.now)
        case stage, (Event.DECLINED | Event.SILENT) if stage in FAMILY_ANSWERS or (stage, event) == (
            Stage.QUEUE, Event.DECLINED,
        ):  # fmt: skip
            return _end(Stage.GIVEN_UP, at)
        case _:
            return No.NOT_NOW


def after_place(plan: EnrolmentPlan, facts: Facts, at: Moment) -> Course:
    """A place is there: published and signed in the plan's order. (D-09)"""
    published = plan.publication.scope is not Scope.NONE
    if published and plan.publication.before_agreement:
        return Course(Stage.PUBLIC, at.now)
    if _must_sign(plan, facts):
        return _wait(Stage.SIGNING, plan.agreement.days, at)
    return Course(Stage.PUBLIC, at.now) if published else _insure(plan, facts, at)


def _after_step(
    course: Course, plan: EnrolmentPlan, steps: tuple[ApprovalStep, ...], facts: Facts, at: Moment
) -> Course:
    if course.step + 1 < len(steps):
        return _with_step(steps, course.step + 1, at)
    if facts.limited and plan.allocation is Allocation.DRAW:
        return Course(Stage.DRAW, at.now)
    return after_place(plan, facts, at) if facts.room and not facts.queue else Course(Stage.QUEUE, at.now)


def _silence(
    course: Course, plan: EnrolmentPlan, steps: tuple[ApprovalStep, ...], facts: Facts, at: Moment
) -> Course | No:
    """The step's own rule. Where nothing is decided by silence, the same step waits anew."""
    match steps[course.step].on_silence:
        case Silence.APPROVE:
            return _after_step(course, plan, steps, facts, at)
        case Silence.REFUSE:
            return No.NEEDS_ALTERNATIVE if plan.must_not_refuse else _end(Stage.REFUSED, at)
        case _:
            return replace(course, until=_deadline(steps[course.step].days, at))


def _after_public(plan: EnrolmentPlan, facts: Facts, at: Moment) -> Course:
    if plan.publication.before_agreement and _must_sign(plan, facts):
        return _wait(Stage.SIGNING, plan.agreement.days, at)
    return _insure(plan, facts, at)


def _after_signing(plan: EnrolmentPlan, facts: Facts, at: Moment) -> Course:
    """Published after the agreement where the plan has it so. (004-4, 004-6)"""
    if plan.publication.scope is not Scope.NONE and not plan.publication.before_agreement:
        return Course(Stage.PUBLIC, at.now)
    return _insure(plan, facts, at)


def _must_sign(plan: EnrolmentPlan, facts: Facts) -> bool:
    return plan.agreement.required and plan.agreement.before_attendance and not facts.signed


def _insure(plan: EnrolmentPlan, facts: Facts, at: Moment) -> Course:
    """The last thing before care: a policy where the plan requires one. (C27, L-16)"""
    if plan.insurance is InsuranceRule.REQUIRED and not facts.insured:
        return _wait(Stage.INSURING, plan.insurance_days, at)
    return Course(Stage.IN_CARE, at.now)


def _with_step(steps: tuple[ApprovalStep, ...], number: int, at: Moment) -> Course:
    return Course(Stage.STEP, at.now, number, _deadline(steps[number].days, at))


def _wait(stage: Stage, days: int, at: Moment, *, step: int = 0) -> Course:
    return Course(stage, at.now, step, _deadline(days, at))


def _end(stage: Stage, at: Moment) -> Course:
    return Course(stage, at.now)


def _deadline(days: int, at: Moment) -> datetime:
    return evening_of(school_days_later(local(at.now).date(), days, at.calendar))
