"""The custody ledger: append-only, hash-chained per school (promise 15).

The chain covers everything but the sealed detail itself, of which it covers the digest: a family's
words can be erased and the chain still verifies.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.acts import CareSession
from care.rules.custody import Event, Move, Places, breaks, fold
from storage.db import Base, Key, Sealed
from storage.once import remembered

GENESIS = "0" * 64


class LedgerRow(Base):
    __tablename__ = "ledger"
    __table_args__ = (
        UniqueConstraint("school_id", "seq"),
        Index("ledger_day", "school_id", "day", "session", "group_id"),
    )

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    seq: Mapped[int]
    day: Mapped[str] = mapped_column(String(10))
    session: Mapped[str] = mapped_column(String(10))
    group_id: Mapped[int | None]
    kind: Mapped[str] = mapped_column(String(12))
    students: Mapped[list[int]] = mapped_column(JSON)
    actor_id: Mapped[int]
    receiver_id: Mapped[int | None]
    ref: Mapped[int | None]
    inbox_id: Mapped[int | None]
    at: Mapped[datetime]
    entered_at: Mapped[datetime]
    detail: Mapped[str | None] = mapped_column(Sealed)
    detail_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class HeadRow(Base):
    """The chain's end. Taken for writing by whoever appends, so that numbers have no gaps."""

    __tablename__ = "ledger_head"

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))


def append(
    session: Session, school_id: int, day: date, care: CareSession, events: Sequence[Event], *, now: datetime
) -> list[int]:
    """Write events at the chain's end; their numbers. Events without children are left out."""
    wanted = [event for event in events if event.students]
    if not wanted:
        return []
    seq, previous = _take_head(session, school_id)
    rows = []
    for event in wanted:
        seq += 1
        row = _row(school_id, seq, day, care, event, now)
        row["hash"] = previous = _hash(row, previous)
        rows.append(row)
    session.execute(insert(LedgerRow), rows)
    session.execute(update(HeadRow).where(HeadRow.school_id == school_id).values(seq=seq, hash=previous))
    return [row["seq"] for row in rows]


def hold(session: Session, school_id: int) -> None:
    """Nobody else writes to this school's ledger until this transaction ends: what is read now is still so then.

    Two people who act on the same children at once are served one after the other.
    """
    _take_head(session, school_id)


def events(
    session: Session,
    school_id: int,
    day: date,
    care: CareSession,
    *,
    groups: Iterable[int] | None = None,
    until: datetime | None = None,
    after: int = 0,
    entered_after: datetime | None = None,
) -> list[Event]:
    """The session's events in order; of some groups only, up to a moment (replay), after an event, or written since."""
    query = select(
        LedgerRow.kind,
        LedgerRow.students,
        LedgerRow.at,
        LedgerRow.actor_id,
        LedgerRow.receiver_id,
        LedgerRow.group_id,
        LedgerRow.seq,
        LedgerRow.ref,
        LedgerRow.detail,
        LedgerRow.inbox_id,
        LedgerRow.entered_at,
    ).where(LedgerRow.school_id == school_id, LedgerRow.day == day.isoformat(), LedgerRow.session == care.value)
    if groups is not None:
        query = query.where(LedgerRow.group_id.in_(list(groups)))
    if after:
        query = query.where(LedgerRow.seq > after)
    if until is not None:
        query = query.where(LedgerRow.at <= until)
    if entered_after is not None:
        query = query.where(LedgerRow.entered_at > entered_after)
    return [_event(*row) for row in session.execute(query.order_by(LedgerRow.seq))]


def places(
    session: Session, school_id: int, day: date, care: CareSession, *, groups: Iterable[int] | None = None
) -> Places:
    """Where each child of the session stands now."""
    return _places(session, school_id, day, care, None if groups is None else tuple(groups))


@remembered
def _places(session: Session, school_id: int, day: date, care: CareSession, groups: tuple[int, ...] | None) -> Places:
    return fold(events(session, school_id, day, care, groups=groups))


def lists_of(
    session: Session, school_id: int, day: date, care: CareSession, groups: Iterable[int]
) -> dict[int, Places]:
    """The same by group; groups whose list of the session was not written are left out."""
    by_group: dict[int, list[Event]] = {}
    for event in events(session, school_id, day, care, groups=groups):
        if event.group is not None:
            by_group.setdefault(event.group, []).append(event)
    return {group: fold(own) for group, own in by_group.items()}


