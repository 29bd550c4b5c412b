"""A day changed at short notice: what is agreed, what is refused, until when it can be taken back. (G18, C01)"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.acts import CareSession
from care.book import DutyKind
from care.calendar import SHANGHAI, Calendar
from care.policy import DayBook, DayChange, Policy
from care.rules import planning
from care.rules.agenda import DayFacts, notices_of
from care.rules.closure import Agreed, Refused, Why, Wish, decide_change, may_undo
from care.rules.duty import Duty, DutyState
from care.rules.notice import Kind

NOON, EVENING = CareSession.NOON, CareSession.EVENING
WEDNESDAY, THURSDAY, SATURDAY = date(2026, 3, 4), date(2026, 3, 5), date(2026, 3, 7)
POLICY = replace(Policy(), book=DayBook(Calendar(years=frozenset({2026}))))
CLOCKS = st.times().map(lambda one: one.replace(second=0, microsecond=0))


def at(clock: str, day: date = WEDNESDAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), SHANGHAI)


def why(wish: Wish, clock: str = "12:00") -> Why | None:
    found = decide_change(wish, POLICY, now=at(clock))
    return found.why if isinstance(found, Refused) else None


@pytest.mark.parametrize(
    ("wish", "clock", "refused"),
    [
        (Wish((WEDNESDAY - timedelta(1),), (EVENING,), closed=True), "12:00", Why.DAY_IS_OVER),
        (Wish((date(2027, 2, 10),), (EVENING,), closed=True), "12:00", Why.YEAR_UNKNOWN),
        (Wish((date(2029, 3, 5),), (EVENING,), closed=True), "12:00", Why.TOO_FAR),
        (Wish((SATURDAY,), (EVENING,), closed=True), "12:00", Why.NO_CARE),
        (Wish((WEDNESDAY,), (EVENING,), closed=True), "16:25", Why.BEGUN),
        (Wish((WEDNESDAY,), (EVENING,), closed=True), "18:00", Why.IS_OVER),
        (Wish((WEDNESDAY,), (EVENING,), end=time(17, 0)), "17:00", Why.TIME_PAST),
        (Wish((WEDNESDAY,), (EVENING,), end=time(16, 0)), "12:00", Why.CROSSED),
        (Wish((WEDNESDAY,), (EVENING,), end=time(18, 0)), "12:00", Why.SAME),
        (Wish((WEDNESDAY,), (EVENING,), start=time(16, 0)), "16:30", Why.BEGUN),
        (Wish((WEDNESDAY,), (EVENING,), end=time(17, 0), grades=(1,)), "12:00", Why.GRADES),
        (Wish((WEDNESDAY,), (EVENING,), end=time(17, 0)), "16:40", None),
        (Wish((THURSDAY,), closed=True), "23:00", None),
    ],
)
def test_what_is_refused_and_why(wish: Wish, clock: str, refused: Why | None) -> None:
    assert why(wish, clock) == refused


def test_one_day_that_cannot_be_changed_changes_none() -> None:
    assert why(Wish((THURSDAY, SATURDAY), (EVENING,), closed=True)) is Why.NO_CARE


def test_no_session_named_is_all_of_the_day() -> None:
    found = decide_change(Wish((THURSDAY,), closed=True), POLICY, now=at("12:00"))

    assert isinstance(found, Agreed)
    assert [change.session for change in found.changes] == [NOON, EVENING]


@given(CLOCKS, CLOCKS)
def test_whatever_is_agreed_leaves_a_session_that_ends_after_it_starts_and_after_now(now: time, end: time) -> None:
    moment = datetime.combine(WEDNESDAY, now, SHANGHAI)
    found = decide_change(Wish((WEDNESDAY,), (EVENING,), end=end), POLICY, now=moment)
    if isinstance(found, Agreed):
        changed = replace(POLICY, book=replace(POLICY.book, changes=found.changes)).plan(EVENING, WEDNESDAY)
        assert changed is not None
        assert changed.start < changed.end
        assert changed.ends(WEDNESDAY) > moment


@given(CLOCKS)
def test_a_session_that_has_begun_is_never_closed(now: time) -> None:
    found = decide_change(
        Wish((WEDNESDAY,), (EVENING,), closed=True), POLICY, now=datetime.combine(WEDNESDAY, now, SHANGHAI)
    )

    assert isinstance(found, Agreed) == (now < time(16, 25))


@pytest.mark.parametrize(("clock", "may"), [("16:24", True), ("16:25", False)])
def test_a_closure_can_be_taken_back_until_its_session_would_have_begun(clock: str, may: bool) -> None:
    found = decide_change(Wish((WEDNESDAY,), (EVENING,), closed=True), POLICY, now=at("12:00"))

    assert isinstance(found, Agreed)
    assert may_undo(found.changes, POLICY, now=at(clock)) is may


@pytest.mark.parametrize(("end", "clock", "may"), [(17, "16:59", True), (17, "17:00", False), (19, "17:59", True)])
def test_other_times_can_be_taken_back_until_the_earlier_end(end: int, clock: str, may: bool) -> None:
    found = decide_change(Wish((WEDNESDAY,), (EVENING,), end=time(end, 0)), POLICY, now=at("12:00"))

    assert isinstance(found, Agreed)
    assert may_undo(found.changes, POLICY, now=at(clock)) is may


# --- the plan ---


def planned(wish: planning.Wish, policy: Policy = POLICY) -> planning.Agreed | planning.Refused:
    return planning.decide_plan_change(wish, policy, now=at("17:00"))


@pytest.mark.parametrize(
    ("wish", "refused"),
    [
        (planning.Wish(EVENING, None, end=time(17, 30)), planning.Why.NO_DAY),
        (planning.Wish(None, THURSDAY, end=time(17, 30)), planning.Why.WHICH_SESSION),
        (planning.Wish(EVENING, date(2026, 3, 3), end=time(17, 30)), planning.Why.DAY_IS_OVER),
        (planning.Wish(EVENING, WEDNESDAY, end=time(17, 30)), planning.Why.HAS_BEGUN),
        (planning.Wish(CareSession.STUDY, THURSDAY, end=time(20, 20)), planning.Why.NO_SUCH_SESSION),
        (planning.Wish(EVENING, THURSDAY, start=time(18, 0)), planning.Why.CROSSED),
        (planning.Wish(EVENING, THURSDAY, end=time(18, 0)), planning.Why.SAME),
    ],
)
def test_a_plan_is_not_changed_on_a_doubt(wish: planning.Wish, refused: planning.Why) -> None:
    found = planned(wish)

    assert isinstance(found, planning.Refused)
    assert found.why is refused


def test_what_breaks_a_limit_of_the_plan_is_refused_with_the_finding() -> None:
    """D-04: two hours at most."""
    strict = replace(POLICY, service=replace(POLICY.service, most_minutes_a_day=240))
    found = planned(planning.Wish(EVENING, THURSDAY, end=time(20, 0)), strict)

    assert isinstance(found, planning.Refused)
    assert (found.why, bool(found.findings)) == (planning.Why.FORBIDDEN, True)


def test_the_other_sessions_stay_as_they_are() -> None:
    found = planned(planning.Wish(EVENING, THURSDAY, end=time(17, 30)))

    assert isinstance(found, planning.Agreed)
    assert found.sessions[0] == POLICY.sessions[0]
    assert found.sessions[1] == replace(POLICY.sessions[1], end=time(17, 30))


# --- the agenda follows ---


def duty_of(care: CareSession, id_: int) -> Duty:
    return Duty(id_, THURSDAY, care, DutyKind.CARE, 7, 1, 1, DutyState.PLANNED, None)


def test_a_session_that_does_not_run_calls_nobody_to_duty_and_the_others_are_called() -> None:
    shut = replace(POLICY, book=replace(POLICY.book, changes=(DayChange(THURSDAY, EVENING, closed=True),)))
    facts = DayFacts("demo", THURSDAY, duties=(duty_of(NOON, 1), duty_of(EVENING, 2)))

    cards = [notice.duties for notice in notices_of(facts, shut, shut.book.calendar) if notice.kind is Kind.DUTY]
    soon = [notice.care for notice in notices_of(facts, shut, shut.book.calendar) if notice.kind is Kind.DUTY_SOON]

    assert (cards, soon) == ([(1,)], [NOON])


def test_a_reminder_follows_a_later_start() -> None:
    later = DayChange(THURSDAY, EVENING, start=time(17, 0))
    moved = replace(POLICY, book=replace(POLICY.book, changes=(later,)))
    facts = DayFacts("demo", THURSDAY, duties=(duty_of(EVENING, 2),))

    due = [one.due for one in notices_of(facts, moved, moved.book.calendar) if one.kind is Kind.DUTY_SOON]

    assert [one.astimezone(SHANGHAI).hour for one in due] == [16]
