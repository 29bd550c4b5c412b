"""Messages in: kept once, answered in order, set aside where a person sees them when they cannot be answered.

A row is the promise. A sender's rows are answered oldest first by whoever holds the sender's claim;
different senders are answered side by side.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import (
    Connection,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    UniqueConstraint,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.messages import Inbound, Kind
from storage.db import Base, Key, Sealed, insert_new

MAX_ATTEMPTS = 5
LEASE = timedelta(seconds=15)
"""Of a sender, for one message: so long a family waits when a worker dies over it. Running out too soon does no harm:
only one of two answers can mark the row done, and the other is undone with its transaction."""
NOT_WRITTEN = frozenset({Kind.ENTER, Kind.FAILED})
"""What comes in without the person having written: no window opens by it. (wecom.md 4b)"""


class State(IntEnum):
    WAITING = 0
    DONE = 1
    ASIDE = 2  # failed again and again; the sender was told, a person is to look


class Receipt(StrEnum):
    NEW = "new"
    DUPLICATE = "duplicate"  # a second delivery of what we have
    REPLAY = "replay"  # the very same callback again: somebody plays back what he heard


class InboxRow(Base):
    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("school_id", "channel", "platform_id"),
        Index("inbox_unanswered", "state", "sender_key", "id"),
    )

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    channel: Mapped[str] = mapped_column(String(20))
    platform_id: Mapped[str] = mapped_column(String(200))
    sender_key: Mapped[str] = mapped_column(String(160))  # school id / channel / sender: one talk
    kind: Mapped[str] = mapped_column(String(12))
    body: Mapped[str] = mapped_column(Sealed)  # JSON: text, button, detail
    nonce: Mapped[str] = mapped_column(String(80), default="")
    sent_at: Mapped[datetime | None]
    received_at: Mapped[datetime]
    state: Mapped[int] = mapped_column(SmallInteger, default=int(State.WAITING))
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    retry_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    reading: Mapped[str | None] = mapped_column(Sealed)  # JSON: acts and what they rest on


class ClaimRow(Base):
    """Who is answering a sender just now. A claim left by a crash runs out."""

    __tablename__ = "inbox_claim"

    sender_key: Mapped[str] = mapped_column(String(160), primary_key=True)
    until: Mapped[datetime]


@dataclass(frozen=True)
class Waiting:
    """An unanswered message with its row's number."""

    id: int
    inbound: Inbound
    received_at: datetime
    attempts: int
    school_id: int


@dataclass(frozen=True)
class Kept:
    """A message as it lies here, with what was read out of it (JSON; None where nothing was read)."""

    school_id: int
    kind: Kind
    text: str
    received_at: datetime
    state: State
    reading: str | None


_IDENTITY = ("school_id", "channel", "platform_id")


def sender_key(school_id: int, channel: str, sender: str) -> str:
    return f"{school_id}/{channel}/{sender}"


def receive(session: Session | Connection, school_id: int, inbound: Inbound, *, now: datetime) -> Receipt:
    """Keep a message. Unique by school, channel and platform id, however often it is delivered. (wecom.md 1.4)"""
    return receive_together(session, [(school_id, inbound)], now=now)[0]


def receive_together(
    session: Session | Connection, arrived: Sequence[tuple[int, Inbound]], *, now: datetime
) -> list[Receipt]:
    """Keep messages of any schools in one statement; what became of each."""
    rows = [_values(school_id, inbound, now) for school_id, inbound in arrived]
    new = insert_new(session, InboxRow, rows, told=_IDENTITY) if rows else set()
    return [_receipt(session, new, school_id, inbound) for school_id, inbound in arrived]


def receive_all(session: Session, school_id: int, batch: Sequence[Inbound], *, now: datetime) -> list[str]:
    """Keep what is new of a batch; the sender keys that now have something waiting."""
    receipts = receive_together(session, [(school_id, inbound) for inbound in batch], now=now)
    return sorted(
        {
            sender_key(school_id, inbound.channel, inbound.sender)
            for inbound, receipt in zip(batch, receipts, strict=True)
            if receipt is Receipt.NEW
        }
    )


