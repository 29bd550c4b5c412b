"""The schools' accounts, looked up once in a while and kept ready with their ciphers."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from bot.channels.crypto import Cipher
from storage import schools
from storage.db import Sessions
from storage.platform import accounts
from storage.platform.accounts import AppAccount, KfAccount

KEEP_SECONDS = 30.0
MOST = 2000  # names of schools that do not exist are remembered too, but not without end

Found = TypeVar("Found")


@dataclass(frozen=True)
class Door:
    """What checking a callback takes."""

    school_id: int
    school: str
    cipher: Cipher
    open_kfids: frozenset[str] = frozenset()


class AccountBook:
    """Answers from memory for half a minute, so that a changed setting is soon seen and a callback costs no query."""

    def __init__(self, sessions: Sessions, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._sessions = sessions
        self._clock = clock
        self._kept: dict[Hashable, tuple[object, float]] = {}

    def remembers(self, name: str, school: str) -> bool:
        """Whether the door ("app" or "kf") is known without a look at the database."""
        return self._kept.get((name, school), (None, 0.0))[1] > self._clock()

    def app_door(self, school: str) -> Door | None:
        return self._get(("app", school), lambda: self._app_door(school))

    def kf_door(self, school: str) -> Door | None:
        """All customer-service accounts of a school share one callback address. (wecom.md 4b)"""
        return self._get(("kf", school), lambda: self._kf_door(school))

    def app(self, school_id: int) -> AppAccount | None:
        def look() -> AppAccount | None:
            with self._sessions.reading() as session:
                return accounts.app_at(session, school_id)

        return self._get(("app account", school_id), look)

    def kf(self, school_id: int, open_kfid: str = "") -> KfAccount | None:
        """The account with this id; without one, the school's first."""

        def look() -> tuple[KfAccount, ...]:
            with self._sessions.reading() as session:
                return accounts.kf_at(session, school_id)

        all_of_school = self._get(("kf accounts", school_id), look)
        return next((account for account in all_of_school if open_kfid in ("", account.open_kfid)), None)

    def school_name(self, school_id: int) -> str:
        def look() -> str:
            with self._sessions.reading() as session:
                return schools.get(session, school_id).name

        return self._get(("name", school_id), look)

    def _app_door(self, school: str) -> Door | None:
        with self._sessions.reading() as session:
            account = accounts.app_of(session, school)
        return _door(account) if account else None

    def _kf_door(self, school: str) -> Door | None:
        with self._sessions.reading() as session:
            found = accounts.kf_of(session, school)
        return _door(found[0], frozenset(account.open_kfid for account in found)) if found else None

    def _get(self, name: Hashable, look: Callable[[], Found]) -> Found:
        value, until = self._kept.get(name, (None, 0.0))
        if until > self._clock():
            return value  # type: ignore[return-value]
        found = look()
        if len(self._kept) >= MOST:
            self._kept.clear()
        self._kept[name] = (found, self._clock() + KEEP_SECONDS)
        return found


def _door(account: AppAccount | KfAccount, open_kfids: frozenset[str] = frozenset()) -> Door:
    cipher = _cipher(account.token, account.aes_key, account.corp_id)
    return Door(account.school_id, account.school, cipher, open_kfids)


@lru_cache(maxsize=1000)
def _cipher(token: str, aes_key: str, corp_id: str) -> Cipher:
    return Cipher(token, aes_key, corp_id)
