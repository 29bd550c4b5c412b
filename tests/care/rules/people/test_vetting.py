"""Who from outside may be put on duty on a day, and why not. (C97-C99; L-12, L-13, L-25; D-17)"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.policy.people import Institutions, PeoplePlan
from care.policy.staffing import Check, Staffing
from care.rules.people.vetting import (
    OWN,
    Institution,
    Lack,
    Origin,
    Vetting,
    allows,
    lacks,
    needs_reminder,
    runs_out,
)

DAY = date(2026, 3, 4)
PLAN = PeoplePlan()
STRICT = Staffing(checks=(Check.RECORD, Check.HEALTH, Check.QUALIFICATION), volunteers_filed=True)
GOOD = Vetting(
    Origin.EXTERNAL, "", "教师资格证", date(2026, 1, 5), True, date(2026, 12, 31), "外聘2026-03", date(2026, 7, 1), ""
)


def test_own_staff_are_vetted_by_who_employs_them() -> None:
    assert lacks(OWN, DAY, STRICT, PLAN) == ()


def test_complete_papers_let_an_external_on_duty() -> None:
    assert lacks(GOOD, DAY, STRICT, PLAN) == ()


@pytest.mark.parametrize(
    ("change", "lack"),
    [
        ({"record_checked": None}, Lack.RECORD),
        ({"record_checked": date(2025, 3, 3)}, Lack.RECORD_OLD),
        ({"clean": False}, Lack.RECORD_BAD),
        ({"qualification": ""}, Lack.QUALIFICATION),
        ({"health_until": None}, Lack.HEALTH),
        ({"health_until": date(2026, 3, 3)}, Lack.HEALTH_OVER),
        ({"contract": ""}, Lack.CONTRACT),
        ({"contract_until": date(2026, 3, 3)}, Lack.CONTRACT_OVER),
    ],
)
def test_each_paper_that_is_missing_or_over_is_named(change: dict[str, object], lack: Lack) -> None:
    assert lacks(replace(GOOD, **change), DAY, STRICT, PLAN) == (lack,)


def test_the_last_day_of_a_paper_still_holds() -> None:
    assert lacks(replace(GOOD, contract_until=DAY, health_until=DAY), DAY, STRICT, PLAN) == ()


def test_the_record_is_looked_at_in_every_plan() -> None:
    assert lacks(replace(GOOD, record_checked=None), DAY, Staffing(checks=()), PLAN) == (Lack.RECORD,)


def test_a_volunteer_needs_a_check_and_where_filed_the_number() -> None:
    parent = Vetting(Origin.VOLUNTEER, record_checked=date(2026, 1, 5), health_until=date(2026, 12, 31))

    assert lacks(parent, DAY, STRICT, PLAN) == (Lack.FILING,)
    assert lacks(replace(parent, filing="备2026-12"), DAY, STRICT, PLAN) == ()
    assert lacks(parent, DAY, replace(STRICT, volunteers_filed=False), PLAN) == ()


ANY = Institution("星光艺术中心")


@pytest.mark.parametrize(
    ("policy", "institution", "let_in"),
    [
        (Institutions.BANNED, replace(ANY, is_listed=True, approval="教2026"), False),
        (Institutions.UNPAID, ANY, True),
        (Institutions.UNPAID, replace(ANY, is_paid=True), False),
        (Institutions.LISTED, replace(ANY, is_listed=True), True),
        (Institutions.LISTED, replace(ANY, is_listed=True, teaches_subjects=True), False),
        (Institutions.LISTED, ANY, False),
        (Institutions.APPROVED, replace(ANY, approval="教2026"), True),
        (Institutions.APPROVED, ANY, False),
        (Institutions.FREE, ANY, True),
        (Institutions.FREE, replace(ANY, removed=True), False),
    ],
)
def test_an_institution_comes_in_by_the_plans_rule(
    policy: Institutions, institution: Institution, let_in: bool
) -> None:
    """D-17."""
    assert allows(institution, replace(PLAN, institutions=policy)) is let_in


def test_people_of_an_institution_that_is_not_let_in_are_refused() -> None:
    teacher = replace(GOOD, origin=Origin.INSTITUTION, institution="星光艺术中心")

    assert Lack.INSTITUTION in lacks(teacher, DAY, STRICT, PLAN)
    assert lacks(teacher, DAY, STRICT, PLAN, replace(ANY, is_listed=True)) == ()


def test_the_leader_hears_before_the_first_paper_runs_out() -> None:
    ends = replace(GOOD, contract_until=DAY + timedelta(days=14))

    assert runs_out(ends, PLAN) == DAY + timedelta(days=14)
    assert needs_reminder(ends, DAY, PLAN)
    assert not needs_reminder(ends, DAY - timedelta(days=1), PLAN)
    assert not needs_reminder(OWN, DAY, PLAN)


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_on_no_day_after_the_last_one_is_anybody_let_on_duty(last: date, day: date) -> None:
    vetting = replace(GOOD, contract_until=last, health_until=last, record_checked=last)

    assert (lacks(vetting, day, STRICT, PLAN) == ()) == (day <= last)
