"""`sandianban migrate`: the database as this version of the house needs it."""

from __future__ import annotations

import click

from bot.settings import Settings
from storage import migrating


@click.command()
@click.option("--new", "name", default="", help="write a new migration from what the tables say (for developers)")
def command(name: str) -> None:
    """Bring the database up to date."""
    if name:
        click.echo(f"written: {migrating.write(name)}")
        return
    migrating.upgrade(Settings().database_url)
    click.echo(f"database is at {migrating.head()}")
