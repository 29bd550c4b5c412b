"""What the law and the plan forbid, found before a school uses a plan. (C13, section 4.2)"""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from care.policy import Policy, policy_of
from care.rules.limits import Finding, Why, check
from care.wording.policy import findings as words
from care.wording.policy import label

EVENING = {"session": "evening", "label": "晚托", "start": "16:25", "end": "18:00", "lessons": 2}
NOON = {"session": "noon", "label": "午托", "start": "11:30", "end": "13:20", "lessons": 3}
STUDY = {"session": "study", "label": "晚自习", "start": "18:30", "end": "20:00", "lessons": 2}
CAPPED = {"noon_lessons_most": 3, "evening_lessons_most": 2, "day_lessons_most": 5}
PRICED = {"basis": "month", "prices": [{"item": "care", "amount": 80}]}


def found(settings: dict[str, Any]) -> dict[str, Finding]:
    return {one.limit: one for one in check(policy_of(settings))}


def test_our_own_defaults_break_nothing() -> None:
    assert check(Policy()) == ()


@pytest.mark.parametrize(
    ("limit", "settings"),
    [
        ("L-02", {"enrolment": {"must_not_refuse": True, "who_may_join": "selected"}}),
        ("L-02", {"enrolment": {"must_not_refuse": True, "leave_on_time_check": True}}),
        ("L-02", {"enrolment": {"must_not_refuse": True, "chain": [{"may_select": True}]}}),
        ("L-03", {"service": {"contents": ["homework", "group_lesson"]}}),
        ("L-03", {"service": {"contents": ["new_lesson"]}}),
        ("L-03", {"service": {"contents": ["make_up_lesson"]}}),
        ("L-04", {"service": {"extension_of_teaching": True}}),
        ("L-05", {"homework": {"low_grade_minutes": 1}}),
        ("L-06", {"homework": {"primary_minutes": 61}}),
        ("L-06", {"homework": {"junior_minutes": 91}}),
        ("L-07", {"service": {"learning_lessons": [{"session": "noon", "lessons": [2, 3]}]}}),
        ("L-08", {"fees": {"for_profit": True}}),
        ("L-09", {"fees": PRICED}),
        ("L-10", {"fees": {"own_account": False}}),
        ("L-11", {"fees": {**PRICED, "accounts_to": "none"}, "people": {"price_document": "1号"}}),
        ("L-12", {"clubs": {"paid_interest_classes": True}}),
        ("L-13", {"staffing": {"checks": []}}),
        ("L-14", {"clubs": {"equipment_by_choice": False}}),
        ("L-15", {"enrolment": {"agreement": {"required": True, "before_attendance": False}}}),
        ("L-17", {"people": {"homework_by_chat": True}}),
        ("L-17", {"homework": {"parents_mark": True}}),
        ("L-22", {"service": {"free_tutoring": False}}),
        ("L-24", {"pay": {"method": "points"}}),
        ("L-25", {"staffing": {"external_people": True, "external_contract": False}}),
        ("L-26", {"pay": {"base_next_year": True}}),
        ("L-27", {"homework": {"punitive": True}}),
        ("L-29", {"service": {"contents": ["nap"], "nap_fire_safety": False}}),
        ("C03", {"sessions": [{**EVENING, "end": "16:25"}]}),
        ("C03", {"sessions": [{**EVENING, "weekdays": []}]}),
        ("C03", {"sessions": [NOON, {**EVENING, "start": "13:00"}]}),
        ("C04", {"timetable": {"seasons": [{"name": "夏季", "first": "2026-09-30", "last": "2026-05-01"}]}}),
        ("C09", {"timetable": {"terms": [{"name": "秋", "first": "2026-09-01", "last": "2026-02-01"}]}}),
        ("D-03", {"service": {"ends_after_work": True, "work_ends": "18:30"}}),
        ("D-04", {"service": {"least_minutes_a_day": 206}}),
        ("D-04", {"service": {"most_minutes_a_day": 204}}),
        ("C70", {"service": {"learning_lessons": [{"session": "evening", "lessons": [3]}]}}),
        ("D-13", {"groups": {"least": 31, "most": 30}}),
        ("D-13", {"groups": {"own_class_from": 30, "merge_below": 31}}),
        ("D-18", {"fees": {**PRICED, "basis": "none"}}),
        (
            "C89",
            {"pay": {"deductions": [{"event": "complaint", "period": "month", "share": "1", "share_most": "0.1"}]}},
        ),
    ],
)
def test_a_plan_that_breaks_a_limit_is_refused(limit: str, settings: dict[str, Any]) -> None:
    finding = found(settings)[limit]

    assert finding.stops
    assert label(finding.field) != finding.field  # a setting that has a name
    assert "{" not in words.sentence(finding)
    assert words.weight(finding) == "不能启用"


