"""Record forms (登记表) of children that were collected late: who stayed, when, by whom, why. (C48; 000-5.08)"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.acts import CareSession
from care.rules.late_form import Form, Seen
from storage.db import Base, Key, Sealed


class LateFormRow(Base):
    __tablename__ = "late_form"
    __table_args__ = (UniqueConstraint("school_id", "day", "session", "student_id"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    day: Mapped[str] = mapped_column(String(10))
    session: Mapped[str] = mapped_column(String(10))
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    second_id: Mapped[int | None]  # the second adult who stayed
    seen: Mapped[str] = mapped_column(String(10), default="")  # whether papers of the collector were seen
    reason: Mapped[str | None] = mapped_column(Sealed)
    by_id: Mapped[int]  # who wrote last
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]


def put(
    session: Session, school_id: int, on: date, care: CareSession, student: int, *, by_id: int, now: datetime,
    **values: Any,
) -> Form:  # fmt: skip
    """Write some fields of a child's form (second_id, seen, reason); the form as it is then."""
    row = session.scalar(_of(school_id, on, care).where(LateFormRow.student_id == student))
    if row is None:
        row = LateFormRow(
            school_id=school_id, day=on.isoformat(), session=care.value, student_id=student, seen="", by_id=by_id,
            made_at=now, changed_at=now,
        )  # fmt: skip
        session.add(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.by_id, row.changed_at = by_id, now
    session.flush()
    return _to_value(row)


def of_session(session: Session, school_id: int, on: date, care: CareSession) -> dict[int, Form]:
    """What is written so far, by pupil."""
    return {row.student_id: _to_value(row) for row in session.scalars(_of(school_id, on, care))}


def _of(school_id: int, on: date, care: CareSession) -> Any:
    return select(LateFormRow).where(
        LateFormRow.school_id == school_id, LateFormRow.day == on.isoformat(), LateFormRow.session == care.value
    )


def _to_value(row: LateFormRow) -> Form:
    return Form(row.student_id, row.second_id, Seen(row.seen) if row.seen else None, row.reason or "", row.by_id)
