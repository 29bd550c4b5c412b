"""What must be true of the weeks after the first roll: clubs, changes, renewal. Plain values, named breaches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from bot.rehearse.checks import Breach
from bot.rehearse.season.record import Applied, Booked, Put
from care.rules.enrolment.course import ENDS, Stage
from storage.outbox import State as Sending

CHANGE, CLUB = "change", "club"
TOLD = (Sending.SENT, Sending.MERGED)


@dataclass(frozen=True)
class Wants:
    """What a family stands to in the term: clubs by name, and what it was told."""

    child: int
    clubs: frozenset[str] = frozenset()
    full: frozenset[str] = frozenset()  # told that these are full
    others: frozenset[str] = frozenset()  # full ones with which others were named
    changes: int = 0  # changes that it asked for and was told of


def clubs_kept(
    wants: Iterable[Wants], members: Mapping[str, Collection[int]], applied: Iterable[Applied]
) -> list[Breach]:
    """In a club is who asked for it; who asked is in it, on its list, or was told the end. (C33, C24)"""
    every = list(wants)
    asked = {(one.child, club) for one in every for club in one.clubs}
    have = {(child, club) for club, children in members.items() for child in children}
    waiting = {(one.child, club) for one in applied if one.kind == CLUB and one.stage not in ENDS for club in one.clubs}
    own = {one.child for one in every}
    return [
        *(Breach("in a club and not asked for", f"pupil/{child} {club}") for child, club in sorted(have - asked)
          if child in own),
        *(Breach("club wish without an answer", f"pupil/{child} {club}")
          for child, club in sorted(asked - have - waiting)),
    ]  # fmt: skip


def others_offered(wants: Iterable[Wants], open_: Collection[str]) -> list[Breach]:
    """With a full club those with room are named, where there are any. (C24)"""
    return [
        Breach("no other club offered", f"pupil/{one.child} {club}")
        for one in wants for club in sorted(one.full - one.others) if open_
    ]  # fmt: skip


def once_each(booked: Iterable[Booked]) -> list[Breach]:
    """No child has two places in one session on the same days at the same time: a change follows, never doubles."""
    own: dict[tuple[int, str], list[Booked]] = {}
    for place in booked:
        own.setdefault((place.child, place.session), []).append(place)
    return [
        Breach("place doubled", f"pupil/{child} {session} from {max(a.since, b.since)}")
        for (child, session), places in own.items()
        for a, b in combinations(places, 2) if _at_once(a, b)
    ]  # fmt: skip


def _at_once(a: Booked, b: Booked) -> bool:
    first, last = max(a.since, b.since), min(a.until or date.max, b.until or date.max)
    return first <= last and bool(set(a.weekdays) & set(b.weekdays))


def changed_once(wants: Iterable[Wants], applied: Iterable[Applied]) -> list[Breach]:
    """As many changes are carried out as the family was told of. (C29)"""
    done = Counter(one.child for one in applied if one.kind == CHANGE and one.stage is Stage.IN_CARE)
    return [
        Breach("change applied twice" if done[one.child] > one.changes else "change not applied",
               f"pupil/{one.child}: {done[one.child]} carried out, told of {one.changes}")
        for one in wants if done[one.child] != one.changes
    ]  # fmt: skip


def renewed(before: Collection[int], booked: Iterable[Booked], put: Iterable[Put], first: date) -> list[Breach]:
    """At renewal every place ends, and every family is asked. `before`: children in care until then. (C30, L-01)"""
    asked = {one.key for one in put if one.state in TOLD}
    return [
        *(Breach("place kept without a word", f"pupil/{place.child} {place.session} since {place.since}")
          for place in booked if place.since < first and (place.until is None or place.until >= first)),
        *(Breach("family not asked at renewal", f"pupil/{child}") for child in sorted(before)
          if f"renewal/{first}/{child}" not in asked),
    ]  # fmt: skip
