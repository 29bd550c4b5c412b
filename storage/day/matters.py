"""Open matters: everything that a person must see to. Discrepancies, alarms, incidents, tasks. (promises 1, 6)

A matter has a key, so it is opened once, an owner, and an end with an outcome. None is closed by a timer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import Base, Key, Sealed


class MatterRow(Base):
    __tablename__ = "matter"
    __table_args__ = (UniqueConstraint("school_id", "key"), Index("matter_open", "school_id", "closed_at"))

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    key: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(20))  # incident, discrepancy, absence, missed_notice, call, person, aside
    day: Mapped[str] = mapped_column(String(10))
    students: Mapped[list[int]] = mapped_column(JSON, default=list)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    by_id: Mapped[int | None]
    text: Mapped[str] = mapped_column(Sealed)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None]
    outcome: Mapped[str | None] = mapped_column(Sealed)
    inbox_id: Mapped[int | None]


@dataclass(frozen=True)
class Matter:
    id: int
    key: str
    kind: str
    day: date
    students: tuple[int, ...]
    owner_id: int | None
    text: str
    opened_at: datetime
    closed_at: datetime | None
    by_id: int | None = None  # who brought it up
    closed_by: int | None = None
    outcome: str = ""


def open_(
    session: Session,
    school_id: int,
    key: str,
    kind: str,
    text: str,
    *,
    day: date,
    now: datetime,
    students: tuple[int, ...] = (),
    owner_id: int | None = None,
    by_id: int | None = None,
    inbox_id: int | None = None,
) -> int | None:
    """Open a matter. None when its key is there already."""
    if session.scalar(select(MatterRow.id).where(MatterRow.school_id == school_id, MatterRow.key == key)):
        return None
    row = MatterRow(
        school_id=school_id, key=key, kind=kind, day=day.isoformat(), students=list(students), owner_id=owner_id,
        by_id=by_id, text=text, opened_at=now, inbox_id=inbox_id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def has(session: Session, school_id: int, key: str) -> bool:
    """Whether this was opened, ended or not."""
    query = select(MatterRow.id).where(MatterRow.school_id == school_id, MatterRow.key == key)
    return session.scalar(query) is not None


def close(session: Session, matter_id: int, *, by_id: int, outcome: str, now: datetime) -> bool:
    """End a matter. False when it was ended already."""
    row = session.get_one(MatterRow, matter_id)
    if row.closed_at is not None:
        return False
    row.closed_at, row.closed_by, row.outcome = now, by_id, outcome
    return True


def get(session: Session, matter_id: int) -> Matter:
    return _to_value(session.get_one(MatterRow, matter_id))


def open_ones(session: Session, school_id: int, *, kind: str | None = None) -> list[Matter]:
    """What nobody has ended, oldest first."""
    query = select(MatterRow).where(MatterRow.school_id == school_id, MatterRow.closed_at.is_(None))
    if kind:
        query = query.where(MatterRow.kind == kind)
    return [_to_value(row) for row in session.scalars(query.order_by(MatterRow.id))]


def of_day(session: Session, school_id: int, day: date, *, kind: str | None = None) -> list[Matter]:
    query = select(MatterRow).where(MatterRow.school_id == school_id, MatterRow.day == day.isoformat())
    if kind:
        query = query.where(MatterRow.kind == kind)
    return [_to_value(row) for row in session.scalars(query.order_by(MatterRow.id))]


def _to_value(row: MatterRow) -> Matter:
    return Matter(
        row.id, row.key, row.kind, date.fromisoformat(row.day), tuple(row.students), row.owner_id, row.text,
        row.opened_at, row.closed_at, row.by_id, row.closed_by, row.outcome or "",
    )  # fmt: skip
