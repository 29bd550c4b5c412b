"""What the house kept of a season, as plain values to be checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from care.acts import CareSession
from care.calendar import today
from care.rules.draw import faults
from care.rules.enrolment.course import Event, Stage
from storage import audit, ledger
from storage.enrolment import agreements, clubs, draws
from storage.enrolment.approvals import ApplicationRow
from storage.enrolment.bookings import BookingRow
from storage.enrolment.courses import CourseEventRow
from storage.enrolment.drafts import DraftRow
from storage.enrolment.publications import PublicationRow
from storage.inbox import InboxRow
from storage.outbox import OutboxRow


@dataclass(frozen=True)
class Step:
    """One event of an application's course. `stage` and `step` are those before it."""

    event: Event
    stage: Stage
    step: int
    by_id: int | None
    at: datetime
    inbox_id: int | None


@dataclass(frozen=True)
class Applied:
    id: int
    kind: str
    child: int
    by_id: int
    sessions: tuple[str, ...]
    made_at: datetime
    stage: Stage
    step: int
    inbox_id: int | None
    course: tuple[Step, ...] = ()
    signers: frozenset[str] = frozenset()
    signed_at: datetime | None = None
    insured_until: date | None = None
    clubs: tuple[str, ...] = ()

    def stands(self, number: int) -> tuple[Stage, int]:
        """Where it stood after so many events."""
        if number < len(self.course):
            return self.course[number].stage, self.course[number].step
        return self.stage, self.step

    def at(self, *events: Event) -> datetime | None:
        """When one of these happened last."""
        return next((one.at for one in reversed(self.course) if one.event in events), None)


@dataclass(frozen=True)
class Booked:
    child: int
    session: str
    weekdays: tuple[int, ...]
    since: date
    until: date | None
    application_id: int | None

    def on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until) and day.isoweekday() in self.weekdays


@dataclass(frozen=True)
class Received:
    id: int
    kind: str
    state: int


@dataclass(frozen=True)
class Put:
    id: int
    key: str
    to: int
    state: int
    inbox_id: int | None
    about: str


@dataclass
class SeasonRecord:
    applied: list[Applied] = field(default_factory=list)
    booked: list[Booked] = field(default_factory=list)
    drafts: list[int] = field(default_factory=list)  # that nobody ended
    published: list[str] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    put: list[Put] = field(default_factory=list)
    chain: list[str] = field(default_factory=list)
    draws: list[str] = field(default_factory=list)  # what does not hold in a draw
    drawn: int = 0
    members: dict[str, set[int]] = field(default_factory=dict)  # of each club


def gather(session: Session, school_id: int) -> SeasonRecord:
    told = [kept.told for kept in draws.of_school(session, school_id) if kept.drawn_at is not None]
    return SeasonRecord(
        applied=list(_applied(session, school_id)),
        booked=list(booked(session)),
        drafts=list(session.scalars(select(DraftRow.id).where(DraftRow.ended_at.is_(None)).order_by(DraftRow.id))),
        published=[row.text for row in session.scalars(select(PublicationRow).order_by(PublicationRow.id))],
        received=[Received(row.id, row.kind, row.state) for row in session.scalars(select(InboxRow))],
        put=[_put(row) for row in session.scalars(select(OutboxRow).order_by(OutboxRow.id))],
        chain=ledger.verify(session, school_id) + audit.verify(session, school_id),
        draws=[fault for one in told for fault in faults(one)],
        drawn=len(told),
        members={name: set(clubs.members(session, school_id, name)) for name in clubs.names_of(session, school_id)},
    )


def booked(session: Session) -> Iterable[Booked]:
    for row in session.scalars(select(BookingRow).order_by(BookingRow.id)):
        until = date.fromisoformat(row.until) if row.until else None
        weekdays = tuple(int(day) for day in row.weekdays)
        since = date.fromisoformat(row.since)
        yield Booked(row.student_id, row.session, weekdays, since, until, row.application_id)


def rolls(session: Session, school_id: int, day: date) -> dict[CareSession, set[int]]:
    """Who stands on the lists of that day that were opened."""
    found = {care: set(ledger.places(session, school_id, day, care)) for care in CareSession}
    return {care: children for care, children in found.items() if children}


def _applied(session: Session, school_id: int) -> Iterable[Applied]:
    courses: dict[int, list[Step]] = {}
    for one in session.scalars(select(CourseEventRow).order_by(CourseEventRow.id)):
        step = Step(Event(one.event), Stage(one.stage), one.step, one.by_id, one.at, one.inbox_id)
        courses.setdefault(one.application_id, []).append(step)
    signed: dict[int, list[agreements.Signature]] = {}
    for signature in agreements.of_school(session, school_id):
        signed.setdefault(signature.application_id or 0, []).append(signature)
    for row in session.scalars(select(ApplicationRow).order_by(ApplicationRow.id)):
        own = signed.get(row.id, [])
        yield Applied(
            row.id, row.kind, row.student_id or 0, row.by_id, tuple(filter(None, row.sessions.split(","))), row.made_at,
            Stage(row.stage), row.step, row.inbox_id, tuple(courses.get(row.id, ())),
            frozenset(each.signer for each in own), max((each.signed_at for each in own), default=None),
            agreements.insured_until(session, row.student_id or 0), tuple(filter(None, row.clubs.split("\n"))),
        )  # fmt: skip


def _put(row: OutboxRow) -> Put:
    return Put(row.id, row.key, row.to_id, row.state, row.inbox_id, row.about)


def made_on(one: Applied) -> date:
    return today(one.made_at)


def open_drafts(session: Session) -> bool:
    return session.scalar(select(DraftRow.id).where(DraftRow.ended_at.is_(None)).limit(1)) is not None
