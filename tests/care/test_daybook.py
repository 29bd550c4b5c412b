"""What a day is like: seasons, study afternoons, make-up days, changes of a day, versions. (C03-C09, D-01 to D-05)"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.acts import CareSession
from care.calendar import Calendar, YearNotConfirmed, days_between, year_with
from care.policy import DayBook, DayChange, Policy, SessionPlan, policy_of
from care.policy.terms import Season, SeasonTime, StudyDay, Term, Timetable, Vacation
from care.rules.times import earliest_start, start_of

NOON, EVENING, STUDY = CareSession.NOON, CareSession.EVENING, CareSession.STUDY
WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = (date(2026, 3, 4) + timedelta(days=n) for n in range(4))
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def plan_of(care: CareSession, start: str, end: str, **more: object) -> SessionPlan:
    return SessionPlan(care, care.value, time.fromisoformat(start), time.fromisoformat(end), **more)  # type: ignore[arg-type]


def policy(*changes: DayChange, calendar: Calendar = Calendar(), **fields: object) -> Policy:
    return replace(Policy(**fields), book=DayBook(calendar, changes))  # type: ignore[arg-type]


def ends(one: Policy, day: date, care: CareSession = EVENING) -> str | None:
    plan = one.plan(care, day)
    return f"{plan.end:%H:%M}" if plan else None


# --- the week (D-01, D-34) ---


def test_a_study_afternoon_takes_the_named_session_or_the_whole_day() -> None:
    only = policy(timetable=Timetable(study_days=(StudyDay(4, (EVENING,)),)))
    whole = policy(timetable=Timetable(study_days=(StudyDay(4),)))

    assert [plan.session for plan in only.sessions_on(THURSDAY)] == [NOON]
    assert whole.sessions_on(THURSDAY) == ()
    assert ends(only, WEDNESDAY) == ends(whole, FRIDAY) == "18:00"


def test_weekend_care_runs_on_saturdays_that_are_no_holiday_and_no_school_day() -> None:
    saturday = plan_of(CareSession.WEEKEND, "14:00", "17:00", weekdays=(6,))
    calendar = Calendar(
        off=frozenset({date(2026, 10, 3)}), extra=frozenset({date(2026, 10, 10)}), years=frozenset({2026})
    )
    ours = policy(sessions=(saturday,), calendar=calendar)

    assert ours.sessions_on(SATURDAY) == (saturday,)
    assert ours.sessions_on(date(2026, 10, 3)) == ours.sessions_on(date(2026, 10, 10)) == ()
    assert ours.sessions_on(FRIDAY) == ()


def test_thirteen_saturdays_a_term() -> None:
    """003-11.09."""
    assert len(days_between(date(2026, 3, 7), date(2026, 5, 31), [6])) == 13


def test_vacation_care_runs_on_the_days_that_the_school_set_and_nothing_else_does() -> None:
    july = Vacation("暑假", date(2026, 7, 6), date(2026, 7, 10))
    own = plan_of(CareSession.VACATION, "8:00".zfill(5), "12:00")
    off = frozenset(days_between(date(2026, 7, 1), date(2026, 8, 31)))
    ours = policy(
        sessions=(*Policy().sessions, own), timetable=Timetable(vacations=(july,)), calendar=Calendar(off=off)
    )

    assert [plan.session for plan in ours.sessions_on(date(2026, 7, 6))] == [CareSession.VACATION]
    assert ours.sessions_on(date(2026, 7, 13)) == ()
    assert own not in ours.sessions_on(WEDNESDAY)


def test_evening_study_has_its_own_end_after_the_evening_care() -> None:
    study = plan_of(STUDY, "18:20", "20:20", lessons=2, grades=(7, 8, 9))
    ours = policy(sessions=(*Policy().sessions, study))

    assert (ends(ours, WEDNESDAY), ends(ours, WEDNESDAY, STUDY)) == ("18:00", "20:20")


# --- seasons (C04, D-05, G01) ---

WINTER = Season("冬季", date(2026, 11, 1), date(2027, 3, 31), (SeasonTime(EVENING, end=time(17, 0)),))


def test_a_season_changes_the_end_between_its_days_and_no_other() -> None:
    ours = policy(timetable=Timetable(seasons=(WINTER,)))

    days = (date(2026, 10, 30), date(2026, 11, 2), date(2027, 3, 31), date(2027, 4, 1))

    assert [ends(ours, day) for day in days] == ["18:00", "17:00", "17:00", "18:00"]


def test_a_season_without_times_has_those_that_the_plan_names_for_it() -> None:
    """The plans give times and no days; the days are the school's."""
    ours = policy_of(
        {
            "service": {"season_times": [{"name": "夏季", "times": [{"session": "evening", "end": "17:30"}]}]},
            "timetable": {"seasons": [{"name": "夏季", "first": "2026-04-01", "last": "2026-10-31"}]},
        }
    )

    assert ends(ours, date(2026, 5, 6)) == "17:30"


