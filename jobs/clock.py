"""The `clock` process: rings the tick. It holds no timetable, and a second one does no harm. (promise 4)

While Redis is away no worker hears a bell, so the clock does the workers' round itself: tick, fetch, answer,
deliver. Claims and leases in the rows keep the two from doing a thing twice. (docs/decisions.md)
"""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Protocol

import structlog

from bot.channels import kf_pull
from bot.house import House, build
from bot.settings import Settings
from jobs.answer import answer
from jobs.deliver import deliver
from jobs.tick import tick
from storage import inbox
from storage.bell import Bell
from storage.platform import kf

log = structlog.get_logger()

EVERY = 20.0  # seconds
EVERY_REHEARSAL = 1.0  # a rehearsal's hour may pass in a minute
HEARTBEAT = 60.0


class TickBell(Protocol):
    def tick(self) -> None: ...

    def alive(self) -> bool: ...


class Clock:
    """One ring after the other, until it is stopped."""

    def __init__(self, house: House, bell: TickBell, *, every: float | None = None) -> None:
        self._house = house
        self._bell = bell
        self._stopped = threading.Event()
        self._every = every or (EVERY_REHEARSAL if house.rehearsal else EVERY)

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        self._stopped.set()

    def run(self) -> None:
        log.info("clock started", every=self._every)
        rings = 0
        while not self._stopped.is_set():
            self._ring()
            rings += 1
            if rings % max(1, int(HEARTBEAT / self._every)) == 0:
                log.info("clock is alive", rings=rings)
            self._stopped.wait(self._every)
        log.info("clock stopped", rings=rings)

    def _ring(self) -> None:
        """A failure is the next ring's to make good."""
        try:
            if self._bell.alive():
                self._bell.tick()
            else:
                log.warning("redis is away: the clock makes the round itself")
                make_round(self._house)
        except Exception as error:
            log.exception("ring failed", error=type(error).__name__)


def make_round(house: House) -> None:
    """What the workers would do, once: for the time without a queue."""
    tick(house)
    with house.sessions.reading() as session:
        accounts = kf.waiting(session)
    for account in accounts:
        kf_pull.pull(str(account), house)
    with house.sessions.reading() as session:
        senders = inbox.senders_waiting(session, now=house.wall())
    for sender in senders:
        answer(sender, house)
    while deliver(house):
        pass


def run(every: float | None = None) -> None:
    """The process: rings until it is told to stop."""
    house = build(Settings())
    assert isinstance(house.bell, Bell)
    clock = Clock(house, house.bell, every=every)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, clock.stop)
    clock.run()
