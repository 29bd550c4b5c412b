"""The ladder for the uncollected (未接): so many minutes after the end, this person is asked. (C48; promise 1)

The rungs are data of the policy. A child is never closed by a timer: the ladder stands as long as the child is in
the school's hands. A rung that nobody acknowledged is passed on by the next one; the last one, to the principal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from care.policy import Step

PASS_ON_MINUTES = 10
"""Minutes after the last rung until the principal is asked, where nobody acknowledged it. [ours]"""
AGAIN_MINUTES = 5
"""Nobody of a family is asked again within so many minutes. [ours]"""
FAMILY = frozenset({"guardians", "second_guardian"})


@dataclass(frozen=True)
class Around:
    """Who stands around one child: the persons that a rung can mean."""

    guardians: Sequence[int] = ()  # first to be asked first
    class_teacher: int | None = None
    leaders: Sequence[int] = ()
    principals: Sequence[int] = ()
    later: datetime | None = None  # the family said that it comes at this time

    def persons(self, whom: str) -> tuple[int, ...]:
        """The persons of a rung. Where there is one guardian only, the second rung means the same one."""
        named: Mapping[str, Sequence[int]] = {
            "guardians": self.guardians[:1],
            "second_guardian": self.guardians[1:] or self.guardians[:1],
            "class_teacher": (self.class_teacher,) if self.class_teacher else self.leaders,
            "duty_leader": self.leaders or self.principals,
            "principal": self.principals,
        }
        return tuple(dict.fromkeys(named[whom]))


@dataclass(frozen=True)
class Rung:
    """One person asked about one child."""

    student: int
    number: int
    step: Step
    to: int
    due: datetime


@dataclass(frozen=True)
class Ladder:
    """The school's steps, and the rungs that somebody acknowledged already: (pupil, number of the step)."""

    steps: tuple[Step, ...]
    acknowledged: Collection[tuple[int, int]] = field(default_factory=frozenset)

    def rungs(self, student: int, around: Around, ended: datetime) -> Iterator[Rung]:
        """All rungs of one child that is still in the school's hands, soonest first."""
        asked: dict[int, int] = {}
        for number, step in enumerate(self._all(student), 1):
            if step.whom == "second_guardian" and self._family_answered(student):
                continue
            after = max(ended, around.later or ended) if step.whom in FAMILY else ended
            for person in around.persons(step.whom):
                if step.whom in FAMILY and _asked_just_now(asked.get(person), step):
                    continue
                asked[person] = step.minutes
                yield Rung(student, number, step, person, after + timedelta(minutes=step.minutes))

    def _all(self, student: int) -> tuple[Step, ...]:
        """The school's steps, and the principal's where nobody took the last one."""
        last = len(self.steps)
        if not last or (student, last) in self.acknowledged or self.steps[-1].whom == "principal":
            return self.steps
        return (*self.steps, Step(self.steps[-1].minutes + PASS_ON_MINUTES, "principal"))

    def _family_answered(self, student: int) -> bool:
        """A guardian said that somebody is on the way: no other guardian is called out."""
        rungs = [number for number, step in enumerate(self.steps, 1) if step.whom == "guardians"]
        return any((student, number) in self.acknowledged for number in rungs)


def _asked_just_now(before: int | None, step: Step) -> bool:
    return before is not None and step.minutes - before <= AGAIN_MINUTES
