"""Musters (清点): who was asked for a count, what the record said at that moment, what they counted. (C58)"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.acts import CareSession
from care.rules.muster import Count, Muster
from storage.db import Base, Key, Sealed
from storage.once import remembered


class MusterRow(Base):
    __tablename__ = "muster"
    __table_args__ = (Index("muster_open", "school_id", "ended_at"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    day: Mapped[str] = mapped_column(String(10))
    session: Mapped[str] = mapped_column(String(10))
    sought: Mapped[list[int]] = mapped_column(JSON)
    by_id: Mapped[int]
    started_at: Mapped[datetime]
    told_at: Mapped[datetime | None]  # when everybody had counted and the result went out
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int | None]
    outcome: Mapped[str | None] = mapped_column(Sealed)


class CountRow(Base):
    __tablename__ = "muster_count"

    muster_id: Mapped[int] = mapped_column(ForeignKey("muster.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    held: Mapped[list[int]] = mapped_column(JSON)  # by the ledger, when it was frozen
    number: Mapped[int | None]
    missing: Mapped[list[int]] = mapped_column(JSON)  # named by the holder
    counted_at: Mapped[datetime | None]


def start(
    session: Session, school_id: int, day: date, care: CareSession, held: Mapping[int, Sequence[int]], *,
    sought: Iterable[int], by_id: int, now: datetime,
) -> int:  # fmt: skip
    """Freeze: each holder with the children in hand at this moment."""
    row = MusterRow(
        school_id=school_id, day=day.isoformat(), session=care.value, sought=list(sought), by_id=by_id, started_at=now
    )
    session.add(row)
    session.flush()
    session.add_all(CountRow(muster_id=row.id, person_id=one, held=list(own), missing=[]) for one, own in held.items())
    session.flush()
    return row.id


@remembered
def running(session: Session, school_id: int, day: date, care: CareSession) -> Muster | None:
    """The muster that nobody has ended yet."""
    query = select(MusterRow).where(
        MusterRow.school_id == school_id, MusterRow.day == day.isoformat(), MusterRow.session == care.value,
        MusterRow.ended_at.is_(None),
    )  # fmt: skip
    row = session.scalar(query.order_by(MusterRow.id.desc()).limit(1))
    return get(session, row.id) if row else None


def get(session: Session, muster_id: int) -> Muster:
    row = session.get_one(MusterRow, muster_id)
    query = select(CountRow).where(CountRow.muster_id == muster_id).order_by(CountRow.person_id)
    counts = tuple(
        Count(one.person_id, tuple(one.held), one.number, tuple(one.missing)) for one in session.scalars(query)
    )
    return Muster(
        row.id, CareSession(row.session), tuple(row.sought), row.by_id, row.started_at, counts, told=bool(row.told_at),
        ended=row.ended_at is not None,
    )  # fmt: skip


def count(
    session: Session, muster_id: int, person_id: int, number: int, missing: Iterable[int], *, now: datetime
) -> None:
    """What somebody counted; counted again, the later number stands."""
    row = session.get_one(CountRow, (muster_id, person_id))
    row.number, row.missing, row.counted_at = number, sorted(missing), now


def let_go(session: Session, muster_id: int, count: Count) -> None:
    """A holder's list and number without a child that was let go."""
    row = session.get_one(CountRow, (muster_id, count.person))
    row.held, row.number, row.missing = list(count.held), count.number, list(count.missing)


def mark_told(session: Session, muster_id: int, *, now: datetime) -> None:
    session.get_one(MusterRow, muster_id).told_at = now


def end(session: Session, muster_id: int, outcome: str, *, by_id: int, now: datetime) -> bool:
    """False when it was ended already."""
    row = session.get_one(MusterRow, muster_id)
    if row.ended_at is not None:
        return False
    row.ended_at, row.ended_by, row.outcome = now, by_id, outcome
    return True
