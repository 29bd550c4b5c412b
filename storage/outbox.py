"""Messages out: put once by key, claimed, sent, recorded. The row is the promise (promise 4).

What became of each channel tried is kept in the row; a message that no channel could carry ends as a
task for a person, never in silence.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    UniqueConstraint,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from care.messages import Button, Outgoing, Urgency
from storage.db import Base, Key, Sealed

LEASE = timedelta(seconds=60)
MAX_ATTEMPTS = 8
OVER_CAP = "over the cap of the day"
_RANK = {Urgency.URGENT: 0, Urgency.DEFAULT: 1, Urgency.BULK: 2}


class State(IntEnum):
    WAITING = 0
    SENDING = 1
    SENT = 2
    FAILED = 3  # no channel could carry it; somebody was asked to
    MISSED = 4  # found too late to be of use; raised to the duty leader instead
    MERGED = 5  # told in another message to the same family


class OutboxRow(Base):
    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("school_id", "key"),
        Index("outbox_due", "state", "urgency", "due_at"),
        Index("outbox_sent_to", "to_id", "sent_at"),
        Index("outbox_card", "school_id", "card"),
    )

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    key: Mapped[str] = mapped_column(String(160))
    to_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    body: Mapped[str] = mapped_column(Sealed)
    about: Mapped[str] = mapped_column(String(30), default="")
    card: Mapped[str] = mapped_column(String(100), default="")
    urgency: Mapped[int] = mapped_column(SmallInteger)
    state: Mapped[int] = mapped_column(SmallInteger, default=int(State.WAITING))
    due_at: Mapped[datetime]
    put_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)
    sent_at: Mapped[datetime | None]
    channel: Mapped[str] = mapped_column(String(20), default="")
    address: Mapped[str] = mapped_column(String(100), default="")
    closed_channels: Mapped[str] = mapped_column(String(100), default="")  # refusals, comma-separated
    platform_id: Mapped[str] = mapped_column(String(100), default="")
    response_code: Mapped[str] = mapped_column(String(200), default="")  # greys the card, once
    why: Mapped[str] = mapped_column(String(200), default="")
    pieces: Mapped[int] = mapped_column(SmallInteger, default=1)  # messages of the platform that it took
    welcome_code: Mapped[str] = mapped_column(String(200), default="")
    inbox_id: Mapped[int | None]


def put(
    session: Session, school_id: int, message: Outgoing, *, now: datetime, due_at: datetime | None = None
) -> int | None:
    """Keep a message for sending. None when its key is already in the outbox."""
    flavour = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = (
        flavour.insert(OutboxRow)
        .values(**_values(school_id, message, now, due_at or now))
        .on_conflict_do_nothing(index_elements=["school_id", "key"])
        .returning(OutboxRow.id)
    )
    new: int | None = session.scalar(statement)
    return new


def record_missed(session: Session, school_id: int, message: Outgoing, *, now: datetime) -> bool:
    """Note a notice that was found too late. True the first time."""
    id_ = put(session, school_id, message, now=now)
    if id_ is not None:
        session.execute(update(OutboxRow).where(OutboxRow.id == id_).values(state=int(State.MISSED), why="too late"))
    return id_ is not None


def have(session: Session, school_id: int, keys: Iterable[str]) -> set[str]:
    """Those of the keys that are in the outbox already."""
    wanted = sorted(set(keys))
    found: set[str] = set()
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        found.update(
            session.scalars(select(OutboxRow.key).where(OutboxRow.school_id == school_id, OutboxRow.key.in_(part)))
        )
    return found


def sent(session: Session, school_id: int, keys: Iterable[str]) -> set[str]:
    """Those of the keys whose message has left the house."""
    wanted = sorted(set(keys))
    query = select(OutboxRow.key).where(
        OutboxRow.school_id == school_id, OutboxRow.key.in_(wanted), OutboxRow.state == int(State.SENT)
    )
    return set(session.scalars(query)) if wanted else set()


def sent_times(session: Session, school_id: int, keys: Iterable[str]) -> dict[str, datetime]:
    """When those of the messages that have left the house did."""
    query = select(OutboxRow.key, OutboxRow.sent_at).where(
        OutboxRow.school_id == school_id, OutboxRow.key.in_(sorted(set(keys))), OutboxRow.state == int(State.SENT)
    )
    return {key: at for key, at in session.execute(query) if at is not None}


def told(session: Session, school_id: int, start: str, about: Iterable[str]) -> dict[str, datetime]:
    """Keys of messages about these things that begin like this, and when they were put; without those missed."""
    query = select(OutboxRow.key, OutboxRow.put_at).where(
        OutboxRow.school_id == school_id,
        OutboxRow.key.startswith(start, autoescape=True),
        OutboxRow.about.in_(list(about)),
        OutboxRow.state.not_in([int(State.MISSED), int(State.MERGED)]),
    )
    return {key: at for key, at in session.execute(query)}


def addressees(session: Session, school_id: int, start: str) -> list[int]:
    """To whom messages went, or will go, whose keys begin like this; without those missed."""
    query = select(OutboxRow.to_id).where(
        OutboxRow.school_id == school_id,
        OutboxRow.key.startswith(start, autoescape=True),
        OutboxRow.state != int(State.MISSED),
    )
    return list(dict.fromkeys(session.scalars(query.order_by(OutboxRow.id))))


def claim(session: Session, *, now: datetime, real_now: datetime, limit: int = 20) -> list[int]:
    """Take waiting messages that are due by the school's clock, urgent ones first.

    Leases run by the real clock: a row whose sender died comes back.
    """
    free = _free(real_now)
    ids = list(
        session.scalars(
            select(OutboxRow.id)
            .where(free, OutboxRow.due_at <= now, ~_going_to_the_same(real_now))
            .order_by(OutboxRow.urgency, OutboxRow.due_at, OutboxRow.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
    )
    if ids:
        session.execute(
            update(OutboxRow)
            .where(OutboxRow.id.in_(ids), free)
            .values(state=int(State.SENDING), lease_until=real_now + LEASE, attempts=OutboxRow.attempts + 1)
        )
    return ids


def get(session: Session, ids: Iterable[int]) -> list[OutboxRow]:
    wanted = list(ids)
    rows = {row.id: row for row in session.scalars(select(OutboxRow).where(OutboxRow.id.in_(wanted)))} if wanted else {}
    return [rows[id_] for id_ in wanted if id_ in rows]


def to_value(row: OutboxRow) -> Outgoing:
    body = json.loads(row.body)
    return Outgoing(
        key=row.key,
        to=row.to_id,
        text=body["text"],
        buttons=tuple(Button(*button) for button in body.get("buttons", ())),
        title=body.get("title", ""),
        urgency=next(urgency for urgency, rank in _RANK.items() if rank == row.urgency),
        about=row.about,
        reply_to=row.inbox_id,
        card=row.card,
        grey=body.get("grey", ""),
        picture=base64.b64decode(body["picture"]) if body.get("picture") else None,
    )


def card_copies(session: Session, school_id: int, card: str) -> list[OutboxRow]:
    """All copies of a card that were sent and can still be greyed, or still wait to be sent."""
    return list(
        session.scalars(
            select(OutboxRow).where(
                OutboxRow.school_id == school_id,
                OutboxRow.card == card,
                OutboxRow.state.in_([int(State.SENT), int(State.SENDING), int(State.WAITING)]),
            )
        )
    )


def take_response_code(session: Session, school_id: int, card: str, to_id: int) -> tuple[str, str] | None:
    """The code that greys this person's copy of the card, and the address; used once. (wecom.md 3.4)"""
    row = session.scalar(
        select(OutboxRow)
        .where(
            OutboxRow.school_id == school_id,
            OutboxRow.card == card,
            OutboxRow.to_id == to_id,
            OutboxRow.response_code != "",
        )
        .order_by(OutboxRow.id.desc())
        .limit(1)
    )
    if row is None:
        return None
    code, row.response_code = row.response_code, ""
    return code, row.address


