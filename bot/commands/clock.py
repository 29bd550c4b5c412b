"""`sandianban clock`: rings for a tick, again and again. It holds no timetable; a second one does no harm."""

from __future__ import annotations

import signal
import threading
from types import FrameType

import click
import structlog

from bot import logs
from bot.settings import Settings
from storage import bell
from storage.bell import Bell

log = structlog.get_logger()
EVERY = 20.0  # seconds
EVERY_IN_REHEARSAL = 1.0  # an hour may pass in a minute there


@click.command()
@click.option("--every", type=float, help="seconds between two ticks")
def command(every: float | None) -> None:
    """Ring for a tick every 20 seconds."""
    settings = Settings()
    logs.configure(settings.log_level)
    pause = every or (EVERY_IN_REHEARSAL if settings.now else EVERY)
    stop = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    ring = Bell(bell.connect(settings.redis_url))
    log.info("clock started", every=pause)
    while not stop.is_set():
        ring.tick()
        stop.wait(pause)
