"""`sandianban clock`: rings for a tick, again and again. It holds no timetable; a second one does no harm."""

from __future__ import annotations

import click
from rq.utils import import_attribute

from bot import logs
from bot.settings import Settings
from storage import bell


@click.command()
@click.option("--every", type=float, help="seconds between two ticks")
def command(every: float | None) -> None:
    """Ring for a tick every 20 seconds; while Redis is away, do the round here."""
    logs.configure(Settings().log_level)
    import_attribute(bell.CLOCK)(every)
