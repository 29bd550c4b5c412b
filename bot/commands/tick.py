"""`sandianban tick`: one tick here and now, without Redis; for a cron of one's own, and for looking."""

from __future__ import annotations

import click
from rq.utils import import_attribute

from bot import logs
from bot.settings import Settings
from storage import bell


@click.command()
def command() -> None:
    """Do once what the clock rings for: agenda, ladders, sweep."""
    logs.configure(Settings().log_level)
    import_attribute(bell.TICK)()
    click.echo("ticked")
