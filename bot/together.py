"""Group commit for an event loop: what arrives while one commit is under way goes into the next, together.

A commit costs the same for one row as for twenty. A message at rest is written at once. One thread writes, so
that a slow disk or a locked database never stops the loop. (docs/measured.md, door)
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

MOST = 64  # in one group


class Together(Generic[Item, Result]):
    """Hands items to `write` in groups. Each caller gets its own item's result, or the error of its group."""

    def __init__(self, write: Callable[[Sequence[Item]], Sequence[Result]]) -> None:
        self._write = write
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="together")
        self._waiting: list[tuple[Item, asyncio.Future[Result]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def put(self, item: Item) -> Result:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        self._waiting.append((item, future))
        if self._writer is None:
            self._writer = loop.create_task(self._write_all(loop))
        return await future

    async def _write_all(self, loop: asyncio.AbstractEventLoop) -> None:
        while self._waiting:
            group, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            try:
                results = await loop.run_in_executor(self._thread, self._write, [item for item, _ in group])
            except Exception as error:
                for _, future in group:
                    if not future.done():  # A caller may have gone away meanwhile.
                        future.set_exception(error)
            else:
                for (_, future), result in zip(group, results, strict=True):
                    if not future.done():
                        future.set_result(result)
        self._writer = None
