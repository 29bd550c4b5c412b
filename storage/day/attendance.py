"""Teacher attendance (考勤): planned and actual times of each session, and what proves them. (C55)"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.acts import CareSession
from care.policy import SessionPlan
from care.rules.attendance import Attendance, Sign
from storage.db import Base, Key, insert_new


class AttendanceRow(Base):
    """One teacher in one session: the first sign of arrival stays, whatever follows."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("school_id", "day", "session", "person_id"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    day: Mapped[str] = mapped_column(String(10))
    session: Mapped[str] = mapped_column(String(10))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    planned_from: Mapped[datetime]
    planned_until: Mapped[datetime]
    arrived_at: Mapped[datetime]
    how: Mapped[str] = mapped_column(String(10))
    left_at: Mapped[datetime | None]
    inbox_id: Mapped[int | None]


def arrive(
    session: Session, school_id: int, day: date, plan: SessionPlan, person_id: int, how: Sign, *, now: datetime,
    inbox_id: int | None = None,
) -> None:  # fmt: skip
    """The first time counts. Who had left and takes children again is back."""
    row = {
        "school_id": school_id, "day": day.isoformat(), "session": plan.session.value, "person_id": person_id,
        "planned_from": plan.starts(day), "planned_until": plan.ends(day), "arrived_at": now, "how": how.value,
        "inbox_id": inbox_id,
    }  # fmt: skip
    if not insert_new(session, AttendanceRow, [row], told=("person_id",)):
        _left(session, school_id, day, plan.session, person_id, None)


def leave(session: Session, school_id: int, day: date, care: CareSession, person_id: int, *, now: datetime) -> None:
    """The last child went to a colleague."""
    _left(session, school_id, day, care, person_id, now)


def of_session(session: Session, school_id: int, day: date, care: CareSession) -> dict[int, Attendance]:
    """Everybody who was there, by person."""
    query = select(AttendanceRow).where(
        AttendanceRow.school_id == school_id, AttendanceRow.day == day.isoformat(), AttendanceRow.session == care.value
    )
    return {row.person_id: _to_value(row) for row in session.scalars(query)}


def _left(
    session: Session, school_id: int, day: date, care: CareSession, person_id: int, at: datetime | None
) -> None:  # fmt: skip
    session.execute(
        update(AttendanceRow)
        .where(
            AttendanceRow.school_id == school_id, AttendanceRow.day == day.isoformat(),
            AttendanceRow.session == care.value, AttendanceRow.person_id == person_id,
        )
        .values(left_at=at)
    )  # fmt: skip


def _to_value(row: AttendanceRow) -> Attendance:
    return Attendance(
        row.person_id, row.planned_from, row.planned_until, row.arrived_at, Sign(row.how), row.left_at
    )  # fmt: skip
