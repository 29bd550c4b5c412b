"""The worked figures of days, groups, staff and homework, run from the packs. (section 3.3, 3.4)

Where a figure is ambiguous the setting that fixes the reading stands in the test. Money: test_money_figures.py.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from care.acts import CareSession
from care.calendar import Calendar
from care.policy import DayBook, SessionPlan
from care.policy.groups import Neighbour, OddGrade
from care.policy.packs import pack
from care.rules.deadlines import health_codes_due, may_come_at, may_leave_at, meals_due, showcase_day
from care.rules.grouping import Place, group_count, managers, place, split, teachers
from care.rules.homework import free_day, in_time, most_minutes, too_much

MORNING, NOON, EVENING, STUDY = CareSession.MORNING, CareSession.NOON, CareSession.EVENING, CareSession.STUDY


def session(id_: str, kind: CareSession) -> SessionPlan:
    plan = pack(id_).policy.usual(kind)
    assert plan is not None
    return plan


def season(id_: str, name: str) -> SessionPlan:
    """The evening with a season's times."""
    times = next(one.times[0] for one in pack(id_).policy.service.season_times if one.name == name)
    plan = session(id_, EVENING)
    return replace(plan, start=times.start or plan.start, end=times.end or plan.end)


# Time


@pytest.mark.parametrize(
    ("id_", "week"),
    [
        ("000-1", {1: "课后托管", 2: "课后托管", 3: "课后托管", 4: "课后托管"}),  # Friday: the teachers study
        ("003-8", {1: "课后服务", 2: "课后服务", 3: "课后服务", 4: "课后服务"}),
        ("002", dict.fromkeys(range(1, 6), "晚自习")),
        ("003-10", dict.fromkeys(range(1, 6), "午托 晚托")),
        ("004-6", dict.fromkeys(range(1, 6), "午间托管")),
        ("003-11", {**dict.fromkeys(range(1, 6), "课后服务"), 6: "周六社团"}),
        (
            "001-A",  # Thursday loses the afternoon only (D-34)
            {
                **dict.fromkeys(range(1, 6), "早间看护 午间看护 放学后看护"),
                4: "早间看护 午间看护",
            },
        ),
    ],
)
def test_d01_d02_the_week_of_a_plan(id_: str, week: dict[int, str]) -> None:
    policy = replace(pack(id_).policy, book=DayBook(Calendar(years=frozenset({2026}))))
    days = {day: date(2026, 3, 1 + day) for day in range(1, 8)}
    held = {day: " ".join(plan.label for plan in policy.sessions_on(on)) for day, on in days.items()}

    assert {day: labels for day, labels in held.items() if labels} == week


def test_w51_an_end_and_a_length_give_the_start() -> None:
    study = session("002", STUDY)

    assert (study.start, study.end, study.minutes) == (time(18, 20), time(20, 20), 120)
    assert pack("002").policy.service.most_minutes_a_day == study.minutes
    winter, summer = season("003-3", "冬季"), season("003-3", "夏季")
    assert (winter.start, winter.end, winter.minutes) == (time(15, 45), time(17, 45), 120)
    assert (summer.start, summer.end, summer.minutes) == (time(16, 15), time(18, 15), 120)


def test_w52_lengths_of_sessions() -> None:
    lengths = {
        "000-1": session("000-1", EVENING).minutes,
        "000-1 summer": season("000-1", "夏季").minutes,
        "003-8": session("003-8", EVENING).minutes,
        "003-10 noon": session("003-10", NOON).minutes,
        "003-10 evening": session("003-10", EVENING).minutes,
        "004-5": session("004-5", EVENING).minutes,
        "004-6": session("004-6", NOON).minutes,
    }

    assert list(lengths.values()) == [90, 120, 110, 110, 95, 60, 140]
    least = pack("004-2").policy.service.least_minutes_a_day
    assert least == 120
    assert {name for name, minutes in lengths.items() if minutes >= least} == {"000-1 summer", "004-6"}
    assert lengths["003-10 noon"] + lengths["003-10 evening"] == 205


@pytest.mark.parametrize(
    ("id_", "kind", "minutes"), [("003-10", NOON, 36.7), ("003-10", EVENING, 47.5), ("004-6", NOON, 40.0)]
)
def test_w53_minutes_of_a_lesson(id_: str, kind: CareSession, minutes: float) -> None:
    """004-6 counts its three lessons as 2小时, so its lesson is a setting; in equal parts it would be 46.7. (G09)"""
    plan = session(id_, kind)

    assert round(plan.minutes_per_lesson, 1) == minutes
    if id_ == "004-6":
        assert plan.lesson_minutes == 40
        assert round(replace(plan, lesson_minutes=0).minutes_per_lesson, 1) == 46.7


def test_w54_the_caps_of_lessons_are_in_the_pack() -> None:
    service = pack("004-4").policy.service

    assert (service.noon_lessons_most, service.evening_lessons_most, service.day_lessons_most) == (3, 2, 5)


