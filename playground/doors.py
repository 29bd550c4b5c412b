"""Delivers callbacks to the school's doors: 5 s time-out, three retries (wecom.md 1.4)."""

from __future__ import annotations

import heapq
import itertools
import queue
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import requests

from playground.callbacks import envelope
from playground.clock import ShownClock
from playground.crypto import Crypto
from playground.faults import Faults
from playground.journal import Journal

TIMEOUT = 5.0
RETRY_PAUSES = (1.0, 3.0, 9.0)  # the spacing is not documented
LANES = 8
BEHIND_SECONDS = 1.5  # how long a callback is held that shall arrive out of order


class Post(Protocol):
    def __call__(self, url: str, query: dict[str, str], body: bytes) -> int: ...


class HttpPost:
    """A pooled session for each lane's thread."""

    def __init__(self) -> None:
        self._local = threading.local()

    def __call__(self, url: str, query: dict[str, str], body: bytes) -> int:
        if not hasattr(self._local, "session"):
            self._local.session = requests.Session()
        headers = {"Content-Type": "text/xml"}
        session: requests.Session = self._local.session
        return session.post(url, params=query, data=body, headers=headers, timeout=TIMEOUT).status_code


@dataclass
class Door:
    """One callback address and how it did lately."""

    name: str
    url: str
    crypto: Crypto
    agent_id: int | None
    delivered: int = 0
    refused: int = 0
    trouble: str = ""  # why the last attempt failed; empty after a success

    def seen(self) -> dict[str, Any]:
        figures = {"delivered": self.delivered, "refused": self.refused, "trouble": self.trouble}
        return {"name": self.name, "url": self.url} | figures


@dataclass
class Delivery:
    door: Door
    what: str  # for the log: "text", "template_card_event", "kf_msg_or_event"
    sender: str
    xml: str
    done: Callable[[bool, str], None] = lambda arrived, why: None
    attempt: int = 0
    again: bool = False  # deliver once more although the door said yes


@dataclass(order=True)
class _Later:
    due: float
    order: int
    delivery: Delivery = field(compare=False)


class Courier:
    """Callbacks of one sender go in order, those of different senders side by side; a retry does not hold up others."""

    def __init__(
        self,
        clock: ShownClock,
        faults: Faults,
        journal: Journal,
        changed: Callable[[], None],
        *,
        post: Post | None = None,
    ) -> None:
        self._clock = clock
        self._faults = faults
        self._journal = journal
        self._changed = changed  # told after each attempt
        self._post = post or HttpPost()
        self._lanes: list[queue.SimpleQueue[Delivery | None]] = [queue.SimpleQueue() for _ in range(LANES)]
        self._later: list[_Later] = []
        self._later_news = threading.Condition()
        self._order = itertools.count()
        self._counted = threading.Condition()
        self._pending = 0
        self._started = False
        self.last_at = time.monotonic()
        self.retry_pauses = RETRY_PAUSES

    @property
    def pending(self) -> int:
        return self._pending

    def settle(self, seconds: float) -> bool:
        """Wait until nothing is on its way to a door; whether that came about in time."""
        with self._counted:
            return self._counted.wait_for(lambda: self._pending == 0, seconds)

    def give(self, delivery: Delivery) -> None:
        """Hand in a callback; faults that concern deliveries strike here."""
        self._start()
        if self._faults.take("duplicate"):
            self._queue(Delivery(delivery.door, delivery.what, delivery.sender, delivery.xml))
        delivery.again = bool(self._faults.take("door_retry"))
        if self._faults.take("out_of_order"):
            self._count(1)
            self._put_off(delivery, BEHIND_SECONDS)
            return
        self._queue(delivery)

    def _queue(self, delivery: Delivery) -> None:
        self._count(1)
        self._lane(delivery).put(delivery)

    def _lane(self, delivery: Delivery) -> queue.SimpleQueue[Delivery | None]:
        return self._lanes[zlib.crc32(delivery.sender.encode()) % LANES]

    def _count(self, change: int) -> None:
        with self._counted:
            self._pending += change
            self.last_at = time.monotonic()
            self._counted.notify_all()

    def _start(self) -> None:
        with self._counted:
            if self._started:
                return
            self._started = True
        for lane in self._lanes:
            threading.Thread(target=self._work, args=(lane,), daemon=True, name="courier").start()
        threading.Thread(target=self._wait, daemon=True, name="courier-later").start()

    def _work(self, lane: queue.SimpleQueue[Delivery | None]) -> None:
        while (delivery := lane.get()) is not None:
            self._try(delivery)

    def _try(self, delivery: Delivery) -> None:
        started = time.monotonic()
        why = self._attempt(delivery)
        self._note(delivery, why, started)
        if why == "" and not delivery.again:
            delivery.door.delivered += 1
            self._finish(delivery, True, "")
        elif delivery.attempt >= len(self.retry_pauses):
            delivery.door.refused += 1
            self._finish(delivery, why == "", why)
        else:
            delivery.again = False
            delivery.attempt += 1
            self._put_off(delivery, self.retry_pauses[delivery.attempt - 1])
        self._changed()

    def _finish(self, delivery: Delivery, arrived: bool, why: str) -> None:
        delivery.done(arrived, why)
        self._count(-1)

    def _attempt(self, delivery: Delivery) -> str:
        """Why it failed, or nothing. Each attempt has a new timestamp, nonce and cipher text.

        Doors refuse stamps outside a window of real time, so the stamp is real although `CreateTime` is shown time.
        """
        door = delivery.door
        sealed = door.crypto.seal(delivery.xml)
        query = door.crypto.query(int(time.time()), sealed)
        body = envelope(door.crypto.receive_id.decode(), sealed, door.agent_id).encode()
        try:
            status = self._post(door.url, query, body)
        except requests.Timeout:
            return "5 秒没有应答"
        except requests.RequestException:
            return "连不上"
        return "" if status == 200 else f"HTTP {status}"

    def _note(self, delivery: Delivery, why: str, started: float) -> None:
        delivery.door.trouble = why
        milliseconds = round((time.monotonic() - started) * 1000, 1)
        self._journal.note(
            direction="door",
            path=delivery.door.name,
            at=self._clock.now().isoformat(),
            errcode=0 if not why else -1,
            ms=milliseconds,
            what=delivery.what,
            who=delivery.sender,
            attempt=delivery.attempt + 1,
            why=why,
        )

    def _put_off(self, delivery: Delivery, seconds: float) -> None:
        with self._later_news:
            heapq.heappush(self._later, _Later(time.monotonic() + seconds, next(self._order), delivery))
            self._later_news.notify()

    def _wait(self) -> None:
        while True:
            with self._later_news:
                while not self._later or self._later[0].due > time.monotonic():
                    pause = self._later[0].due - time.monotonic() if self._later else None
                    self._later_news.wait(pause)
                delivery = heapq.heappop(self._later).delivery
            self._lane(delivery).put(delivery)
