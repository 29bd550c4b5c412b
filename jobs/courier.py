"""Carries the outbox away while the worker answers the next message.

A thread beside the worker: an answer must not wait until the platform has taken the one before. A call while it is
under way is kept, and many calls in a burst are one more look. What it has begun it finishes before the process ends.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable

import structlog

log = structlog.get_logger()

REST = 1.0  # seconds after a round that broke; the sweep would ring again anyhow
LONGEST_FAREWELL = 10.0  # seconds


class Courier:
    """`round_` sends for a slice of time and says how many left; it is called until nothing is due."""

    def __init__(self, round_: Callable[[], int]) -> None:
        self._round = round_
        self._called = threading.Event()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def call(self) -> None:
        """Something waits in the outbox. Returns at once; the first call starts the thread."""
        self._called.set()
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name="courier", daemon=True)
            self._thread.start()
            atexit.register(self.stop)

    def stop(self) -> None:
        """End after the round under way. What still waits is rung for by the sweep."""
        self._stopped.set()
        self._called.set()
        if self._thread is not None:
            self._thread.join(LONGEST_FAREWELL)

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._called.wait()
            self._called.clear()
            try:
                while not self._stopped.is_set() and self._round():
                    pass
            except Exception as error:
                log.exception("a round of the courier broke", error=type(error).__name__)
                self._stopped.wait(REST)
