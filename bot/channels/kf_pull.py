"""Fetches what parents wrote to a customer-service account, after its bell rang. (wecom.md 4b)

The platform's callback says only that there is something. sync_msg hands it out from a cursor on, which we
keep in the same transaction as the messages before it; one reader at a time for each account.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import structlog

from bot.channels import kf_events
from bot.channels.account_book import AccountBook
from bot.channels.api import Api
from bot.channels.errors import ApiError, Unreachable
from care.messages import Inbound
from storage import inbox, kf
from storage.accounts import KfAccount
from storage.bell import Rings
from storage.db import Sessions

log = structlog.get_logger()
PAGE = 1000
TOKEN_INVALID = 95007


def wall_clock() -> datetime:
    """Leases and the platform's tokens run by the real time, whatever a rehearsal's clock shows."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class KfPull:
    """Reads accounts until nothing is left."""

    sessions: Sessions
    api: Api
    book: AccountBook
    bell: Rings
    now: Callable[[], datetime]
    clock: Callable[[], datetime] = wall_clock

    def pull(self, name: str) -> int:
        """Answer the account's bells; a bell that rang meanwhile is answered too. How many messages were new."""
        asked = kf.Account.named(name)
        account = self.book.kf(asked.school_id, asked.open_kfid)
        if account is None:
            log.warning("a bell of an unknown account", account=name)
            return 0
        count = 0
        while (read := self._answer_bells(account)) is not None:
            count += read
        return count

    def _answer_bells(self, account: KfAccount) -> int | None:
        """None when no bell waits, or when another reader is at it: that one looks again after giving back."""
        named, reader = kf.Account(account.school_id, account.open_kfid), secrets.token_hex(8)
        with self.sessions.writing() as session:
            ringing = kf.ringing(session, named, now=self.clock())
            cursor = kf.take(session, named, reader, now=self.clock()) if ringing else None
        if ringing is None or cursor is None:
            return None
        reading = _Reading(self, account, named, reader)
        try:
            count = reading.to_the_end(cursor, ringing.token)
            reading.give_back(answered=ringing.last_bell)
            return count
        except kf.LeaseLost:
            log.warning("another reader took the account over", account=str(named))
        except (ApiError, Unreachable) as error:
            log.warning("could not fetch messages", account=str(named), why=str(error))
            reading.give_back(answered=0)
        return None


@dataclass
class _Reading:
    """One reader's time at one account."""

    house: KfPull
    account: KfAccount
    named: kf.Account
    reader: str

    def to_the_end(self, cursor: str, token: str) -> int:
        """Until has_more is 0: a page may be empty or short and still not be the last."""
        count, more = 0, True
        while more:
            page = self._fetch(cursor, token)
            before, cursor = cursor, str(page.get("next_cursor") or cursor)
            count += self._keep(page, cursor)
            more = bool(page.get("has_more")) and cursor != before
        return count

    def give_back(self, *, answered: int) -> None:
        with self.house.sessions.writing() as session:
            kf.give_back(session, self.named, self.reader, answered=answered, now=self.house.clock())

    def _fetch(self, cursor: str, token: str) -> dict[str, Any]:
        """The bell's token spares us a strict limit, for ten minutes; a dead one is left out."""
        body = {"open_kfid": self.account.open_kfid, "limit": PAGE, "voice_format": 0}
        if cursor:
            body["cursor"] = cursor
        if token:
            try:
                return self.house.api.post(self.account, "kf/sync_msg", body | {"token": token})
            except ApiError as error:
                if error.code != TOKEN_INVALID:
                    raise
        return self.house.api.post(self.account, "kf/sync_msg", body)

    def _keep(self, page: dict[str, Any], cursor: str) -> int:
        """The batch and the cursor after it: both or neither. The senders are rung for after the commit."""
        batch = self._read(page.get("msg_list"))
        with self.house.sessions.writing() as session:
            senders = inbox.receive_all(session, self.account.school_id, batch, now=self.house.now())
            kf.advance(session, self.named, self.reader, cursor, now=self.house.clock())
        if senders:
            self.house.bell.answer(senders)
        return len(senders)

    def _read(self, items: Any) -> list[Inbound]:
        """One item that cannot be read must not keep the rest away."""
        batch = []
        for item in items if isinstance(items, list) else []:
            inbound = (
                kf_events.read(item, self.account.school, self.account.open_kfid) if isinstance(item, dict) else None
            )
            if inbound is not None:
                batch.append(inbound)
        return batch
