"""Imagined families: what each of them wants, and how they go about it. Drawn by one seeded lot."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.rehearse.season.checks import Stands
from bot.rehearse.season.school import Child, Grown, SeasonSchool
from care.acts import CareSession
from care.policy import SessionPlan
from storage.demo.shape import grade_of

Weekdays = tuple[int, ...]
WHOLE_WEEK: Weekdays = (1, 2, 3, 4, 5)


class Manner(StrEnum):
    """How a family goes about it."""

    SILENT = "writes nothing"
    AT_ONCE = "applies in one message"
    STEPS = "applies step by step"
    CORRECTS = "corrects the days"
    TAKES_BACK = "takes it back"
    TWO_VOICES = "two guardians disagree"
    LATE = "comes after the window"
    LEAVES_OPEN = "never answers the questions"
    NEVER_SIGNS = "never signs"
    OBJECTS = "objects to the list"
    ASKS = "asks how it stands"
    LEAVES = "withdraws after the start"


SHARES: tuple[tuple[Manner, int], ...] = (
    (Manner.SILENT, 36), (Manner.AT_ONCE, 18), (Manner.STEPS, 12), (Manner.CORRECTS, 5), (Manner.TAKES_BACK, 4),
    (Manner.TWO_VOICES, 4), (Manner.LATE, 4), (Manner.LEAVES_OPEN, 4), (Manner.NEVER_SIGNS, 3), (Manner.OBJECTS, 2),
    (Manner.ASKS, 5), (Manner.LEAVES, 3),
)  # fmt: skip
"""In a hundred families. [ours]"""


@dataclass(frozen=True)
class Wanted:
    """What a family asked for last."""

    session: CareSession
    weekdays: Weekdays


@dataclass
class Case:
    """One child's season. `asked` is what the family stands to now; None: nothing, or nothing any more."""

    child: Child
    manner: Manner
    wish: Wanted
    label: str  # of the session
    applicant: Grown
    other: Grown | None = None
    asked: Wanted | None = None
    wrote: date | None = None  # the first day
    answered: bool = False  # the house has taken it as an application
    second: Wanted | None = None  # what the other guardian wants
    said_yes: bool = True  # what the first guardian answers to that
    steps: int = 0  # questions answered so far
    on_time: bool = False
    priority: str = ""
    left: bool = False  # asked to leave care
    once: set[str] = field(default_factory=set)  # what is done once only

    @property
    def stands(self) -> Stands:
        asked = (self.asked.session.value, self.asked.weekdays) if self.asked else None
        return Stands(self.child.id, asked, self.left, self.wrote, insists=self.manner is not Manner.LEAVES_OPEN)


def draw_cases(school: SeasonSchool, seed: int) -> list[Case]:
    """A case for every child; every manner occurs where there are children enough."""
    draw = random.Random(f"season/{seed}")
    cases = []
    owed: list[Manner] = [manner for manner, _ in SHARES if manner != Manner.SILENT]
    for child in school.children:
        manner = _manner(draw, child, owed)
        plan = draw.choice(_open_to(child, school.policy.sessions))
        weekdays = WHOLE_WEEK if draw.random() < 0.6 else draw.choice(((1, 3, 5), (2, 4)))
        wish = Wanted(plan.session, weekdays)
        case = Case(child, manner, wish, plan.label, child.kin[0], child.kin[1] if len(child.kin) > 1 else None)
        if manner is Manner.TWO_VOICES:
            other = draw.choice([days for days in (WHOLE_WEEK, (1, 3, 5), (2, 4)) if days != weekdays])
            case.second, case.said_yes = Wanted(plan.session, other), draw.random() < 0.5
        case.on_time = draw.random() < 0.3
        groups = [group.value for group in school.policy.enrolment.priority]
        case.priority = draw.choice(groups) if groups and draw.random() < 0.3 else ""
        cases.append(case)
    return cases


def _manner(draw: random.Random, child: Child, owed: list[Manner]) -> Manner:
    """By the shares; in a small school first each manner once. Two voices need two guardians."""
    found = owed.pop(0) if owed and draw.random() < 0.6 else _drawn(draw)
    if found is Manner.TWO_VOICES and len(child.kin) < 2:
        return Manner.AT_ONCE
    return found


def _drawn(draw: random.Random) -> Manner:
    manners: Sequence[Manner] = [manner for manner, _ in SHARES]
    return draw.choices(manners, [share for _, share in SHARES])[0]


def _open_to(child: Child, plans: Iterable[SessionPlan]) -> list[SessionPlan]:
    """The sessions that the child's grade may have; a school day's before those outside."""
    grade = grade_of(child.class_name)
    every = list(plans)
    open_ = [plan for plan in every if not plan.grades or grade in plan.grades] or every
    return [plan for plan in open_ if plan.session is not CareSession.WEEKEND] or open_
