"""`sandianban train-opinion`: the second opinion's weights, learned from corpus lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import click

from bot.commands.parse import known_of
from care.acts import CHANGING
from care.reading.read import LONGEST, take_apart
from care.reading.second import opinion
from care.reading.second.schooling import Example, school
from care.reading.tidy import tidy

WEIGHTS = Path(opinion.__file__).parents[1] / "data" / "opinion.json"
HELD_OUT = "held-out"


@click.command()
@click.argument("corpora", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", default=WEIGHTS, show_default="care/reading/data/opinion.json", type=click.Path(path_type=Path))
def command(corpora: tuple[Path, ...], out: Path) -> None:
    """Learn from CORPORA (lines with acts, as in tests/corpus/) and write the weights."""
    for held_out in (file for file in corpora if file.stem == HELD_OUT):
        raise click.UsageError(f"{held_out} is never learned from")
    examples = by_side(corpora)
    wanted = [intent.value for intent in CHANGING]
    opinions = {side: school(told, wanted) for side, told in examples.items()}
    out.write_text(opinion.dumps(opinions), encoding="utf-8")
    for side, learned in sorted(opinions.items()):
        click.echo(f"{side}: {len(examples[side])} messages, {len(learned.intents)} intents, {len(learned.rows)} grams")


def by_side(corpora: Iterable[Path]) -> dict[str, list[Example]]:
    """The examples of parents and of staff."""
    sides: dict[str, list[Example]] = {}
    for side, example in _examples(corpora):
        sides.setdefault(side, []).append(example)
    return sides


def _examples(corpora: Iterable[Path]) -> Iterator[tuple[str, Example]]:
    for file in corpora:
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                known = known_of(row)
                message = take_apart(tidy(row["text"][:LONGEST]), known, datetime.fromisoformat(row["now"]))
                intents = frozenset(act["intent"] for act in row["acts"])
                yield opinion.side_of(known.role), Example(message.sketch, intents)
