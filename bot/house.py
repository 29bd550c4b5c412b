"""The wired house: everything that a process needs, built once, handed to whoever does the work."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Protocol

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
CLOCK_FRESH = 0.05  # seconds of real time for which the rehearsal clock's row is trusted
MINUTE = timedelta(minutes=1)


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

    def a_minute_ago(self) -> datetime:
        """The real moment from which the platform's minute is counted. What a rehearsal leapt over has passed, too."""
        leaps = self.now.leaps() if isinstance(self.now, RehearsalClock) else ()
        return back(self.wall(), MINUTE, leaps)


class Leap(NamedTuple):
    """The hands were set forward at a real moment."""

    at: datetime
    by: timedelta


def back(now: datetime, span: timedelta, leaps: Sequence[Leap]) -> datetime:
    """The real moment that lies so far back, each leap counted as time that passed. The latest leap comes last."""
    for leap in reversed(leaps):
        if now - leap.at >= span:
            break
        span -= now - leap.at
        now = leap.at
        if leap.by >= span:
            return now
        span -= leap.by
    return now - span


class RehearsalClock:
    """The clock of demos and rehearsals: starts at SANDIANBAN_NOW, can be set and sped up, is shared by all processes
    through one row. (settings: SANDIANBAN_NOW)"""

    def __init__(self, sessions: Sessions, start: datetime) -> None:
        self._sessions = sessions
        self._start = start
        self._row: schools.ClockRow | None = None
        self._looked = 0.0
        self._leaps: deque[Leap] = deque(maxlen=60)

    def __call__(self) -> datetime:
        if self._row is None or time.monotonic() - self._looked > CLOCK_FRESH:
            self._turn(self._look())
            self._looked = time.monotonic()
        assert self._row is not None
        return schools.shown(self._row, wall())

    def leaps(self) -> tuple[Leap, ...]:
        """As far as this process has seen them."""
        self()
        return tuple(self._leaps)

    def _turn(self, row: schools.ClockRow) -> None:
        old, self._row = self._row, row
        by = row.shown_at - schools.shown(old, row.real_at) if old is not None else timedelta()
        if by > timedelta():
            self._leaps.append(Leap(row.real_at, by))

    def set(self, *, shown_at: datetime | None, speed: float) -> datetime:
        """Set the hands (None: leave them) and the speed; the new time."""
        with self._sessions.writing() as session:
            row = schools.clock(session)
            at = shown_at or (schools.shown(row, wall()) if row else self._start)
            schools.set_clock(session, real_at=wall(), shown_at=at, speed=speed)
        self._looked = 0.0
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
