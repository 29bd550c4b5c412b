"""The checks of a season's later weeks: each fires for what it is about, and is silent where all is as it must be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.rehearse.checks import Breach
from bot.rehearse.season import later_checks as checks
from bot.rehearse.season.later_checks import CHANGE, CLUB, Wants
from bot.rehearse.season.record import Applied, Booked, Put
from care.rules.enrolment.course import Stage
from storage.outbox import State as Sending

CHILD, FAMILY = 50, 7
TERM = date(2026, 9, 1)
WEEK = (1, 2, 3, 4, 5)


def applied(kind: str, stage: Stage, clubs: tuple[str, ...] = ()) -> Applied:
    return Applied(1, kind, CHILD, FAMILY, (), datetime(2026, 4, 1, tzinfo=UTC), stage, 0, 1, clubs=clubs)


def booked(since: date, until: date | None, weekdays: tuple[int, ...] = WEEK) -> Booked:
    return Booked(CHILD, "evening", weekdays, since, until, 1)


def names(found: list[Breach]) -> set[str]:
    return {breach.check for breach in found}


def test_a_club_is_asked_for_and_a_wish_has_an_answer() -> None:
    wants = [Wants(CHILD, frozenset({"篮球社团"}))]

    assert names(checks.clubs_kept(wants, {"篮球社团": {CHILD}}, [])) == set()
    assert names(checks.clubs_kept(wants, {}, [applied(CLUB, Stage.QUEUE, ("篮球社团",))])) == set()
    assert names(checks.clubs_kept(wants, {}, [])) == {"club wish without an answer"}
    assert names(checks.clubs_kept([Wants(CHILD)], {"篮球社团": {CHILD}}, [])) == {"in a club and not asked for"}


def test_with_a_full_club_others_are_named() -> None:
    told = Wants(CHILD, full=frozenset({"篮球社团"}), others=frozenset({"篮球社团"}))

    assert checks.others_offered([told], {"合唱团"}) == []
    assert names(checks.others_offered([replace(told, others=frozenset())], {"合唱团"})) == {"no other club offered"}
    assert checks.others_offered([replace(told, others=frozenset())], set()) == []


def test_a_change_follows_the_place_before_and_does_not_double_it() -> None:
    before, after = booked(date(2026, 3, 9), date(2026, 3, 31)), booked(date(2026, 4, 1), None, (1, 3))

    assert checks.once_each([before, after]) == []
    assert names(checks.once_each([replace(before, until=None), after])) == {"place doubled"}


def test_a_change_is_carried_out_once_and_the_family_told() -> None:
    done = applied(CHANGE, Stage.IN_CARE)

    assert checks.changed_once([Wants(CHILD, changes=1)], [done]) == []
    assert names(checks.changed_once([Wants(CHILD, changes=1)], [done, done])) == {"change applied twice"}
    assert names(checks.changed_once([Wants(CHILD, changes=1)], [])) == {"change not applied"}


def test_at_renewal_every_place_ends_and_every_family_is_asked() -> None:
    ended, kept = booked(date(2026, 3, 9), date(2026, 8, 31)), booked(date(2026, 3, 9), None)
    asked = Put(1, f"renewal/{TERM}/{CHILD}", FAMILY, int(Sending.SENT), None, "application")

    assert checks.renewed({CHILD}, [ended], [asked], TERM) == []
    assert names(checks.renewed({CHILD}, [kept], [asked], TERM)) == {"place kept without a word"}
    assert names(checks.renewed({CHILD}, [ended], [], TERM)) == {"family not asked at renewal"}
