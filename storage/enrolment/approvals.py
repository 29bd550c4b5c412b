"""Applications, where each one stands, and who decides on it. (C20, C21)"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.acts import CareSession
from care.rules.enrolment.course import ENDS, Course, Stage
from care.rules.enrolment.days import LOOK_AFTER
from storage.db import Base, Key, Sealed


class ApplicationState(StrEnum):
    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"
    GIVEN_UP = "given_up"


class ApplicationRow(Base):
    """A family's wish for a place. `decider_id` is whose turn it is, or who decided last."""

    __tablename__ = "application"
    __table_args__ = (
        Index("application_decider", "decider_id", "state"),
        Index("application_student", "student_id"),
        Index("application_look", "school_id", "state", "look_at"),
    )

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    kind: Mapped[str] = mapped_column(String(12))  # enroll, change, club, withdraw, permit, bind
    student_id: Mapped[int | None] = mapped_column(ForeignKey("student.id"))
    by_id: Mapped[int]
    sessions: Mapped[str] = mapped_column(String(40), default="")
    weekdays: Mapped[str] = mapped_column(String(7), default="")
    since: Mapped[str | None] = mapped_column(String(10))
    clubs: Mapped[str] = mapped_column(String(200), default="")
    wish: Mapped[str] = mapped_column(Sealed, default="")  # JSON of what else was said: relation, phone, address
    state: Mapped[str] = mapped_column(String(12), default=ApplicationState.WAITING.value)
    decider_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(Sealed)
    inbox_id: Mapped[int | None]
    made_at: Mapped[datetime]
    stage: Mapped[str] = mapped_column(String(12), default=Stage.STEP.value, server_default=Stage.STEP.value)
    step: Mapped[int] = mapped_column(default=0, server_default="0")
    entered_at: Mapped[datetime | None]  # since when it is in this stage; None: since it was made
    until: Mapped[datetime | None]
    look_at: Mapped[datetime | None]  # when the tick looks at it next
    detail: Mapped[str | None] = mapped_column(Sealed)  # JSON: reason, priority, evidence, alternative
    publication_id: Mapped[int | None]
    drawn: Mapped[int | None]


class DeciderRow(Base):
    """Who may decide an application's step now. Any one of them does."""

    __tablename__ = "application_turn"
    __table_args__ = (Index("application_turn_person", "person_id"),)

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


@dataclass(frozen=True)
class Application:
    id: int
    kind: str
    student_id: int | None
    by_id: int
    sessions: tuple[CareSession, ...]
    weekdays: tuple[int, ...]
    since: date | None
    clubs: tuple[str, ...]
    wish: str
    state: ApplicationState
    decider_id: int | None
    decided_at: datetime | None
    reason: str
    made_at: datetime
    course: Course
    detail: Mapping[str, Any] = field(default_factory=dict)
    publication_id: int | None = None
    drawn: int | None = None


def add(
    session: Session,
    school_id: int,
    kind: str,
    *,
    student_id: int | None,
    by_id: int,
    decider_id: int | None,
    now: datetime,
    sessions: Iterable[CareSession] = (),
    weekdays: Iterable[int] = (),
    since: date | None = None,
    clubs: Iterable[str] = (),
    wish: str = "",
    inbox_id: int | None = None,
    course: Course | None = None,
    deciders: Collection[int] = (),
    detail: Mapping[str, Any] | None = None,
) -> int:
    """Keep an application. Without a course it waits for its decider as long as that takes."""
    row = ApplicationRow(
        school_id=school_id,
        kind=kind,
        student_id=student_id,
        by_id=by_id,
        sessions=",".join(care.value for care in sessions),
        weekdays="".join(str(day) for day in weekdays),
        since=since.isoformat() if since else None,
        clubs="\n".join(clubs),
        wish=wish,
        state=ApplicationState.WAITING.value,
        decider_id=decider_id,
        inbox_id=inbox_id,
        made_at=now,
        detail=json.dumps(detail or {}, ensure_ascii=False),
    )
    session.add(row)
    session.flush()
    place(session, row.id, course or Course(Stage.STEP, now), deciders or ([decider_id] if decider_id else ()))
    return row.id


def place(
    session: Session,
    application_id: int,
    course: Course,
    deciders: Collection[int] = (),
    *,
    look_at: datetime | None = None,
) -> None:
    """Put an application where its course has it, with those whose turn it is."""
    row = session.get_one(ApplicationRow, application_id)
    row.stage, row.step, row.entered_at, row.until = course.stage.value, course.step, course.since, course.until
    later = course.until + LOOK_AFTER if course.until else None
    row.look_at = None if course.stage in ENDS else look_at or later
    row.state = STATES.get(course.stage, ApplicationState.WAITING).value
    if deciders:
        row.decider_id = next(iter(deciders))
    session.execute(delete(DeciderRow).where(DeciderRow.application_id == application_id))
    session.add_all(DeciderRow(application_id=application_id, person_id=one) for one in dict.fromkeys(deciders))
    session.flush()


def deciders_of(session: Session, application_id: int) -> list[int]:
    query = select(DeciderRow.person_id).where(DeciderRow.application_id == application_id)
    return list(session.scalars(query.order_by(DeciderRow.person_id)))