def keep_response_code(session: Session, school_id: int, card: str, to_id: int, code: str) -> None:
    """A press brings a fresh code for the same card."""
    row = session.scalar(
        select(OutboxRow)
        .where(OutboxRow.school_id == school_id, OutboxRow.card == card, OutboxRow.to_id == to_id)
        .order_by(OutboxRow.id.desc())
        .limit(1)
    )
    if row is not None:
        row.response_code = code[:200]


def routine_counts(session: Session, to_ids: Iterable[int], since: datetime) -> dict[int, int]:
    """Notices that were not asked for, to each of these persons since the day began; those without any are left out.
    (promise 13)"""
    wanted = sorted(set(to_ids))
    found: dict[int, int] = {}
    for start in range(0, len(wanted), 500):
        query = (
            select(OutboxRow.to_id, func.count())
            .where(
                OutboxRow.to_id.in_(wanted[start : start + 500]), OutboxRow.put_at >= since,
                OutboxRow.inbox_id.is_(None), OutboxRow.urgency > 0, OutboxRow.state != int(State.MERGED),
            )
            .group_by(OutboxRow.to_id)
        )  # fmt: skip
        found.update({to_id: count for to_id, count in session.execute(query)})
    return found


def record_merged(session: Session, school_id: int, message: Outgoing, *, into: str, now: datetime) -> bool:
    """Note a notice that is told in another message. True the first time."""
    id_ = put(session, school_id, message, now=now)
    if id_ is not None:
        why = f"told in {into}"[:200]
        session.execute(update(OutboxRow).where(OutboxRow.id == id_).values(state=int(State.MERGED), why=why))
    return id_ is not None


