"""The book of names (名册): every form of every pupil's name, by writing, by sound and by look (guidelines 7, 45)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from care.people import Student
from care.reading.names import sounds
from care.reading.names.nicknames import Closeness, forms
from care.reading.tidy import tidy
from care.reading.traditional import simplify


@dataclass(frozen=True)
class Called:
    """A pupil under one form of the name."""

    student: Student
    form: str
    closeness: Closeness


Index = dict[str, tuple[Called, ...]]


@dataclass(frozen=True)
class Book:
    written: Index
    said: Index
    slips: Index  # full names with one character that the eye takes for another
    lengths: tuple[int, ...]

    def holds(self, words: str, sound: str) -> bool:
        """Whether anybody could be meant at all; most stretches of a text fall out here."""
        return words in self.written or sound in self.said or words in self.slips

    def alike(self, words: str, sound: str) -> tuple[Called, ...]:
        """Full and given names that sound the same, or differ by a look; of two characters one must be right."""
        heard = tuple(one for one in self.said.get(sound, ()) if one.form != words) if len(words) > 1 else ()
        if len(words) < 3:
            return heard if any(_right(one.form, words) for one in heard) else ()
        return heard or self.slips.get(words, ())

    def mostly_right(self, words: str, sound: str) -> bool:
        """A full name that sounds right with all characters right but one is a name wherever it stands."""
        return len(words) > 2 and any(
            one.closeness is Closeness.FULL and _right(one.form, words) >= len(words) - 1
            for one in self.said.get(sound, ())
        )


@lru_cache(maxsize=64)
def book_of(pupils: tuple[Student, ...]) -> Book:
    """The book of a group; a teacher's group stays the same all day."""
    everybody = [
        Called(pupil, form, closeness) for pupil in pupils for form, closeness in _all_forms(pupil.name).items()
    ]
    close = [one for one in everybody if one.closeness <= Closeness.GIVEN]
    full = [one for one in everybody if one.closeness is Closeness.FULL and len(one.form) > 2]
    return Book(
        written=_index((one.form, one) for one in everybody),
        said=_index((sound, one) for one in close for sound in sounds.sounds(one.form)),
        slips=_index((slip, one) for one in full for slip in sounds.slips(one.form)),
        lengths=tuple(sorted({len(one.form) for one in everybody}, reverse=True)),
    )


def _index(pairs: Iterable[tuple[str, Called]]) -> Index:
    found: defaultdict[str, list[Called]] = defaultdict(list)
    for key, called in pairs:
        found[key].append(called)
    return {key: tuple(called) for key, called in found.items()}


@lru_cache(maxsize=4096)
def _all_forms(name: str) -> Mapping[str, Closeness]:
    """The forms of the name in even characters; tidying may have changed it as it changes words (仲 → 还)."""
    return forms(tidy(name).text) | forms(simplify(name))


def _right(one: str, other: str) -> int:
    return sum(a == b for a, b in zip(one, other, strict=False))
