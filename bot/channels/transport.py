"""HTTP to the platform: one pooled session a process, time-outs on every call, one host.

wechatpy has the official host written into two calls, sets no time-out and lets tokens stand in its
exceptions (wecom.md 6.3), so none of its client is used.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from bot.channels.errors import ApiError, Unreachable

OFFICIAL = "https://qyapi.weixin.qq.com"
TIMEOUT = (3.05, 10.0)  # to connect, to answer
UPLOAD_TIMEOUT = (3.05, 30.0)

# Its lines carry whole addresses, with tokens and secrets in the query.
logging.getLogger("urllib3.connectionpool").setLevel(logging.ERROR)


class Transport:
    """Calls below `base`; nothing goes anywhere else, not even by a redirect or a proxy of the environment."""

    def __init__(self, base: str = OFFICIAL, *, connections: int = 16) -> None:
        self._base = base.rstrip("/").removesuffix("/cgi-bin") + "/cgi-bin/"
        self._session = requests.Session()
        self._session.trust_env = False
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(pool_connections=1, pool_maxsize=connections, max_retries=0))

    def get(self, path: str, query: Mapping[str, str]) -> dict[str, Any]:
        return self._ask("GET", path, query)

    def post(self, path: str, query: Mapping[str, str], body: Mapping[str, Any]) -> dict[str, Any]:
        data = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
        return self._ask("POST", path, query, data=data, headers={"Content-Type": "application/json"})

    def upload(self, path: str, query: Mapping[str, str], *, name: str, content: bytes, kind: str) -> dict[str, Any]:
        """A file, as multipart part `media`. (wecom.md 3.6)"""
        files = {"media": (name, content, kind)}
        return self._ask("POST", path, query, files=files, timeout=UPLOAD_TIMEOUT)

    def close(self) -> None:
        self._session.close()

    def _ask(self, method: str, path: str, query: Mapping[str, str], **how: Any) -> dict[str, Any]:
        how.setdefault("timeout", TIMEOUT)
        why = ""
        try:
            response = self._session.request(method, self._base + path, params=query, allow_redirects=False, **how)
        except requests.RequestException as error:
            why = type(error).__name__
        if why:  # Raised out here, so that the first error, with the address in it, does not hang on to ours.
            raise Unreachable(why)
        return _read(response)


def _read(response: requests.Response) -> dict[str, Any]:
    """Errors come with HTTP 200 too. (wecom.md, head)"""
    if response.status_code != 200:
        raise Unreachable(f"http {response.status_code}")
    try:
        reply = json.loads(response.content)
    except ValueError:
        reply = None
    if not isinstance(reply, dict):
        raise Unreachable("no json")
    code = reply.get("errcode", 0)
    if not isinstance(code, int):
        raise Unreachable("no errcode")
    if code != 0:
        raise ApiError(code)
    return reply
