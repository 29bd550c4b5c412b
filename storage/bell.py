"""The queue, used only as a bell: it says "look again", never what is to be done.

Every job name in the house stands here. A ring is made after the commit, with short time-outs; one
that is lost is made good by the sweep (jobs/tick.py), one that comes twice does no harm.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import redis
import structlog
from rq import Queue
from rq.serializers import JSONSerializer

log = structlog.get_logger()

QUEUE = "bell"
ANSWER = "jobs.entry.answer"
DELIVER = "jobs.entry.deliver"
PULL = "jobs.entry.pull"
TICK = "jobs.entry.tick"
CLOCK = "jobs.clock.run"
"""Not rung: what the clock process runs."""
DUE = "jobs.due.due"
"""Not rung: what a rehearsal asks the agenda."""
AT_HAND = ("jobs.answer.answer", "jobs.deliver.deliver", "jobs.waits.go_on", "jobs.tick.tick")
"""Not rung: the work itself, for a rehearsal of weeks in one process."""
JOBS = (ANSWER, DELIVER, PULL, TICK)


class Rings(Protocol):
    def answer(self, senders: Sequence[str]) -> None: ...

    def deliver(self) -> None: ...

    def pull(self, account: str) -> None: ...

    def alive(self) -> bool: ...


def connect(url: str) -> redis.Redis:
    """A client that gives up at once: a hung Redis must not hold a door open. (measured.md F)"""
    return redis.Redis.from_url(url, socket_timeout=0.3, socket_connect_timeout=0.3, retry=None)


def connect_worker(url: str) -> redis.Redis:
    """The worker's own client, which waits for work."""
    return redis.Redis.from_url(url, socket_connect_timeout=5, health_check_interval=30)


def queue(connection: redis.Redis, name: str = QUEUE) -> Queue:
    """JSON, not pickle: whoever writes to Redis must not run code here."""
    return Queue(name, connection=connection, serializer=JSONSerializer)


class Bell:
    """Rings through Redis. A failure is logged and forgotten."""

    def __init__(self, connection: redis.Redis) -> None:
        self._queue = queue(connection)

    def answer(self, senders: Sequence[str]) -> None:
        """Somebody wrote: answer these senders."""
        self._ring(ANSWER, list(senders))

    def deliver(self) -> None:
        """Something waits in the outbox."""
        self._ring(DELIVER)

    def pull(self, account: str) -> None:
        """A customer-service account has messages to fetch."""
        self._ring(PULL, account)

    def tick(self) -> None:
        self._ring(TICK)

    def alive(self) -> bool:
        """Whether a ring would be heard."""
        try:
            return bool(self._queue.connection.ping())
        except redis.RedisError:
            return False

    def _ring(self, job: str, *args: Any) -> None:
        try:
            self._queue.enqueue(job, args=args, job_timeout=60, result_ttl=0, failure_ttl=3600, ttl=600)
        except redis.RedisError as error:
            log.warning("bell not rung", job=job, error=type(error).__name__)
