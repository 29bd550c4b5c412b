"""Rings the bell in the background, so that no door waits for Redis. (measured.md A3, F)

An RQ enqueue costs as much as the whole rest of a callback. A message at rest is rung for at once; in a
burst the senders are gathered, and ringing takes no more than a tenth of the process's time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

import structlog

from storage.bell import Rings

log = structlog.get_logger()

SHARE = 0.1  # of the time may go into ringing
LONGEST_REST = 0.5  # seconds; also how soon a Redis that came back is noticed
MOST_SENDERS = 200  # a ring; so that one burst is shared by several workers


class Ringer:
    """A bell for doors: every call returns at once. What it could not ring is left to the sweep."""

    def __init__(self, bell: Rings) -> None:
        self._bell = bell
        self._waiting = threading.Condition()
        self._senders: dict[str, None] = {}
        self._accounts: dict[str, None] = {}
        self._deliver = False
        self._thread: threading.Thread | None = None

    def answer(self, senders: Sequence[str]) -> None:
        with self._waiting:
            self._senders.update(dict.fromkeys(senders))
            self._wake()

    def pull(self, account: str) -> None:
        with self._waiting:
            self._accounts[account] = None
            self._wake()

    def deliver(self) -> None:
        with self._waiting:
            self._deliver = True
            self._wake()

    def alive(self) -> bool:
        return self._bell.alive()

    def _wake(self) -> None:
        """The thread is started by the first ring: a process that forked has none."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name="ringer", daemon=True)
            self._thread.start()
        self._waiting.notify()

    def _run(self) -> None:
        while True:
            started = time.monotonic()
            try:
                started = self._ring(*self._take())
            except Exception as error:  # A ring that fails must not end all ringing.
                log.warning("ringing failed", error=type(error).__name__)
            took = time.monotonic() - started
            time.sleep(min(took / SHARE - took, LONGEST_REST))

    def _take(self) -> tuple[list[str], list[str], bool]:
        with self._waiting:
            while not (self._senders or self._accounts or self._deliver):
                self._waiting.wait()
            taken = list(self._senders), list(self._accounts), self._deliver
            self._senders, self._accounts, self._deliver = {}, {}, False
            return taken

    def _ring(self, senders: list[str], accounts: list[str], deliver: bool) -> float:
        started = time.monotonic()
        for first in range(0, len(senders), MOST_SENDERS):
            self._bell.answer(senders[first : first + MOST_SENDERS])
        for account in accounts:
            self._bell.pull(account)
        if deliver:
            self._bell.deliver()
        return started
