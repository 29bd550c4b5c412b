"""The doors of WeChat Work: `/wecom/<school>/app` for staff, `/wecom/<school>/kf` for parents.

A callback is checked, kept and acknowledged; nothing is answered here. Anything wrong is a 4xx and leaves no
trace but a line that says why. Nothing here knows a web server: bot/app.py and bot/front.py hand callbacks in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from bot import metrics
from bot.channels import app_events, xml
from bot.channels.account_book import AccountBook, Door
from bot.channels.crypto import BadCallback
from bot.channels.envelope import Opened, open_echo, open_post
from bot.house import House
from care.messages import Inbound
from storage import inbox
from storage.inbox import Receipt
from storage.platform import kf

log = structlog.get_logger()
Query = Mapping[str, str]

_STATUS = {Receipt.NEW: 200, Receipt.DUPLICATE: 200, Receipt.REPLAY: 403}


@dataclass(frozen=True)
class Message:
    """A message or act of a colleague, checked."""

    school_id: int
    inbound: Inbound


@dataclass(frozen=True)
class Bell:
    """A customer-service account has something new: the messages themselves are fetched. (wecom.md 2.6)"""

    account: kf.Account
    token: str
    nonce: str


Arrival = Message | Bell


class Doors:
    """Checks what arrives, and keeps it: one callback, or all that came at the same moment."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._book = AccountBook(house.sessions)
        self._find: dict[str, Callable[[str], Door | None]] = {"app": self._book.app_door, "kf": self._book.kf_door}

    def remembers(self, name: str, school: str) -> bool:
        """Whether checking a callback of this door takes no look at the database."""
        return self._book.remembers(name, school)

    def look_up(self, name: str, school: str) -> None:
        self._find[name](school)

    def greet(self, name: str, school: str, query: Query) -> str:
        """The bare text that proves the address to the platform. (wecom.md 1.2)"""
        return open_echo(query, self._door(name, school).cipher, clock=self._clock())

    def check(self, name: str, school: str, query: Query, body: bytes) -> Arrival | None:
        """What is to be kept. None for what the platform tells about itself: nobody waits for an answer."""
        door = self._door(name, school)
        opened = open_post(body, query, door.cipher, clock=self._clock())
        arrival = _bell(opened, door) if name == "kf" else _message(opened, door)
        if arrival is None:
            metrics.callbacks.labels("ignored").inc()
        return arrival

    def keep(self, arrivals: Sequence[Arrival]) -> list[int]:
        """Keep them all, then ring for what is new; the status for each. None needs the others to be whole."""
        messages = [(each.school_id, each.inbound) for each in arrivals if isinstance(each, Message)]
        with self._house.sessions.single() as connection:
            kept = iter(inbox.receive_together(connection, messages, now=self._house.wall()))
            receipts = [
                next(kept) if isinstance(each, Message) else self._keep_bell(connection, each) for each in arrivals
            ]
        self._ring([each for each, receipt in zip(arrivals, receipts, strict=True) if receipt is Receipt.NEW])
        return [_status(receipt) for receipt in receipts]

    def _keep_bell(self, connection: Connection, bell: Bell) -> Receipt:
        new = kf.ring(connection, bell.account, token=bell.token, nonce=bell.nonce, now=self._house.wall())
        return Receipt.NEW if new else Receipt.REPLAY

    def _ring(self, new: Sequence[Arrival]) -> None:
        """After the commit, never before it. (measured.md B2)"""
        senders = [
            inbox.sender_key(each.school_id, each.inbound.channel, each.inbound.sender)
            for each in new
            if isinstance(each, Message)
        ]
        if senders:
            self._house.bell.answer(senders)
        for each in new:
            if isinstance(each, Bell):
                self._house.bell.pull(str(each.account))

    def _door(self, name: str, school: str) -> Door:
        door = self._find[name](school)
        if door is None:
            raise BadCallback(404, "no such door")
        return door

    def _clock(self) -> float:
        """Signatures run by the real time, whatever a rehearsal's clock shows."""
        return self._house.wall().timestamp()


def status_of(error: Exception, path: str) -> int:
    """A refused callback, a failed database (the platform delivers again), or a fault of ours (likewise)."""
    if isinstance(error, BadCallback):
        metrics.callbacks.labels("refused").inc()
        log.info("callback refused", path=path, why=error.why, status=error.status)
        return error.status
    metrics.callbacks.labels("failed").inc()
    ours = None if isinstance(error, SQLAlchemyError) else error
    log.error("callback not kept", path=path, error=type(error).__name__, exc_info=ours)
    return 503


def _message(opened: Opened, door: Door) -> Message | None:
    inbound = app_events.read(opened, door.school)
    return Message(door.school_id, inbound) if inbound else None


def _bell(opened: Opened, door: Door) -> Bell | None:
    open_kfid = xml.text_of(opened.content, "OpenKfId")
    if xml.text_of(opened.content, "Event") != "kf_msg_or_event" or open_kfid not in door.open_kfids:
        return None
    return Bell(kf.Account(door.school_id, open_kfid), xml.text_of(opened.content, "Token"), opened.nonce)


def _status(receipt: Receipt) -> int:
    metrics.callbacks.labels(receipt.value).inc()
    return _STATUS[receipt]
