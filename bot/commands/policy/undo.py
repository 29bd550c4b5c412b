"""`sandianban policy undo`."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime

import click

from bot.commands.policy.reading import database, day_today, leave, school_of
from storage.school import adopting


@click.command()
@click.argument("version", type=int)
@click.option("--school", required=True, help="the school's code")
def undo(version: int, school: str) -> None:
    """Take back what `policy use` kept as VERSION, until its first day is over."""
    with database().writing() as session:
        school_id = school_of(session, school)
        done = adopting.take_back(
            session, school_id, version, today=day_today(), now=datetime.now(UTC), login=getpass.getuser()
        )
    if not done:
        leave(f"第{version}号不能撤销：没有这一号、已经撤销过，或它的第一天已经过去。", 1)
    click.echo(f"已撤销第{version}号，{school}照原来的方案。")
