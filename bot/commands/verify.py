"""`sandianban verify`: whether custody ledger and audit log are whole, and every session balances. (promise 15)"""

from __future__ import annotations

import sys

import click
from sqlalchemy.orm import Session

from bot.settings import Settings
from storage import audit, ledger, schools
from storage.db import Sessions, make_engine
from storage.seal import Seal


@click.command()
@click.option("--school", default="", help="only this school's records, by its code")
def command(school: str) -> None:
    """Check every school's hash chains, and that each session balances after each of its events.

    Needs the database and no server. Exit code 1 where anything does not hold, 2 where there is no such school.
    """
    settings = Settings()
    Seal.use(settings.secret_key)
    sessions = Sessions(make_engine(settings.database_url))
    with sessions.reading() as session:
        wanted = [(id_, code) for id_, code in schools.every(session) if school in ("", code)]
        if school and not wanted:
            raise click.UsageError(f"there is no school {school}")
        reports = {code: faults(session, id_) for id_, code in wanted}
    for code, found in reports.items():
        click.echo(f"{code}: {f'{len(found)} faults' if found else 'whole'}")
        for fault in found:
            click.echo(f"  {fault}")
    sys.exit(1 if any(reports.values()) else 0)


def faults(session: Session, school_id: int) -> list[str]:
    """What does not hold at one school: ledger, audit log, balance. (promise 15; the one idea)

    Where the chain is broken the events cannot be trusted, so a balance over them would say nothing.
    """
    chains = ledger.verify(session, school_id) + audit.verify(session, school_id)
    return chains or ledger.unbalanced(session, school_id)
