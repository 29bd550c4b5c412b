"""`sandianban train-trust`: what messages that change something look like, learned from corpus lines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import click

from bot.commands.parse import known_of
from care.acts import CHANGING
from care.reading.parts import Message
from care.reading.read import LONGEST, take_apart
from care.reading.second import trust
from care.reading.tidy import tidy

LEARNED = Path(trust.__file__).parents[1] / "data" / "trust.json"
HELD_OUT = "held-out"
_CHANGING = {intent.value for intent in CHANGING}


@click.command()
@click.argument("corpora", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", default=LEARNED, show_default="care/reading/data/trust.json", type=click.Path(path_type=Path))
def command(corpora: tuple[Path, ...], out: Path) -> None:
    """Learn from CORPORA (lines with acts, as in tests/corpus/) and write what was learned."""
    for held_out in (file for file in corpora if file.stem == HELD_OUT):
        raise click.UsageError(f"{held_out} is never learned from")
    learned = learn(corpora)
    out.write_text(trust.dumps(learned), encoding="utf-8")
    for side, one in sorted(learned.items()):
        click.echo(f"{side}: {len(one.joints)} joints, {len(one.companies)} companies of acts")


def learn(corpora: Iterable[Path]) -> dict[str, trust.Trust]:
    """The joints of the lines that change something, and which acts come together; parents and staff apart."""
    joints: dict[str, set[str]] = {}
    companies: dict[str, Counter[str]] = {}
    for message, intents in _lines(corpora):
        side = trust.side_of(message.known.role)
        companies.setdefault(side, Counter())[trust.company(intents)] += 1
        if not _CHANGING.isdisjoint(intents):
            joints.setdefault(side, set()).update(trust.joints(message.sketch))
    return {side: trust.Trust(frozenset(joints.get(side, ())), counts) for side, counts in companies.items()}


def _lines(corpora: Iterable[Path]) -> Iterator[tuple[Message, list[str]]]:
    for file in corpora:
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                now = datetime.fromisoformat(row["now"])
                message = take_apart(tidy(row["text"][:LONGEST]), known_of(row), now)
                yield message, [act["intent"] for act in row["acts"]]
