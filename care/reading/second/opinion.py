"""The second opinion (第二意见): how well the words of a message go with the act that was read from them.

One small logistic model for each intent that changes something, over the characters of the sketch and their pairs.
It only doubts: an act that it finds out of place becomes a question with that act as its button. It never makes an
act, and never answers a question that the rules ask. What it is worth is measured in docs/reading-opinion.md.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise

from care.acts import CHANGING, About, Act, Intent
from care.people import Role
from care.reading.parts import Message
from care.reading.policy import ask, complete

DOUBTED_BELOW = 0.05
"""Where the model gives an act less than this, the act is asked about."""

WHY = "the second opinion finds it out of place"

_RUN = re.compile(r"([A-Z])\1+")


@dataclass(frozen=True)
class Opinion:
    """The weights of one side, parents or staff: a row for each gram, a column for each intent it was taught."""

    intents: tuple[str, ...]
    bias: tuple[int, ...]
    rows: Mapping[str, tuple[int, ...]]
    scale: float

    def of(self, intent: Intent, sketch: str) -> float | None:
        """How likely a message so drawn wants this intent; None for one that the model was not taught."""
        if intent.value not in self.intents:
            return None
        column = self.intents.index(intent.value)
        known = [row[column] for gram in grams(sketch) if (row := self.rows.get(gram)) is not None]
        return likely((self.bias[column] + sum(known)) / self.scale, len(known))


def likely(weight: float, known: int) -> float:
    """The weight of all grams (and the bias) as a probability; long messages do not count for more than short ones."""
    return 1 / (1 + math.exp(-weight / math.sqrt(known + 1)))


def grams(sketch: str) -> set[str]:
    """The characters and pairs of a sketch, with both ends marked; what was found counts once, however long."""
    text = "^" + _RUN.sub(r"\1", sketch) + "$"
    return {*text, *(one + other for one, other in pairwise(text))}


def side_of(role: Role) -> str:
    """Parents write of other things than teachers and leaders do."""
    return "parent" if role is Role.PARENT else "staff"


def doubted(acts: tuple[Act, ...], message: Message, opinions: Mapping[str, Opinion] | None = None) -> tuple[Act, ...]:
    """The acts, those that change something and are found out of place put as questions. By the shipped weights."""
    if not any(act.intent in CHANGING for act in acts):
        return acts
    opinion = (shipped() if opinions is None else opinions).get(side_of(message.known.role))
    return tuple(_asked(act, message.sketch, opinion) for act in acts) if opinion else acts


def _asked(act: Act, sketch: str, opinion: Opinion) -> Act:
    if act.intent not in CHANGING:
        return act
    chance = opinion.of(act.intent, sketch)
    if chance is None or chance >= DOUBTED_BELOW:
        return act
    return ask(act, About.INTENT, WHY, (act,) if complete(act) else ())


@lru_cache(maxsize=1)
def shipped() -> Mapping[str, Opinion]:
    """The weights that come with the house, by side; read when the first act asks for them. Empty without the file."""
    file = resources.files("care.reading.data").joinpath("opinion.json")
    return loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def loads(written: str) -> dict[str, Opinion]:
    """Weights as `dumps` wrote them."""
    return {
        side: Opinion(
            tuple(part["intents"]),
            tuple(part["bias"]),
            {gram: tuple(row) for gram, row in part["rows"].items()},
            part["scale"],
        )
        for side, part in json.loads(written).items()
    }


def dumps(opinions: Mapping[str, Opinion]) -> str:
    """Weights as JSON, one gram a line, so that a change can be read."""
    sides = ",\n".join(f"{json.dumps(side)}: {_written(one)}" for side, one in sorted(opinions.items()))
    return f"{{\n{sides}\n}}\n"


def _written(opinion: Opinion) -> str:
    def short(value: object) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    rows = ",\n".join(f"{short(gram)}:{short(list(row))}" for gram, row in sorted(opinion.rows.items()))
    head = f'"intents":{short(opinion.intents)},\n"bias":{short(opinion.bias)},\n"scale":{short(opinion.scale)}'
    return f'{{\n{head},\n"rows":{{\n{rows}\n}}}}'
