"""Access tokens of the stand-in (wecom.md 3.1): one per app secret, 7200 s of real time."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from playground.config import Config
from playground.errors import ApiError
from playground.limits import Window

LIFETIME = 7200
WRONG_SECRETS_AN_HOUR = 2000


class Tokens:
    """Who may call what. A fetch gives a new token and leaves the earlier ones alive: neither may be relied on."""

    def __init__(self, config: Config, real: Callable[[], float]) -> None:
        self._corp_id = config.corp_id
        self._real = real
        self._secrets: dict[str, set[str]] = {}
        self._secrets.setdefault(config.app.secret, set()).add("app")
        self._secrets.setdefault(config.kf.secret, set()).add("kf")
        self._issued: dict[str, tuple[float, set[str]]] = {}
        self._wrong = Window(WRONG_SECRETS_AN_HOUR, 3600)

    def issue(self, corp_id: str, secret: str) -> dict[str, object]:
        now = self._real()
        if self._wrong.full("ip", now):
            raise ApiError(45009, "too many wrong secrets, ip blocked for an hour")
        if not secret:
            raise ApiError(40063, "corpsecret missing")
        if corp_id != self._corp_id:
            raise ApiError(40013)
        if secret not in self._secrets:
            self._wrong.add("ip", now)
            raise ApiError(40001)
        token = secrets.token_urlsafe(96)
        self._issued[token] = now + LIFETIME, self._secrets[secret]
        return {"errcode": 0, "errmsg": "ok", "access_token": token, "expires_in": LIFETIME}

    def scopes_of(self, token: str) -> set[str]:
        """41001 without a token, 40014 for one never given out, 42001 after its time."""
        if not token:
            raise ApiError(41001)
        if token not in self._issued:
            raise ApiError(40014)
        until, scopes = self._issued[token]
        if self._real() >= until:
            raise ApiError(42001)
        return scopes

    def expire(self, token: str) -> None:
        """End a token before its time, as the platform may."""
        if token in self._issued:
            self._issued[token] = self._real(), self._issued[token][1]
