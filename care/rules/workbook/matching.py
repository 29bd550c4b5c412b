"""Which pupil of the file is which pupil of the house, and which grown-up is which."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from care.book import Colleague, Pupil

Who = tuple[str, str]
"""Name and phone: one person, whatever the child."""


@dataclass(frozen=True)
class Match:
    before: Pupil | None
    after: Pupil
    returned: bool = False


@dataclass(frozen=True)
class Matches:
    pairs: tuple[Match, ...]
    gone: tuple[Pupil, ...]


@dataclass
class _Pool:
    """Pupils of both sides that have no partner yet, by their places."""

    old: dict[int, Pupil]
    new: dict[int, Pupil]
    pairs: dict[int, Pupil] = field(default_factory=dict)

    def pair(self, key: Callable[[Pupil], Hashable], fits: Callable[[Pupil, Pupil], bool] = lambda a, b: True) -> None:
        """Join those whose key is borne by one on each side."""
        old, new = _by_key(self.old, key), _by_key(self.new, key)
        for name, places in new.items():
            if name and len(places) == 1 and len(old.get(name, ())) == 1:
                mine, theirs = places[0], old[name][0]
                if fits(self.old[theirs], self.new[mine]):
                    self.pairs[mine] = self.old.pop(theirs)
                    del self.new[mine]


def match_pupils(here: Sequence[Pupil], former: Sequence[Pupil], wanted: Sequence[Pupil]) -> Matches:
    """By number; by class and name; by name and family (moved to another class); last, those who had left."""
    pool = _Pool(dict(enumerate(here)), dict(enumerate(wanted)))
    pool.pair(lambda pupil: pupil.number)
    pool.pair(lambda pupil: (pupil.class_name, pupil.name))
    pool.pair(lambda pupil: pupil.name, _same_family)
    back = _Pool(dict(enumerate(former)), pool.new)
    back.pair(lambda pupil: pupil.number, lambda old, new: old.name == new.name)
    back.pair(lambda pupil: pupil.name, _same_family)
    pairs = (
        Match(pool.pairs.get(place) or back.pairs.get(place), pupil, place in back.pairs)
        for place, pupil in enumerate(wanted)
    )
    return Matches(tuple(pairs), tuple(pool.old.values()))


def _by_key(pupils: dict[int, Pupil], key: Callable[[Pupil], Hashable]) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = {}
    for place, pupil in pupils.items():
        found.setdefault(key(pupil), []).append(place)
    return found


def _same_family(one: Pupil, other: Pupil) -> bool:
    """A grown-up in common, or none known."""
    mine, theirs = _kin(one), _kin(other)
    return bool(mine & theirs) or not theirs


def _kin(pupil: Pupil) -> set[Who]:
    return {(kin.name, kin.phone) for kin in pupil.kin or ()}


def known_persons(
    staff_before: Iterable[Colleague],
    staff_after: Sequence[Colleague],
    pupils_before: Iterable[Pupil],
    pairs: Sequence[tuple[Pupil | None, Pupil]],
) -> dict[Who, int]:
    """The house's number of each grown-up that the file names and the house knows.

    A new phone under the same name at the same child (or the same code) is the same person, unless the old
    phone is still named elsewhere in the file: then there are two.
    """
    old_staff = {one.code: one for one in staff_before}
    known: dict[Who, int] = {(one.name, one.phone): one.id for one in old_staff.values() if one.phone}
    for pupil in pupils_before:
        known.update({(kin.name, kin.phone): kin.id for kin in pupil.kin or () if kin.phone})
    wanted = {(kin.name, kin.phone) for _, pupil in pairs for kin in pupil.kin or ()}
    wanted |= {(one.name, one.phone) for one in staff_after}
    renamed = {(one.name, one.phone): old_staff[one.code].id for one in staff_after if one.code in old_staff}
    taken = set(renamed.values()) | {id_ for who, id_ in known.items() if who in wanted}
    for before, after in pairs:
        old = {kin.name: kin for kin in (before.kin if before else None) or ()}
        for kin in after.kin or ():
            who, same = (kin.name, kin.phone), old.get(kin.name)
            if kin.phone and who not in known and who not in renamed and same and same.id not in taken:
                renamed[who] = same.id
                taken.add(same.id)
    return known | renamed
