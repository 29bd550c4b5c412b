"""Guardians who must not see each other's data (互不可见), with the evidence.

Entered by a leader, kept in the audit log. Nobody tells the pair: their messages simply do not name the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, ForeignKey, Index, String, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import audit
from storage.audit import Entry
from storage.db import Base, Key, Sealed


class ApartRow(Base):
    __tablename__ = "apart"
    __table_args__ = (Index("apart_one", "one_id"), Index("apart_other", "other_id"))

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    one_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    evidence: Mapped[str] = mapped_column(Sealed)
    until: Mapped[str | None] = mapped_column(String(10))
    by_id: Mapped[int]
    at: Mapped[datetime]
    lifted_by: Mapped[int | None]
    lifted_at: Mapped[datetime | None]


@dataclass(frozen=True)
class Apart:
    id: int
    student_id: int
    one_id: int
    other_id: int
    until: date | None


def keep(
    session: Session,
    school_id: int,
    student_id: int,
    one_id: int,
    other_id: int,
    *,
    evidence: str,
    until: date | None,
    by_id: int,
    now: datetime,
) -> int:
    row = ApartRow(
        school_id=school_id, student_id=student_id, one_id=one_id, other_id=other_id, evidence=evidence,
        until=until.isoformat() if until else None, by_id=by_id, at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    audit.append(session, school_id, Entry("apart entered", f"apart/{row.id}", now, by_id))
    return row.id


def lift(session: Session, school_id: int, apart_id: int, *, by_id: int, now: datetime) -> None:
    row = session.get_one(ApartRow, apart_id)
    row.lifted_by, row.lifted_at = by_id, now
    audit.append(session, school_id, Entry("apart lifted", f"apart/{apart_id}", now, by_id))


def of_school(session: Session, school_id: int, day: date) -> list[Apart]:
    query = select(ApartRow).where(ApartRow.school_id == school_id, *_holds(day)).order_by(ApartRow.id)
    return [_to_value(row) for row in session.scalars(query)]


def hidden_from(session: Session, person_ids: Iterable[int], day: date) -> dict[int, set[int]]:
    """Whom each of these must not be shown. Most schools have nobody: then it is one small query."""
    wanted = sorted(set(person_ids))
    if not wanted:
        return {}
    query = select(ApartRow).where(or_(ApartRow.one_id.in_(wanted), ApartRow.other_id.in_(wanted)), *_holds(day))
    found: dict[int, set[int]] = {}
    for row in session.scalars(query):
        found.setdefault(row.one_id, set()).add(row.other_id)
        found.setdefault(row.other_id, set()).add(row.one_id)
    return {id_: others for id_, others in found.items() if id_ in wanted}


def _holds(day: date) -> tuple[ColumnElement[bool], ...]:
    return ApartRow.lifted_at.is_(None), or_(ApartRow.until.is_(None), ApartRow.until >= day.isoformat())


def _to_value(row: ApartRow) -> Apart:
    until = date.fromisoformat(row.until) if row.until else None
    return Apart(row.id, row.student_id, row.one_id, row.other_id, until)
