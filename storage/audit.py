"""The audit log (审计): who looked at what, and when. Append-only, hash-chained per school (promises 11 and 15)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import Base, Key

GENESIS = "0" * 64


class AuditRow(Base):
    __tablename__ = "audit"
    __table_args__ = (UniqueConstraint("school_id", "seq"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    seq: Mapped[int]
    at: Mapped[datetime]
    person_id: Mapped[int | None]
    login: Mapped[str] = mapped_column(String(64), default="")
    what: Mapped[str] = mapped_column(String(40))
    about: Mapped[str] = mapped_column(String(80))
    hash: Mapped[str] = mapped_column(String(64))


class AuditHeadRow(Base):
    """The chain's end. Taken for writing by whoever appends, so that numbers have no gaps."""

    __tablename__ = "audit_head"

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))


@dataclass(frozen=True)
class Entry:
    """`what` was done ("read message"), `about` which thing ("inbox/17"), by a person of the house or a login."""

    what: str
    about: str
    at: datetime
    person_id: int | None = None
    login: str = ""


def append(session: Session, school_id: int, entry: Entry) -> int:
    """Write an entry at the chain's end; its number. No names belong in it: it is kept for good."""
    seq, previous = _take_head(session, school_id)
    seq += 1
    told = _hash(seq, entry, previous)
    session.add(AuditRow(school_id=school_id, seq=seq, hash=told, **vars(entry)))
    session.flush()
    session.execute(update(AuditHeadRow).where(AuditHeadRow.school_id == school_id).values(seq=seq, hash=told))
    return seq


def entries(session: Session, school_id: int, *, about: str = "") -> list[Entry]:
    """The log in order; all of it, or what concerns one thing."""
    query = select(AuditRow).where(AuditRow.school_id == school_id).order_by(AuditRow.seq)
    if about:
        query = query.where(AuditRow.about == about)
    return [_to_value(row) for row in session.scalars(query)]


def verify(session: Session, school_id: int) -> list[str]:
    """Every break of the chain, in English with numbers. Empty when it holds."""
    faults: list[str] = []
    previous, expected = GENESIS, 1
    for row in session.scalars(select(AuditRow).where(AuditRow.school_id == school_id).order_by(AuditRow.seq)):
        if row.seq != expected:
            faults.append(f"audit {expected}: missing")
        if _hash(row.seq, _to_value(row), previous) != row.hash:
            faults.append(f"audit {row.seq}: hash does not fit")
        previous, expected = row.hash, row.seq + 1
    head = session.get(AuditHeadRow, school_id)
    if (head.seq, head.hash) != (expected - 1, previous) if head else expected > 1:
        faults.append(f"audit head does not fit: the chain ends at {expected - 1}")
    return faults


def _take_head(session: Session, school_id: int) -> tuple[int, str]:
    query = select(AuditHeadRow.seq, AuditHeadRow.hash).where(AuditHeadRow.school_id == school_id)
    head = session.execute(query.with_for_update()).one_or_none()
    if head is not None:
        return head.seq, head.hash
    session.execute(insert(AuditHeadRow), {"school_id": school_id, "seq": 0, "hash": GENESIS})
    return 0, GENESIS


def _hash(seq: int, entry: Entry, previous: str) -> str:
    told = [seq, entry.at.timestamp(), entry.person_id, entry.login, entry.what, entry.about]
    return hashlib.sha256((previous + json.dumps(told)).encode()).hexdigest()


def _to_value(row: AuditRow) -> Entry:
    return Entry(row.what, row.about, row.at, row.person_id, row.login)
