"""Printed lists: which row code stood for which child, under which hash. Never changed once printed. (promise 14)"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.acts import CareSession
from care.rules.paper import Printed, SheetKind
from storage.db import Base, Key


class PaperRow(Base):
    __tablename__ = "paper"
    __table_args__ = (Index("paper_day", "school_id", "day"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    day: Mapped[str] = mapped_column(String(10))
    session: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(10))
    mark: Mapped[str] = mapped_column(String(64))  # hash of the content; its beginning is printed
    rows: Mapped[dict[str, int]] = mapped_column(JSON)  # code: pupil
    printed_at: Mapped[datetime]
    by_id: Mapped[int | None]  # None: printed by command


def keep(session: Session, school_id: int, printed: Printed, *, by_id: int | None, now: datetime) -> None:
    """Remember a list; the same content printed again is the same list."""
    known = select(PaperRow.id).where(PaperRow.school_id == school_id, PaperRow.mark == printed.mark)
    if session.scalar(known) is None:
        session.add(
            PaperRow(
                school_id=school_id, day=printed.day.isoformat(), session=printed.care.value, kind=printed.kind.value,
                mark=printed.mark, rows=dict(printed.rows), printed_at=now, by_id=by_id,
            )
        )  # fmt: skip
        session.flush()


def of_day(session: Session, school_id: int, day: date) -> list[Printed]:
    """The day's lists, the first printed first."""
    query = select(PaperRow).where(PaperRow.school_id == school_id, PaperRow.day == day.isoformat())
    return [
        Printed(day, CareSession(row.session), SheetKind(row.kind), row.rows, row.mark)
        for row in session.scalars(query.order_by(PaperRow.id))
    ]
