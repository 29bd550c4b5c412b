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
from bot.rehearse.show import show
from bot.rehearse.stage import OccupiedDatabase


@click.command()
@click.option("--pupils", type=click.IntRange(20), default=600, show_default=True)
@click.option("--adults", type=click.IntRange(8), default=40, show_default=True, help="colleagues")
@click.option("--seed", type=int, default=1, show_default=True, help="the same seed is the same script")
@click.option("--faults", is_flag=True, help="kill a worker, take Redis away, restart web, trouble the API")
@click.option("--database", default="", help="address of an empty database; else SQLite in the folder that is kept")
@click.option("--keep", type=click.Path(path_type=Path, file_okay=False), help="folder for database, logs and script")
@click.option("--corpus", type=click.Path(path_type=Path, file_okay=False), default=CORPUS, help="folder of corpora")
@click.option("--json", "as_json", is_flag=True, help="the report as JSON")
def command(
    pupils: int, adults: int, seed: int, faults: bool, database: str, keep: Path | None, corpus: Path, as_json: bool
) -> None:
    """Play a school day with hundreds of parents and check the record; exit code 1 on any breach.

    Parents and teachers write through a stand-in of WeChat Work to real processes on this machine; nothing leaves it.
    """
    signal.signal(signal.SIGTERM, _stop)  # A stop must still end the processes.
    wish = Wish(pupils, adults, seed, faults, database, corpus)
    console = Console(stderr=True)
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


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _rehearse(wish: Wish, keep: Path | None, console: Console) -> Report:
    if keep is not None:
        return rehearse(wish, keep.resolve(), tell=console.print)
    with tempfile.TemporaryDirectory(prefix="rehearsal-") as folder:
        return rehearse(wish, Path(folder), tell=console.print)
