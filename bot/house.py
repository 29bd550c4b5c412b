"""The wired house: everything that a process needs, built once, handed to whoever does the work."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

import structlog

from bot import channels, logs
from bot.channels.api import Api
from bot.reader import Reader, make_reader
from bot.settings import Settings
from care.messages import Address, Outcome, Outgoing
from storage import bell, schools
from storage.bell import Bell, Rings
from storage.db import Sessions, make_engine
from storage.seal import Seal

log = structlog.get_logger()
CLOCK_FRESH = 0.5  # seconds of real time for which the rehearsal clock's row is trusted


class Sends(Protocol):
    def send(self, message: Outgoing, address: Address, *, handle: str = "") -> Outcome: ...

    def pieces(self, message: Outgoing, channel: str) -> int: ...


def wall() -> datetime:
    """The real moment: for leases, retries and the protocol, never for the school's day."""
    return datetime.now(UTC)


@dataclass
class House:
    sessions: Sessions
    channels: Sends
    bell: Rings
    now: Callable[[], datetime] = wall  # the school's clock, UTC
    wall: Callable[[], datetime] = wall
    api: Api | None = None
    settings: Settings | None = None
    reader: Reader | None = None  # asked where the own reader is at a loss
    rehearsal: bool = field(default=False)


class RehearsalClock:
    """The clock of demos and rehearsals: starts at SANDIANBAN_NOW, can be set and sped up, is shared by all processes
    through one row. (settings: SANDIANBAN_NOW)"""

    def __init__(self, sessions: Sessions, start: datetime) -> None:
        self._sessions = sessions
        self._start = start
        self._row: schools.ClockRow | None = None
        self._looked = 0.0

    def __call__(self) -> datetime:
        if self._row is None or time.monotonic() - self._looked > CLOCK_FRESH:
            self._row = self._look()
            self._looked = time.monotonic()
        return schools.shown(self._row, wall())

    def set(self, *, shown_at: datetime | None, speed: float) -> datetime:
        """Set the hands (None: leave them) and the speed; the new time."""
        with self._sessions.writing() as session:
            row = schools.clock(session)
            at = shown_at or (schools.shown(row, wall()) if row else self._start)
            schools.set_clock(session, real_at=wall(), shown_at=at, speed=speed)
        self._row = None
        return self()

    def _look(self) -> schools.ClockRow:
        with self._sessions.reading() as session:
            row = schools.clock(session)
        if row is not None:
            return row
        self.set(shown_at=self._start, speed=1.0)
        with self._sessions.reading() as session:
            row = schools.clock(session)
        assert row is not None
        return row


def build(settings: Settings) -> House:
    """The house of this process."""
    logs.configure(settings.log_level)
    Seal.use(settings.secret_key)
    sessions = Sessions(make_engine(settings.database_url))
    connection = bell.connect(settings.redis_url)
    api = channels.make_api(connection, settings.wecom_api_base)
    house = House(
        sessions=sessions,
        channels=channels.make_channels(sessions, api),
        bell=Bell(connection),
        api=api,
        settings=settings,
        reader=make_reader(settings),
    )
    if settings.now is not None:
        house.now = RehearsalClock(sessions, settings.now)
        house.rehearsal = True
    return house