def change(
    session: Session,
    application_id: int,
    *,
    sessions: Iterable[CareSession] | None = None,
    weekdays: Iterable[int] | None = None,
    clubs: Iterable[str] | None = None,
    since: date | None = None,
    detail: Mapping[str, Any] | None = None,
    publication_id: int | None = None,
    drawn: int | None = None,
) -> None:
    """Change what an application holds; what is not given stays. `detail` is added to what is there."""
    row = session.get_one(ApplicationRow, application_id)
    row.sessions = row.sessions if sessions is None else ",".join(care.value for care in sessions)
    row.weekdays = row.weekdays if weekdays is None else "".join(str(day) for day in weekdays)
    row.clubs = row.clubs if clubs is None else "\n".join(clubs)
    row.since = since.isoformat() if since else row.since
    row.publication_id = publication_id or row.publication_id
    row.drawn = row.drawn if drawn is None else drawn
    row.detail = json.dumps({**json.loads(row.detail or "{}"), **(detail or {})}, ensure_ascii=False)
    session.flush()


def get(session: Session, application_id: int) -> Application:
    return _to_value(session.get_one(ApplicationRow, application_id))


def hand_over(session: Session, ids: Collection[int], from_id: int, to_id: int) -> None:
    """What waits for the one waits for the other; who may decide it already keeps that turn once."""
    if not ids:
        return
    mine = ApplicationRow.id.in_(ids), ApplicationRow.decider_id == from_id
    session.execute(update(ApplicationRow).where(*mine).values(decider_id=to_id))
    turns = session.scalars(select(DeciderRow).where(DeciderRow.application_id.in_(ids))).all()
    already = {row.application_id for row in turns if row.person_id == to_id}
    for row in turns:
        if row.person_id == from_id:
            session.delete(row)
            if row.application_id not in already:
                session.add(DeciderRow(application_id=row.application_id, person_id=to_id))
    session.flush()


def take(session: Session, application_id: int) -> Application:
    """The application as it is now, held for this transaction: two who decide at once do it one after the other."""
    query = select(ApplicationRow).where(ApplicationRow.id == application_id).with_for_update()
    return _to_value(session.scalars(query, execution_options={"populate_existing": True}).one())


def waiting_for(session: Session, decider_id: int) -> list[Application]:
    """What waits for this person's decision, oldest first."""
    query = (
        select(ApplicationRow)
        .join(DeciderRow, DeciderRow.application_id == ApplicationRow.id)
        .where(
            DeciderRow.person_id == decider_id,
            ApplicationRow.state == ApplicationState.WAITING.value,
            ApplicationRow.stage == Stage.STEP.value,
        )
    )
    return [_to_value(row) for row in session.scalars(query.order_by(ApplicationRow.id))]


def in_stages(session: Session, school_id: int, stages: Iterable[Stage]) -> list[Application]:
    """The school's open applications in these stages, oldest first."""
    query = select(ApplicationRow).where(
        ApplicationRow.school_id == school_id,
        ApplicationRow.state == ApplicationState.WAITING.value,
        ApplicationRow.stage.in_([stage.value for stage in stages]),
    )
    return [_to_value(row) for row in session.scalars(query.order_by(ApplicationRow.id))]


def due(session: Session, school_id: int, *, now: datetime) -> list[Application]:
    """Open applications whose time to be looked at has come."""
    query = select(ApplicationRow).where(
        ApplicationRow.school_id == school_id,
        ApplicationRow.state == ApplicationState.WAITING.value,
        ApplicationRow.look_at <= now,
    )
    return [_to_value(row) for row in session.scalars(query.order_by(ApplicationRow.id))]


def open_of_student(session: Session, student_id: int) -> list[Application]:
    """The pupil's applications without an end yet, latest first."""
    return [one for one in of_student(session, student_id) if one.state is ApplicationState.WAITING]


def of_student(session: Session, student_id: int) -> list[Application]:
    """The pupil's applications, latest first."""
    query = select(ApplicationRow).where(ApplicationRow.student_id == student_id).order_by(ApplicationRow.id.desc())
    return [_to_value(row) for row in session.scalars(query)]


def by_person(session: Session, person_id: int) -> list[Application]:
    query = select(ApplicationRow).where(ApplicationRow.by_id == person_id).order_by(ApplicationRow.id.desc())
    return [_to_value(row) for row in session.scalars(query)]


def decided(session: Session, application_id: int, *, by_id: int, reason: str = "", now: datetime) -> None:
    """Who said the last word on an application, and why."""
    row = session.get_one(ApplicationRow, application_id)
    row.decider_id, row.decided_at, row.reason = by_id or row.decider_id, now, reason or None
    session.flush()


STATES = {
    Stage.IN_CARE: ApplicationState.APPROVED,
    Stage.REFUSED: ApplicationState.REFUSED,
    Stage.TAKEN_BACK: ApplicationState.TAKEN_BACK,
    Stage.GIVEN_UP: ApplicationState.GIVEN_UP,
}


def _to_value(row: ApplicationRow) -> Application:
    return Application(
        row.id,
        row.kind,
        row.student_id,
        row.by_id,
        tuple(CareSession(part) for part in row.sessions.split(",") if part),
        tuple(int(day) for day in row.weekdays),
        date.fromisoformat(row.since) if row.since else None,
        tuple(part for part in row.clubs.split("\n") if part),
        row.wish,
        ApplicationState(row.state),
        row.decider_id,
        row.decided_at,
        row.reason or "",
        row.made_at,
        Course(Stage(row.stage), row.entered_at or row.made_at, row.step, row.until),
        json.loads(row.detail or "{}"),
        row.publication_id,
        row.drawn,
    )
