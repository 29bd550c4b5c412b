"""Fetches what parents wrote to a customer-service account, after its bell rang. (wecom.md 4b)

The platform's callback says only that there is something. sync_msg hands it out from a cursor on, which we
keep in the same transaction as the messages before it; one reader at a time for each account.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

import structlog

from bot.channels import kf_events
from bot.channels.api import Api
from bot.channels.errors import ApiError, Unreachable
from bot.house import House
from care.messages import Inbound
from storage import inbox
from storage.platform import accounts, kf
from storage.platform.accounts import KfAccount

log = structlog.get_logger()
PAGE = 1000
TOKEN_INVALID = 95007


def pull(name: str, house: House) -> list[str]:
    """Answer the account's bells until none waits; the senders who now have something unanswered."""
    asked = kf.Account.named(name)
    account = _account(asked, house)
    if account is None or house.api is None:
        log.warning("a bell of an unknown account", account=name)
        return []
    reading = _Reading(house, house.api, account, asked)
    while reading.answer_bells():  # One that rang meanwhile is answered too.
        pass
    return list(reading.senders)


def _account(asked: kf.Account, house: House) -> KfAccount | None:
    with house.sessions.reading() as session:
        kept = accounts.kf_at(session, asked.school_id)
    return next((account for account in kept if account.open_kfid == asked.open_kfid), None)


@dataclass
class _Reading:
    """One reader at one account. Leases and tokens run by the wall clock, whatever a rehearsal's clock shows."""

    house: House
    api: Api
    account: KfAccount
    named: kf.Account
    reader: str = field(default_factory=lambda: secrets.token_hex(8))
    senders: dict[str, None] = field(default_factory=dict)

    def answer_bells(self) -> bool:
        """False when no bell waits, or another reader is at it: that one looks again after giving back."""
        with self.house.sessions.writing() as session:
            ringing = kf.ringing(session, self.named, now=self.house.wall())
            cursor = kf.take(session, self.named, self.reader, now=self.house.wall()) if ringing else None
        if ringing is None or cursor is None:
            return False
        try:
            answered = ringing.last_bell if self._read_to_the_end(cursor, ringing.token) else 0
            with self.house.sessions.writing() as session:
                kf.give_back(session, self.named, self.reader, answered=answered, now=self.house.wall())
        except kf.LeaseLost:
            log.warning("another reader took the account over", account=str(self.named))
            return False
        return answered > 0

    def _read_to_the_end(self, cursor: str, token: str) -> bool:
        """Until has_more is 0: a page may be empty or short and still not be the last. False when fetching failed."""
        more = True
        while more:
            try:
                page = self._fetch(cursor, token)
            except (ApiError, Unreachable) as error:
                log.warning("could not fetch messages", account=str(self.named), why=str(error))
                return False
            before, cursor = cursor, str(page.get("next_cursor") or cursor)
            self._keep(page, cursor)
            more = bool(page.get("has_more")) and cursor != before
        return True

    def _fetch(self, cursor: str, token: str) -> dict[str, Any]:
        """The bell's token spares us a strict limit, for ten minutes; a dead one is left out."""
        body = {"open_kfid": self.account.open_kfid, "limit": PAGE, "voice_format": 0}
        if cursor:
            body["cursor"] = cursor
        if token:
            try:
                return self.api.post(self.account, "kf/sync_msg", body | {"token": token})
            except ApiError as error:
                if error.code != TOKEN_INVALID:
                    raise
        return self.api.post(self.account, "kf/sync_msg", body)

    def _keep(self, page: dict[str, Any], cursor: str) -> None:
        """The batch and the cursor after it: both or neither."""
        batch = self._messages(page.get("msg_list"))
        with self.house.sessions.writing() as session:
            senders = inbox.receive_all(session, self.account.school_id, batch, now=self.house.wall())
            kf.advance(session, self.named, self.reader, cursor, now=self.house.wall())
        self.senders.update(dict.fromkeys(senders))

    def _messages(self, items: Any) -> list[Inbound]:
        """One item that cannot be read must not keep the rest away."""
        given = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
        read = (kf_events.read(item, self.account.school, self.account.open_kfid) for item in given)
        return [inbound for inbound in read if inbound is not None]