@pytest.mark.parametrize(
    ("limit", "settings"),
    [
        ("L-01", {"clubs": {"all_take_part": True}}),
        ("L-12", {"people": {"institutions": "free"}}),
        ("L-13", {"staffing": {"checks": ["health"]}}),
        ("L-20", {"enrolment": {"who_may_join": "difficulty"}}),
        ("L-23", {"quality": {"adoption": "filed"}}),
        ("L-24", {"pay": {"method": "subsidy"}}),
        ("L-31", {"staffing": {"consent": False}}),
        ("C06", {"service": {"weekend_care": True}}),
        ("D-18", {"fees": {"basis": "month"}}),
        ("G01", {"service": {"season_times": [{"name": "夏季", "times": [{"session": "evening", "end": "18:30"}]}]}}),
        ("G13", {"fees": {"refund": {"below_days": 15}}}),
        ("G15", {"groups": {"own_class_from": 31, "merge_below": 30}}),
    ],
)
def test_what_a_person_should_look_at_only_warns(limit: str, settings: dict[str, Any]) -> None:
    finding = found(settings)[limit]

    assert not finding.stops
    assert words.weight(finding) == "请注意"
    assert "{" not in words.sentence(finding)


def test_every_reason_has_its_sentence() -> None:
    assert set(words._SENTENCES) == set(Why)


@pytest.mark.parametrize(
    ("noon", "evening", "study", "counts", "refused"),
    [
        (3, 2, 0, False, False),
        (4, 0, 0, False, True),
        (3, 3, 0, False, True),
        (2, 2, 0, False, False),
        (3, 2, 2, False, False),  # the study is not in the five …
        (3, 2, 2, True, True),  # … unless the school reads it so
    ],
)
def test_w54_lessons_against_their_caps(noon: int, evening: int, study: int, counts: bool, refused: bool) -> None:
    kinds = ((NOON, noon), (EVENING, evening), (STUDY, study))
    sessions = [{**session, "lessons": lessons} for session, lessons in kinds if lessons]
    findings = found({"sessions": sessions, "service": {**CAPPED, "evening_study_counts": counts}})

    assert ("D-04" in findings) is refused


def test_w55_two_plans_in_one_break_the_limit_of_learning_lessons() -> None:
    lessons = {"learning_lessons": [{"session": "noon", "lessons": [2, 3]}, {"session": "evening", "lessons": [1]}]}
    policy = policy_of({"service": lessons, "people": {"learning_lessons": 1}})

    assert [(one.limit, one.stops) for one in check(policy, said={"people.learning_lessons"})] == [("L-07", True)]
    assert [(one.limit, one.stops) for one in check(policy, said=set())] == [("L-07", False)]


@pytest.mark.parametrize(
    ("amount", "limit", "stops"),
    [("149.99", "W-13", False), ("150", None, False), ("200", None, False), ("200.01", "L-09", True)],
)
def test_w13_a_price_outside_its_band(amount: str, limit: str | None, stops: bool) -> None:
    cap = {"item": "care", "unit": "month", "least": 150, "most": 200}
    fees = {"basis": "month", "prices": [{"item": "care", "amount": amount}], "caps": [cap]}
    findings = check(policy_of({"fees": fees, "people": {"price_document": "莆教综68号"}}))

    assert [(one.limit, one.stops) for one in findings] == ([(limit, stops)] if limit else [])


def test_somebody_may_answer_for_a_finding_with_a_reason_and_a_name() -> None:
    override = {"limit": "L-24", "reason": "教代会下周三开会", "by": "王校长", "on": "2026-09-01"}
    finding = found({"pay": {"method": "lessons"}, "overrides": [override]})["L-24"]

    assert not finding.stops
    assert finding.overridden is not None
    assert (finding.overridden.by, finding.overridden.on) == ("王校长", date(2026, 9, 1))
    assert words.weight(finding) == "已说明"
    assert words.answered(finding) == "王校长（2026-09-01）：教代会下周三开会"


@pytest.mark.parametrize("missing", ["reason", "by"])
def test_without_a_reason_or_a_name_nobody_answers(missing: str) -> None:
    override = {"limit": "L-24", "reason": "有理由", "by": "王校长", "on": "2026-09-01", missing: " "}
    with pytest.raises(ValueError, match="overrides"):
        policy_of({"overrides": [override]})


def test_an_answer_for_one_limit_leaves_the_others() -> None:
    override = {"limit": "L-24", "reason": "有理由", "by": "王校长", "on": "2026-09-01"}
    findings = check(policy_of({"pay": {"method": "lessons", "base_next_year": True}, "overrides": [override]}))

    assert [(one.limit, one.stops) for one in findings] == [("L-26", True), ("L-24", False)]


def test_the_verdict_counts_what_stops_the_plan() -> None:
    assert words.verdict([]) == "可以启用，没有发现问题。"
    assert words.verdict(check(policy_of({"staffing": {"consent": False}}))) == "可以启用；有1项请注意。"
    assert words.verdict(check(policy_of({"homework": {"punitive": True}}))).startswith("有1项不能启用。")


def test_a_season_may_not_end_a_session_before_it_starts() -> None:
    season = {"name": "冬季", "first": "2026-11-01", "last": "2027-02-28"}
    ends = found({"timetable": {"seasons": [{**season, "times": [{"session": "evening", "end": "16:00"}]}]}})

    assert ends["C04"].why is Why.ENDS_BEFORE_START
    assert policy_of({"sessions": [EVENING]}).sessions[0].end == time(18)
