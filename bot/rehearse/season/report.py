"""What a season's rehearsal found: the funnel, and every breach with its ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from bot.rehearse.checks import Breach
from bot.rehearse.season import checks
from bot.rehearse.season.checks import ENROLL, Full, Stands
from bot.rehearse.season.record import Applied, SeasonRecord
from bot.rehearse.season.school import FIRST, SeasonSchool
from care.policy.enrolment import Hidden
from care.rules.enrolment.course import Event, Stage
from care.rules.enrolment.places import to_be_said
from care.wording.applying import GROUPS
from storage.outbox import State as Sending


@dataclass
class SeasonReport:
    """`funnel`: how many came how far, in order. `results`: capability → passed or failed, where it was exercised."""

    pack: str = ""
    seed: int = 0
    seconds: float = 0.0
    pupils: int = 0
    wrote: int = 0
    asked_back: int = 0
    said: int = 0
    pressed: int = 0
    days: int = 0
    funnel: dict[str, int] = field(default_factory=dict)
    figures: dict[str, int] = field(default_factory=dict)
    results: dict[str, str] = field(default_factory=dict)
    breaches: list[Breach] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.breaches

    def told(self) -> dict[str, Any]:
        return asdict(self) | {"holds": self.holds}


def examine(
    school: SeasonSchool,
    kept: SeasonRecord,
    stands: Sequence[Stands],
    full: Sequence[Full],
    rolls: Mapping[str, set[int]],
    roll_day: date,
) -> SeasonReport:
    """All checks over what was kept."""
    plan = school.policy.enrolment
    report = SeasonReport(days=(roll_day - FIRST).days)
    names = [child.name for child in school.children] if Hidden.NAME in plan.publication.hide else []
    groups = [GROUPS[group] for group in to_be_said(plan)]
    report.breaches = [
        *checks.not_asked_for(stands, kept.booked),
        *checks.not_given(kept.applied, kept.booked),
        *checks.taken_up(stands, kept.applied, school.last_of_window),
        *checks.reached(kept.applied),
        *checks.steps_kept(kept.applied, plan),
        *checks.within(full),
        *checks.ended(kept.applied, kept.drafts),
        *checks.families_told(kept.applied, kept.put),
        *checks.answered_once(kept.received, kept.put),
        *checks.left_behind(of_the_season(kept)),
        *checks.in_the_window(stands, kept.applied, FIRST, school.last_of_window),
        *checks.kept_secret(kept.published, names, groups),
        *checks.first_roll(rolls, confirmed(stands, kept, roll_day)),
        *(Breach("chain", fault) for fault in kept.chain),
        *(Breach("draw", fault) for fault in kept.draws),
    ]
    report.funnel = dict(_funnel(kept, len(plan.chain)))
    report.figures = _figures(kept, rolls)
    return report


def of_the_season(kept: SeasonRecord) -> Iterable[Any]:
    """What is about applications and lists; the first day's other notices are the day's rehearsal's business."""
    return [one for one in kept.put if one.about in ("application", "publication") or one.inbox_id]


def confirmed(stands: Iterable[Stands], kept: SeasonRecord, day: date) -> dict[str, set[int]]:
    """Who must be on that day's roll: confirmed at the end of the way, for what the family stands to.

    Who has asked to leave is on it until the days of notice are over.
    """
    done = {one.child for one in kept.applied if one.kind == ENROLL and one.stage is Stage.IN_CARE}
    found: dict[str, set[int]] = {}
    for family in stands:
        if family.asked and family.child in done and day.isoweekday() in family.asked[1]:
            found.setdefault(family.asked[0], set()).add(family.child)
    leaving = {family.child for family in stands if family.left}
    for place in kept.booked:
        if place.child in leaving and place.on(day):
            found.setdefault(place.session, set()).add(place.child)
    return found


def _funnel(kept: SeasonRecord, steps: int) -> Iterable[tuple[str, int]]:
    wishes = [one for one in kept.applied if one.kind == ENROLL]
    yield "applied", len(wishes)
    for number in range(steps):
        yield f"step {number + 1} agreed", sum(_agreed(one, number) for one in wishes)
    yield "refused", _ending(wishes, Stage.REFUSED)
    yield "offered something else", sum(one.at(Event.OFFERED) is not None for one in wishes)
    yield (
        "waited for a place",
        sum(any(step.stage is Stage.QUEUE for step in one.course) for one in wishes) + _ending(wishes, Stage.QUEUE),
    )
    yield "published", sum(one.at(Event.PUBLISHED) is not None for one in wishes)
    yield "signed", sum(bool(one.signers) for one in wishes)
    yield "insured", sum(one.at(Event.INSURED) is not None for one in wishes)
    yield "in care", _ending(wishes, Stage.IN_CARE)
    yield "still on the waiting list", _ending(wishes, Stage.QUEUE)
    yield "given up", _ending(wishes, Stage.GIVEN_UP)
    yield "taken back", _ending(wishes, Stage.TAKEN_BACK)
    yield "withdrawn later", sum(one.kind == "withdraw" and one.stage is Stage.IN_CARE for one in kept.applied)


def _agreed(one: Applied, number: int) -> bool:
    return any(step.stage is Stage.STEP and step.step == number and step.event is Event.AGREED for step in one.course)


def _ending(wishes: Iterable[Applied], stage: Stage) -> int:
    return sum(one.stage is stage for one in wishes)


def _figures(kept: SeasonRecord, rolls: Mapping[str, set[int]]) -> dict[str, int]:
    silences = sum(step.event is Event.SILENT for one in kept.applied for step in one.course)
    return {
        "messages in": len(kept.received),
        "messages out": sum(one.state == Sending.SENT for one in kept.put),
        "deadlines that passed": silences,
        "lists published": len(kept.published),
        "objections found right": sum(one.at(Event.REOPENED) is not None for one in kept.applied),
        "draws": kept.drawn,
        **{f"on the first roll, {session}": len(children) for session, children in rolls.items()},
    }


__all__ = ["SeasonReport", "confirmed", "examine", "of_the_season"]
