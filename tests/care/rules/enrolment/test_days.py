"""Days that run. (C28; W-21)"""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from care.calendar import Calendar
from care.policy.enrolment import CountedFrom, DayKind, Withdrawal
from care.rules.enrolment.days import first_day_out, school_days_between, school_days_later

REQUESTED, APPROVED = date(2022, 3, 7), date(2022, 3, 9)
A_WEEK = Withdrawal(notice_days=7)
DAYS = st.dates(date(2022, 1, 1), date(2022, 12, 31))


def out(rule: Withdrawal, approved: date = APPROVED) -> date:
    return first_day_out(rule, asked=REQUESTED, requested=REQUESTED, approved=approved, calendar=Calendar())


def test_w_21_a_week_from_the_request() -> None:
    """Asked on Monday 2022-03-07, approved on the 9th: not before the 14th. (004-2.07)"""
    assert out(A_WEEK) == date(2022, 3, 14)


def test_w_21_the_other_readings_are_settings() -> None:
    assert out(Withdrawal(notice_days=7, counted_from=CountedFrom.APPROVAL)) == date(2022, 3, 16)
    assert out(Withdrawal(notice_days=7, day_kind=DayKind.SCHOOL)) == date(2022, 3, 16)


def test_w_21_while_the_approval_is_pending_the_pupil_stays_enrolled() -> None:
    assert out(A_WEEK, approved=date(2022, 3, 18)) == date(2022, 3, 19)


@given(DAYS, DAYS, DAYS, st.integers(0, 30), st.sampled_from(CountedFrom), st.sampled_from(DayKind))
def test_nobody_is_out_before_the_day_asked_for_or_on_the_day_of_approval(
    asked: date, requested: date, approved: date, notice: int, counted: CountedFrom, kind: DayKind
) -> None:
    rule = Withdrawal(notice, counted, kind)

    day = first_day_out(rule, asked=asked, requested=requested, approved=approved, calendar=Calendar())

    assert day >= asked
    assert day > approved


def test_a_holiday_is_no_day_to_answer() -> None:
    off = Calendar(off=frozenset({date(2026, 3, 5)}), years=frozenset({2026}))

    assert school_days_later(date(2026, 3, 4), 1, off) == date(2026, 3, 6)


def test_a_year_without_a_calendar_counts_its_weekdays() -> None:
    known = Calendar(years=frozenset({2026}))

    assert school_days_later(date(2026, 12, 31), 1, known) == date(2027, 1, 1)


def test_both_ends_count() -> None:
    assert school_days_between(date(2026, 3, 6), date(2026, 3, 9), Calendar()) == 2
    assert school_days_between(date(2026, 3, 9), date(2026, 3, 6), Calendar()) == 0
