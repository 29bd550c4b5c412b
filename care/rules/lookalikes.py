"""Names that are taken for one another, found at import: only these children need a second detail. (promise 9)"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from care.book import Pupil
from care.reading.sounds import LOOK_ALIKE_GROUPS, sounds


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


_ALIKE_CHARS: dict[str, str] = {}
for _group in LOOK_ALIKE_GROUPS:
    for _char in _group:
        _ALIKE_CHARS[_char] = _ALIKE_CHARS.get(_char, "") + _group
_MOST_SHAPES = 200  # a name of many look-alike characters has no more of its variants tried


def find_confusions(pupils: Sequence[Pupil]) -> tuple[Confusion, ...]:
    """Each set of children once, by the strongest reason: name, then sound, then shape; siblings besides."""
    by_name = _sets(pupils, lambda pupil: [pupil.name])
    by_sound = _sets(pupils, lambda pupil: sounds(pupil.name))
    by_shape = _sets(pupils, lambda pupil: _shapes(pupil.name))
    families = _sets(pupils, lambda pupil: [(kin.name, kin.phone) for kin in pupil.kin or () if kin.phone])
    found: dict[tuple[int, ...], Confusion] = {}
    for alike, sets in ((Alike.NAME, by_name), (Alike.SOUND, by_sound), (Alike.SHAPE, by_shape)):
        for places in sets:
            if alike is Alike.NAME or len({pupils[place].name for place in places}) > 1:
                found.setdefault(places, Confusion(alike, tuple(pupils[place] for place in places)))
    siblings = (Confusion(Alike.SIBLINGS, tuple(pupils[place] for place in places)) for places in families)
    return (*found.values(), *siblings)


def need_second_detail(confusions: Iterable[Confusion]) -> frozenset[tuple[str, str, str]]:
    """Class, name and number of the pupils concerned."""
    return frozenset((p.class_name, p.name, p.number) for confusion in confusions for p in confusion.pupils)


def _sets(pupils: Sequence[Pupil], keys: Callable[[Pupil], Iterable[Hashable]]) -> list[tuple[int, ...]]:
    """Places of pupils that share a key, two and more."""
    places: dict[Hashable, list[int]] = {}
    for place, pupil in enumerate(pupils):
        for key in set(keys(pupil)):
            places.setdefault(key, []).append(place)
    return list(dict.fromkeys(tuple(sharing) for sharing in places.values() if len(sharing) > 1))


def _shapes(name: str) -> list[str]:
    """The name, and what the eye may take it for: one way of writing for all that look alike."""
    ways = [sorted(set(_ALIKE_CHARS.get(char, char)) | {char}) for char in name]
    count = 1
    for way in ways:
        count *= len(way)
    return ["".join(chars) for chars in product(*ways)] if count <= _MOST_SHAPES else [name]
