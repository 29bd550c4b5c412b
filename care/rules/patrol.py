"""Patrol (巡查): heads that were counted against the ledger of that minute. (C51; 003-11.03)"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from care.rules.custody import Place


@dataclass(frozen=True)
class Agrees:
    count: int


@dataclass(frozen=True)
class Unknown:
    """Nobody was taken over yet: there is nothing to compare with, and nothing is guessed. (promise 8)"""


@dataclass(frozen=True)
class Differs:
    """`among`: fewer counted, one of those in hand; more counted, one of those who should not be there."""

    said: int
    held: int
    among: tuple[int, ...]


def compare(said: int, places: Mapping[int, Place]) -> Agrees | Unknown | Differs:
    """The number that somebody counted in a class, and who of it is in the school's hands now."""
    held = {id_ for id_, place in places.items() if place.at_school}
    if not any(place.taken for place in places.values()):
        return Unknown()
    if said == len(held):
        return Agrees(said)
    among = held if said < len(held) else set(places) - held
    return Differs(said, len(held), tuple(sorted(among)))
