"""The checks of a season: each fires for what it is about, and is silent for a season as it must be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.rehearse.checks import Breach
from bot.rehearse.season import checks, proven
from bot.rehearse.season.checks import Full, Stands
from bot.rehearse.season.record import Applied, Booked, Put, Received, SeasonRecord, Step
from care.policy.enrolment import (
    Agreement,
    ApprovalStep,
    Capacity,
    EnrolmentPlan,
    InsuranceRule,
    Publication,
    Scope,
    Signer,
    Silence,
)
from care.rules.enrolment.course import Event, Stage
from storage.inbox import State as Answered
from storage.outbox import State as Sending

MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
FAMILY, TEACHER, OFFICE = 7, 1, 2
WEEK = (1, 2, 3, 4, 5)
PLAN = EnrolmentPlan(
    chain=(ApprovalStep(), ApprovalStep()),
    publication=Publication(Scope.CLASS, days=3),
    agreement=Agreement(required=True, signers=(Signer.PARENT, Signer.SCHOOL)),
    insurance=InsuranceRule.REQUIRED,
)
WAY = (
    (Event.AGREED, Stage.STEP, 0, TEACHER, 0), (Event.AGREED, Stage.STEP, 1, OFFICE, 1),
    (Event.PUBLISHED, Stage.PUBLIC, 0, OFFICE, 2), (Event.CLEARED, Stage.PUBLIC, 0, None, 5),
    (Event.SIGNED, Stage.SIGNING, 0, FAMILY, 6), (Event.INSURED, Stage.INSURING, 0, FAMILY, 7),
)  # fmt: skip


def step(event: Event, stage: Stage, number: int, by: int | None, days: int, inbox_id: int | None = None) -> Step:
    return Step(event, stage, number, by, MONDAY + timedelta(days=days), inbox_id)


def applied(*, without: Event | None = None, stage: Stage = Stage.IN_CARE) -> Applied:
    """One that went the whole way; without all events of one kind where that is said."""
    course = tuple(step(*one) for one in WAY if one[0] is not without)
    signed = MONDAY + timedelta(days=6)
    return Applied(
        1,
        "enroll",
        50,
        FAMILY,
        ("noon",),
        MONDAY,
        stage,
        0,
        1,
        course,
        frozenset({"parent"}),
        signed,
        date(2027, 8, 31),
    )


def booked(child: int = 50, session: str = "noon", application: int | None = 1) -> Booked:
    return Booked(child, session, WEEK, date(2026, 3, 10), None, application)


def put(key: str, *, to: int = FAMILY, state: Sending = Sending.SENT, inbox_id: int | None = None) -> Put:
    return Put(1, key, to, int(state), inbox_id, "application")


def names(found: list[Breach]) -> set[str]:
    return {breach.check for breach in found}


def test_a_child_in_care_for_whom_nobody_asked_is_a_breach() -> None:
    asked = [Stands(50, ("noon", WEEK))]

    assert checks.not_asked_for(asked, [booked()]) == []
    assert names(checks.not_asked_for([Stands(50, None)], [booked()])) == {"in care and not asked for"}
    assert names(checks.not_asked_for(asked, [booked(application=None)])) == {"in care and not asked for"}


def test_another_session_than_was_asked_for_is_a_breach() -> None:
    found = checks.not_asked_for([Stands(50, ("noon", WEEK))], [booked(session="evening")])

    assert names(found) == {"in care otherwise than asked for"}


def test_whoever_asked_to_leave_may_be_in_care_until_the_notice_is_over() -> None:
    assert checks.not_asked_for([Stands(50, None, left=True)], [booked()]) == []


def test_a_confirmed_application_without_a_place_is_a_breach() -> None:
    assert checks.not_given([applied()], [booked()]) == []
    assert names(checks.not_given([applied()], [])) == {"confirmed without a place"}


def test_a_wish_that_never_became_an_application_is_a_breach() -> None:
    last = date(2026, 3, 6)
    family = Stands(51, ("noon", WEEK), wrote=last, insists=True)

    assert names(checks.taken_up([family], [applied()], last)) == {"wish without an application"}
    assert checks.taken_up([replace(family, child=50)], [applied()], last) == []
    assert checks.taken_up([replace(family, insists=False)], [], last) == []
    assert checks.taken_up([replace(family, wrote=date(2026, 3, 7))], [], last) == []


def test_a_season_that_brings_nobody_into_care_is_a_breach() -> None:
    assert checks.reached([applied()]) == checks.reached([]) == []
    assert names(checks.reached([applied(stage=Stage.GIVEN_UP)])) == {"nobody in care"}


def test_the_whole_way_is_no_breach() -> None:
    assert checks.steps_kept([applied()], PLAN) == []


@pytest.mark.parametrize("missing", [Event.AGREED, Event.PUBLISHED, Event.CLEARED])
def test_a_step_that_nobody_took_is_a_breach(missing: Event) -> None:
    assert names(checks.steps_kept([applied(without=missing)], PLAN)) == {"step skipped"}


def test_a_step_that_was_overtaken_is_a_breach() -> None:
    late = applied()
    turned = replace(late, course=(late.course[1], late.course[0], *late.course[2:]))

    assert names(checks.steps_kept([turned], PLAN)) == {"step skipped"}


def test_an_agreement_that_nobody_signed_is_a_breach() -> None:
    assert names(checks.steps_kept([replace(applied(), signers=frozenset())], PLAN)) == {"step skipped"}


def test_an_insurance_that_nobody_showed_is_a_breach() -> None:
    assert names(checks.steps_kept([replace(applied(), insured_until=None)], PLAN)) == {"step skipped"}


def test_a_list_that_was_taken_down_early_is_a_breach() -> None:
    one = applied()
    early = replace(one.course[3], at=one.course[2].at + timedelta(days=1))

    assert names(checks.steps_kept([replace(one, course=(*one.course[:3], early, *one.course[4:]))], PLAN)) == {
        "step skipped"
    }


def test_a_family_that_decides_on_its_own_wish_is_a_breach() -> None:
    one = applied()
    own = replace(one.course[0], by_id=FAMILY)

    assert names(checks.steps_kept([replace(one, course=(own, *one.course[1:]))], PLAN)) == {"step skipped"}


def test_silence_is_a_yes_only_where_the_plan_says_so() -> None:
    one = applied()
    silent = replace(one.course[0], event=Event.SILENT, by_id=None)
    slept = replace(one, course=(silent, *one.course[1:]))
    generous = replace(PLAN, chain=(ApprovalStep(on_silence=Silence.APPROVE), ApprovalStep()))

    assert names(checks.steps_kept([slept], PLAN)) == {"step skipped"}
    assert checks.steps_kept([slept], generous) == []


def test_more_pupils_than_places_is_a_breach() -> None:
    full = Full(MONDAY.date(), "noon", 1, 30, 30)

    assert checks.within([full]) == []
    assert names(checks.within([replace(full, taken=31)])) == {"capacity exceeded"}


def test_an_application_or_a_draft_without_an_end_is_a_breach() -> None:
    assert checks.ended([applied(), applied(stage=Stage.QUEUE)], []) == []
    assert names(checks.ended([applied(stage=Stage.SIGNING)], [])) == {"without an end"}
    assert names(checks.ended([], [3])) == {"without an end"}


def test_a_family_that_was_not_told_is_a_breach() -> None:
    course = (step(Event.AGREED, Stage.STEP, 0, TEACHER, 0, inbox_id=9),)
    one = replace(applied(), course=course)
    submitted = put("reply/1/1", inbox_id=1)

    assert checks.families_told([one], [submitted, put("course/1/1")]) == []
    assert names(checks.families_told([one], [submitted])) == {"family not told"}
    assert names(checks.families_told([one], [submitted, put("course/1/1", state=Sending.FAILED)])) == {
        "family not told"
    }
    assert names(checks.families_told([one], [submitted, put("course/1/1", to=8)])) == {"family not told"}


def test_a_step_that_only_waits_longer_needs_no_message() -> None:
    silent = replace(applied(stage=Stage.STEP), course=(step(Event.SILENT, Stage.STEP, 0, None, 3),))

    assert checks.families_told([silent], [put("reply/1/1", inbox_id=1)]) == []


def test_a_message_without_its_one_answer_is_a_breach() -> None:
    done = Received(1, "text", int(Answered.DONE))

    assert checks.answered_once([done], [put("reply/1/1", inbox_id=1)]) == []
    assert names(checks.answered_once([done], [])) == {"not answered once"}
    assert names(checks.answered_once([replace(done, state=int(Answered.WAITING))], [])) == {"unanswered"}


def test_a_message_that_stays_behind_is_a_breach() -> None:
    assert checks.left_behind([put("course/1/1")]) == []
    assert names(checks.left_behind([put("course/1/1", state=Sending.WAITING)])) == {"not sent"}


def test_a_family_that_came_too_late_and_was_taken_is_a_breach() -> None:
    first, last = date(2026, 3, 2), date(2026, 3, 6)
    in_time, late = Stands(50, None, wrote=date(2026, 3, 6)), Stands(50, None, wrote=date(2026, 3, 7))

    assert checks.in_the_window([in_time], [applied()], first, last) == []
    assert names(checks.in_the_window([late], [applied()], first, last)) == {"outside the window"}


def test_a_full_name_or_a_need_on_a_list_is_a_breach() -> None:
    assert checks.kept_secret(["一年级1班 李*明 午托"], ["李小明"], ["低保"]) == []
    assert names(checks.kept_secret(["一年级1班 李小明 午托"], ["李小明"], [])) == {"shown on a list"}
    assert names(checks.kept_secret(["一年级1班 李*明 低保"], [], ["低保"])) == {"shown on a list"}


def test_the_first_roll_shows_exactly_the_confirmed() -> None:
    assert checks.first_roll({"noon": {50}}, {"noon": {50}}) == []
    assert names(checks.first_roll({"noon": {50, 51}}, {"noon": {50}})) == {"on the roll and not confirmed"}
    assert names(checks.first_roll({}, {"noon": {50}})) == {"confirmed and not on the roll"}


def test_only_what_happened_is_proven_and_a_breach_fails_it() -> None:
    kept = SeasonRecord(applied=[applied()], published=["…"])
    held = proven.results(PLAN, kept, [], late=0)

    assert held == dict.fromkeys(("C20", "C21", "C25", "C26", "C27"), "passed")
    assert proven.results(PLAN, kept, [Breach("step skipped", "")], late=1)["C21"] == "failed"
    assert "C23" not in proven.results(replace(PLAN, capacity=(Capacity(3, session="noon"),)), kept, [], late=0)