@given(DAYS)
def test_without_a_season_the_end_is_the_same_all_year(day: date) -> None:
    assert ends(policy(), day) in (None, "18:00")


# --- the calendar (C05, G18) ---


def test_a_make_up_day_runs_the_weekday_it_follows() -> None:
    calendar = Calendar(extra=frozenset({SATURDAY}), years=frozenset({2026}), follows=((SATURDAY, 4),))
    ours = policy(timetable=Timetable(study_days=(StudyDay(4, (EVENING,)),)), calendar=calendar)

    assert [plan.session for plan in ours.sessions_on(SATURDAY)] == [NOON]


def test_a_make_up_day_that_follows_none_is_an_ordinary_day() -> None:
    ours = policy(calendar=Calendar(extra=frozenset({SATURDAY})))

    assert len(ours.sessions_on(SATURDAY)) == 2


def test_a_year_that_nobody_confirmed_has_no_sessions_and_is_refused_where_it_is_asked_for() -> None:
    calendar = Calendar(years=frozenset({2026}))

    assert policy(calendar=calendar).sessions_on(date(2027, 3, 3)) == ()
    with pytest.raises(YearNotConfirmed):
        calendar.is_school_day(date(2027, 3, 3))


# --- changes of a day (G18) ---


def test_a_closed_session_does_not_run_that_day_and_the_others_do() -> None:
    ours = policy(DayChange(WEDNESDAY, EVENING, closed=True))

    assert ends(ours, WEDNESDAY) is None
    assert (ends(ours, WEDNESDAY, NOON), ends(ours, THURSDAY)) == ("13:20", "18:00")


def test_the_last_change_of_a_day_holds() -> None:
    shut = DayChange(WEDNESDAY, EVENING, closed=True)
    early = DayChange(WEDNESDAY, EVENING, end=time(17, 0))

    assert ends(policy(shut, early), WEDNESDAY) == "17:00"
    assert ends(policy(early, shut), WEDNESDAY) is None


def test_a_half_day_of_some_grades_leaves_the_session_to_the_others() -> None:
    ours = policy(DayChange(WEDNESDAY, EVENING, closed=True, grades=(1, 2)))

    assert ends(ours, WEDNESDAY) == "18:00"
    assert ours.book.grades_off(WEDNESDAY, EVENING) == {1, 2}
    assert ours.book.grades_off(WEDNESDAY, NOON) == frozenset()


@given(DAYS, DAYS)
def test_a_change_of_one_day_touches_no_other(changed: date, day: date) -> None:
    ours = policy(DayChange(changed, EVENING, closed=True))

    assert day == changed or ours.sessions_on(day) == policy().sessions_on(day)


# --- versions (C01) ---


@given(DAYS, DAYS)
def test_a_past_day_keeps_its_rules(since: date, day: date) -> None:
    later = replace(Policy(), sessions=(plan_of(EVENING, "16:25", "17:30"),))
    book = DayBook(versions=((date.min, Policy()), (since, later)))
    ours = replace(later, book=book)

    assert ends(ours, day) in (None, "17:30" if day >= since else "18:00")


