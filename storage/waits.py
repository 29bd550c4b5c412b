"""What waits for a named person until a time, and to whom it goes then. Nothing ends by itself. (promises 1, 3)"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.acts import Act, keep, recall
from storage.db import Base, Key, Sealed


class WaitRow(Base):
    __tablename__ = "wait"
    __table_args__ = (Index("wait_open", "school_id", "settled_at", "until"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    kind: Mapped[str] = mapped_column(String(20))
    asker_id: Mapped[int]
    asked_id: Mapped[int]
    act: Mapped[str] = mapped_column(Sealed)
    until: Mapped[datetime]
    asked_at: Mapped[datetime]
    passed_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[int | None]
    agreed: Mapped[bool | None]


@dataclass(frozen=True)
class Wait:
    id: int
    kind: str
    asker_id: int
    asked_id: int
    act: Act
    until: datetime
    asked_at: datetime
    settled_at: datetime | None
    agreed: bool | None


def add(
    session: Session,
    school_id: int,
    kind: str,
    act: Act,
    *,
    asker_id: int,
    asked_id: int,
    until: datetime,
    now: datetime,
) -> int:
    row = WaitRow(
        school_id=school_id, kind=kind, asker_id=asker_id, asked_id=asked_id,
        act=json.dumps(keep(act), ensure_ascii=False), until=until, asked_at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def get(session: Session, wait_id: int) -> Wait:
    return _to_value(session.get_one(WaitRow, wait_id))


def settle(session: Session, wait_id: int, *, agreed: bool | None, by_id: int, now: datetime) -> bool:
    """End it. False when it was ended before."""
    row = session.get_one(WaitRow, wait_id)
    if row.settled_at is not None:
        return False
    row.settled_at, row.settled_by, row.agreed = now, by_id, agreed
    return True


def overdue(session: Session, school_id: int, *, now: datetime) -> list[Wait]:
    """Those whose time has come, and that were not passed on yet."""
    query = select(WaitRow).where(
        WaitRow.school_id == school_id, WaitRow.settled_at.is_(None), WaitRow.passed_at.is_(None), WaitRow.until <= now
    )
    return [_to_value(row) for row in session.scalars(query.order_by(WaitRow.id))]


def mark_passed(session: Session, wait_id: int, *, now: datetime) -> None:
    session.get_one(WaitRow, wait_id).passed_at = now


def _to_value(row: WaitRow) -> Wait:
    return Wait(
        row.id, row.kind, row.asker_id, row.asked_id, recall(json.loads(row.act)), row.until, row.asked_at,
        row.settled_at, row.agreed,
    )  # fmt: skip
