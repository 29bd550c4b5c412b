"""The figures of a session, of a group, of a day: all read from the ledger's places. (C57, W-63)"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from care.acts import CareSession
from care.rules.custody import Balance, Move, Place, Places, Roll, balance

ALONE = "自己回家"
UNSAID = ""
"""The release did not say who collected."""


@dataclass(frozen=True)
class Figures:
    """What a list of children comes to. Pupils are named by their numbers."""

    heads: Balance
    ways: tuple[tuple[str, int], ...] = ()  # by whom they were collected, the most first
    here: tuple[int, ...] = ()
    leave: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    not_called: tuple[int, ...] = ()
    unsettled: tuple[int, ...] = ()  # teacher's and collector's sides differ (promise 6)

    @property
    def known(self) -> bool:
        """Whether anything was recorded: without it there are no figures, and no zeros (promise 8)."""
        heads = self.heads
        return heads.taken > 0 or heads.present + heads.missing > 0 or heads.expected == heads.leave


@dataclass(frozen=True)
class GroupFigures:
    group: int
    name: str
    teacher: int | None
    figures: Figures


@dataclass(frozen=True)
class SessionFigures:
    """One session of one day, whole and group by group."""

    day: date
    care: CareSession
    whole: Figures
    groups: tuple[GroupFigures, ...] = ()

    @property
    def leads_home(self) -> bool:
        """From the evening's care the children go home: who is still here is waiting for somebody. (C44)"""
        return leads_home(self.care)


EXPECTED = Place(expected=True)
"""A child whose list nobody opened: not called yet."""


def leads_home(care: CareSession) -> bool:
    """Lessons follow the morning's and the noon's care."""
    return care not in (CareSession.MORNING, CareSession.NOON)


def figures(places: Places, *, names_here: bool = True) -> Figures:
    """The figures of these children. Who is still here is named where that means that somebody has to come."""
    return Figures(
        balance(places),
        _ways(place for place in places.values() if place.gone is not None),
        tuple(sorted(student for student, place in places.items() if place.at_school)) if names_here else (),
        _with(places, Roll.LEAVE),
        _with(places, Roll.MISSING),
        _with(places, Roll.NOT_CALLED),
        tuple(sorted(student for student, place in places.items() if place.discrepancy)),
    )


def part(places: Places, *, groups: Iterable[int] = (), students: Iterable[int] = ()) -> Places:
    """The children of these groups, and these children."""
    wanted_groups, wanted = set(groups), set(students)
    return {id_: place for id_, place in places.items() if id_ in wanted or place.group in wanted_groups}


def by_group(places: Places, groups: Sequence[tuple[int, str, int | None]]) -> tuple[GroupFigures, ...]:
    """Each group's figures: (number, name, teacher)."""
    return tuple(GroupFigures(id_, name, teacher, figures(part(places, groups=[id_]))) for id_, name, teacher in groups)


def total(sessions: Iterable[SessionFigures]) -> Balance:
    """The heads of several sessions together."""
    return add(session.whole.heads for session in sessions)


def add(balances: Iterable[Balance]) -> Balance:
    parts = list(balances)
    return Balance(**{field.name: sum(getattr(one, field.name) for one in parts) for field in fields(Balance)})


def change(now: Balance, before: Balance) -> Mapping[str, int]:
    """By how much each number of the roll differs from another day's."""
    return {name: getattr(now, name) - getattr(before, name) for name in ("expected", "present", "leave", "missing")}


def walkers(places: Places) -> tuple[int, ...]:
    """Who went home alone."""
    alone = (id_ for id_, place in places.items() if place.gone is not None and place.gone.kind is Move.WALKED)
    return tuple(sorted(alone))


def _with(places: Places, roll: Roll) -> tuple[int, ...]:
    return tuple(sorted(student for student, place in places.items() if place.expected and place.roll is roll))


def _ways(gone: Iterable[Place]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(_way(place) for place in gone).most_common())


def _way(place: Place) -> str:
    """奶奶, or the name where no relation was said."""
    assert place.gone is not None
    if place.gone.kind is Move.WALKED:
        return ALONE
    person = place.gone.detail.get("person") or {}
    return str(person.get("relation") or person.get("name") or UNSAID)
