"""Changes of people (C10, C11): who said it, from when it holds, what was before, until when it is taken back.

A change stands here before it is carried out: one from a later day on is applied by the tick, one with an end is
ended by it. Args and what was before are sealed: they hold phones and names.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import Base, Key, Sealed


class Kind(StrEnum):
    PHONE = "phone"
    GUARDIAN = "guardian"
    CLASS_TEACHER = "class_teacher"
    STAND_IN = "stand_in"  # 临时班主任: ends by itself
    LEAVING = "leaving"  # a colleague leaves


class PeopleChangeRow(Base):
    __tablename__ = "people_change"
    __table_args__ = (Index("people_change_due", "school_id", "since"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    kind: Mapped[str] = mapped_column(String(20))
    args: Mapped[str] = mapped_column(Sealed)
    before: Mapped[str | None] = mapped_column(Sealed)
    since: Mapped[str] = mapped_column(String(10))
    until: Mapped[str | None] = mapped_column(String(10))  # the last day
    by_id: Mapped[int]
    made_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    inbox_id: Mapped[int | None]


@dataclass(frozen=True)
class Change:
    id: int
    kind: Kind
    args: dict[str, Any]
    before: dict[str, Any]
    since: date
    until: date | None
    by_id: int
    made_at: datetime
    applied: bool = False
    ended: bool = False
    undone: bool = field(default=False)


def add(
    session: Session,
    school_id: int,
    kind: Kind,
    args: dict[str, Any],
    *,
    since: date,
    until: date | None = None,
    by_id: int,
    now: datetime,
    inbox_id: int | None = None,
) -> int:
    row = PeopleChangeRow(
        school_id=school_id, kind=kind.value, args=json.dumps(args, ensure_ascii=False), since=since.isoformat(),
        until=until.isoformat() if until else None, by_id=by_id, made_at=now, inbox_id=inbox_id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def get(session: Session, change_id: int) -> Change:
    return _to_value(session.get_one(PeopleChangeRow, change_id))


def due(session: Session, school_id: int, day: date) -> list[Change]:
    """Those that begin or end by this day and did not yet, in the order in which they were made."""
    iso = day.isoformat()
    begins = PeopleChangeRow.applied_at.is_(None) & (PeopleChangeRow.since <= iso)
    ends = (
        PeopleChangeRow.applied_at.is_not(None)
        & PeopleChangeRow.until.is_not(None)
        & PeopleChangeRow.ended_at.is_(None)
        & (PeopleChangeRow.until < iso)
    )
    query = select(PeopleChangeRow).where(
        PeopleChangeRow.school_id == school_id, PeopleChangeRow.undone_at.is_(None), or_(begins, ends)
    )
    return [_to_value(row) for row in session.scalars(query.order_by(PeopleChangeRow.id))]


def keep_before(session: Session, change_id: int, before: dict[str, Any]) -> None:
    """What was there, where a part is carried out before the change holds."""
    session.get_one(PeopleChangeRow, change_id).before = json.dumps(before, ensure_ascii=False)


def mark_applied(session: Session, change_id: int, before: dict[str, Any], *, now: datetime) -> None:
    row = session.get_one(PeopleChangeRow, change_id)
    row.applied_at, row.before = now, json.dumps(before, ensure_ascii=False)


def mark_ended(session: Session, change_id: int, *, now: datetime) -> None:
    session.get_one(PeopleChangeRow, change_id).ended_at = now


def mark_undone(session: Session, change_id: int, *, now: datetime) -> None:
    session.get_one(PeopleChangeRow, change_id).undone_at = now


def latest(session: Session, school_id: int, by_id: int) -> Change | None:
    """The last change that this person made and did not take back."""
    query = (
        select(PeopleChangeRow)
        .where(
            PeopleChangeRow.school_id == school_id, PeopleChangeRow.by_id == by_id, PeopleChangeRow.undone_at.is_(None)
        )
        .order_by(PeopleChangeRow.id.desc())
        .limit(1)
    )
    row = session.scalar(query)
    return _to_value(row) if row else None


def later_than(session: Session, school_id: int, change: Change) -> list[Change]:
    """Changes made after this one that stand."""
    query = select(PeopleChangeRow).where(
        PeopleChangeRow.school_id == school_id, PeopleChangeRow.id > change.id, PeopleChangeRow.undone_at.is_(None)
    )
    return [_to_value(row) for row in session.scalars(query.order_by(PeopleChangeRow.id))]


def leaving_of(session: Session, school_id: int, person_id: int) -> Change | None:
    """The latest standing change by which this person leaves."""
    query = select(PeopleChangeRow).where(
        PeopleChangeRow.school_id == school_id, PeopleChangeRow.kind == Kind.LEAVING.value,
        PeopleChangeRow.undone_at.is_(None),
    )  # fmt: skip
    found = [_to_value(row) for row in session.scalars(query.order_by(PeopleChangeRow.id))]
    return next((one for one in reversed(found) if one.args["person"] == person_id), None)


def _to_value(row: PeopleChangeRow) -> Change:
    return Change(
        row.id, Kind(row.kind), json.loads(row.args), json.loads(row.before) if row.before else {},
        date.fromisoformat(row.since), date.fromisoformat(row.until) if row.until else None, row.by_id, row.made_at,
        row.applied_at is not None, row.ended_at is not None, row.undone_at is not None,
    )  # fmt: skip
