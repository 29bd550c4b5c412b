"""What was announced to whom, and who has read it: letters to parents (告家长书), notices, meetings. (C18, C19)"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import Base, Key, Sealed, insert_new


class Kind(StrEnum):
    LETTER = "letter"
    NOTICE = "notice"
    MEETING = "meeting"


class AnnouncementRow(Base):
    __tablename__ = "announcement"

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    kind: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(100))
    body: Mapped[str] = mapped_column(Sealed)
    whom: Mapped[str] = mapped_column(String(60))  # 全校家长, as it was shown
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    sent_at: Mapped[datetime]
    inbox_id: Mapped[int | None]


class ReceiptRow(Base):
    """One reader of one announcement; `read_at` is the press of 已阅."""

    __tablename__ = "announcement_receipt"
    __table_args__ = (
        UniqueConstraint("announcement_id", "person_id"),
        Index("announcement_receipt_person", "person_id"),
    )

    id: Mapped[Key]
    announcement_id: Mapped[int] = mapped_column(ForeignKey("announcement.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    read_at: Mapped[datetime | None]


@dataclass(frozen=True)
class Announcement:
    id: int
    kind: Kind
    title: str
    body: str
    whom: str
    by_id: int
    sent_at: datetime


def add(
    session: Session,
    school_id: int,
    kind: Kind,
    title: str,
    body: str,
    readers: Iterable[int],
    *,
    whom: str,
    by_id: int,
    now: datetime,
    inbox_id: int | None = None,
) -> int:
    """An announcement with a receipt to come for each reader."""
    row = AnnouncementRow(
        school_id=school_id, kind=kind.value, title=title[:100], body=body, whom=whom[:60], by_id=by_id, sent_at=now,
        inbox_id=inbox_id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    wanted = [{"announcement_id": row.id, "person_id": person} for person in dict.fromkeys(readers)]
    if wanted:
        insert_new(session, ReceiptRow, wanted, told=("id",))
    return row.id


def mark_read(session: Session, announcement_id: int, person_id: int, *, now: datetime) -> bool:
    """False where this person was no reader, or had read it before."""
    done = session.execute(
        update(ReceiptRow)
        .where(
            ReceiptRow.announcement_id == announcement_id, ReceiptRow.person_id == person_id,
            ReceiptRow.read_at.is_(None),
        )
        .values(read_at=now)
    )  # fmt: skip
    return bool(done.rowcount)  # type: ignore[attr-defined]


def get(session: Session, announcement_id: int) -> Announcement:
    return _to_value(session.get_one(AnnouncementRow, announcement_id))


def latest(session: Session, school_id: int, *, by_id: int | None = None) -> Announcement | None:
    """The last one of the school, or of one sender."""
    query = select(AnnouncementRow).where(AnnouncementRow.school_id == school_id)
    query = query if by_id is None else query.where(AnnouncementRow.by_id == by_id)
    row = session.scalar(query.order_by(AnnouncementRow.id.desc()).limit(1))
    return _to_value(row) if row else None


def receipts(session: Session, announcement_id: int) -> dict[int, datetime | None]:
    """When each reader pressed 已阅; None: not yet."""
    query = select(ReceiptRow.person_id, ReceiptRow.read_at).where(ReceiptRow.announcement_id == announcement_id)
    return {person: read for person, read in session.execute(query)}


def _to_value(row: AnnouncementRow) -> Announcement:
    return Announcement(row.id, Kind(row.kind), row.title, row.body, row.whom, row.by_id, row.sent_at)
