"""Customer service (微信客服) hands its messages out on asking: which bells rang, how far each account was read,
and who is reading it. (wecom.md 4b)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    and_,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import Base, Key, Sealed, insert_new

LEASE = timedelta(seconds=60)
TOKEN_LASTS = timedelta(minutes=10)
KEEP = timedelta(hours=1)  # an answered bell is kept as long as its signature could be played back, and more


class BellRow(Base):
    """The platform said that an account has something new."""

    __tablename__ = "kf_bell"
    __table_args__ = (
        UniqueConstraint("school_id", "nonce"),
        Index("kf_bell_waiting", "answered", "school_id", "open_kfid"),
    )

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    open_kfid: Mapped[str] = mapped_column(String(64))
    token: Mapped[str] = mapped_column(Sealed)
    nonce: Mapped[str] = mapped_column(String(80))
    rung_at: Mapped[datetime]  # the real wall clock: the token's ten minutes run by it
    answered: Mapped[bool] = mapped_column(default=False)


class CursorRow(Base):
    """How far an account was read, and by whom it is being read."""

    __tablename__ = "kf_cursor"
    __table_args__ = (UniqueConstraint("school_id", "open_kfid"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    open_kfid: Mapped[str] = mapped_column(String(64))
    cursor: Mapped[str] = mapped_column(String(200), default="")
    reader: Mapped[str] = mapped_column(String(64), default="")
    until: Mapped[datetime | None]


@dataclass(frozen=True)
class Account:
    """One account, as a job names it: `3/wkAJ2GCAAA…`."""

    school_id: int
    open_kfid: str

    def __str__(self) -> str:
        return f"{self.school_id}/{self.open_kfid}"

    @classmethod
    def named(cls, name: str) -> Account:
        school_id, _, open_kfid = name.partition("/")
        return cls(int(school_id), open_kfid)


@dataclass(frozen=True)
class Ringing:
    """What waits at an account: the newest bell, and its token while that is still good."""

    last_bell: int
    token: str


class LeaseLost(Exception):
    """Another reader took over: what was fetched is left to that one."""


def ring(session: Session | Connection, account: Account, *, token: str, nonce: str, now: datetime) -> bool:
    """Keep a bell, in one statement. False when it is the very same one again."""
    row = {"school_id": account.school_id, "open_kfid": account.open_kfid, "token": token, "nonce": nonce}
    return bool(insert_new(session, BellRow, [{**row, "rung_at": now, "answered": False}], told=("id",)))


def waiting(session: Session) -> list[Account]:
    """Accounts with a bell that nobody answered: what the sweep looks for."""
    query = select(BellRow.school_id, BellRow.open_kfid).where(BellRow.answered.is_(False)).distinct()
    return [Account(*row) for row in session.execute(query)]


def ringing(session: Session, account: Account, *, now: datetime) -> Ringing | None:
    query = select(BellRow).where(_bells_of(account), BellRow.answered.is_(False)).order_by(BellRow.id.desc()).limit(1)
    row = session.scalar(query)
    if row is None:
        return None
    return Ringing(row.id, row.token if now - row.rung_at < TOKEN_LASTS else "")


def take(session: Session, account: Account, reader: str, *, now: datetime) -> str | None:
    """Become the account's one reader. The cursor, or None while another is reading."""
    _know(session, account)
    free = or_(CursorRow.until.is_(None), CursorRow.until < now)
    taken = update(CursorRow).where(_cursor_of(account), free).values(reader=reader, until=now + LEASE)
    return session.scalar(taken.returning(CursorRow.cursor))


def advance(session: Session, account: Account, reader: str, cursor: str, *, now: datetime) -> None:
    """Move the cursor, in the transaction that keeps the batch before it; the reader's time begins anew."""
    mine = update(CursorRow).where(_cursor_of(account), CursorRow.reader == reader)
    if session.scalar(mine.values(cursor=cursor, until=now + LEASE).returning(CursorRow.id)) is None:
        raise LeaseLost


def give_back(session: Session, account: Account, reader: str, *, answered: int = 0, now: datetime) -> None:
    """Stop reading. The bells up to `answered` are done with, and old ones are thrown away."""
    mine = update(CursorRow).where(_cursor_of(account), CursorRow.reader == reader)
    if session.scalar(mine.values(reader="", until=None).returning(CursorRow.id)) is None:
        raise LeaseLost
    session.execute(update(BellRow).where(_bells_of(account), BellRow.id <= answered).values(answered=True))
    session.execute(delete(BellRow).where(_bells_of(account), BellRow.answered, BellRow.rung_at < now - KEEP))


def oldest_waiting(session: Session) -> datetime | None:
    """When the oldest bell rang that nobody answered (UTC, by the wall clock)."""
    return session.scalar(select(func.min(BellRow.rung_at)).where(BellRow.answered.is_(False)))


def _bells_of(account: Account) -> ColumnElement[bool]:
    return and_(BellRow.school_id == account.school_id, BellRow.open_kfid == account.open_kfid)


def _cursor_of(account: Account) -> ColumnElement[bool]:
    return and_(CursorRow.school_id == account.school_id, CursorRow.open_kfid == account.open_kfid)


def _know(session: Session, account: Account) -> None:
    """An account read for the first time begins without a cursor: three days back. (wecom.md 4b)"""
    row = {"school_id": account.school_id, "open_kfid": account.open_kfid, "cursor": "", "reader": ""}
    insert_new(session, CursorRow, [row], told=("id",))
