"""The platform's side of the wire: callbacks made with wechatpy's crypto, and a small real HTTP server for the API."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import xmltodict
from wechatpy.work.crypto import WeChatCrypto

PAYLOADS = Path(__file__).parent.parent / "payloads"
TOKEN, CORP = "SchoolBotToken01", "ww00000000000000aa"
AES_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
OPEN_KFID = "wkAJ2GCAAAZSfhHCt7IFSvLKtMPxyJTw"

_nonces = count(1)


@dataclass(frozen=True)
class Callback:
    """A request as the platform makes it."""

    query: dict[str, str]
    body: bytes

    @property
    def url(self) -> str:
        return "?" + urlencode(self.query)


def callback(
    inner: str | bytes, *, at: float | None = None, nonce: str = "", token: str = TOKEN, corp: str = CORP
) -> Callback:
    """A signed and encrypted delivery of `inner`."""
    timestamp, nonce = str(int(time.time() if at is None else at)), nonce or f"nonce{next(_nonces)}"
    text = inner if isinstance(inner, str) else inner.decode("utf-8", "surrogateescape")
    sealed = xmltodict.parse(WeChatCrypto(token, AES_KEY, corp).encrypt_message(text, nonce, timestamp))["xml"]
    query = {"msg_signature": sealed["MsgSignature"], "timestamp": timestamp, "nonce": nonce}
    body = f"<xml><ToUserName><![CDATA[{corp}]]></ToUserName><Encrypt><![CDATA[{sealed['Encrypt']}]]></Encrypt></xml>"
    return Callback(query, body.encode())


def payload(name: str, **changes: str) -> str:
    """A captured XML, with the text of some elements changed."""
    xml = (PAYLOADS / f"{name}.xml").read_text(encoding="utf-8")
    for element, text in changes.items():
        xml, found = re.subn(rf"<{element}>.*?</{element}>", f"<{element}><![CDATA[{text}]]></{element}>", xml, count=1)
        assert found, f"{name} has no {element}"
    return xml


@dataclass
class Asked:
    path: str
    query: dict[str, str]
    body: dict[str, Any]
    raw: bytes = b""
    at: float = field(default_factory=time.perf_counter)


Answer = dict[str, Any] | int | Callable[[Asked], dict[str, Any]]


@dataclass
class StubApi:
    """Answers what a test lays out, in order, and then errcode 0. An int is an HTTP status."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    delay: float = 0.0
    tokens: Iterator[int] = field(default_factory=lambda: count(1))
    counting: threading.Lock = field(default_factory=threading.Lock)

    def lay_out(self, path: str, *answers: Answer) -> None:
        self.answers.setdefault(path, []).extend(answers)

    def asked_for(self, path: str) -> list[Asked]:
        return [each for each in self.asked if each.path == path]

    def answer(self, asked: Asked) -> Answer:
        with self.counting:
            self.asked.append(asked)
            number = len(self.asked)
        if self.delay:
            time.sleep(self.delay)
        laid_out = self.answers.get(asked.path)
        if laid_out:
            first = laid_out.pop(0)
            return first(asked) if callable(first) else first
        if asked.path == "gettoken":
            return {"errcode": 0, "access_token": f"token-{next(self.tokens)}", "expires_in": 7200}
        return {"errcode": 0, "errmsg": "ok", "msgid": f"m{number}", "media_id": "media-1"}


@contextmanager
def running_api() -> Iterator[StubApi]:
    stub = StubApi()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(b"")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))

        def _answer(self, raw: bytes) -> None:
            parts = urlsplit(self.path)
            body = json.loads(raw) if raw[:1] == b"{" else {}
            path = parts.path.removeprefix("/cgi-bin/")
            answer = stub.answer(Asked(path, dict(parse_qsl(parts.query)), body, raw))
            content = b"" if isinstance(answer, int) else json.dumps(answer).encode()
            self.send_response(answer if isinstance(answer, int) else 200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stub.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class ListeningBell:
    """Remembers who was rung for."""

    def __init__(self) -> None:
        self.senders: list[str] = []
        self.accounts: list[str] = []
        self.deliveries = 0
        self.working = True

    def answer(self, senders: list[str]) -> None:
        self.senders.extend(senders)

    def pull(self, account: str) -> None:
        self.accounts.append(account)

    def deliver(self) -> None:
        self.deliveries += 1

    def alive(self) -> bool:
        return self.working
