"""`sandianban policy table`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.commands.policy.page import Season, page
from bot.commands.policy.reading import leave


@click.command()
@click.option(
    "--write", "file", type=click.Path(path_type=Path, dir_okay=False), default=None, help="default: the screen"
)
@click.option("--season", type=click.Path(path_type=Path, exists=True, dir_okay=False), default=None,
              help='a rehearsed season: {"003-10": {"C03": "passed"}}')  # fmt: skip
def table(file: Path | None, season: Path | None) -> None:
    """Which pack asks for which capability (C01 to C30) and what carries it, as Markdown."""
    text = page(_results(season) if season else {})
    if file is None:
        click.echo(text, nl=False)
    else:
        file.write_text(text, "utf-8")


def _results(file: Path) -> Season:
    try:
        results = json.loads(file.read_text("utf-8"))
        return {str(pack): {str(id_): str(one) for id_, one in each.items()} for pack, each in results.items()}
    except (ValueError, AttributeError):
        leave(f"{file} 不是季节演练的结果文件。")
