"""`sandianban verify`: whether custody ledger and audit log are whole. (promise 15)"""

from __future__ import annotations

import sys

import click

from bot.settings import Settings
from storage import audit, ledger, schools
from storage.db import Sessions, make_engine
from storage.seal import Seal


@click.command()
@click.option("--school", default="", help="only this school's ledger, by its code")
def command(school: str) -> None:
    """Check the hash chains of every school's ledger and audit log; exit code 1 where one is broken."""
    settings = Settings()
    Seal.use(settings.secret_key)
    sessions = Sessions(make_engine(settings.database_url))
    broken = False
    with sessions.reading() as session:
        for id_, code in schools.every(session):
            if school in ("", code):
                faults = ledger.verify(session, id_) + audit.verify(session, id_)
                broken = broken or bool(faults)
                click.echo(f"{code}: {'whole' if not faults else f'{len(faults)} faults'}")
                for fault in faults:
                    click.echo(f"  {fault}")
    sys.exit(1 if broken else 0)