def test_w56_rotations_come_round() -> None:
    sport, first, third = pack("003-11").policy.clubs.rotations

    for stage in range(sport.stages):
        assert {sport.item(week, stage) for week in (1, 2, 3)} == set(sport.items)
        assert sport.item(4, stage) == sport.item(1, stage)
    assert len({sport.item(1, stage) for stage in range(3)}) == 3
    assert (len(first.items), first.item(5)) == (3, first.item(2))
    assert (len(third.items), third.grades) == (2, (3, 4))


@pytest.mark.parametrize(
    ("at", "included", "fine"),
    [
        (time(9, 59), True, True),
        (time(10), True, True),
        (time(10, 1), True, False),
        (time(9, 59), False, True),
        (time(10), False, False),  # "上午十点" not included: homework.due_included
    ],
)
def test_w57_homework_totals_are_due_at_ten(at: time, included: bool, fine: bool) -> None:
    rules = replace(pack("003-11").policy.homework, due_included=included)

    assert rules.due_at == time(10)
    assert in_time(at, rules) is fine


def test_w58_who_has_no_task_may_come_later_and_leave_earlier() -> None:
    staff = pack("003-14").policy.staffing

    assert may_come_at(time(9, 40), staff) == time(9)
    assert may_come_at(time(8, 20), staff) == time(8, 20)
    assert may_leave_at(time(15, 50), staff) == time(16, 30)
    assert may_leave_at(time(17, 10), staff) == time(17, 10)
    assert staff.flexible_times_a_week == 2


@pytest.mark.parametrize("id_", ["001-B", "003-12"])
@pytest.mark.parametrize(
    ("grade", "minutes", "refused"),
    [(1, 0, False), (1, 1, True), (2, 1, True), (3, 60, False), (3, 61, True), (7, 90, False), (7, 91, True)],
)
def test_w59_written_homework_has_its_limits(id_: str, grade: int, minutes: int, refused: bool) -> None:
    assert too_much(grade, [minutes], pack(id_).policy.homework) is refused


def test_w59_where_the_text_says_average_one_long_day_is_no_breach() -> None:
    average, daily = pack("003-12").policy.homework, pack("001-B").policy.homework

    assert (average.average, daily.average) == (True, False)
    assert not too_much(3, [61, 59], average)
    assert too_much(3, [61, 59], daily)
    assert too_much(1, [1, 0], average)


def test_w59_no_homework_on_wednesday() -> None:
    rules = pack("003-11").policy.homework

    assert [free_day(date(2026, 3, day), rules) for day in (3, 4, 5)] == [False, True, False]
    assert [most_minutes(grade, rules) for grade in (1, 2, 3, 6, 7)] == [0, 0, 60, 60, 90]


def test_w60_the_days_of_the_showcase_fit_2022() -> None:
    show = pack("000-7").policy.quality.showcase

    assert showcase_day(frozenset({1, 3}), show) == date(2022, 1, 12)
    assert showcase_day(frozenset({1, 4}), show) == date(2022, 1, 13)
    assert showcase_day(frozenset({6}), show) == date(2022, 1, 15)
    assert showcase_day(frozenset({2, 4}), show) is None  # what the text perhaps meant: a person decides
    assert [report.on.isoweekday() for report in show.reports] == [3, 4, 6]
    assert show.milestones[1] == date(2021, 12, 28)
    assert show.milestones[1].isoweekday() == show.briefing_weekday == 2
    assert health_codes_due(show) == (date(2022, 1, 11), date(2022, 1, 12), date(2022, 1, 14))


def test_w61_teachers_of_the_showcase() -> None:
    show = pack("000-7").policy.quality.showcase
    entries = sum(course.teachers for course in show.courses)

    assert (entries, entries - show.teachers_twice) == (57, 56)


def test_w62_two_parents_of_each_class_sit_on_the_committee() -> None:
    assert 36 * pack("003-10").policy.people.committee_per_class == 72


def test_w19_meals_are_paid_in_the_first_five_working_days() -> None:
    """The make-up Saturday counts or not: meals.make_up_days_count."""
    meals = pack("004-6").policy.meals
    off = frozenset(date(2022, 5, day) for day in (1, 2, 3, 4)) | {date(2022, 4, 30)}
    calendar = Calendar(off, frozenset({date(2022, 5, 7)}), frozenset({2022}))

    assert meals.due_workdays == 5
    assert meals_due(2022, 5, replace(meals, make_up_days_count=True), calendar) == date(2022, 5, 10)
    assert meals_due(2022, 5, replace(meals, make_up_days_count=False), calendar) == date(2022, 5, 11)


# Groups and teachers


@pytest.mark.parametrize(("pupils", "groups"), [(40, 1), (41, 2), (81, 3)])
def test_w43_at_most_forty_in_a_temporary_group(pupils: int, groups: int) -> None:
    assert group_count(pupils, pack("004-1").policy.groups.most) == groups


