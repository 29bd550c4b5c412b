"""Roll call (点名): four states, nobody ticked to begin with, and nothing written while the numbers differ.

(C41, C42; 002.13, 003-10.13 "one not missed"; promise 8)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from care.rules.custody import Place, Roll


class Counted(Enum):
    """Which children a caller means by 应到. All ways are usual; the answer says which was meant."""

    ALL = "all on the list"
    WITHOUT_LEAVE = "the list without those on leave"
    STILL_HERE = "the list without leave and without those who have left"


class Why(Enum):
    """What does not add up."""

    NOTHING_SAID = "neither numbers nor names"
    NOBODY_LISTED = "the list is empty"
    NOT_ON_LIST = "a child that is not on the list"
    EXPECTED = "another number expected"
    TOO_FEW = "fewer here than the list leaves"
    TOO_MANY = "more here than the list leaves"
    ON_LEAVE = "a child on leave is said to be here"
    IN_HAND = "a child called present is said to be absent"


@dataclass(frozen=True)
class Said:
    """A roll as it was told. `absent` None: nobody was spoken of; empty: all are here (到齐)."""

    expected: int | None = None
    present: int | None = None
    absent: frozenset[int] | None = None
    arrived: frozenset[int] = frozenset()
    sure: bool = False  # the number of those arrived was said as well, or a button was pressed

    @property
    def only_arrivals(self) -> bool:
        return bool(self.arrived) and self.expected is None and self.present is None and self.absent is None

    @property
    def nothing(self) -> bool:
        return self.present is None and self.absent is None and not self.arrived


@dataclass(frozen=True)
class Called:
    """What the roll changes. Children who stand already as they were called are not in it."""

    present: tuple[int, ...]
    missing: tuple[int, ...]
    counted: Counted | None = None  # None: no number expected was said


@dataclass(frozen=True)
class Differs:
    """Nothing is written. `said` against `found`, and the children among whom the difference is to be sought."""

    why: Why
    said: int = 0
    found: int = 0
    among: tuple[int, ...] = ()


@dataclass(frozen=True)
class _Sheet:
    """The list, sorted by where the children stand."""

    listed: frozenset[int]
    leave: frozenset[int]
    gone: frozenset[int]
    elsewhere: frozenset[int] = field(default=frozenset())  # in a colleague's hands


def decide_roll(said: Said, places: Mapping[int, Place], *, caller: int) -> Called | Differs:
    """All of the list who are neither on leave, gone nor named absent are present; the numbers must agree. (C41)

    A named absentee without leave is missing (缺勤). Numbers alone never mark anybody missing: which child it is
    has to be said (promise 2).
    """
    sheet = _sheet(places, caller)
    if not sheet.listed:
        return Differs(Why.NOBODY_LISTED)
    if said.nothing:
        return Differs(Why.NOTHING_SAID, found=len(sheet.listed))
    if odd := _odd_names(said, places, sheet):
        return odd
    if said.only_arrivals:
        return Called(_new(said.arrived, places), ())
    return _weighed(said, places, sheet)


def _sheet(places: Mapping[int, Place], caller: int) -> _Sheet:
    listed = {id_: place for id_, place in places.items() if place.expected}
    return _Sheet(
        frozenset(listed),
        frozenset(id_ for id_, place in listed.items() if place.roll is Roll.LEAVE),
        frozenset(id_ for id_, place in listed.items() if place.gone),
        frozenset(id_ for id_, place in listed.items() if place.at_school and place.holder != caller),
    )


def _odd_names(said: Said, places: Mapping[int, Place], sheet: _Sheet) -> Differs | None:
    """Names that contradict what is on record: each is asked, none is guessed."""
    absent = (said.absent or frozenset()) - said.arrived
    if strangers := (absent | said.arrived) - sheet.listed:
        return Differs(Why.NOT_ON_LIST, among=_sorted(strangers))
    if held := {id_ for id_ in absent if places[id_].at_school}:
        return Differs(Why.IN_HAND, among=_sorted(held))
    on_leave = said.arrived & sheet.leave
    if on_leave and not said.sure and said.present is None:
        return Differs(Why.ON_LEAVE, among=_sorted(on_leave))
    return None


def _weighed(said: Said, places: Mapping[int, Place], sheet: _Sheet) -> Called | Differs:
    absent = (said.absent or frozenset()) - said.arrived
    leave = sheet.leave - said.arrived
    here = sheet.listed - leave - absent - sheet.gone
    counted = _counted(said.expected, sheet, leave)
    if said.expected is not None and counted is None:
        return Differs(Why.EXPECTED, said.expected, len(sheet.listed), _sorted(leave))
    if said.present is not None and said.present not in (len(here), len(here - sheet.elsewhere)):
        if said.present < len(here):
            return Differs(Why.TOO_FEW, said.present, len(here), _sorted(here))
        return Differs(Why.TOO_MANY, said.present, len(here), _sorted(leave))
    missing = {id_ for id_ in absent - leave - sheet.gone if places[id_].roll is not Roll.MISSING}
    return Called(_new(here, places), _sorted(missing), counted)


def _counted(expected: int | None, sheet: _Sheet, leave: frozenset[int]) -> Counted | None:
    """Which usual way of counting gives this number. (W-63: 25 enrolled, 2 on leave: 25 and 23 both are right)"""
    ways = {
        Counted.ALL: len(sheet.listed),
        Counted.WITHOUT_LEAVE: len(sheet.listed - leave),
        Counted.STILL_HERE: len(sheet.listed - leave - sheet.gone),
    }
    return next((way for way, number in ways.items() if number == expected), None)


def _new(ids: frozenset[int], places: Mapping[int, Place]) -> tuple[int, ...]:
    return _sorted({id_ for id_ in ids if not places[id_].taken})


def _sorted(ids: frozenset[int] | set[int]) -> tuple[int, ...]:
    return tuple(sorted(ids))


@dataclass(frozen=True)
class TakenBack:
    """What undoing a roll changes; the stuck ones have moved on and stay as they are."""

    back: tuple[int, ...]
    stuck: tuple[int, ...]


def decide_undo(called: Mapping[int, Roll], places: Mapping[int, Place], *, caller: int) -> TakenBack:
    """A call can be taken back while the child is still in the caller's hands and on offer to nobody. (promise 7)"""
    stuck = {id_ for id_ in called if not _can_go_back(places.get(id_, Place()), caller)}
    return TakenBack(tuple(sorted(set(called) - stuck)), tuple(sorted(stuck)))


def _can_go_back(place: Place, caller: int) -> bool:
    if place.roll is Roll.MISSING:
        return True
    return place.gone is None and place.holder == caller and place.offer is None
