"""What the school has for care: rooms and how many they seat, teachers' skills and free days. (C17; 002.06, 003-7.09)

Places follow from rooms: a session has as many as its rooms seat together, a club as many as its own room. A room
whose size nobody wrote down makes the sum unknown, never smaller. (promise 8)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from care.policy.enrolment import Capacity, EnrolmentPlan

MOST_PLACES = 2000  # of one room


@dataclass(frozen=True)
class Room:
    """A room as the survey has it. `uses`: sessions by their value and clubs by name."""

    name: str
    places: int | None = None
    square_metres: int | None = None
    equipment: str = ""
    uses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Goods:
    """What is used up (耗材): `amount` with its unit, as it was said last."""

    name: str
    amount: str


@dataclass(frozen=True)
class Skilled:
    """What a colleague can teach and when they are free, by their code (工号)."""

    code: str
    skills: str
    weekdays: tuple[int, ...]


@dataclass(frozen=True)
class Told:
    """What one colleague said of themselves; weekdays from 1 = Monday."""

    person_id: int
    skills: str
    weekdays: tuple[int, ...]


def places_of(rooms: Iterable[Room], held_in: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Places by session's value or club's name; what is not in it is not known.

    `held_in`: the rooms' names that the school's own groups and clubs have already.
    """
    known = {room.name: room for room in rooms}
    wanted: dict[str, set[str]] = {item: {name for name in names if name} for item, names in held_in.items()}
    for room in known.values():
        for use in room.uses:
            wanted.setdefault(use, set()).add(room.name)
    return {item: total for item, names in wanted.items() if (total := _together(names, known)) is not None}


def _together(names: Iterable[str], known: Mapping[str, Room]) -> int | None:
    counts = [known[name].places if name in known else None for name in names]
    seated = [count for count in counts if count is not None]
    return sum(seated) if counts and len(seated) == len(counts) else None


def with_default_places(plan: EnrolmentPlan, found: Mapping[str, int], sessions: Iterable[str]) -> EnrolmentPlan:
    """The plan with the rooms' places for every session and club that it names none for; its own numbers stay."""
    named = {entry.session or entry.club for entry in plan.capacity}
    known = set(sessions)
    new = [
        Capacity(places, session=item) if item in known else Capacity(places, club=item)
        for item, places in sorted(found.items())
        if item not in named
    ]
    return replace(plan, capacity=(*plan.capacity, *new)) if new else plan


def free_on(told: Iterable[Told]) -> dict[int, int]:
    """How many colleagues are free on each weekday from Monday to Friday."""
    every = list(told)
    return {day: sum(day in one.weekdays for one in every) for day in range(1, 6)}
