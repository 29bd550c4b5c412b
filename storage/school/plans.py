"""Versions of a school's plan: what was changed, from which day it holds, and who was told. (C01, C02)

A version keeps only the fields it changes, as settings are written; a past day keeps the rules it had.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import Base, Key
from storage.once import remembered


class VersionRow(Base):
    __tablename__ = "plan_version"
    __table_args__ = (Index("plan_version_from", "school_id", "valid_from"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    valid_from: Mapped[str] = mapped_column(String(10))  # ISO date
    changes: Mapped[dict[str, Any]] = mapped_column(JSON)  # field → value, as in school.settings
    told: Mapped[list[int]] = mapped_column(JSON, default=list)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: an import
    made_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    inbox_id: Mapped[int | None]


@dataclass(frozen=True)
class Version:
    id: int
    valid_from: date
    changes: Mapping[str, Any]
    told: tuple[int, ...]
    by_id: int | None
    made_at: datetime
    undone_at: datetime | None


def add(
    session: Session,
    school_id: int,
    valid_from: date,
    changes: Mapping[str, Any],
    *,
    now: datetime,
    by_id: int | None = None,
    told: Sequence[int] = (),
    inbox_id: int | None = None,
) -> int:
    row = VersionRow(
        school_id=school_id, valid_from=valid_from.isoformat(), changes=dict(changes), told=list(told), by_id=by_id,
        made_at=now, inbox_id=inbox_id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def standing(session: Session, school_id: int) -> list[Version]:
    """Versions that were not taken back, in the order in which they hold."""
    query = (
        select(VersionRow)
        .where(VersionRow.school_id == school_id, VersionRow.undone_at.is_(None))
        .order_by(VersionRow.valid_from, VersionRow.id)
    )
    return [_to_value(row) for row in session.scalars(query)]


@remembered
def written(session: Session, school_id: int) -> tuple[tuple[date, str], ...]:
    """The same as day and JSON, for `known.policy`."""
    return tuple(
        (version.valid_from, json.dumps(version.changes, sort_keys=True)) for version in standing(session, school_id)
    )


def get(session: Session, version_id: int) -> Version:
    return _to_value(session.get_one(VersionRow, version_id))


def undo(session: Session, version_id: int, *, now: datetime) -> bool:
    """Take a version back. False when that was done before."""
    done = session.execute(
        update(VersionRow).where(VersionRow.id == version_id, VersionRow.undone_at.is_(None)).values(undone_at=now)
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]


def _to_value(row: VersionRow) -> Version:
    return Version(
        row.id, date.fromisoformat(row.valid_from), row.changes, tuple(row.told), row.by_id, row.made_at, row.undone_at
    )  # fmt: skip
