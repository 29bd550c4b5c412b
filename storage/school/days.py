"""What the school changed for single days: sessions that do not run, other times, half days by grade. (G18)

One act of a person is one batch: its rows are made, told and taken back together. Rows are not deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from sqlalchemy import JSON, ForeignKey, Index, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.acts import CareSession
from care.policy import DayChange
from storage import schools
from storage.db import Base, Key, Sealed
from storage.once import remembered
from storage.people import ClassRow, StudentRow


class BatchRow(Base):
    """One act: who changed days, why, and who was told of it."""

    __tablename__ = "day_batch"

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    reason: Mapped[str] = mapped_column(Sealed)
    told: Mapped[list[int]] = mapped_column(JSON, default=list)  # person ids, for the correction
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    inbox_id: Mapped[int | None]


class DayChangeRow(Base):
    __tablename__ = "day_change"
    __table_args__ = (Index("day_change_day", "school_id", "day"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    batch_id: Mapped[int] = mapped_column(ForeignKey("day_batch.id"))
    day: Mapped[str] = mapped_column(String(10))
    session: Mapped[str] = mapped_column(String(10))
    closed: Mapped[bool]
    start: Mapped[str | None] = mapped_column(String(5))
    end: Mapped[str | None] = mapped_column(String(5))
    grades: Mapped[list[int]] = mapped_column(JSON, default=list)
    stands: Mapped[bool] = mapped_column(default=True)


@dataclass(frozen=True)
class Batch:
    """One act with its changes."""

    id: int
    reason: str
    told: tuple[int, ...]
    by_id: int
    made_at: datetime
    undone_at: datetime | None
    changes: tuple[DayChange, ...] = ()


@dataclass(frozen=True)
class DayRule:
    """Whose timetable a day runs (None: an ordinary day's), and who is not expected though booked, by session."""

    weekday: int | None
    off: Mapping[CareSession, frozenset[int]] = field(default_factory=dict)

    def attends(self, weekdays: Iterable[int]) -> bool:
        """Whether a place on these weekdays covers the day. A make-up day that follows none takes the whole week's."""
        booked = set(weekdays)
        return {1, 2, 3, 4, 5} <= booked if self.weekday is None else self.weekday in booked


def add(
    session: Session,
    school_id: int,
    changes: Iterable[DayChange],
    *,
    reason: str,
    told: Sequence[int],
    by_id: int,
    now: datetime,
    inbox_id: int | None = None,
) -> int:
    """Keep one act's changes; the batch's number."""
    batch = BatchRow(
        school_id=school_id, reason=reason, told=list(told), by_id=by_id, made_at=now, inbox_id=inbox_id
    )  # fmt: skip
    session.add(batch)
    session.flush()
    for one in changes:
        session.add(
            DayChangeRow(
                school_id=school_id, batch_id=batch.id, day=one.day.isoformat(), session=one.session.value,
                closed=one.closed, start=_clock(one.start), end=_clock(one.end), grades=list(one.grades),
            )
        )  # fmt: skip
    session.flush()
    return batch.id


@remembered
def changes(session: Session, school_id: int) -> tuple[DayChange, ...]:
    """All that stands, in the order it was made."""
    query = select(DayChangeRow).where(DayChangeRow.school_id == school_id, DayChangeRow.stands)
    return tuple(_to_value(row) for row in session.scalars(query.order_by(DayChangeRow.id)))


def batch(session: Session, batch_id: int) -> Batch:
    row = session.get_one(BatchRow, batch_id)
    rows = session.scalars(select(DayChangeRow).where(DayChangeRow.batch_id == batch_id).order_by(DayChangeRow.id))
    return Batch(
        row.id, row.reason, tuple(row.told), row.by_id, row.made_at, row.undone_at, tuple(map(_to_value, rows))
    )  # fmt: skip


def undo(session: Session, batch_id: int, *, now: datetime) -> bool:
    """Take an act back. False when that was done before."""
    done = session.execute(
        update(BatchRow).where(BatchRow.id == batch_id, BatchRow.undone_at.is_(None)).values(undone_at=now)
    )
    session.execute(update(DayChangeRow).where(DayChangeRow.batch_id == batch_id).values(stands=False))
    return bool(done.rowcount)  # type: ignore[attr-defined]


@remembered
def rule_of(session: Session, school_id: int, day: date) -> DayRule:
    """What decides who is expected on the day."""
    weekday = schools.calendar(session, school_id).weekday_of(day)
    return DayRule(weekday, _off_by_grade(session, school_id, day))


def _off_by_grade(session: Session, school_id: int, day: date) -> dict[CareSession, frozenset[int]]:
    found: dict[CareSession, frozenset[int]] = {}
    for one in changes(session, school_id):
        if one.day == day and one.closed and one.grades:
            found[one.session] = found.get(one.session, frozenset()) | of_grades(session, school_id, one.grades)
    return found


def of_grades(session: Session, school_id: int, grades: Iterable[int]) -> frozenset[int]:
    """Pupils of these grades, by number."""
    query = (
        select(StudentRow.id)
        .join(ClassRow, ClassRow.id == StudentRow.class_id)
        .where(StudentRow.school_id == school_id, ClassRow.grade.in_(sorted(set(grades))))
    )
    return frozenset(session.scalars(query))


def _clock(at: time | None) -> str | None:
    return f"{at:%H:%M}" if at else None


def _to_value(row: DayChangeRow) -> DayChange:
    return DayChange(
        date.fromisoformat(row.day), CareSession(row.session), row.closed,
        time.fromisoformat(row.start) if row.start else None, time.fromisoformat(row.end) if row.end else None,
        tuple(row.grades), id=row.id,
    )  # fmt: skip
