"""Schools, their settings, their channel accounts, and the rehearsal clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.calendar import Calendar
from storage.db import Base, Key
from storage.once import remembered


class SchoolRow(Base):
    """One school of the deployment. `settings` overrides the plan's fields (care/policy.py)."""

    __tablename__ = "school"

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    plan: Mapped[str] = mapped_column(String(40), default="ours")
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class CalendarRow(Base):
    """A day that differs from the week's rule: off, or a make-up school day (调休). The school's table wins. (C05)"""

    __tablename__ = "calendar_day"
    __table_args__ = (UniqueConstraint("school_id", "day"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    day: Mapped[str] = mapped_column(String(10))  # ISO date
    open: Mapped[bool]
    follows: Mapped[int | None]  # a make-up day runs this weekday's timetable, 1 = Monday
    note: Mapped[str] = mapped_column(String(100), default="")


class ClockRow(Base):
    """The rehearsal clock: at `real_at` it showed `shown_at`, and runs `speed` times as fast. One row at most."""

    __tablename__ = "rehearsal_clock"

    id: Mapped[Key]
    real_at: Mapped[datetime]
    shown_at: Mapped[datetime]
    speed: Mapped[float]


def add(session: Session, code: str, name: str, *, settings: dict[str, Any] | None = None) -> int:
    row = SchoolRow(code=code, name=name, settings=settings or {})
    session.add(row)
    session.flush()
    return row.id


def id_of(session: Session, code: str) -> int | None:
    return session.scalar(select(SchoolRow.id).where(SchoolRow.code == code))


@remembered
def get(session: Session, school_id: int) -> SchoolRow:
    return session.get_one(SchoolRow, school_id)


@remembered
def calendar(session: Session, school_id: int) -> Calendar:
    """The school's days. Rows of the current session only; a school has a few dozen a year."""
    query = select(CalendarRow.day, CalendarRow.open, CalendarRow.follows).where(CalendarRow.school_id == school_id)
    rows = [(date.fromisoformat(day), open_, follows) for day, open_, follows in session.execute(query)]
    off = frozenset(day for day, open_, _ in rows if not open_)
    extra = frozenset(day for day, open_, _ in rows if open_)
    follows = tuple(sorted((day, weekday) for day, open_, weekday in rows if open_ and weekday))
    return Calendar(off, extra, frozenset(day.year for day in off | extra), follows)


def hold(session: Session, school_id: int) -> None:
    """Until this transaction ends nobody else gives places of this school away. (C23)"""
    session.execute(select(SchoolRow.id).where(SchoolRow.id == school_id).with_for_update())


def every(session: Session) -> list[tuple[int, str]]:
    """Id and code of each school."""
    return [(row.id, row.code) for row in session.execute(select(SchoolRow.id, SchoolRow.code).order_by(SchoolRow.id))]


def clock(session: Session) -> ClockRow | None:
    return session.scalar(select(ClockRow).limit(1))


def set_clock(session: Session, *, real_at: datetime, shown_at: datetime, speed: float) -> None:
    row = clock(session) or ClockRow()
    row.real_at, row.shown_at, row.speed = real_at, shown_at, speed
    session.add(row)


def shown(row: ClockRow, real_now: datetime) -> datetime:
    """What the rehearsal clock shows at the real moment."""
    elapsed = (real_now - row.real_at).total_seconds()
    return row.shown_at + timedelta(seconds=elapsed * row.speed)
