"""What granian serves: callbacks on the event loop, kept in groups; every other request through Flask.

Three times what the same doors do behind WSGI, and five times that on PostgreSQL. (docs/measured.md, door)
"""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl

from flask import Flask
from werkzeug.test import create_environ
from werkzeug.wrappers import Response

from bot import metrics
from bot.channels.crypto import BadCallback
from bot.channels.envelope import BODY_LIMIT
from bot.doors import Arrival, Doors, status_of
from bot.together import Together

DOOR = re.compile(r"/wecom/([^/]+)/(app|kf)")
PAGE_LIMIT = 16 * 1024 * 1024  # of what the pages take in; each states a smaller one of its own


class Front:
    """An RSGI application."""

    def __init__(self, doors: Doors, pages: Flask, *, threads: int = 4) -> None:
        self._doors = doors
        self._pages = pages
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="pages")
        self._keeping: Together[Arrival, int] = Together(doors.keep)

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        door = DOOR.fullmatch(scope.path) if scope.method == "POST" else None
        if door is None:
            await self._page(scope, protocol)
            return
        with metrics.callback_time.time():
            try:
                status = await self._take(door[2], door[1], scope, protocol)
            except Exception as error:
                status = status_of(error, scope.path)
        protocol.response_empty(status, [])

    async def _take(self, name: str, school: str, scope: Any, protocol: Any) -> int:
        body = await _read(scope, protocol, BODY_LIMIT)
        if not self._doors.remembers(name, school):
            await asyncio.get_running_loop().run_in_executor(self._threads, self._doors.look_up, name, school)
        arrival = self._doors.check(name, school, dict(parse_qsl(scope.query_string)), body)
        return 200 if arrival is None else await self._keeping.put(arrival)

    async def _page(self, scope: Any, protocol: Any) -> None:
        try:
            body = await _read(scope, protocol, PAGE_LIMIT)
        except BadCallback as error:
            protocol.response_empty(error.status, [])
            return
        loop = asyncio.get_running_loop()
        response = await loop.run_in_executor(self._threads, self._ask_pages, scope, body)
        protocol.response_bytes(response.status_code, list(response.headers.items()), response.get_data())

    def _ask_pages(self, scope: Any, body: bytes) -> Response:
        environ = create_environ(
            path=scope.path,
            base_url=f"{scope.scheme}://{scope.authority or scope.server}",
            query_string=scope.query_string,
            method=scope.method,
            headers=list(scope.headers.items()),
            input_stream=BytesIO(body),
            content_length=len(body),
            environ_base={"REMOTE_ADDR": scope.client.rpartition(":")[0]},
        )
        return Response.from_app(self._pages, environ, buffered=True)


async def _read(scope: Any, protocol: Any, limit: int) -> bytes:
    """The whole body. One that says it is too long is not read at all; one that does not say is cut off."""
    declared = scope.headers.get("content-length")
    if declared is not None:
        if not declared.isdecimal() or int(declared) > limit:
            raise BadCallback(413, "too long")
        whole: bytes = await protocol()
        return whole
    parts, size = [], 0
    async for part in protocol:
        size += len(part)
        if size > limit:
            raise BadCallback(413, "too long")
        parts.append(bytes(part))
    return b"".join(parts)
