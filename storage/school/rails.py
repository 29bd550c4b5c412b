"""What met a guard rail (C13): the limit, the words, and who overrode it with which reason. Kept for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import audit
from storage.audit import Entry
from storage.db import Base, Key, Sealed


class RailRow(Base):
    """A hit. With a reason it was overridden."""

    __tablename__ = "rail"
    __table_args__ = (Index("rail_school", "school_id", "at"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    limit_id: Mapped[str] = mapped_column(String(8))
    where: Mapped[str] = mapped_column(String(20))  # broadcast, content, enrolment
    words: Mapped[str] = mapped_column(Sealed)
    by_id: Mapped[int]
    at: Mapped[datetime]
    inbox_id: Mapped[int | None]
    reason: Mapped[str | None] = mapped_column(Sealed)


@dataclass(frozen=True)
class RailHit:
    limit: str
    where: str
    words: str
    by_id: int
    at: datetime
    reason: str | None


def add(
    session: Session,
    school_id: int,
    limit: str,
    where: str,
    words: str,
    *,
    by_id: int,
    now: datetime,
    inbox_id: int | None = None,
    reason: str | None = None,
) -> int:
    """Keep a hit; with a reason it was let through, and the audit log says by whom."""
    row = RailRow(
        school_id=school_id, limit_id=limit, where=where, words=words, by_id=by_id, at=now, inbox_id=inbox_id,
        reason=reason,
    )  # fmt: skip
    session.add(row)
    session.flush()
    if reason is not None:
        audit.append(session, school_id, Entry(f"overrode {limit}", f"rail/{row.id}", now, by_id))
    return row.id


def of_school(session: Session, school_id: int) -> list[RailHit]:
    """Every hit, the oldest first."""
    rows = session.scalars(select(RailRow).where(RailRow.school_id == school_id).order_by(RailRow.id))
    return [RailHit(row.limit_id, row.where, row.words, row.by_id, row.at, row.reason) for row in rows]
