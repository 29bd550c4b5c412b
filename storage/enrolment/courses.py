"""What happened to an application, event by event: the evidence of every decision. Append-only. (C21; promise 12)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.rules.enrolment.course import Event, Stage
from storage.db import Base, Key, Sealed


class CourseEventRow(Base):
    __tablename__ = "application_event"

    id: Mapped[Key]
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    event: Mapped[str] = mapped_column(String(12))
    stage: Mapped[str] = mapped_column(String(12))  # before it
    step: Mapped[int]
    by_id: Mapped[int | None]  # None: nobody, the time was over
    comment: Mapped[str] = mapped_column(Sealed, default="")
    at: Mapped[datetime]
    inbox_id: Mapped[int | None]


@dataclass(frozen=True)
class Happened:
    event: Event
    stage: Stage
    step: int
    by_id: int | None
    comment: str
    at: datetime


def add(session: Session, application_id: int, happened: Happened, *, inbox_id: int | None) -> int:
    """Write it down; how many events the application has now."""
    session.add(
        CourseEventRow(
            application_id=application_id, event=happened.event.value, stage=happened.stage.value, step=happened.step,
            by_id=happened.by_id, comment=happened.comment, at=happened.at, inbox_id=inbox_id,
        )
    )  # fmt: skip
    session.flush()
    query = select(func.count()).where(CourseEventRow.application_id == application_id)
    return session.scalar(query) or 0


def of_application(session: Session, application_id: int) -> list[Happened]:
    """All that happened, in order."""
    query = select(CourseEventRow).where(CourseEventRow.application_id == application_id)
    return [
        Happened(Event(row.event), Stage(row.stage), row.step, row.by_id, row.comment, row.at)
        for row in session.scalars(query.order_by(CourseEventRow.id))
    ]
