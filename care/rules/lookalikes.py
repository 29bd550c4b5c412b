"""Names that are taken for one another, found at import: only these children need a second detail. (promise 9)"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from care.book import Pupil
from care.reading.names.sounds import slips, sounds


class Alike(StrEnum):
    NAME = "name"  # the same name, in one class or in several
    SOUND = "sound"  # 李子涵, 李梓涵
    SHAPE = "shape"  # 王子萱, 王子宣
    SIBLINGS = "siblings"  # one grown-up collects both


@dataclass(frozen=True)
class Confusion:
    """Pupils that are easily taken for one another, in the order of the list."""

    alike: Alike
    pupils: tuple[Pupil, ...]


def find_confusions(pupils: Sequence[Pupil]) -> tuple[Confusion, ...]:
    """Each set of children once, by the strongest reason: name, then sound, then shape; siblings besides."""
    by_name = _sets(pupils, lambda pupil: [pupil.name])
    by_sound = _sets(pupils, lambda pupil: sounds(pupil.name))
    names = {pupil.name for pupil in pupils}
    by_shape = _sets(pupils, lambda pupil: _seen_as(pupil.name, names))
    families = _sets(pupils, lambda pupil: [(kin.name, kin.phone) for kin in pupil.kin or () if kin.phone])
    found: dict[tuple[int, ...], Confusion] = {}
    for alike, sets in ((Alike.NAME, by_name), (Alike.SOUND, by_sound), (Alike.SHAPE, by_shape)):
        for places in sets:
            if alike is Alike.NAME or len({pupils[place].name for place in places}) > 1:
                found.setdefault(places, Confusion(alike, tuple(pupils[place] for place in places)))
    siblings = (Confusion(Alike.SIBLINGS, tuple(pupils[place] for place in places)) for places in families)
    return (*found.values(), *siblings)


def _sets(pupils: Sequence[Pupil], keys: Callable[[Pupil], Iterable[Hashable]]) -> list[tuple[int, ...]]:
    """Places of pupils that share a key, two and more."""
    places: dict[Hashable, list[int]] = {}
    for place, pupil in enumerate(pupils):
        for key in set(keys(pupil)):
            places.setdefault(key, []).append(place)
    return list(dict.fromkeys(tuple(sharing) for sharing in places.values() if len(sharing) > 1))


def _seen_as(name: str, names: Set[str]) -> list[tuple[str, ...]]:
    """The pairs that this name makes with those that the eye takes it for."""
    return [tuple(sorted((name, other))) for other in slips(name) if other in names]
