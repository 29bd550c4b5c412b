"""What a school was given by the platform: ids, tokens and secrets of its app and its customer-service account.

Kept sealed. Read by the doors (to check callbacks) and by the channels (to send).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from sqlalchemy import ForeignKey, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import Base, Key, Sealed
from storage.schools import SchoolRow


class AccountRow(Base):
    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("school_id", "channel", "name"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    channel: Mapped[str] = mapped_column(String(20))  # wecom_app, wecom_kf
    name: Mapped[str] = mapped_column(String(64))  # agent id, or open_kfid
    config: Mapped[str] = mapped_column(Sealed)


@dataclass(frozen=True)
class AppAccount:
    """The staff app (自建应用)."""

    school_id: int
    school: str
    corp_id: str
    agent_id: int
    secret: str
    token: str
    aes_key: str


@dataclass(frozen=True)
class KfAccount:
    """One customer-service account (微信客服) for parents."""

    school_id: int
    school: str
    corp_id: str
    open_kfid: str
    secret: str
    token: str
    aes_key: str


def put_app(session: Session, account: AppAccount) -> None:
    _put(session, account.school_id, "wecom_app", str(account.agent_id), asdict(account))


def put_kf(session: Session, account: KfAccount) -> None:
    _put(session, account.school_id, "wecom_kf", account.open_kfid, asdict(account))


def app_of(session: Session, school: str) -> AppAccount | None:
    found = _of(session, school, "wecom_app")
    return AppAccount(**json.loads(found[0].config)) if found else None


def kf_of(session: Session, school: str) -> tuple[KfAccount, ...]:
    """All customer-service accounts of the school; they share token and key (one callback address)."""
    return tuple(KfAccount(**json.loads(row.config)) for row in _of(session, school, "wecom_kf"))


def app_at(session: Session, school_id: int) -> AppAccount | None:
    """The staff app of a school known by its number: what sending goes by."""
    found = session.scalars(_kept(school_id, "wecom_app")).first()
    return AppAccount(**json.loads(found.config)) if found else None


def kf_at(session: Session, school_id: int) -> tuple[KfAccount, ...]:
    return tuple(KfAccount(**json.loads(row.config)) for row in session.scalars(_kept(school_id, "wecom_kf")))


def _kept(school_id: int, channel: str) -> Select[AccountRow]:
    query = select(AccountRow).where(AccountRow.school_id == school_id, AccountRow.channel == channel)
    return query.order_by(AccountRow.id)


def _of(session: Session, school: str, channel: str) -> list[AccountRow]:
    query = select(AccountRow).join(SchoolRow).where(SchoolRow.code == school, AccountRow.channel == channel)
    return list(session.scalars(query.order_by(AccountRow.id)))


def _put(session: Session, school_id: int, channel: str, name: str, config: dict[str, object]) -> None:
    row = session.scalar(
        select(AccountRow).where(
            AccountRow.school_id == school_id, AccountRow.channel == channel, AccountRow.name == name
        )
    ) or AccountRow(school_id=school_id, channel=channel, name=name)
    row.config = json.dumps(config)
    session.add(row)
    session.flush()
