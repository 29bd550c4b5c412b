"""Small values that all processes share through Redis, and each process keeps for itself while Redis is away."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import redis
import structlog
from redis.lock import Lock

log = structlog.get_logger()

AWAY_SECONDS = 5.0  # after a failure Redis is left alone this long: each call to a hung one costs its time-out
LOCK_SECONDS = 20.0  # a lock whose holder died is free again after this
LOCK_WAIT = 8.0

Result = TypeVar("Result")


class Shared:
    """Values by name, each with a time to live."""

    def __init__(self, connection: redis.Redis | None, *, clock: Callable[[], float] = time.time) -> None:
        self._redis = connection
        self._clock = clock
        self._own: dict[str, tuple[str, float]] = {}
        self._locks: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self._away_until = 0.0

    def own(self, name: str) -> str | None:
        """What this process remembers, without asking Redis."""
        value, until = self._own.get(name, ("", 0.0))
        return value if until > self._clock() else None

    def read(self, name: str) -> str | None:
        """What all processes share; while Redis is away, what this process remembers."""
        found: Any = self._try(lambda connection: connection.get(name), default=_AWAY)
        if found is _AWAY:
            return self.own(name)
        return found.decode() if isinstance(found, bytes) else found

    def write(self, name: str, value: str, *, seconds: float) -> None:
        self._own[name] = (value, self._clock() + seconds)
        self._try(lambda connection: connection.set(name, value, px=max(1, int(seconds * 1000))), default=None)

    def remember(self, name: str, value: str, *, seconds: float) -> None:
        """Keep in this process what was read from Redis."""
        self._own[name] = (value, self._clock() + seconds)

    def drop(self, name: str) -> None:
        self._own.pop(name, None)
        self._try(lambda connection: connection.delete(name), default=None)

    @contextmanager
    def lock(self, name: str) -> Iterator[bool]:
        """One holder at a time: in this process always, among all processes while Redis is there.

        False when another holder did not let go in time.
        """
        inner = self._locks[name]
        if not inner.acquire(timeout=LOCK_WAIT):
            yield False
            return
        try:
            outer, taken = self._take(name)
            try:
                yield taken
            finally:
                self._give_back(outer)
        finally:
            inner.release()

    def _take(self, name: str) -> tuple[Lock | None, bool]:
        def take(connection: redis.Redis) -> tuple[Lock | None, bool]:
            lock = connection.lock(f"lock/{name}", timeout=LOCK_SECONDS, blocking_timeout=LOCK_WAIT, sleep=0.05)
            taken = bool(lock.acquire())
            return (lock if taken else None), taken

        return self._try(take, default=(None, True))

    def _give_back(self, lock: Lock | None) -> None:
        if lock is None:
            return
        try:
            lock.release()
        except redis.RedisError as error:  # It ran out, or Redis went away: nobody waits for us either way.
            log.info("lock not given back", error=type(error).__name__)

    def _try(self, call: Callable[[redis.Redis], Any], *, default: Result) -> Any | Result:
        if self._redis is None or time.monotonic() < self._away_until:
            return default
        try:
            return call(self._redis)
        except redis.RedisError as error:
            self._away_until = time.monotonic() + AWAY_SECONDS
            log.warning("redis is away", error=type(error).__name__)
            return default


_AWAY = object()
