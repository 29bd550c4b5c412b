"""What changed, in order, for everybody who looks at the page."""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import Any


class Feed:
    """A numbered list of changes. A reader who fell too far behind is told to look at everything again."""

    def __init__(self, keep: int = 4000) -> None:
        self._changes: deque[tuple[int, dict[str, Any]]] = deque(maxlen=keep)
        self._news = threading.Condition()
        self.number = time.time_ns() // 1_000_000  # Starts anew above all earlier numbers after a restart.

    def publish(self, kind: str, data: Any) -> None:
        with self._news:
            self.number += 1
            self._changes.append((self.number, {"type": kind, "data": data}))
            self._news.notify_all()

    def after(self, number: int, timeout: float) -> tuple[int, list[dict[str, Any]]]:
        """Changes after `number`, waiting for the first of them; empty when the time is up."""
        with self._news:
            self._news.wait_for(lambda: self.number != number, timeout)
            oldest = self._changes[0][0] if self._changes else self.number + 1
            if not oldest - 1 <= number <= self.number:
                return self.number, [{"type": "reset", "data": None}]
            return self.number, [change for at, change in self._changes if at > number]
