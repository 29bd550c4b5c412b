"""What is found of a season after its first roll: clubs, changes, renewal, and the record as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from bot.rehearse.checks import Breach
from bot.rehearse.season import checks, later_checks
from bot.rehearse.season.checks import ENROLL, Full
from bot.rehearse.season.later_checks import CHANGE, CLUB, Wants
from bot.rehearse.season.record import Applied, SeasonRecord, made_on
from bot.rehearse.season.renewal import Renewal
from bot.rehearse.season.report import SeasonReport, confirmed, of_the_season
from bot.rehearse.season.school import NEXT_TERM, RENEWAL, SeasonSchool
from bot.rehearse.season.term import Later, Term
from care.rules.enrolment.course import Event, Stage
from storage.outbox import State as Sending


def examine(
    report: SeasonReport,
    school: SeasonSchool,
    kept: SeasonRecord,
    term: Term,
    renewal: Renewal | None,
    full: Sequence[Full],
    before: Collection[int],
) -> None:
    """Adds to the report. `before`: children in care when renewal was sent."""
    wants = [_wants(later) for later in term.laters]
    found = [
        *later_checks.clubs_kept(wants, kept.members, kept.applied),
        *later_checks.others_offered(wants, _open(school, kept)),
        *later_checks.once_each(kept.booked),
        *later_checks.changed_once(wants, _until_renewal(kept.applied)),
        *checks.within(full),
        *checks.ended(kept.applied, kept.drafts),
        *checks.families_told(kept.applied, kept.put),
        *checks.answered_once(kept.received, kept.put),
        *checks.left_behind(of_the_season(kept)),
        *(Breach("chain", fault) for fault in kept.chain),
    ]
    if renewal is not None:
        found += _renewed(school, kept, renewal, before)
        report.funnel |= _funnel(kept, before)
    report.breaches = list(dict.fromkeys([*report.breaches, *found]))
    report.figures |= _figures(kept, term, renewal)


def _wants(later: Later) -> Wants:
    return Wants(
        later.case.child.id, frozenset(later.clubs), frozenset(later.was_full), frozenset(later.other_offered),
        later.changes,
    )  # fmt: skip


def _open(school: SeasonSchool, kept: SeasonRecord) -> set[str]:
    """Clubs that never were full: their places are not counted."""
    counted = {one.club for one in school.policy.enrolment.capacity}
    return set(kept.members) - counted


def _until_renewal(applied: Iterable[Applied]) -> list[Applied]:
    return [one for one in applied if made_on(one) < RENEWAL]


def _renewed(school: SeasonSchool, kept: SeasonRecord, renewal: Renewal, before: Collection[int]) -> list[Breach]:
    """The new term's places against what the families answered."""
    stands = [case.stands for case in renewal.cases]
    places = [place for place in kept.booked if place.since >= NEXT_TERM]
    applied = [one for one in kept.applied if made_on(one) >= RENEWAL]
    term = SeasonRecord(applied=applied, booked=places)
    rolls = {care.value: ids for care, ids in renewal.roll.items()}
    return [
        *later_checks.renewed(before, kept.booked, kept.put, NEXT_TERM),
        *checks.not_asked_for(stands, places),
        *checks.not_given(applied, places),
        *checks.taken_up(stands, applied, NEXT_TERM),
        *checks.steps_kept(applied, school.policy.enrolment),
        *checks.first_roll(rolls, confirmed(stands, term, NEXT_TERM)),
    ]


def _funnel(kept: SeasonRecord, before: Collection[int]) -> dict[str, int]:
    wishes = [one for one in kept.applied if one.kind == ENROLL and made_on(one) >= RENEWAL]
    return {
        "asked at renewal": len(before),
        "applied for the new term": len(wishes),
        "in care in the new term": sum(one.stage is Stage.IN_CARE for one in wishes),
    }


def _figures(kept: SeasonRecord, term: Term, renewal: Renewal | None) -> dict[str, int]:
    clubs = [one for one in kept.applied if one.kind == CLUB]
    changes = [one for one in kept.applied if one.kind == CHANGE]
    roll = renewal.roll if renewal else {}
    return {
        "messages in": len(kept.received),
        "messages out": sum(one.state == Sending.SENT for one in kept.put),
        "club wishes": sum(bool(one.club) for one in term.laters),
        "other clubs offered": sum(len(one.other_offered) for one in term.laters),
        "club places that became free": sum(one.at(Event.FREED) is not None for one in clubs),
        "changes asked for": len(changes),
        "changes carried out": sum(one.stage is Stage.IN_CARE for one in changes),
        **{f"on the new term's first roll, {care}": len(ids) for care, ids in roll.items()},
    }
