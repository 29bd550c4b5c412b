"""Leaves (请假): a pupil absent from a session on a day, the place kept. (C39)"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.acts import CareSession
from storage.db import Base, Key


class LeaveRow(Base):
    __tablename__ = "leave"
    __table_args__ = (Index("leave_student", "student_id", "day"), Index("leave_day", "school_id", "day"))

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    day: Mapped[str] = mapped_column(String(10))
    session: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(10), default="")  # sick, personal
    by_id: Mapped[int]
    inbox_id: Mapped[int | None]
    made_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]


@dataclass(frozen=True)
class Leave:
    id: int
    student_id: int
    day: date
    session: CareSession
    reason: str
    by_id: int
    made_at: datetime


def add(
    session: Session,
    school_id: int,
    student_id: int,
    slots: Iterable[tuple[date, CareSession]],
    *,
    reason: str,
    by_id: int,
    inbox_id: int | None,
    now: datetime,
) -> list[int]:
    """Note leave for these days and sessions; those already on leave are left as they are. The new rows' ids."""
    have = {(leave.day, leave.session) for leave in of_student(session, student_id)}
    rows = [
        LeaveRow(
            school_id=school_id, student_id=student_id, day=day.isoformat(), session=care.value, reason=reason,
            by_id=by_id, inbox_id=inbox_id, made_at=now,
        )
        for day, care in slots
        if (day, care) not in have
    ]  # fmt: skip
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows]


def of_student(session: Session, student_id: int, *, since: date | None = None) -> list[Leave]:
    """Leaves in force, in order of days."""
    query = select(LeaveRow).where(LeaveRow.student_id == student_id, LeaveRow.cancelled_at.is_(None))
    if since is not None:
        query = query.where(LeaveRow.day >= since.isoformat())
    return [_to_value(row) for row in session.scalars(query.order_by(LeaveRow.day, LeaveRow.id))]


def on(session: Session, student_ids: Iterable[int], day: date, care: CareSession) -> dict[int, Leave]:
    """Leaves of these pupils for one session of one day."""
    wanted = sorted(set(student_ids))
    query = select(LeaveRow).where(
        LeaveRow.student_id.in_(wanted),
        LeaveRow.day == day.isoformat(),
        LeaveRow.session == care.value,
        LeaveRow.cancelled_at.is_(None),
    )
    return {row.student_id: _to_value(row) for row in session.scalars(query)} if wanted else {}


def of_day(session: Session, school_id: int, day: date) -> dict[CareSession, set[int]]:
    """Pupils on leave on the day, by session."""
    query = select(LeaveRow.session, LeaveRow.student_id).where(
        LeaveRow.school_id == school_id, LeaveRow.day == day.isoformat(), LeaveRow.cancelled_at.is_(None)
    )
    found: dict[CareSession, set[int]] = {}
    for care, student_id in session.execute(query):
        found.setdefault(CareSession(care), set()).add(student_id)
    return found


def cancel(session: Session, ids: Sequence[int], *, now: datetime) -> list[Leave]:
    """Take leaves back; those that were still in force."""
    rows = list(session.scalars(select(LeaveRow).where(LeaveRow.id.in_(list(ids)), LeaveRow.cancelled_at.is_(None))))
    for row in rows:
        row.cancelled_at = now
    return [_to_value(row) for row in rows]


def _to_value(row: LeaveRow) -> Leave:
    return Leave(
        row.id,
        row.student_id,
        date.fromisoformat(row.day),
        CareSession(row.session),
        row.reason,
        row.by_id,
        row.made_at,
    )
