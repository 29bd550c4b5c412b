"""A record of each API call and each callback, for the log drawer and for tests."""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Callable
from typing import Any


class Journal:
    """The last entries in full and the counts of all. Entries go to the page as they come."""

    def __init__(self, publish: Callable[[str, Any], None], *, keep: int = 3000) -> None:
        self._publish = publish
        self._entries: deque[dict[str, Any]] = deque(maxlen=keep)
        self._lock = threading.Lock()
        self._number = 0
        self.counts: Counter[str] = Counter()

    def note(self, **entry: Any) -> None:
        """`direction` is "api" (the school calls) or "door" (we call the school)."""
        with self._lock:
            self._number += 1
            entry = {"number": self._number, **entry}
            self._entries.append(entry)
            self.counts[f"{entry['direction']} {entry['path']} {entry['errcode']}"] += 1
        self._publish("log", entry)

    def entries(self, after: int = 0, limit: int = 500) -> list[dict[str, Any]]:
        with self._lock:
            return [entry for entry in self._entries if entry["number"] > after][-limit:]
