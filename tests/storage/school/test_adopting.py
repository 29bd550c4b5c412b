"""A school starts from a pack; days that are over keep their rules. On both databases. (C01)"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from care.acts import CareSession
from care.policy.packs import pack
from care.policy.plain import Unreadable
from storage import audit, known, schools
from storage.db import Sessions
from storage.school import adopting, plans
from storage.schools import CalendarRow

NOW = datetime(2026, 3, 4, 1, tzinfo=UTC)
TODAY, MONDAY = date(2026, 3, 4), date(2026, 3, 9)
NUMBER = {"people": {"price_document": "吉价〔2019〕8号"}}


@pytest.fixture
def school(sessions: Sessions) -> int:
    with sessions.writing() as session:
        school = schools.add(session, "demo", "实验小学", settings={"family_cap": 5})
        session.add(CalendarRow(school_id=school, day="2026-01-01", open=False, note="元旦"))
    return school


def test_a_pack_holds_from_its_day_and_not_before(sessions: Sessions, school: int) -> None:
    with sessions.writing() as session:
        adopting.adopt(session, school, adopting.look(session, school, pack("000-1"), MONDAY, NUMBER), now=NOW)

    with sessions.reading() as session:
        policy = known.policy(session, school, TODAY)
        assert [plan.session for plan in policy.sessions_on(TODAY)] == [CareSession.NOON, CareSession.EVENING]
        assert [(plan.start, plan.end) for plan in policy.sessions_on(MONDAY)] == [(time(15, 30), time(17))]
        assert policy.sessions_on(MONDAY + timedelta(days=4)) == ()  # Friday: the teachers study
        after = known.policy(session, school, MONDAY)
        assert (after.people.price_document, after.family_cap) == ("吉价〔2019〕8号", 5)


def test_looking_writes_nothing(sessions: Sessions, school: int) -> None:
    with sessions.writing() as session:
        seen = adopting.look(session, school, pack("000-1"), TODAY, {})

    assert seen.refused  # the price has no document
    with sessions.reading() as session:
        assert plans.standing(session, school) == []
        assert audit.entries(session, school) == []


def test_the_same_pack_twice_is_kept_once(sessions: Sessions, school: int) -> None:
    kept = []
    for _ in range(2):
        with sessions.writing() as session:
            seen = adopting.look(session, school, pack("003-10"), TODAY, {})
            kept.append(adopting.adopt(session, school, seen, now=NOW, login="office"))

    with sessions.reading() as session:
        assert [bool(one) for one in kept] == [True, False]
        assert len(plans.standing(session, school)) == 1
        assert [(one.what, one.login) for one in audit.entries(session, school)] == [("plan 003-10/1", "office")]


def test_the_next_pack_takes_back_what_the_last_one_said(sessions: Sessions, school: int) -> None:
    for since, wanted in ((TODAY, "004-4"), (MONDAY, "003-6")):
        with sessions.writing() as session:
            seen = adopting.look(session, school, pack(wanted), since, {})
            adopting.adopt(session, school, seen, now=NOW)

    with sessions.reading() as session:
        before, after = (adopting.plan_of(session, school, day) for day in (TODAY, MONDAY))
        assert before.policy.fees.subsidy_a_year == 10000
        assert after.policy.fees.subsidy_a_year is None
        assert after.policy.service.least_minutes_a_day == 120
        assert [plan.mark.id for plan in (before, after) if plan.mark] == ["004-4", "003-6"]
        assert after.own == {"family_cap"}


def test_later_versions_are_counted_and_stay(sessions: Sessions, school: int) -> None:
    with sessions.writing() as session:
        plans.add(session, school, MONDAY, {"family_cap": 9}, now=NOW)
        seen = adopting.look(session, school, pack("003-6"), TODAY, {})
        adopting.adopt(session, school, seen, now=NOW)

    with sessions.reading() as session:
        assert seen.later == 1
        assert known.policy(session, school, MONDAY).family_cap == 9


def test_a_setting_that_does_not_exist_is_refused(sessions: Sessions, school: int) -> None:
    with sessions.reading() as session, pytest.raises(Unreadable, match="grups"):
        adopting.look(session, school, pack("003-6"), TODAY, {"grups": {"most": 3}})


def test_a_version_is_taken_back_while_its_first_day_lasts(sessions: Sessions, school: int) -> None:
    with sessions.writing() as session:
        seen = adopting.look(session, school, pack("003-6"), TODAY, {})
        version = adopting.adopt(session, school, seen, now=NOW)
        assert version is not None
        other = schools.add(session, "other", "别的学校")

    with sessions.writing() as session:
        tries = [(school, TODAY + timedelta(days=1)), (other, TODAY), (school, TODAY), (school, TODAY)]
        done = [adopting.take_back(session, one, version, today=day, now=NOW) for one, day in tries]

    assert done == [False, False, True, False]
    with sessions.reading() as session:
        assert known.policy(session, school, TODAY).service.least_minutes_a_day is None
        assert [one.what for one in audit.entries(session, school)] == ["plan 003-6/1", "plan taken back"]
