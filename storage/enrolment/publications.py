"""Published lists (公示): when, to whom, until when. Objections are matters with an owner. (C25)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.policy.enrolment import Scope
from storage.db import Base, Key, Sealed
from storage.enrolment.approvals import ApplicationRow


class PublicationRow(Base):
    __tablename__ = "publication"
    __table_args__ = (Index("publication_school", "school_id", "closed_at"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    scope: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Sealed)  # as it was published
    by_id: Mapped[int]
    published_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


@dataclass(frozen=True)
class Publication:
    id: int
    scope: Scope
    text: str
    by_id: int
    published_at: datetime
    ends_at: datetime
    closed_at: datetime | None


def add(
    session: Session, school_id: int, scope: Scope, text: str, *, by_id: int, ends_at: datetime, now: datetime
) -> int:
    row = PublicationRow(
        school_id=school_id, scope=scope.value, text=text, by_id=by_id, published_at=now, ends_at=ends_at
    )
    session.add(row)
    session.flush()
    return row.id


def get(session: Session, publication_id: int) -> Publication:
    return _to_value(session.get_one(PublicationRow, publication_id))


def open_ones(session: Session, school_id: int) -> list[Publication]:
    """Lists that are not closed, latest first."""
    query = select(PublicationRow).where(PublicationRow.school_id == school_id, PublicationRow.closed_at.is_(None))
    return [_to_value(row) for row in session.scalars(query.order_by(PublicationRow.id.desc()))]


def close(session: Session, publication_id: int, *, now: datetime) -> None:
    session.get_one(PublicationRow, publication_id).closed_at = now
    session.flush()


def applications_of(session: Session, publication_id: int) -> list[int]:
    query = select(ApplicationRow.id).where(ApplicationRow.publication_id == publication_id)
    return list(session.scalars(query.order_by(ApplicationRow.id)))


def _to_value(row: PublicationRow) -> Publication:
    return Publication(
        row.id, Scope(row.scope), row.text, row.by_id, row.published_at, row.ends_at, row.closed_at
    )  # fmt: skip
