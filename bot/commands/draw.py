"""`sandianban draw`: a draw as a file, and the check that anybody can make. (C23)"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from bot.settings import Settings
from care.rules.draw import Draw, faults, from_json, to_json
from storage import schools
from storage.db import Sessions, make_engine
from storage.enrolment import draws
from storage.seal import Seal


@click.group()
def command() -> None:
    """Draws for places (摇号): show what was told, and check that the order follows from the seed."""


@command.command()
@click.option("--school", required=True, help="the school's code")
def show(school: str) -> None:
    """Write the school's draws, one JSON line each, as `verify` reads them. No name stands in them."""
    for told in _of_school(school):
        click.echo(json.dumps(to_json(told), ensure_ascii=False))


@command.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, exists=True))
@click.option("--school", default="", help="check the draws of this school's record in place of a file")
def verify(file: Path | None, school: str) -> None:
    """Run the draws of FILE again: the seed's SHA-256 is the one committed to, the order is the seed's.

    The order is that of sha256(seed + newline + number), smallest first, tier 0 before tier 1. A file needs no
    database. Exit code 1 where a draw does not hold, 2 where the file is none.
    """
    if (file is None) == (not school):
        raise click.UsageError("name a file, or a school")
    told = _of_file(file) if file is not None else _of_school(school)
    found = {number: faults(one) for number, one in enumerate(told, 1)}
    for number, one in enumerate(told, 1):
        click.echo(f"{number} {one.what}: {'; '.join(found[number]) or 'holds'}")
    sys.exit(1 if any(found.values()) else 0)


def _of_file(file: Path) -> list[Draw]:
    try:
        return [from_json(json.loads(line)) for line in file.read_text("utf-8").splitlines() if line.strip()]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise click.UsageError(f"not a file of draws: {type(error).__name__}") from error


def _of_school(code: str) -> list[Draw]:
    """Draws that were made; one that is only committed to has no seed to tell."""
    settings = Settings()
    Seal.use(settings.secret_key)
    with Sessions(make_engine(settings.database_url)).reading() as session:
        school_id = schools.id_of(session, code)
        if school_id is None:
            raise click.UsageError(f"there is no school {code}")
        return [kept.told for kept in draws.of_school(session, school_id) if kept.drawn_at is not None]
