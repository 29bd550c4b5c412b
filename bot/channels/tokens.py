"""Access tokens: one for each app secret, shared by all processes, fetched by one at a time. (wecom.md 3.1)"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from typing import Protocol

import structlog

from bot.channels.errors import ApiError, Unreachable
from bot.channels.shared import Shared
from bot.channels.transport import Transport

log = structlog.get_logger()

EARLY = 300  # seconds before its end that a token is no longer used
RENEWALS = 5  # a minute: a token that keeps being refused is not fetched for ever (wecom.md 6.3)
WRONG_SECRET = frozenset({40001, 40013})
OPENS_AT = 2  # failures
FIRST_PAUSE = 60.0
LONGEST_PAUSE = 3600.0  # the platform itself blocks an address for an hour


class Credentials(Protocol):
    @property
    def corp_id(self) -> str: ...

    @property
    def secret(self) -> str: ...


class Tokens:
    """Hands out access tokens."""

    def __init__(self, transport: Transport, shared: Shared, *, clock: Callable[[], float] = time.time) -> None:
        self._transport = transport
        self._shared = shared
        self._clock = clock

    def get(self, who: Credentials) -> str:
        name = _name_of(who)
        kept = self._shared.own(name)
        return str(json.loads(kept)[0]) if kept else self._fetch_once(who, name, refused="")

    def renew(self, who: Credentials, refused: str) -> str:
        """Another token than the refused one: what a colleague fetched meanwhile, or a new one."""
        return self._fetch_once(who, _name_of(who), refused=refused)

    def _fetch_once(self, who: Credentials, name: str, *, refused: str) -> str:
        with self._shared.lock(name) as mine:
            found = self._find(name)
            if found and found != refused:
                return found
            if not mine:
                raise Unreachable("token is being fetched")
            if refused:
                self._count_renewal(name)
            return self._fetch(who, name)

    def _find(self, name: str) -> str | None:
        """A shared token, remembered for as long as it is good."""
        kept = self._shared.read(name)
        if kept is None:
            return None
        token, until = json.loads(kept)
        seconds = until - self._clock()
        if seconds <= 0:
            return None
        self._shared.remember(name, kept, seconds=seconds)
        return str(token)

    def _fetch(self, who: Credentials, name: str) -> str:
        breaker = Breaker(self._shared, f"{name}/breaker", clock=self._clock)
        breaker.check()
        try:
            reply = self._transport.get("gettoken", {"corpid": who.corp_id, "corpsecret": who.secret})
        except ApiError as error:
            if error.code in WRONG_SECRET:
                breaker.failed(error.code)
            raise
        breaker.closed()
        lasts = float(reply.get("expires_in") or 0)
        seconds = lasts - EARLY if lasts >= 2 * EARLY else lasts / 2
        token = str(reply.get("access_token") or "")
        if not token:
            raise Unreachable("no token in the reply")
        self._shared.write(name, json.dumps([token, self._clock() + seconds]), seconds=seconds)
        return token

    def _count_renewal(self, name: str) -> None:
        counter = f"{name}/renewals/{int(self._clock() // 60)}"
        count = int(self._shared.read(counter) or 0) + 1
        self._shared.write(counter, str(count), seconds=120)
        if count > RENEWALS:
            raise Unreachable("tokens keep being refused")


class Breaker:
    """Keeps a wrong secret from being tried again and again, which would get the whole address blocked.

    Open after a few failures, for longer each time; then one try is let through.
    """

    def __init__(self, shared: Shared, name: str, *, clock: Callable[[], float]) -> None:
        self._shared = shared
        self._name = name
        self._clock = clock

    def check(self) -> None:
        _failures, code, until = self._read()
        if until > self._clock():
            raise ApiError(code)

    def failed(self, code: int) -> None:
        failures = self._read()[0] + 1
        pause = min(FIRST_PAUSE * 2 ** (failures - OPENS_AT), LONGEST_PAUSE) if failures >= OPENS_AT else 0.0
        state = json.dumps([failures, code, self._clock() + pause])
        self._shared.write(self._name, state, seconds=2 * LONGEST_PAUSE)
        log.error("the platform refuses the app's secret", code=code, failures=failures, pause=pause)

    def closed(self) -> None:
        if self._read()[0]:
            self._shared.drop(self._name)

    def _read(self) -> tuple[int, int, float]:
        kept = self._shared.read(self._name)
        failures, code, until = json.loads(kept) if kept else (0, 0, 0.0)
        return failures, code, until


def _name_of(who: Credentials) -> str:
    """By the whole secret: two apps of one corp must not share a token. Nothing of the secret can be read from it."""
    return "token/" + hashlib.sha256(f"{who.corp_id}\0{who.secret}".encode()).hexdigest()[:32]