@pytest.mark.parametrize(("pupils", "groups"), [(45, 1), (46, 2), (91, 3)])
def test_w44_forty_five_in_a_care_group(pupils: int, groups: int) -> None:
    assert group_count(pupils, pack("004-4").policy.groups.most) == groups


@pytest.mark.parametrize(("pupils", "groups"), [(30, 1), (31, 2)])
def test_w44_thirty_in_a_special_group(pupils: int, groups: int) -> None:
    assert group_count(pupils, pack("004-4").policy.groups.most_special) == groups


def test_w45_which_numbers_can_be_split_into_groups_of_25_to_30() -> None:
    groups = pack("004-5").policy.groups
    feasible = {pupils for pupils in range(1, 400) if split(pupils, groups) is not None}

    infeasible = {*range(1, 25), *range(31, 50), *range(61, 75), *range(91, 100), *range(121, 125)}
    assert set(range(1, 400)) - feasible == infeasible
    assert [split(pupils, groups) for pupils in (25, 30, 50, 60)] == [(25,), (30,), (25, 25), (30, 30)]
    assert groups.exception_possible  # 原则上


@pytest.mark.parametrize(("pupils", "wanted"), [(30, 1), (31, 2), (60, 2), (61, 3)])
def test_w46_one_teacher_for_thirty(pupils: int, wanted: int) -> None:
    assert teachers(pupils, pack("004-5").policy.groups) == wanted


@pytest.mark.parametrize(("size", "where"), [(31, Place.OWN), (30, Place.ASK), (29, Place.GRADE)])
def test_w47_exactly_thirty_has_no_rule(size: int, where: Place) -> None:
    assert place(size, 90, pack("003-1").policy.groups) is where


@pytest.mark.parametrize(
    ("size", "in_grade", "where"),
    [(30, 30, Place.OWN), (29, 60, Place.GRADE), (18, 33, Place.GRADE), (18, 29, Place.NEXT_GRADE)],
)
def test_w48_a_small_class_goes_to_its_grade_and_a_small_grade_to_the_next(
    size: int, in_grade: int, where: Place
) -> None:
    groups = pack("004-6").policy.groups

    assert place(size, in_grade, groups) is where
    assert groups.neighbour is Neighbour.ASK  # up or down is not stated


@pytest.mark.parametrize(
    ("grades", "odd", "most"),
    [
        (2, OddGrade.DOWN, 2),
        (6, OddGrade.DOWN, 6),
        (3, OddGrade.DOWN, 2),
        (3, OddGrade.HALF, 3),
        (3, OddGrade.UP, 4),
    ],
)
def test_w49_managers_for_every_two_grades(grades: int, odd: OddGrade, most: int) -> None:
    groups = replace(pack("002").policy.groups, odd_grade=odd)

    assert managers(grades, groups) == most
    assert groups.teachers_per_group == 1


def test_w50_two_teachers_for_each_class() -> None:
    assert 6 * pack("003-2").policy.groups.teachers_per_group == 12


# Statistics


def test_w64_participants_of_003_1() -> None:
    figures = pack("003-1").figures
    fitting = [
        total for total in range(1000, 1500) if round(figures["in_care"] / total * 100, 1) == figures["in_care_percent"]
    ]

    assert fitting == [1237]
    assert 1237 - figures["in_care"] == 162


def test_w65_satisfied_replies_of_003_12() -> None:
    figures = pack("003-12").figures
    fitting = [n for n in range(900, 937) if round(n / figures["replies"] * 100, 1) == figures["satisfied_percent"]]

    assert fitting == [928]


def test_w66_w67_courses_of_003_11() -> None:
    figures, clubs = pack("003-11").figures, pack("003-11").policy.clubs
    courses = figures["saturday_teachers"] + figures["externals"]

    assert (courses, clubs.in_catalogue) == (16, 16)
    assert figures["teachers"] - figures["saturday_teachers"] == 3
    assert pack("003-11").policy.service.weekend_times == figures["saturdays"] == 13
    assert figures["saturdays"] * courses == 208


def test_w68_more_than_half_of_all_pupils_take_part() -> None:
    figures = pack("003-10").figures

    assert (figures["participants_above"], figures["share_above_percent"]) == (2000, 50)
    most = 2 * 2001  # with 2001 in care a roll of this many would be less than half

    assert all(2001 / roll * 100 > figures["share_above_percent"] for roll in (2001, most - 1))
    assert not 2001 / most * 100 > figures["share_above_percent"]


def test_w69_w70_percentages_of_the_texts() -> None:
    assert pack("003-12").figures["participation_percent"] == 96.5
    assert pack("003-12").figures["teachers_percent"] == 100
    assert pack("000-6").figures["coverage_percent"] == 100


def test_w71_sleep_and_sport() -> None:
    quality = pack("003-15").policy.quality

    assert (quality.sleep_hours, quality.sport_minutes) == (9, 60)
