"""Handover (交接) between colleagues: names and a number on both sides, blocked where the counts differ.

(C43; 004-6.07 the four steps; W-63; promise 5: until the receiver accepts, the giver still holds)
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum

from care.rules.custody import Place, Roll


class Why(Enum):
    """Why a handover is blocked. Nothing is written."""

    TO_ONESELF = "giver and receiver are one person"
    NOBODY_HELD = "the giver has nobody in hand"
    NOT_CALLED = "children whose roll was not called"
    TOO_FEW = "fewer counted than the record has"
    TOO_MANY = "more counted than the record has"
    NOT_HELD = "a named child is not in the giver's hands"
    CHANGED = "the offer is not what it was"
    NOT_MEMBER = "a named child is not in the club"


@dataclass(frozen=True)
class Offered:
    children: tuple[int, ...]
    call_first: tuple[int, ...] = ()  # counted now and not called before: the count that agrees is their roll


@dataclass(frozen=True)
class Accepted:
    """These are taken; those who are not there stay with the giver."""

    children: tuple[int, ...]
    missing: tuple[int, ...]


@dataclass(frozen=True)
class Blocked:
    why: Why
    said: int = 0
    found: int = 0
    among: tuple[int, ...] = ()  # those among whom the difference is
    missing: tuple[int, ...] = ()  # of the giver's list, called and not here


def decide_hand_over(
    count: int | None,
    places: Mapping[int, Place],
    *,
    giver: int,
    receiver: int,
    listed: Collection[int],
    named: Collection[int] = (),
) -> Offered | Blocked:
    """All that the giver holds, and those of the giver's lists whom nobody called; the count must be theirs.

    W-63: 25 enrolled, 2 on leave: 23 counted agree and are the roll as well; 22 are blocked, one pupil missing.
    `listed`: children of the giver's groups that are meant. `named`: a part of the group, named one by one.
    """
    if giver == receiver:
        return Blocked(Why.TO_ONESELF)
    held = {id_ for id_, place in places.items() if place.holder == giver}
    if named:
        return _named(frozenset(named), held, count)
    uncalled = {id_ for id_ in listed if _uncalled(places[id_])}
    missing = tuple(sorted(id_ for id_ in listed if places[id_].roll is Roll.MISSING))
    both = tuple(sorted(held | uncalled))
    if not both:
        return Blocked(Why.NOBODY_HELD, missing=missing)
    if count is None and uncalled:
        return Blocked(Why.NOT_CALLED, 0, len(both), tuple(sorted(uncalled)), missing)
    if count is not None and count != len(both):
        why = Why.TOO_FEW if count < len(both) else Why.TOO_MANY
        return Blocked(why, count, len(both), tuple(sorted(uncalled)) or both, missing)
    return Offered(both, tuple(sorted(uncalled)))


def decide_accept(
    offered: Collection[int], count: int | None, missing: Collection[int] = ()
) -> Offered | Accepted | Blocked:
    """The receiver accepts exactly the number that is offered, or names who is not there; else nothing moves.

    With exceptions the number is that of those who are there. (promise 5)
    """
    here = set(offered) - set(missing)
    if not offered:
        return Blocked(Why.CHANGED, count or 0)
    if strangers := set(missing) - set(offered):
        return Blocked(Why.NOT_HELD, among=tuple(sorted(strangers)))
    if count is not None and count != len(here):
        why = Why.TOO_FEW if count < len(here) else Why.TOO_MANY
        return Blocked(why, count, len(here), tuple(sorted(here)))
    if missing:
        return Accepted(tuple(sorted(here)), tuple(sorted(missing)))
    return Offered(tuple(sorted(offered)))


def decide_move(
    named: Collection[int], members: Collection[int], places: Mapping[int, Place], *, giver: int, receiver: int
) -> Offered | Blocked:
    """To a club (走班): those named, else all of its members whom the giver holds. (C35; 003-1.04)"""
    if giver == receiver:
        return Blocked(Why.TO_ONESELF)
    held = {id_ for id_, place in places.items() if place.holder == giver}
    if strangers := set(named) - set(members):
        return Blocked(Why.NOT_MEMBER, among=tuple(sorted(strangers)))
    meant = frozenset(named) or frozenset(held & set(members))
    return _named(meant, held, None) if meant else Blocked(Why.NOBODY_HELD)


def dropped(before: Mapping[int, Place], after: Mapping[int, Place]) -> dict[int, tuple[int, ...]]:
    """Children that are no longer on an open offer and were accepted by nobody: by the offer's number. (−1)"""
    found: dict[int, list[int]] = {}
    for id_, place in before.items():
        now = after.get(id_, place)
        if place.offer is not None and now.offer != place.offer and now.holder != place.offer.receiver:
            found.setdefault(place.offer.seq, []).append(id_)
    return {seq: tuple(sorted(ids)) for seq, ids in found.items()}


def _named(named: frozenset[int], held: Collection[int], count: int | None) -> Offered | Blocked:
    """A part of the group, child by child."""
    if others := named - set(held):
        return Blocked(Why.NOT_HELD, among=tuple(sorted(others)))
    if count is not None and count != len(named):
        why = Why.TOO_FEW if count < len(named) else Why.TOO_MANY
        return Blocked(why, count, len(named), tuple(sorted(named)))
    return Offered(tuple(sorted(named)))


def _uncalled(place: Place) -> bool:
    return place.expected and place.roll is Roll.NOT_CALLED and not place.taken
