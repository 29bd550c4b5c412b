"""Sessions that the duty leader ended, with what was handed on by name. (promise 1)"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.acts import CareSession
from care.rules.closing import Closing
from storage.db import Base, Key


class ClosingRow(Base):
    __tablename__ = "closing"
    __table_args__ = (Index("closing_day", "school_id", "day", "session"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    day: Mapped[str] = mapped_column(String(10))
    session: Mapped[str] = mapped_column(String(10))
    seq: Mapped[int]  # the ledger's last event of the session that the leader saw
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    handed_on: Mapped[list[int]] = mapped_column(JSON)  # open matters


def add(
    session: Session, school_id: int, day: date, care: CareSession, closing: Closing, *, handed_on: Iterable[int]
) -> None:
    session.add(
        ClosingRow(
            school_id=school_id, day=day.isoformat(), session=care.value, seq=closing.seq, by_id=closing.by_id,
            at=closing.at, handed_on=list(handed_on),
        )
    )  # fmt: skip
    session.flush()


def last(session: Session, school_id: int, day: date, care: CareSession) -> Closing | None:
    """How the session was ended last. Whether it still is, the events since say."""
    query = select(ClosingRow).where(
        ClosingRow.school_id == school_id, ClosingRow.day == day.isoformat(), ClosingRow.session == care.value
    )
    row = session.scalar(query.order_by(ClosingRow.id.desc()).limit(1))
    return Closing(row.seq, row.by_id, row.at) if row else None
