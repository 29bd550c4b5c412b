"""From when the house watches over a school's day, and how far it has looked: so that a gap is noticed. (promise 4)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import Base, insert_new


class TickRow(Base):
    """Taken for writing by whoever acts on the agenda: two ticks at once wait for each other."""

    __tablename__ = "tick"

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), primary_key=True)
    since: Mapped[datetime]  # by the school's clock; what was due before is not ours
    until: Mapped[datetime]


@dataclass(frozen=True)
class Watched:
    since: datetime
    until: datetime


def watched(session: Session, school_id: int) -> Watched | None:
    """None before the first tick."""
    row = session.execute(select(TickRow.since, TickRow.until).where(TickRow.school_id == school_id)).one_or_none()
    return Watched(*row) if row else None


def take(session: Session, school_id: int, *, now: datetime) -> Watched:
    """Become the one who acts; what was watched so far. Held until the transaction ends."""
    insert_new(session, TickRow, [{"school_id": school_id, "since": now, "until": now}], told=("school_id",))
    query = select(TickRow.since, TickRow.until).where(TickRow.school_id == school_id).with_for_update()
    return Watched(*session.execute(query).one())


def mark(session: Session, school_id: int, *, now: datetime) -> None:
    session.execute(update(TickRow).where(TickRow.school_id == school_id).values(until=now))
