"""Duties (值班): who acknowledged, who is asked next, who may be let off. (C50, C55, C56)

A duty is a place in a line: rank 1 is on duty, 2 and more are asked next. Who declines, or says nothing until the
policy's minutes before the session, is passed over; where nobody is left, the duty stays with its first holder
and the leader is called, because a doubtful teacher is better than none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, StrEnum

from care.acts import CareSession
from care.book import DutyKind
from care.policy import Policy

ANSWER_MINUTES = 5
"""Minutes that whoever is asked after the deadline has for an answer. [ours]"""


class DutyState(StrEnum):
    PLANNED = "planned"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    PASSED_ON = "passed_on"  # nobody answered in time: the next was asked


@dataclass(frozen=True)
class Duty:
    id: int
    day: date
    session: CareSession
    kind: DutyKind
    group_id: int | None
    person_id: int
    rank: int
    state: DutyState
    answered_at: datetime | None

    @property
    def stands(self) -> bool:
        return self.state in (DutyState.PLANNED, DutyState.ACCEPTED)

    @property
    def post(self) -> Post:
        """The place that is to be filled: one line of people each."""
        return (self.session, self.kind, self.group_id)


Post = tuple[CareSession, DutyKind, int | None]


@dataclass(frozen=True)
class PassOn:
    """A duty that goes to the next in line."""

    duty: Duty
    next: Duty


class Letting(Enum):
    """What stands in the way of letting somebody off."""

    NO_DUTY = "has no duty then"
    IS_OVER = "the session is over"
    HOLDS_CHILDREN = "has children in hand right now"


def on_duty(duties: Iterable[Duty]) -> list[Duty]:
    """Rank 1 and standing: those who are counted on."""
    return [duty for duty in duties if duty.rank == 1 and duty.stands]


def next_in_line(duty: Duty, duties: Sequence[Duty]) -> Duty | None:
    """The next of the same post who was not asked yet and has no other post in that session. (C56)"""
    busy = {one.person_id for one in on_duty(duties) if one.session is duty.session} | {duty.person_id}
    line = sorted(
        (one for one in duties if one.rank > 1 and one.stands and one.post == duty.post),
        key=lambda one: (one.rank, one.id),
    )
    return next((one for one in line if one.person_id not in busy), None)


def may_return(duty: Duty, duties: Iterable[Duty]) -> bool:
    """Whether who only did not answer in time may still take the duty up: nobody else of the post confirmed it."""
    if duty.state is not DutyState.PASSED_ON:
        return False
    return not any(one.post == duty.post and one.state is DutyState.ACCEPTED for one in duties)


def deadline(duty: Duty, duties: Iterable[Duty], policy: Policy) -> datetime | None:
    """Until when an answer is waited for: the policy's minutes before the session; who was asked later has a few."""
    plan = policy.plan(duty.session, duty.day)
    if plan is None:
        return None
    until = plan.starts(duty.day) - timedelta(minutes=policy.duty_accept_minutes)
    asked = asked_at(duty, duties)
    return max(until, asked + timedelta(minutes=ANSWER_MINUTES)) if asked else until


def asked_at(duty: Duty, duties: Iterable[Duty]) -> datetime | None:
    """When the duty came to its holder from somebody before in line, who was passed over or let off."""
    before = [one for one in duties if not one.stands and one.id != duty.id and one.post == duty.post]
    return max((one.answered_at for one in before if one.answered_at is not None), default=None)


def unanswered(duties: Sequence[Duty], here: Collection[int] = ()) -> list[Duty]:
    """Duties that nobody acknowledged yet. Who is `here`, with children in hand, needs no button."""
    return [
        duty for duty in on_duty(duties) if duty.state is DutyState.PLANNED and duty.person_id not in here
    ]  # fmt: skip


def pass_on(duties: Sequence[Duty], policy: Policy, now: datetime, here: Collection[int] = ()) -> list[PassOn]:
    """Which duties go to the next now. Each person is asked for one post of a session at most."""
    found: list[PassOn] = []
    asked: set[tuple[CareSession, int]] = set()
    for duty in unanswered(duties, here):
        until, plan = deadline(duty, duties, policy), policy.plan(duty.session, duty.day)
        if until is None or plan is None or not until <= now < plan.ends(duty.day):
            continue
        left = [one for one in duties if (one.session, one.person_id) not in asked or one.rank == 1]
        if (following := next_in_line(duty, left)) is not None:
            asked.add((following.session, following.person_id))
            found.append(PassOn(duty, following))
    return found


def decide_letting_off(
    duties: Sequence[Duty], *, holding: bool, policy: Policy, now: datetime
) -> tuple[Duty, ...] | Letting:
    """Which of these duties a leader may be asked to let somebody off. (C56, W-07)

    Whoever has children in hand stays until they are handed over (promise 5).
    """
    if not duties:
        return Letting.NO_DUTY
    ahead = tuple(
        duty for duty in duties if (plan := policy.plan(duty.session, duty.day)) and now < plan.ends(duty.day)
    )
    if not ahead:
        return Letting.IS_OVER
    running = [duty for duty in ahead if (plan := policy.plan(duty.session, duty.day)) and now >= plan.starts(duty.day)]
    if holding and running:
        return Letting.HOLDS_CHILDREN
    return ahead
