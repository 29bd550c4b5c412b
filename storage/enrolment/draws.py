"""Draws: committed to, then drawn; what was told is never changed. (C23)"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.rules.draw import Draw
from storage.db import Base, Key, Sealed


class DrawRow(Base):
    __tablename__ = "draw"
    __table_args__ = (Index("draw_school", "school_id", "drawn_at"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    what: Mapped[str] = mapped_column(String(40))
    commitment: Mapped[str] = mapped_column(String(64))
    seed: Mapped[str] = mapped_column(Sealed)
    entries: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    order: Mapped[list[str]] = mapped_column("drawn_order", JSON, default=list)
    places: Mapped[int]
    by_id: Mapped[int]
    committed_at: Mapped[datetime]
    drawn_at: Mapped[datetime | None]


@dataclass(frozen=True)
class Kept:
    """A draw with its number. `told.seed` is empty until it was drawn."""

    id: int
    told: Draw
    secret: str
    committed_at: datetime
    drawn_at: datetime | None


def commit(
    session: Session,
    school_id: int,
    *,
    what: str,
    commitment: str,
    seed: str,
    entries: Mapping[str, int],
    places: int,
    by_id: int,
    now: datetime,
) -> int:
    """Commit to a seed and to who takes part; both are fixed from now on."""
    row = DrawRow(
        school_id=school_id, what=what, commitment=commitment, seed=seed, entries=dict(entries), places=places,
        by_id=by_id, committed_at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def open_one(session: Session, school_id: int, what: str) -> Kept | None:
    """The draw for this that is committed to and not drawn."""
    query = select(DrawRow).where(DrawRow.school_id == school_id, DrawRow.what == what, DrawRow.drawn_at.is_(None))
    row = session.scalar(query.order_by(DrawRow.id.desc()).limit(1))
    return _to_value(row) if row else None


def drawn(session: Session, draw_id: int, order: Sequence[str], *, now: datetime) -> None:
    row = session.get_one(DrawRow, draw_id)
    row.order, row.drawn_at = list(order), now
    session.flush()


def of_school(session: Session, school_id: int) -> list[Kept]:
    query = select(DrawRow).where(DrawRow.school_id == school_id).order_by(DrawRow.id)
    return [_to_value(row) for row in session.scalars(query)]


def _to_value(row: DrawRow) -> Kept:
    told = Draw(
        row.what, row.commitment, row.entries, row.places, row.seed if row.drawn_at else "", tuple(row.order)
    )  # fmt: skip
    return Kept(row.id, told, row.seed, row.committed_at, row.drawn_at)
