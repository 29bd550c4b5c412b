"""Schooling (训练) of the second opinion: logistic regression by stochastic gradient descent, in plain Python.

The same examples give the same weights, whatever machine they are learned on: the order is drawn from a fixed seed.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from care.reading.second.opinion import Opinion, grams, likely

EPOCHS = 15
RATE = 0.5
SHRINK = 0.01
"""How strongly a weight is pulled to nought at each step (L2): hard, since the examples are few."""
FEWEST = 5
"""An intent with fewer examples is not taught: the model would find it out of place everywhere."""
SEEN_TWICE = 2
SCALE = 20.0


@dataclass(frozen=True)
class Example:
    """A message as it is drawn, and the intents that a careful reader found in it."""

    sketch: str
    intents: frozenset[str]


def school(examples: Sequence[Example], wanted: Iterable[str]) -> Opinion:
    """The weights of one side. `wanted`: the intents worth an opinion."""
    counts = Counter(intent for example in examples for intent in example.intents)
    intents = tuple(sorted(intent for intent in wanted if counts[intent] >= FEWEST))
    drawn = [sorted(grams(example.sketch)) for example in examples]
    vocabulary = Counter(gram for one in drawn for gram in one)
    known = [[gram for gram in one if vocabulary[gram] >= SEEN_TWICE] for one in drawn]
    columns = [_column(known, [intent in example.intents for example in examples]) for intent in intents]
    return _together(intents, columns)


def _column(known: Sequence[Sequence[str]], answers: Sequence[bool]) -> dict[str, float]:
    """The weights of one intent; "" is the bias. Steps shorten for a weight that has moved much (AdaGrad)."""
    weights: dict[str, float] = {"": 0.0}
    moved: dict[str, float] = {}
    order = list(range(len(known)))
    shuffle = random.Random(7)
    for _ in range(EPOCHS):
        shuffle.shuffle(order)
        for place in order:
            one = known[place]
            total = weights[""] + sum(weights.get(gram, 0.0) for gram in one)
            error = (likely(total, len(one)) - answers[place]) / math.sqrt(len(one) + 1)
            for gram in ("", *one):
                weight = weights.get(gram, 0.0)
                slope = error + SHRINK * weight
                moved[gram] = moved.get(gram, 1e-8) + slope * slope
                weights[gram] = weight - RATE * slope / math.sqrt(moved[gram])
    return weights


def _together(intents: tuple[str, ...], columns: Sequence[dict[str, float]]) -> Opinion:
    """The columns as one table of whole numbers; grams that tell nothing are left out."""
    names = sorted({gram for column in columns for gram in column} - {""})
    table = {gram: tuple(round(column.get(gram, 0.0) * SCALE) for column in columns) for gram in names}
    bias = tuple(round(column[""] * SCALE) for column in columns)
    return Opinion(intents, bias, {gram: row for gram, row in table.items() if any(row)}, SCALE)
