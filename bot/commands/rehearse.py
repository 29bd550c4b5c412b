"""`sandianban rehearse`: a whole school day through the real doors, and what must be true afterwards."""

from __future__ import annotations

import json
import signal
import sys
import tempfile
from pathlib import Path
from types import FrameType

import click
from rich.console import Console

from bot.demo.embedded import NoRedis
from bot.rehearse.processes import NotUp
from bot.rehearse.report import Report
from bot.rehearse.run import CORPUS, Wish, rehearse
from bot.rehearse.season.command import every_pack as run_every
from bot.rehearse.season.command import one_pack as run_one
from bot.rehearse.season.run import SeasonWish
from bot.rehearse.show import show
from bot.rehearse.stage import OccupiedDatabase
from care.policy.packs import UnknownPack


@click.command()
@click.option("--season", "is_season", is_flag=True, help="weeks of enrolment in place of one day")
@click.option("--policy", "pack", default="003-10", show_default=True, help="of a season: the pack in force")
@click.option("--every-pack", is_flag=True, help="of a season: every pack, with 120 pupils each")
@click.option("--places", type=click.IntRange(0), default=None, help="of a season: places of the first session")
@click.option("--allocation", type=click.Choice(["queue", "draw"]), default=None, help="of a season: who gets them")
@click.option("--pupils", type=click.IntRange(12), default=None, help="default: 600")
@click.option("--adults", type=click.IntRange(8), default=40, show_default=True, help="colleagues")
@click.option("--seed", type=int, default=1, show_default=True, help="the same seed is the same script")
@click.option("--faults", is_flag=True, help="kill a worker, take Redis away, restart web, trouble the API")
@click.option("--database", default="", help="address of an empty database; else SQLite in the folder that is kept")
@click.option("--keep", type=click.Path(path_type=Path, file_okay=False), help="folder for database, logs and script")
@click.option("--corpus", type=click.Path(path_type=Path, file_okay=False), default=CORPUS, help="folder of corpora")
@click.option(
    "--json", "as_json", is_flag=False, flag_value="-", help="the report as JSON; of a season: into this file"
)
def command(
    is_season: bool,
    pack: str,
    every_pack: bool,
    places: int | None,
    allocation: str | None,
    pupils: int | None,
    adults: int,
    seed: int,
    faults: bool,
    database: str,
    keep: Path | None,
    corpus: Path,
    as_json: str | None,
) -> None:
    """Play a school day with hundreds of parents and check the record; exit code 1 on any breach.

    Parents and teachers write through a stand-in of WeChat Work to real processes on this machine; nothing leaves it.
    With --season weeks of enrolment are played instead, in this process and under a pack: from the first wish to the
    first roll.
    """
    signal.signal(signal.SIGTERM, _stop)  # A stop must still end the processes.
    console = Console(stderr=True)
    if is_season or every_pack:
        season = SeasonWish(pupils or (120 if every_pack else 600), seed, places, allocation or "")
        sys.exit(0 if _season(season, pack, as_json, console, every=every_pack) else 1)
    wish = Wish(pupils or 600, adults, seed, faults, database, corpus)
    try:
        report = _rehearse(wish, keep, console)
    except OccupiedDatabase:
        raise click.ClickException("the database holds a school already; a rehearsal takes an empty one") from None
    except (NotUp, NoRedis) as error:
        raise click.ClickException(str(error)) from None
    if as_json:
        click.echo(json.dumps(report.told(), ensure_ascii=False, indent=1))
    else:
        show(report, Console())
    sys.exit(0 if report.holds else 1)


def _season(wish: SeasonWish, pack: str, file: str | None, console: Console, *, every: bool) -> bool:
    kept = Path("/dev/stdout" if file == "-" else file) if file else None
    try:
        return run_every(wish, console, file=kept) if every else run_one(pack, wish, console, file=kept)
    except UnknownPack as error:
        raise click.UsageError(f"{error}; near: {', '.join(error.near) or 'none'}") from None


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _rehearse(wish: Wish, keep: Path | None, console: Console) -> Report:
    if keep is not None:
        return rehearse(wish, keep.resolve(), tell=console.print)
    with tempfile.TemporaryDirectory(prefix="rehearsal-") as folder:
        return rehearse(wish, Path(folder), tell=console.print)
