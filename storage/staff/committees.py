"""The parents' committee (家委会): its members by class, and what it resolved. (C100; W-62)"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import Base, Key, Sealed


class CommitteeMemberRow(Base):
    __tablename__ = "committee_member"
    __table_args__ = (Index("committee_member_class", "class_id"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    since: Mapped[str] = mapped_column(String(10))
    until: Mapped[str | None] = mapped_column(String(10))  # the first day on which it is over


class ResolutionRow(Base):
    """A resolution (决议). Numbered by school; taken back it stays and says so."""

    __tablename__ = "resolution"
    __table_args__ = (UniqueConstraint("school_id", "number"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    number: Mapped[int]
    day: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Sealed)
    by_id: Mapped[int]
    at: Mapped[datetime]
    inbox_id: Mapped[int | None]
    undone_at: Mapped[datetime | None]


@dataclass(frozen=True)
class Resolution:
    id: int
    number: int
    day: date
    text: str
    by_id: int
    undone: bool


def seat(session: Session, school_id: int, class_id: int, person_ids: Iterable[int], *, day: date) -> None:
    """These are the class's members from this day on; those before step down."""
    wanted = list(dict.fromkeys(person_ids))
    rows = session.scalars(
        select(CommitteeMemberRow).where(CommitteeMemberRow.class_id == class_id, CommitteeMemberRow.until.is_(None))
    ).all()
    for row in rows:
        if row.person_id not in wanted:
            row.until = day.isoformat()
    here = {row.person_id for row in rows}
    session.add_all(
        CommitteeMemberRow(school_id=school_id, class_id=class_id, person_id=one, since=day.isoformat())
        for one in wanted
        if one not in here
    )
    session.flush()


def members(session: Session, school_id: int) -> dict[int, list[int]]:
    """Person ids by class, as of now."""
    query = select(CommitteeMemberRow).where(
        CommitteeMemberRow.school_id == school_id, CommitteeMemberRow.until.is_(None)
    )
    found: dict[int, list[int]] = {}
    for row in session.scalars(query.order_by(CommitteeMemberRow.id)):
        found.setdefault(row.class_id, []).append(row.person_id)
    return found


def resolve(
    session: Session, school_id: int, text: str, *, day: date, by_id: int, now: datetime, inbox_id: int | None
) -> Resolution:
    last = session.scalar(select(func.max(ResolutionRow.number)).where(ResolutionRow.school_id == school_id)) or 0
    row = ResolutionRow(
        school_id=school_id, number=last + 1, day=day.isoformat(), text=text, by_id=by_id, at=now, inbox_id=inbox_id
    )
    session.add(row)
    session.flush()
    return _to_value(row)


def undo(session: Session, resolution_id: int, *, now: datetime) -> Resolution:
    row = session.get_one(ResolutionRow, resolution_id)
    row.undone_at = row.undone_at or now
    return _to_value(row)


def resolutions(session: Session, school_id: int) -> list[Resolution]:
    """All of them, the latest first."""
    query = select(ResolutionRow).where(ResolutionRow.school_id == school_id).order_by(ResolutionRow.number.desc())
    return [_to_value(row) for row in session.scalars(query)]


def _to_value(row: ResolutionRow) -> Resolution:
    return Resolution(row.id, row.number, date.fromisoformat(row.day), row.text, row.by_id, row.undone_at is not None)
