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
    minutes: Mapped[str | None] = mapped_column(Sealed)  # of a meeting, as it was written last


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
    joins: Mapped[bool | None]  # of a meeting: comes, does not, has not said


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


def join(session: Session, announcement_id: int, person_id: int, joins: bool, *, now: datetime) -> bool:
    """Whether this person comes; who says so has read it. False where they were not called."""
    query = select(ReceiptRow).where(ReceiptRow.announcement_id == announcement_id)
    row = session.scalar(query.where(ReceiptRow.person_id == person_id))
    if row is None:
        return False
    row.joins, row.read_at = joins, row.read_at or now
    session.flush()
    return True


def joining(session: Session, announcement_id: int) -> dict[int, bool | None]:
    """Each who was called: comes, does not, None has not said."""
    query = select(ReceiptRow.person_id, ReceiptRow.joins).where(ReceiptRow.announcement_id == announcement_id)
    return {person: joins for person, joins in session.execute(query.order_by(ReceiptRow.id))}


def set_minutes(session: Session, announcement_id: int, text: str) -> None:
    session.get_one(AnnouncementRow, announcement_id).minutes = text
    session.flush()


def minutes(session: Session, announcement_id: int) -> str:
    return session.get_one(AnnouncementRow, announcement_id).minutes or ""


def get(session: Session, announcement_id: int) -> Announcement:
    return _to_value(session.get_one(AnnouncementRow, announcement_id))


def latest(
    session: Session, school_id: int, *, by_id: int | None = None, kind: Kind | None = None
) -> Announcement | None:
    """The last one of the school, of one sender, of one kind."""
    query = select(AnnouncementRow).where(AnnouncementRow.school_id == school_id)
    query = query if by_id is None else query.where(AnnouncementRow.by_id == by_id)
    query = query if kind is None else query.where(AnnouncementRow.kind == kind.value)
    row = session.scalar(query.order_by(AnnouncementRow.id.desc()).limit(1))
    return _to_value(row) if row else None


def receipts(session: Session, announcement_id: int) -> dict[int, datetime | None]:
    """When each reader pressed 已阅; None: not yet."""
    query = select(ReceiptRow.person_id, ReceiptRow.read_at).where(ReceiptRow.announcement_id == announcement_id)
    return {person: read for person, read in session.execute(query)}


def _to_value(row: AnnouncementRow) -> Announcement:
    return Announcement(row.id, Kind(row.kind), row.title, row.body, row.whom, row.by_id, row.sent_at)
