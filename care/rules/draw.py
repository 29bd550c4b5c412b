"""A draw that anybody can run again: the seed's hash is told before, the seed after. (C23)

The algorithm, for whoever checks without this program: the order of the entries is the order of
sha256(seed + newline + entry) as lower-case hexadecimal, smallest first; within a draw the tiers follow one another,
tier 0 first. The commitment is sha256(seed). Seed and entries are UTF-8 text. An entry is the application's number,
so no name stands in a draw.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def commitment(seed: str) -> str:
    """What is told before the draw: nobody can choose another seed afterwards."""
    return _hash(seed)


def order(seed: str, entries: Mapping[str, int]) -> list[str]:
    """The entries in drawn order. `entries`: each one's tier, 0 first (priority groups come before the others)."""
    return sorted(entries, key=lambda entry: (entries[entry], _hash(f"{seed}\n{entry}"), entry))


@dataclass(frozen=True)
class Draw:
    """A draw as it was told: everything that is needed to run it again."""

    what: str
    commitment: str
    entries: Mapping[str, int]
    places: int
    seed: str = ""
    order: tuple[str, ...] = ()


def faults(told: Draw) -> list[str]:
    """What does not hold in a draw that was told. Empty: it is as it must be."""
    if not told.seed:
        return ["the seed is not told yet"]
    found = []
    if commitment(told.seed) != told.commitment:
        found.append("the seed is not the one that was committed to")
    if list(told.order) != order(told.seed, told.entries):
        found.append("the order does not follow from the seed")
    return found


def from_json(raw: Mapping[str, Any]) -> Draw:
    """A draw from its file. Raises KeyError, TypeError or ValueError where the file is not one."""
    return Draw(
        str(raw["what"]), str(raw["commitment"]), {str(k): int(v) for k, v in dict(raw["entries"]).items()},
        int(raw["places"]), str(raw["seed"]), tuple(str(one) for one in raw["order"]),
    )  # fmt: skip


def to_json(told: Draw) -> dict[str, Any]:
    return {**vars(told), "entries": dict(told.entries), "order": list(told.order)}
