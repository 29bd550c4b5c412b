"""Who was at school early: counts and names as they were reported, with their patrol's record. (C08)"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import Base, Key


class EarlyRow(Base):
    __tablename__ = "early_arrival"
    __table_args__ = (Index("early_arrival_day", "school_id", "day"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    day: Mapped[str] = mapped_column(String(10))
    count: Mapped[int]
    students: Mapped[list[int]] = mapped_column(JSON, default=list)
    record_id: Mapped[int] = mapped_column(ForeignKey("record.id"))
    by_id: Mapped[int]
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]


@dataclass(frozen=True)
class Early:
    """One report. Without names `students` is empty."""

    id: int
    count: int
    students: tuple[int, ...]
    record_id: int
    by_id: int
    at: datetime


def add(
    session: Session, school_id: int, day: date, count: int, students: Iterable[int], *, record_id: int, by_id: int,
    now: datetime,
) -> int:  # fmt: skip
    row = EarlyRow(
        school_id=school_id, day=day.isoformat(), count=count, students=list(students), record_id=record_id,
        by_id=by_id, at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def of_day(session: Session, school_id: int, day: date) -> list[Early]:
    """The day's reports in their order; the last one says how it is now."""
    query = select(EarlyRow).where(
        EarlyRow.school_id == school_id, EarlyRow.day == day.isoformat(), EarlyRow.undone_at.is_(None)
    )
    rows = session.scalars(query.order_by(EarlyRow.id))
    return [Early(r.id, r.count, tuple(r.students), r.record_id, r.by_id, r.at) for r in rows]


def get(session: Session, early_id: int) -> Early:
    r = session.get_one(EarlyRow, early_id)
    return Early(r.id, r.count, tuple(r.students), r.record_id, r.by_id, r.at)


def undo(session: Session, early_id: int, *, now: datetime) -> bool:
    """False when it was taken back before."""
    done = session.execute(
        update(EarlyRow).where(EarlyRow.id == early_id, EarlyRow.undone_at.is_(None)).values(undone_at=now)
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]
