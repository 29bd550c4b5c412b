"""What staff and parents write for the record: care log, duty log, patrol, feedback. (C51, C52, C53)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import Base, Key, Sealed


class RecordRow(Base):
    __tablename__ = "record"
    __table_args__ = (Index("record_day", "school_id", "day", "kind"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    kind: Mapped[str] = mapped_column(String(20))
    day: Mapped[str] = mapped_column(String(10))
    session: Mapped[str] = mapped_column(String(10), default="")
    group_id: Mapped[int | None]
    by_id: Mapped[int]
    text: Mapped[str] = mapped_column(Sealed)
    made_at: Mapped[datetime]
    inbox_id: Mapped[int | None]
    taken_back_at: Mapped[datetime | None]


@dataclass(frozen=True)
class Record:
    id: int
    kind: str
    by_id: int
    text: str
    made_at: datetime
    care: str = ""  # the session's value
    group_id: int | None = None


def add(
    session: Session,
    school_id: int,
    kind: str,
    text: str,
    *,
    day: date,
    by_id: int,
    now: datetime,
    inbox_id: int | None,
    care: str = "",
    group_id: int | None = None,
) -> int:
    row = RecordRow(
        school_id=school_id, kind=kind, day=day.isoformat(), session=care, group_id=group_id, by_id=by_id, text=text,
        made_at=now, inbox_id=inbox_id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def of_day(session: Session, school_id: int, day: date, kind: str) -> list[Record]:
    query = select(RecordRow).where(
        RecordRow.school_id == school_id,
        RecordRow.day == day.isoformat(),
        RecordRow.kind == kind,
        RecordRow.taken_back_at.is_(None),
    )
    rows = session.scalars(query.order_by(RecordRow.id))
    return [Record(r.id, r.kind, r.by_id, r.text, r.made_at, r.session, r.group_id) for r in rows]


def take_back(session: Session, record_id: int, *, now: datetime) -> None:
    session.get_one(RecordRow, record_id).taken_back_at = now