def hash_of(session: Session, school_id: int, seq: int) -> str | None:
    """The chain's hash at this event: the same hash means the same past."""
    return session.scalar(select(LedgerRow.hash).where(LedgerRow.school_id == school_id, LedgerRow.seq == seq))


@remembered
def is_open(session: Session, school_id: int, day: date, care: CareSession, group: int) -> bool:
    """Whether the group's list of the session was written."""
    query = select(LedgerRow.id).where(
        LedgerRow.school_id == school_id,
        LedgerRow.day == day.isoformat(),
        LedgerRow.session == care.value,
        LedgerRow.group_id == group,
    )
    return session.scalar(query.limit(1)) is not None


def sessions_of(session: Session, school_id: int) -> list[tuple[date, CareSession]]:
    """Every session that has a record, oldest first."""
    query = select(LedgerRow.day, LedgerRow.session).where(LedgerRow.school_id == school_id)
    ordered = session.execute(query.distinct().order_by(LedgerRow.day, LedgerRow.session))
    return [(date.fromisoformat(day), CareSession(care)) for day, care in ordered]


def unbalanced(session: Session, school_id: int) -> list[str]:
    """Every event after which its session does not balance, in English with numbers. Empty when all do."""
    return [
        f"event {seq}: {day} {care.value} does not balance after it"
        for day, care in sessions_of(session, school_id)
        for seq in breaks(events(session, school_id, day, care))
    ]


def verify(session: Session, school_id: int) -> list[str]:
    """Every break of the chain, in English with numbers. Empty when it holds."""
    faults: list[str] = []
    previous, expected = GENESIS, 1
    for row in session.scalars(select(LedgerRow).where(LedgerRow.school_id == school_id).order_by(LedgerRow.seq)):
        values = {column.name: getattr(row, column.name) for column in LedgerRow.__table__.columns}
        if row.seq != expected:
            faults.append(f"event {expected}: missing")
        if _hash(values, previous) != row.hash:
            faults.append(f"event {row.seq}: hash does not fit")
        if row.detail is not None and _digest(row.detail) != row.detail_hash:
            faults.append(f"event {row.seq}: detail was changed")
        previous, expected = row.hash, row.seq + 1
    head = session.get(HeadRow, school_id)
    if head is not None and (head.seq, head.hash) != (expected - 1, previous):
        faults.append(f"head says {head.seq}, the chain ends at {expected - 1}")
    return faults


def _take_head(session: Session, school_id: int) -> tuple[int, str]:
    head = session.execute(
        select(HeadRow.seq, HeadRow.hash).where(HeadRow.school_id == school_id).with_for_update()
    ).one_or_none()
    if head is not None:
        return head.seq, head.hash
    session.execute(insert(HeadRow), {"school_id": school_id, "seq": 0, "hash": GENESIS})
    return 0, GENESIS


def _row(school_id: int, seq: int, day: date, care: CareSession, event: Event, now: datetime) -> dict[str, Any]:
    detail = json.dumps(dict(event.detail), ensure_ascii=False, sort_keys=True) if event.detail else None
    return {
        "school_id": school_id,
        "seq": seq,
        "day": day.isoformat(),
        "session": care.value,
        "group_id": event.group,
        "kind": event.kind.value,
        "students": list(event.students),
        "actor_id": event.actor,
        "receiver_id": event.receiver,
        "ref": event.ref,
        "inbox_id": event.inbox_id,
        "at": event.at,
        "entered_at": event.entered_at or now,
        "detail": detail,
        "detail_hash": _digest(detail or ""),
    }


_CHAINED = (
    "seq", "day", "session", "group_id", "kind", "students", "actor_id", "receiver_id", "ref", "inbox_id", "at",
    "entered_at", "detail_hash",
)  # fmt: skip


def _hash(row: dict[str, Any], previous: str) -> str:
    told = [value.timestamp() if isinstance(value := row[name], datetime) else value for name in _CHAINED]
    return hashlib.sha256((previous + json.dumps(told)).encode()).hexdigest()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _event(
    kind: str, students: list[int], at: datetime, actor: int, receiver: int | None, group: int | None,
    seq: int, ref: int | None, detail: str | None, inbox_id: int | None, entered_at: datetime,
) -> Event:  # fmt: skip
    return Event(
        Move(kind), tuple(students), at, actor, receiver, group, seq, ref,
        json.loads(detail) if detail else {}, inbox_id, entered_at,
    )  # fmt: skip
