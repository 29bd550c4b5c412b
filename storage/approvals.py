"""Applications and who decides on them. (C20, C21)"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.acts import CareSession
from storage.db import Base, Key, Sealed


class ApplicationState(StrEnum):
    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


class ApplicationRow(Base):
    """A family's wish for a place. `decider_id` is whose turn it is."""

    __tablename__ = "application"
    __table_args__ = (Index("application_decider", "decider_id", "state"), Index("application_student", "student_id"))

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    kind: Mapped[str] = mapped_column(String(12))  # enroll, bind, walk_home
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
) -> int:
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
    )
    session.add(row)
    session.flush()
    return row.id


def get(session: Session, application_id: int) -> Application:
    return _to_value(session.get_one(ApplicationRow, application_id))


def hand_over(session: Session, ids: Collection[int], from_id: int, to_id: int) -> None:
    """What waits for the one waits for the other."""
    mine = ApplicationRow.id.in_(ids), ApplicationRow.decider_id == from_id
    session.execute(update(ApplicationRow).where(*mine).values(decider_id=to_id))


def waiting_for(session: Session, decider_id: int) -> list[Application]:
    """What waits for this person, oldest first."""
    query = select(ApplicationRow).where(
        ApplicationRow.decider_id == decider_id, ApplicationRow.state == ApplicationState.WAITING.value
    )
    return [_to_value(row) for row in session.scalars(query.order_by(ApplicationRow.id))]


def of_student(session: Session, student_id: int) -> list[Application]:
    """The pupil's applications, latest first."""
    query = select(ApplicationRow).where(ApplicationRow.student_id == student_id).order_by(ApplicationRow.id.desc())
    return [_to_value(row) for row in session.scalars(query)]


def by_person(session: Session, person_id: int) -> list[Application]:
    query = select(ApplicationRow).where(ApplicationRow.by_id == person_id).order_by(ApplicationRow.id.desc())
    return [_to_value(row) for row in session.scalars(query)]


def decide(
    session: Session, application_id: int, state: ApplicationState, *, by_id: int, reason: str = "", now: datetime
) -> bool:
    """Close a waiting application. False when it was decided already."""
    done = session.execute(
        update(ApplicationRow)
        .where(ApplicationRow.id == application_id, ApplicationRow.state == ApplicationState.WAITING.value)
        .values(state=state.value, decider_id=by_id, decided_at=now, reason=reason or None)
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]


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
    )
