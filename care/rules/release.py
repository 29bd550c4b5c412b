"""Release (放行): a child leaves with one person who may collect it, or alone with a permit.

(C44, C45, C46, C47; 003-10.14 "handed one by one"; 004-5.09; promises 2, 6, 7, 9)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from care.people import Person, Student
from care.policy import Policy
from care.reading.names.sounds import one_slip, sounds
from care.rules.blocks import Block, barring
from care.rules.codes import Check, Code, check
from care.rules.custody import Move, Place, Roll
from care.rules.kin import is_same


class Right(Enum):
    """Why this person may collect."""

    GUARDIAN = "on the child's list of guardians"
    TODAY = "the family's plan for today"
    STANDING = "the family's standing plan"
    UNNAMED = "nobody was named and nothing was planned: the family"


class Why(Enum):
    """Why a child is not released."""

    GONE = "has left already"
    ON_LEAVE = "on leave"
    MISSING = "called and not here"
    NOT_LISTED = "on no list of this session"
    NOT_MINE = "not called yet, in a colleague's group"
    OTHER_HOLDER = "in a colleague's hands"
    SECOND_DETAIL = "another child's name looks like this one"
    UNKNOWN_PERSON = "the person is on no list and in no plan"
    NO_PERMIT = "no permit to go home alone"
    PLAN_AGAINST = "the family planned that somebody collects"
    BARRED = "this person may not collect the child"
    CODE_NOT_SAID = "a delegate, and the code was not named"
    CODE_WRONG = "a delegate, and the code is not the one that was given out"
    CODE_DEAD = "a delegate, and the code was used or guessed at too often"
    KEPT_BACK = "kept back without a place in care: handed to a grown-up only"
    SAY_WHO = "there is somebody who may not collect the child, and nobody was named"


@dataclass(frozen=True)
class Plan:
    """What a family said of the way home. `person` None: the child walks alone."""

    person: Person | None
    standing: bool = False
    id: int = 0
    by: str = ""  # who said so
    made_at: datetime | None = None
    code: Code | None = None  # a one-day delegate has one


@dataclass(frozen=True)
class Facts:
    """One child at the moment of its release. `plans` as they count: today's before standing ones."""

    place: Place
    mine: bool = True  # of a group of the speaker's, or the speaker leads
    family: tuple[Person, ...] = ()
    plans: tuple[Plan, ...] = ()
    permit: str | None = None
    look_alike: bool = False
    blocks: tuple[Block, ...] = ()  # who may not collect this child


@dataclass(frozen=True)
class Wish:
    """What was said of one child's leaving."""

    person: Person | None = None
    alone: bool = False
    class_named: bool = False


@dataclass(frozen=True)
class Released:
    collector: Person
    right: Right
    call_first: bool  # not called yet: the roll is called for this child in the same breath
    instead_of: Person | None = None  # whom the family had planned
    plan: Plan | None = field(default=None, compare=False)  # what it rests on


@dataclass(frozen=True)
class Walked:
    permit: str
    call_first: bool


@dataclass(frozen=True)
class Refused:
    why: Why
    planned: Person | None = field(default=None)


Decision = Released | Walked | Refused


def decide_release(wish: Wish, facts: Facts, *, speaker: int, leads: bool) -> Decision:
    """One named child, one right, one fresh request (promise 2). Money is not asked about: it never delays (promise 6).

    Who may not collect is met before anything else (promise 10). Then where the child stands, which child is meant,
    and who collects.
    """
    if met := _barred(wish, facts):
        return Refused(Why.BARRED, met)
    if why := _not_here(facts, speaker, leads):
        return Refused(why)
    if facts.look_alike and not wish.class_named:
        return Refused(Why.SECOND_DETAIL)
    if wish.alone:
        return _alone(facts)
    if wish.person is None:
        return _as_planned(facts)
    return _with(wish.person, facts)


def are_alike(one: Student, other: Student) -> bool:
    """Two children whose names are taken for one another: 李子涵, 李梓涵. (promise 9)"""
    if one.id == other.id:
        return False
    return names_alike(one.name, other.name)


def names_alike(one: str, other: str) -> bool:
    """Spoken alike, or one character apart."""
    return bool(sounds(one) & sounds(other)) or one_slip(one, other)