# --- terms (C09, G14; W-10 takes the 4.5 months from here) ---

SPRING = Term("春季学期", date(2026, 3, 1), date(2026, 6, 30), date(2026, 2, 20), date(2026, 3, 8))
AUTUMN = Term("秋季学期", date(2026, 9, 1), date(2027, 1, 20), date(2026, 6, 1), date(2026, 9, 7))


def test_a_term_bills_four_and_a_half_months_unless_set() -> None:
    assert SPRING.months == Decimal("4.5")
    read = policy_of(
        {"timetable": {"terms": [{"name": "a", "first": "2026-03-01", "last": "2026-07-01", "months": 5}]}}
    )
    assert read.timetable.terms[0].months == 5


@pytest.mark.parametrize(
    ("day", "term"),
    [(date(2026, 2, 19), None), (date(2026, 2, 20), SPRING), (date(2026, 3, 8), SPRING), (date(2026, 3, 9), None),
     (date(2026, 6, 1), AUTUMN)],
)  # fmt: skip
def test_the_window_of_enrolment_is_open_from_its_first_day_to_its_last(day: date, term: Term | None) -> None:
    assert Timetable(terms=(SPRING, AUTUMN)).open_for(day) == term


# --- worked figures ---


def test_w51_the_start_follows_from_the_end_and_the_length() -> None:
    """W-51: 20:20 with two hours at most; two hours to 17:45 and 18:15."""
    assert earliest_start(time(20, 20), most=120) == time(18, 20)
    assert [start_of(time(17, 45), 120), start_of(time(18, 15), 120)] == [time(15, 45), time(16, 15)]


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [("15:30", "17:00", 90), ("15:30", "17:30", 120), ("15:30", "17:20", 110), ("11:30", "13:20", 110),
     ("16:25", "18:00", 95), ("17:00", "18:00", 60), ("11:10", "13:30", 140)],
)  # fmt: skip
def test_w52_the_length_of_a_session(start: str, end: str, minutes: int) -> None:
    assert plan_of(EVENING, start, end).minutes == minutes


@pytest.mark.parametrize(
    ("start", "end", "lessons", "minutes"),
    [("11:30", "13:20", 3, 36.7), ("16:25", "18:00", 2, 47.5), ("11:10", "13:30", 3, 46.7)],
)
def test_w53_a_lesson_is_the_session_in_equal_parts_unless_its_minutes_are_set(
    start: str, end: str, lessons: int, minutes: float
) -> None:
    plan = plan_of(NOON, start, end, lessons=lessons)

    assert round(plan.minutes_per_lesson, 1) == minutes
    assert replace(plan, lesson_minutes=40).minutes_per_lesson == 40


def test_breaks_stand_between_lessons_and_the_last_ends_with_the_session() -> None:
    plan = plan_of(EVENING, "16:00", "17:30", lessons=2, break_minutes=10)

    assert [f"{one:%H:%M}" for one in plan.lesson_starts(WEDNESDAY)] == ["16:00", "16:50"]


def test_w60_the_weekday_that_a_text_prints_says_which_year_it_means() -> None:
    """W-60: 28 December is a Tuesday in 2021; the groups of 12 to 15 January then."""
    assert year_with(12, 28, 2, near=2022) == 2021
    first, last = date(2022, 1, 12), date(2022, 1, 15)
    groups = [days_between(first, last, weekdays) for weekdays in ((1, 3), (1, 4), (6,))]

    assert groups == [(date(2022, 1, 12),), (date(2022, 1, 13),), (date(2022, 1, 15),)]
    assert [day - timedelta(days=1) for (day,) in groups] == [date(2022, 1, 11), date(2022, 1, 12), date(2022, 1, 14)]


@given(DAYS)
def test_the_year_of_a_printed_weekday_is_found_again(day: date) -> None:
    found = year_with(day.month, day.day, day.isoweekday(), near=day.year)

    assert found == day.year
