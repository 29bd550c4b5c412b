"""People who may not collect a child (限制接送): entered by two, with evidence and an end. (promise 10; C46)"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, StrEnum

from care.people import Person
from care.reading.names.sounds import sounds
from care.rules.kin import may_be_same


class State(StrEnum):
    PROPOSED = "proposed"  # entered by one, not in force yet
    IN_FORCE = "in_force"
    DECLINED = "declined"
    LIFTING = "lifting"  # one leader wants it ended; until a second agrees it stays in force
    LIFTED = "lifted"


@dataclass(frozen=True)
class Block:
    """One person who may not collect one child, until a day (included)."""

    student_id: int
    person: Person
    until: date
    state: State = State.IN_FORCE
    asked_by: int = 0  # who entered it; of one being lifted, who asked for that
    id: int = 0

    def holds_on(self, day: date) -> bool:
        return self.state in (State.IN_FORCE, State.LIFTING) and day <= self.until


class Why(Enum):
    """Why a block is not entered, or an answer to one does not count."""

    NOT_LEADING = "only those who lead enter and confirm"
    ONESELF = "the second person must be another one"
    SETTLED = "it was decided before"
    NO_CHILD = "no such child, or several"
    NO_PERSON = "neither name nor relation nor phone"
    NO_EVIDENCE = "nothing that it rests on"
    NO_EXPIRY = "no day until which it holds"
    OVER = "the day is over"


def decide_entry(person: Person, evidence: str, until: date | None, *, today: date) -> Why | None:
    """None: it may be put before a second person. (promise 10: evidence and an expiry)"""
    if not (person.name or person.relation or person.phone):
        return Why.NO_PERSON
    if until is None:
        return Why.NO_EXPIRY
    if until < today:
        return Why.OVER
    return None if evidence.strip() else Why.NO_EVIDENCE


def decide_second(block: Block, *, second: int, leads: bool) -> Why | None:
    """None: the second person's answer counts. (promise 10: two-person entry)"""
    if not leads:
        return Why.NOT_LEADING
    if second == block.asked_by:
        return Why.ONESELF
    return None if block.state in (State.PROPOSED, State.LIFTING) else Why.SETTLED


def barring(blocks: Iterable[Block], person: Person, family: Iterable[Person] = ()) -> Block | None:
    """The block that this person meets. Rather one call too many to the leader than one child too few."""
    others = {one.name for one in family if one.name}
    return next((block for block in blocks if _bars(block.person, person, others)), None)


def needs_reminder(block: Block, *, today: date, days: int) -> bool:
    """It ends soon, and somebody must decide whether it is to be renewed."""
    return block.holds_on(today) and block.until <= today + timedelta(days=days)


def _bars(barred: Person, person: Person, family: set[str]) -> bool:
    """The same phone, or the same name as it is heard; without a name on either side, the same relation."""
    if barred.phone and barred.phone == person.phone:
        return True
    if _named(barred) and _named(person):
        return barred.name == person.name or (person.name not in family and _sound_alike(barred, person))
    return may_be_same(barred, person)


def _named(person: Person) -> bool:
    return bool(person.name) and person.name != person.relation


def _sound_alike(one: Person, other: Person) -> bool:
    return bool(sounds(one.name or "") & sounds(other.name or ""))