def _barred(wish: Wish, facts: Facts) -> Person | None:
    """The person named, or else planned, where that is one who may not collect."""
    planned = facts.plans[0].person if facts.plans and not wish.alone else None
    person = wish.person or planned
    if person is None or barring(facts.blocks, person, facts.family) is None:
        return None
    return person


def _not_here(facts: Facts, speaker: int, leads: bool) -> Why | None:
    place = facts.place
    if place.gone is not None:
        return Why.GONE
    if place.at_school:
        return None if leads or place.holder == speaker else Why.OTHER_HOLDER
    if place.roll is Roll.LEAVE:
        return Why.ON_LEAVE
    if place.roll is Roll.MISSING:
        return Why.MISSING
    if not place.expected:
        return Why.NOT_LISTED
    return None if facts.mine else Why.NOT_MINE


def _alone(facts: Facts) -> Walked | Refused:
    """Needs the permit (独自回家证), and a family that did not plan otherwise. (C47, C49; 004-5.09, 004-5.10)"""
    if facts.place.taken and not facts.place.expected:
        return Refused(Why.KEPT_BACK)
    if facts.permit is None:
        return Refused(Why.NO_PERMIT)
    if facts.plans and facts.plans[0].person is not None:
        return Refused(Why.PLAN_AGAINST, facts.plans[0].person)
    return Walked(facts.permit, not facts.place.taken)


def _as_planned(facts: Facts) -> Decision:
    call_first = not facts.place.taken
    if not facts.plans and facts.blocks:
        return Refused(Why.SAY_WHO)
    if not facts.plans:
        return Released(Person(), Right.UNNAMED, call_first)
    plan = facts.plans[0]
    if plan.person is None:
        return _alone(facts)
    if not (plan.person.name or plan.person.relation):
        return Refused(Why.UNKNOWN_PERSON)  # Somebody else comes, they said, and not who.
    if why := _code_lacks(plan):
        return Refused(why, plan.person)
    return Released(plan.person, _right(plan), call_first, plan=plan)


def _with(person: Person, facts: Facts) -> Released | Refused:
    """A guardian, or somebody the family named. Anybody else is asked about at home. (C46)"""
    first = facts.plans[0].person if facts.plans else None
    plan = next((plan for plan in facts.plans if plan.person and is_same(person, plan.person)), None)
    guardian = any(is_same(person, guardian) for guardian in facts.family)
    if plan is None and not guardian:
        return Refused(Why.UNKNOWN_PERSON)
    if plan is not None and not guardian and (why := _code_lacks(plan)):
        return Refused(why, plan.person)
    right = Right.GUARDIAN if plan is None else _right(plan)
    other = first if first is not None and not is_same(person, first) else None
    return Released(person, right, not facts.place.taken, other, plan)


def _right(plan: Plan) -> Right:
    return Right.STANDING if plan.standing else Right.TODAY


def _code_lacks(plan: Plan) -> Why | None:
    """A delegate's code: for this child, this person, this day, once. (C46)"""
    if plan.code is None:
        return None
    match check(plan.code):
        case Check.FITS:
            return None
        case Check.NOT_SAID:
            return Why.CODE_NOT_SAID
        case Check.WRONG:
            return Why.CODE_WRONG
        case Check.USED | Check.DEAD:
            return Why.CODE_DEAD


class Stays(Enum):
    """Why a release is not taken back."""

    NOT_GONE = "there is no such release"
    CONFIRMED = "the family confirmed that it has the child"
    TOO_LATE = "the time to undo is over"
    NOT_YOURS = "a colleague released the child"


def decide_return(
    place: Place, *, number: int | None, speaker: int, leads: bool, policy: Policy, now: datetime, sees: bool = False
) -> Stays | None:
    """None: the release can be undone. A child that the family has in hand is not called back. (promises 6, 7)

    `sees`: the speaker has the child before their eyes, and said so when asked. Whatever the record says, a child at
    school is in somebody's hands.
    """
    if place.gone is None or (number is not None and place.gone.seq != number):
        return Stays.NOT_GONE
    if sees:
        return None
    if place.receipt is not None and place.receipt.kind is Move.COLLECTED:
        return Stays.CONFIRMED
    if place.gone.actor != speaker and not leads:
        return Stays.NOT_YOURS
    if now - place.gone.at > timedelta(minutes=policy.staff_undo_minutes):
        return Stays.TOO_LATE
    return None


def confusable(child: Student, others: Iterable[Student]) -> list[Student]:
    return [other for other in others if are_alike(child, other)]
