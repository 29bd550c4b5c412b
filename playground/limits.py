"""Counting within a moving window (wecom.md 5)."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable


class Window:
    """At most `limit` events a key within `seconds`; times are handed in, in seconds."""

    def __init__(self, limit: int, seconds: float) -> None:
        self.limit = limit
        self.seconds = seconds
        self._seen: dict[Hashable, deque[float]] = {}

    def full(self, key: Hashable, now: float) -> bool:
        seen = self._seen.get(key)
        if seen is None:
            return False
        while seen and not now - self.seconds < seen[0] <= now:  # A clock set back forgets the future.
            seen.popleft()
        return len(seen) >= self.limit

    def add(self, key: Hashable, now: float) -> None:
        self._seen.setdefault(key, deque(maxlen=self.limit)).append(now)


class Block:
    """A limit that, once passed, closes for as long as its window (minute → 60 s, hour → 60 min)."""

    def __init__(self, limit: int, seconds: float) -> None:
        self.limit = limit
        self.seconds = seconds
        self._count: dict[Hashable, tuple[float, int]] = {}
        self._closed: dict[Hashable, float] = {}

    def passes(self, key: Hashable, now: float) -> bool:
        if now < self._closed.get(key, float("-inf")):
            return False
        started, count = self._count.get(key, (now, 0))
        if now - started >= self.seconds:
            started, count = now, 0
        self._count[key] = started, count + 1
        if count + 1 > self.limit:
            self._closed[key] = now + self.seconds
            return False
        return True
