"""Which way each message of a batch goes. What the ways have carried is gathered once for the whole batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.house import Sends
from care.messages import Address, Outgoing
from care.rules.routes import HOLD, KF_WINDOW, Shut, Traffic, Way, choose
from storage import inbox, outbox, people
from storage.outbox import OutboxRow
from storage.people import AddressRow
from storage.platform import traffic
from storage.platform.sending import FOR_NOW


@dataclass(frozen=True)
class Route:
    """One row and the way it goes now. Without an address, `wait` says for how long it has none."""

    row_id: int
    school_id: int
    message: Outgoing
    address: Address | None = None
    pieces: int = 0
    handle: str = ""
    others: bool = False  # there is another way, should this one turn out to be shut
    wait: timedelta | None = None
    why: str = ""


class Ways:
    """All addresses of some persons with what they have carried. What the batch itself puts on them is added."""

    def __init__(self, session: Session, person_ids: set[int], now: datetime, minute: datetime) -> None:
        self._addresses = people.addresses_of_all(session, person_ids)
        every = [address for own in self._addresses.values() for address in own]
        senders = {row.id: _sender(row) for row in every if row.channel == "wecom_kf"}
        heard = inbox.last_heard(session, senders.values(), since=now - KF_WINDOW)
        self._heard = {id_: heard[key] for id_, key in senders.items() if key in heard}
        self._traffic = _traffic(session, every, self._heard, now, minute)

    def of(self, person_id: int, *, closed: set[str]) -> list[tuple[AddressRow, Way]]:
        return [
            (row, Way(_address(row), self._traffic[row.id], self._heard.get(row.id)))
            for row in self._addresses.get(person_id, ())
            if row.channel not in closed
        ]

    def goes(self, row: AddressRow, pieces: int, *, answer: bool) -> None:
        self._traffic[row.id] = self._traffic[row.id].plus(pieces, answer=answer)


def find(
    session: Session, rows: Sequence[OutboxRow], channels: Sends, *, now: datetime, minute: datetime | None = None
) -> list[Route]:
    """The first way open now. A shut window or a full minute is waited for; no way at all ends with a person.

    `minute`: when the platform's minute began, where that is not a minute ago. (bot/house.py)
    """
    minute = minute or now - timedelta(minutes=1)
    messages = [outbox.to_value(row) for row in rows]
    ways = Ways(session, {message.to for message in messages if not message.grey}, now, minute)
    return [
        _grey_route(session, row, message) if message.grey else _route(row, message, ways, channels, now)
        for row, message in zip(rows, messages, strict=True)
    ]


def _route(row: OutboxRow, message: Outgoing, ways: Ways, channels: Sends, now: datetime) -> Route:
    closed = set(filter(None, row.closed_channels.split(",")))
    own = ways.of(row.to_id, closed=closed | {mark.removesuffix(FOR_NOW) for mark in closed})
    found = choose(
        message,
        [way for _, way in own],
        pieces=lambda channel: channels.pieces(message, channel),
        now=now,
        welcome=bool(row.welcome_code),
    )
    if isinstance(found, Way):
        pieces = channels.pieces(message, found.address.channel)
        address = next(address for address, way in own if way is found)
        ways.goes(address, pieces, answer=message.reply_to is not None)
        handle = row.welcome_code if found.address.channel == "wecom_kf" else ""
        return Route(row.id, row.school_id, message, found.address, pieces, handle, others=len(own) > 1)
    if isinstance(found, Shut):
        return Route(row.id, row.school_id, message, wait=found.wait, why=f"{found.channel} shut")
    if any(mark.endswith(FOR_NOW) for mark in closed):
        return Route(row.id, row.school_id, message, wait=HOLD, why=row.why)
    return Route(row.id, row.school_id, message, why="no channel")


def _grey_route(session: Session, row: OutboxRow, message: Outgoing) -> Route:
    found = outbox.take_response_code(session, row.school_id, row.card, row.to_id)
    if found is None:
        return Route(row.id, row.school_id, message, why="nothing to grey")
    code, value = found
    return Route(row.id, row.school_id, message, Address(row.school_id, "wecom_app", value), handle=code)


def _traffic(
    session: Session, addresses: Sequence[AddressRow], heard: dict[int, datetime], now: datetime, minute: datetime
) -> dict[int, Traffic]:
    """By address. A window that is shut needs no counting."""
    counted = {row.person_id for row in addresses if row.channel != "wecom_kf"}
    late = traffic.of_late(session, counted, now=now, minute=minute)
    since = traffic.since(session, {_to(row): heard[row.id] for row in addresses if row.id in heard})
    return {row.id: Traffic(*late.get(_to(row), (0, 0)), *since.get(_to(row), (0, False))) for row in addresses}


def _to(row: AddressRow) -> traffic.To:
    return row.person_id, row.value


def _sender(row: AddressRow) -> str:
    return inbox.sender_key(row.school_id, row.channel, row.value)


def _address(row: AddressRow) -> Address:
    return Address(row.school_id, row.channel, row.value, row.account)
