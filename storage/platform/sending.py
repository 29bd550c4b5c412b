"""What becomes of a claimed message: sent, tried again later, held until a way opens, or given up.

Each function belongs to the transaction of whoever sent; the row's lease ends with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.outbox import OutboxRow, State

HELD = "held: "  # begins the reason of a row whose ways are all shut
FOR_NOW = "?"  # ends a closed channel that may be open again later


@dataclass(frozen=True)
class Receipt:
    """One message that the platform has taken."""

    row_id: int
    channel: str
    address: str
    platform_id: str = ""
    response_code: str = ""
    pieces: int = 1


def record_sent(session: Session, receipts: Iterable[Receipt], *, now: datetime) -> None:
    """`now` is the real moment: the platform's limits are counted by it."""
    rows = [
        {
            "id": one.row_id, "state": int(State.SENT), "sent_at": now, "channel": one.channel, "address": one.address,
            "platform_id": one.platform_id[:100], "response_code": one.response_code[:200], "lease_until": None,
            "why": "", "pieces": one.pieces,
        }
        for one in receipts
    ]  # fmt: skip
    if rows:
        session.execute(update(OutboxRow), rows)


def record_later(session: Session, row_id: int, *, at: datetime, why: str, count: bool = True) -> None:
    """Try again at `at`. A wait for a shut window does not count as an attempt."""
    row = session.get_one(OutboxRow, row_id)
    row.state, row.due_at, row.lease_until, row.why = int(State.WAITING), at, None, why[:200]
    if not count:
        row.attempts -= 1


def hold(session: Session, row_id: int, *, at: datetime, why: str) -> None:
    """Every way is shut. It goes at `at`, or as soon as the person writes; ways that were shut are tried again then."""
    record_later(session, row_id, at=at, why=f"{HELD}{why.removeprefix(HELD)}", count=False)
    row = session.get_one(OutboxRow, row_id)
    row.closed_channels = ",".join(mark for mark in row.closed_channels.split(",") if not mark.endswith(FOR_NOW))
    row.welcome_code = ""  # It works once, and for twenty seconds.


def release_held(session: Session, person_id: int, *, now: datetime) -> int:
    """The person has written, so that the window is open: what was held goes at once; how many."""
    released = session.execute(
        update(OutboxRow)
        .where(OutboxRow.to_id == person_id, OutboxRow.state == int(State.WAITING), OutboxRow.why.startswith(HELD))
        .values(due_at=now, why="")
    )
    return int(released.rowcount)  # type: ignore[attr-defined]


def welcome(session: Session, inbox_id: int, person_id: int, code: str) -> None:
    """The answer to whoever has just opened the chat goes out by this code, window or not. (wecom.md 4b)"""
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.to_id == person_id, OutboxRow.inbox_id == inbox_id, OutboxRow.state == int(State.WAITING))
        .values(welcome_code=code[:200])
    )


def record_refused(session: Session, row_id: int, channel: str, *, why: str, now: datetime) -> None:
    """The channel cannot carry it, ever (with FOR_NOW: just now): the next one is tried at once."""
    row = session.get_one(OutboxRow, row_id)
    row.closed_channels = ",".join(filter(None, {*row.closed_channels.split(","), channel}))[:100]
    row.state, row.due_at, row.lease_until, row.why = int(State.WAITING), now, None, why[:200]
    row.welcome_code = ""


def record_failed(session: Session, row_id: int, *, why: str) -> None:
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == row_id)
        .values(state=int(State.FAILED), why=why[:200], lease_until=None, sent_at=None)
    )


def attempts(session: Session, row_id: int) -> int:
    return session.scalar(select(OutboxRow.attempts).where(OutboxRow.id == row_id)) or 0
