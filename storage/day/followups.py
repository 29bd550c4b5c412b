"""What is written to a matter after it was opened: severity, measures, what followed. (C58)

Nothing is overwritten: the latest of a kind counts, and the report shows all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import Base, Key, Sealed


class FollowUpRow(Base):
    __tablename__ = "follow_up"
    __table_args__ = (Index("follow_up_matter", "matter_id", "id"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"))
    what: Mapped[str] = mapped_column(String(10))  # severity, measure
    text: Mapped[str] = mapped_column(Sealed)
    by_id: Mapped[int]
    at: Mapped[datetime]
    inbox_id: Mapped[int | None]


@dataclass(frozen=True)
class FollowUp:
    what: str
    text: str
    by_id: int
    at: datetime


def add(
    session: Session, school_id: int, matter_id: int, what: str, text: str, *, by_id: int, now: datetime,
    inbox_id: int | None = None,
) -> None:  # fmt: skip
    session.add(
        FollowUpRow(
            school_id=school_id, matter_id=matter_id, what=what, text=text, by_id=by_id, at=now, inbox_id=inbox_id
        )
    )
    session.flush()


def of(session: Session, matter_id: int) -> list[FollowUp]:
    """Everything that was added, oldest first."""
    rows = session.scalars(select(FollowUpRow).where(FollowUpRow.matter_id == matter_id).order_by(FollowUpRow.id))
    return [FollowUp(row.what, row.text, row.by_id, row.at) for row in rows]


def latest(session: Session, matter_id: int, what: str) -> str | None:
    """The last that was said of this kind."""
    query = select(FollowUpRow.text).where(FollowUpRow.matter_id == matter_id, FollowUpRow.what == what)
    return session.scalar(query.order_by(FollowUpRow.id.desc()).limit(1))