def mark_held_back(session: Session, row_id: int) -> None:
    """Over the family's cap of the day: it waits for the morning. (promise 13)"""
    session.execute(update(OutboxRow).where(OutboxRow.id == row_id).values(why=OVER_CAP))


def held_back(session: Session, school_id: int, since: datetime) -> int:
    """How many messages were held back by the cap since then and still wait."""
    query = select(func.count()).where(
        OutboxRow.school_id == school_id, OutboxRow.why == OVER_CAP, OutboxRow.put_at >= since
    )
    return session.scalar(query) or 0


def waiting_due(session: Session, *, now: datetime, real_now: datetime) -> bool:
    """Whether there is anything to send."""
    return session.scalar(select(OutboxRow.id).where(_free(real_now), OutboxRow.due_at <= now).limit(1)) is not None


def _free(real_now: datetime) -> ColumnElement[bool]:
    return or_(
        OutboxRow.state == int(State.WAITING),
        (OutboxRow.state == int(State.SENDING)) & (OutboxRow.lease_until < real_now),
    )


def _going_to_the_same(real_now: datetime) -> ColumnElement[bool]:
    """Another worker is sending to this person just now: their messages keep their order."""
    other = aliased(OutboxRow)
    return exists().where(
        other.to_id == OutboxRow.to_id, other.state == int(State.SENDING), other.lease_until >= real_now
    )


def oldest_unsent(session: Session, *, now: datetime) -> datetime | None:
    """Since when the oldest due message has been waiting (UTC)."""
    return session.scalar(
        select(func.min(OutboxRow.due_at)).where(
            OutboxRow.state.in_([int(State.WAITING), int(State.SENDING)]), OutboxRow.due_at <= now
        )
    )


def overdue(session: Session, school_id: int, *, now: datetime, minutes: int) -> list[OutboxRow]:
    """Messages that should have left some minutes ago, and those that failed: what watch looks at."""
    return list(
        session.scalars(
            select(OutboxRow).where(
                OutboxRow.school_id == school_id,
                or_(
                    OutboxRow.state.in_([int(State.WAITING), int(State.SENDING)])
                    & (OutboxRow.due_at <= now - timedelta(minutes=minutes)),
                    OutboxRow.state == int(State.FAILED),
                ),
                OutboxRow.due_at >= now - timedelta(hours=12),
            )
        )
    )


def _values(school_id: int, message: Outgoing, now: datetime, due_at: datetime) -> dict[str, Any]:
    body: dict[str, Any] = {"text": message.text}
    if message.buttons:
        body["buttons"] = [[button.label, button.key, button.style] for button in message.buttons]
    if message.title:
        body["title"] = message.title
    if message.grey:
        body["grey"] = message.grey
    if message.picture:
        body["picture"] = base64.b64encode(message.picture).decode()
    return {
        "school_id": school_id,
        "key": message.key[:160],
        "to_id": message.to,
        "body": json.dumps(body, ensure_ascii=False),
        "about": message.about,
        "card": message.card,
        "urgency": _RANK[message.urgency],
        "state": int(State.WAITING),
        "due_at": due_at,
        "put_at": now,
        "attempts": 0,
        "inbox_id": message.reply_to,
    }
