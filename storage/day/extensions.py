"""Extended care (延长看护): children that may stay until a later time on a day. (C48; 004-2.04)"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from sqlalchemy import ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import Base, Key


class ExtensionRow(Base):
    __tablename__ = "extension"
    __table_args__ = (Index("extension_day", "school_id", "day"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    day: Mapped[str] = mapped_column(String(10))
    until: Mapped[str] = mapped_column(String(5))  # local time
    by_id: Mapped[int]
    made_at: Mapped[datetime]
    inbox_id: Mapped[int | None]


def add(
    session: Session, school_id: int, students: Iterable[int], day: date, until: time, *, by_id: int, now: datetime,
    inbox_id: int | None,
) -> None:  # fmt: skip
    """The latest entry of a child counts."""
    for student in students:
        session.add(
            ExtensionRow(
                school_id=school_id, student_id=student, day=day.isoformat(), until=f"{until:%H:%M}", by_id=by_id,
                made_at=now, inbox_id=inbox_id,
            )
        )  # fmt: skip
    session.flush()


def of_day(session: Session, school_id: int, day: date) -> dict[int, time]:
    """Until when each of these children may stay."""
    query = select(ExtensionRow.student_id, ExtensionRow.until).where(
        ExtensionRow.school_id == school_id, ExtensionRow.day == day.isoformat()
    )
    return {student: time.fromisoformat(until) for student, until in session.execute(query.order_by(ExtensionRow.id))}