def _receipt(session: Session | Connection, new: set[tuple[Any, ...]], school_id: int, inbound: Inbound) -> Receipt:
    """The first of two equal messages in one batch is the new one."""
    identity = (school_id, inbound.channel, inbound.platform_id)
    if identity not in new:
        return _known(session, school_id, inbound)
    new.remove(identity)
    return Receipt.NEW


def _known(session: Session | Connection, school_id: int, inbound: Inbound) -> Receipt:
    nonce = session.scalar(
        select(InboxRow.nonce).where(
            InboxRow.school_id == school_id,
            InboxRow.channel == inbound.channel,
            InboxRow.platform_id == inbound.platform_id,
        )
    )
    return Receipt.REPLAY if inbound.nonce and nonce == inbound.nonce else Receipt.DUPLICATE


def _values(school_id: int, inbound: Inbound, now: datetime) -> dict[str, Any]:
    body = {"sender": inbound.sender, "text": inbound.text, "button": inbound.button, "detail": inbound.detail}
    return {
        "school_id": school_id,
        "channel": inbound.channel,
        "platform_id": inbound.platform_id,
        "sender_key": sender_key(school_id, inbound.channel, inbound.sender),
        "kind": inbound.kind.value,
        "body": json.dumps(body, ensure_ascii=False),
        "nonce": inbound.nonce,
        "sent_at": inbound.sent_at,
        "received_at": now,
        "state": int(State.WAITING),
        "attempts": 0,
    }


def claim(session: Session, key: str, *, now: datetime) -> bool:
    """Take the sender for answering. False while another worker has it."""
    flavour = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    taking = flavour.insert(ClaimRow).values(sender_key=key, until=now + LEASE)
    free = taking.on_conflict_do_update(
        index_elements=["sender_key"], set_={"until": taking.excluded.until}, where=ClaimRow.until <= now
    )
    return session.scalar(free.returning(ClaimRow.sender_key)) is not None


def keep(session: Session, key: str, *, now: datetime) -> None:
    """Hold the sender for the next message."""
    session.execute(update(ClaimRow).where(ClaimRow.sender_key == key).values(until=now + LEASE))


def give_back(session: Session, key: str, *, now: datetime) -> list[Waiting]:
    """Let the sender go, unless something has come meanwhile: that is told, and the sender stays taken for it.

    In this order nothing falls between: whoever is rung for a message that is not seen here waits for this
    transaction, and finds the sender free.
    """
    session.execute(update(ClaimRow).where(ClaimRow.sender_key == key).values(until=now))
    came = unanswered(session, key, now=now)
    if came:
        keep(session, key, now=now)
    return came


def unanswered(session: Session, key: str, *, now: datetime, limit: int = 20) -> list[Waiting]:
    """The sender's waiting messages, oldest first. Empty while the oldest is to be tried again later: order is kept."""
    query = (
        select(InboxRow)
        .where(InboxRow.state == State.WAITING, InboxRow.sender_key == key)
        .order_by(InboxRow.id)
        .limit(limit)
    )
    rows = list(session.scalars(query))
    if rows and rows[0].retry_at is not None and rows[0].retry_at > now:
        return []
    return [_to_value(row) for row in rows]


def senders_waiting(session: Session, *, now: datetime, limit: int = 500) -> list[str]:
    """Senders with something unanswered that is due: what the sweep rings for."""
    query = (
        select(InboxRow.sender_key)
        .where(InboxRow.state == State.WAITING, or_(InboxRow.retry_at.is_(None), InboxRow.retry_at <= now))
        .group_by(InboxRow.sender_key)
        .order_by(func.min(InboxRow.id))
        .limit(limit)
    )
    return list(session.scalars(query))


def last_heard(session: Session, keys: Iterable[str], *, since: datetime) -> dict[str, datetime]:
    """When each sender last wrote (UTC, real clock), those silent since then left out: what opens the
    customer-service window. (wecom.md 4b)"""
    wanted = sorted(set(keys))
    query = (
        select(InboxRow.sender_key, func.max(InboxRow.received_at))
        .where(
            InboxRow.state.in_([int(state) for state in State]),  # The index begins with it.
            InboxRow.sender_key.in_(wanted),
            InboxRow.received_at >= since,
            InboxRow.kind.not_in(NOT_WRITTEN),
        )
        .group_by(InboxRow.sender_key)
    )
    return {key: at for key, at in session.execute(query)} if wanted else {}


def answered_before(session: Session, row_id: int) -> datetime | None:
    """When the sender's message before this one was answered (the school's clock)."""
    key = select(InboxRow.sender_key).where(InboxRow.id == row_id).scalar_subquery()
    return session.scalar(
        select(InboxRow.done_at)
        .where(InboxRow.sender_key == key, InboxRow.id < row_id)
        .order_by(InboxRow.id.desc())
        .limit(1)
    )


def texts_before(session: Session, row_id: int, *, since: datetime, limit: int = 3) -> list[str]:
    """What the sender of this message wrote just before it (answered since then, the school's clock), oldest first."""
    key = select(InboxRow.sender_key).where(InboxRow.id == row_id).scalar_subquery()
    query = select(InboxRow.body).where(
        InboxRow.sender_key == key, InboxRow.id < row_id, InboxRow.kind == Kind.TEXT.value,
        InboxRow.done_at >= since,
    )  # fmt: skip
    bodies = list(session.scalars(query.order_by(InboxRow.id.desc()).limit(limit)))
    return [json.loads(body)["text"] for body in reversed(bodies)]


def oldest_waiting(session: Session) -> datetime | None:
    """When the oldest unanswered message came in (UTC)."""
    return session.scalar(select(func.min(InboxRow.received_at)).where(InboxRow.state == State.WAITING))


def neglected(session: Session, school_id: int, *, before: datetime) -> list[tuple[int, State]]:
    """Messages that came in before this moment and still wait, and those that were set aside since a day."""
    query = select(InboxRow.id, InboxRow.state).where(
        InboxRow.school_id == school_id,
        or_(
            (InboxRow.state == int(State.WAITING)) & (InboxRow.received_at <= before),
            (InboxRow.state == int(State.ASIDE)) & (InboxRow.received_at >= before - timedelta(days=1)),
        ),
    )
    return [(id_, State(state)) for id_, state in session.execute(query.order_by(InboxRow.id).limit(200))]


def look_up(session: Session, row_id: int) -> Kept | None:
    """One message for a person who asks about it. Whoever shows it writes that down (storage/audit.py)."""
    row = session.get(InboxRow, row_id)
    if row is None:
        return None
    text = json.loads(row.body)["text"]
    return Kept(row.school_id, Kind(row.kind), text, row.received_at, State(row.state), row.reading)


def mark_done(session: Session, row_id: int, *, now: datetime, reading: str | None = None) -> bool:
    """Close a message, in the transaction of everything that it caused. False when it is closed already."""
    done = session.execute(
        update(InboxRow)
        .where(InboxRow.id == row_id, InboxRow.state == State.WAITING)
        .values(state=int(State.DONE), done_at=now, reading=reading)
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]


def mark_failed(session: Session, row_id: int, *, now: datetime) -> State:
    """Count a failed attempt; with growing pauses, then aside."""
    row = session.get_one(InboxRow, row_id)
    row.attempts += 1
    if row.attempts >= MAX_ATTEMPTS:
        row.state = int(State.ASIDE)
        row.done_at = now
    else:
        row.retry_at = now + timedelta(seconds=2**row.attempts)
    return State(row.state)


def _to_value(row: InboxRow) -> Waiting:
    body = json.loads(row.body)
    inbound = Inbound(
        school=str(row.school_id),
        channel=row.channel,
        platform_id=row.platform_id,
        sender=body["sender"],
        kind=Kind(row.kind),
        text=body["text"],
        button=body["button"],
        sent_at=row.sent_at,
        nonce=row.nonce,
        detail=body["detail"],
    )
    return Waiting(row.id, inbound, row.received_at, row.attempts, row.school_id)
