"""The needs survey: steps, typed answers, whom to remind, counts that add up. (C15, C16)"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.calendar import SHANGHAI
from care.policy import Policy
from care.policy.surveys import NeedsSurvey, Topic
from care.rules.survey import (
    NO,
    YES,
    Asked,
    Chased,
    Filled,
    by_class,
    by_grade,
    is_over,
    next_step,
    questions_of,
    read_answer,
    tally,
    to_remind,
)

POLICY = Policy()
WEDNESDAY = date(2026, 3, 4)
SATURDAY = date(2026, 3, 7)
ASKED = questions_of(POLICY, WEDNESDAY, ["书法社团", "足球社团"])


def at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), SHANGHAI)


BEGUN = at(WEDNESDAY, "10:00")


# --- what is asked ---


def test_the_plan_gives_the_questions_and_their_options() -> None:
    assert [one.topic for one in ASKED] == list(Topic)
    assert ASKED[1].options == ("午托", "晚托", "都要")
    assert ASKED[-1].options == ("书法社团", "足球社团", "都不需要")


def test_a_question_without_a_choice_falls_away() -> None:
    one = replace(POLICY, sessions=POLICY.sessions[:1])

    assert [q.topic for q in questions_of(one, WEDNESDAY)] == [Topic.JOIN, Topic.WEEKDAYS, Topic.LATE, Topic.PICKUP]


def test_a_school_asks_what_it_wants() -> None:
    own = replace(POLICY, needs_survey=NeedsSurvey(topics=(Topic.JOIN, Topic.LATE)))

    assert [q.topic for q in questions_of(own, WEDNESDAY)] == [Topic.JOIN, Topic.LATE]


# --- one slip ---


def test_who_does_not_join_has_nothing_more_to_say() -> None:
    assert next_step(ASKED, {Topic.JOIN: NO}) is None


@given(st.lists(st.sampled_from(ASKED), unique=True))
def test_the_next_step_is_the_first_question_without_an_answer(answered: list[Asked]) -> None:
    answers = {one.topic: YES for one in answered}
    left = [one for one in ASKED if one.topic not in answers]

    assert next_step(ASKED, answers) == (left[0] if left else None)


@pytest.mark.parametrize(
    ("topic", "said", "answer"),
    [
        (Topic.JOIN, "参加", "参加"), (Topic.JOIN, "不参加。", "不参加"), (Topic.JOIN, "参加吗", None),
        (Topic.JOIN, "还没想好", None), (Topic.SESSIONS, "午托、晚托", "午托、晚托"),
        (Topic.SESSIONS, "午托和晚托", "午托、晚托"), (Topic.SESSIONS, "都要、午托", None),
        (Topic.SESSIONS, "早托", None),
        (Topic.WEEKDAYS, "周一三五", "周一三五"), (Topic.WEEKDAYS, "周一到周四", "周一二三四"),
        (Topic.WEEKDAYS, "周一至周五", "每天"), (Topic.WEEKDAYS, "周一、周三", "周一三"),
        (Topic.WEEKDAYS, "下周", None),
        (Topic.CLUBS, "都不需要", "都不需要"), (Topic.CLUBS, "足球社团，书法社团", "足球社团、书法社团"),
    ],
)  # fmt: skip
def test_a_typed_answer_counts_only_from_end_to_end(topic: Topic, said: str, answer: str | None) -> None:
    asked = next(one for one in ASKED if one.topic == topic)

    assert read_answer(asked, said) == answer


# --- chasing ---

OPEN = Chased(1, done=False, reminded=0)


def reminded(slip: Chased, now: datetime, policy: Policy = POLICY) -> bool:
    return bool(to_remind([slip], begun=BEGUN, until=SATURDAY, policy=policy, now=now))


@pytest.mark.parametrize(
    ("day", "clock", "due"),
    [
        (WEDNESDAY, "19:00", False), (WEDNESDAY + timedelta(1), "19:00", False),
        (SATURDAY - timedelta(1), "18:52", False),
        (SATURDAY - timedelta(1), "18:53", True), (SATURDAY, "19:00", True), (SATURDAY, "21:40", False),
        (SATURDAY + timedelta(1), "19:00", False),
    ],
)  # fmt: skip
def test_reminders_go_out_on_the_last_evenings_and_never_after_the_end(day: date, clock: str, due: bool) -> None:
    assert reminded(OPEN, at(day, clock)) is due


def test_once_a_day_and_so_many_in_all_and_not_who_has_answered() -> None:
    now = at(SATURDAY, "19:00")

    assert not reminded(replace(OPEN, done=True), now)
    assert not reminded(replace(OPEN, reminded=1, reminded_at=at(SATURDAY, "08:00")), now)
    assert reminded(replace(OPEN, reminded=1, reminded_at=at(SATURDAY - timedelta(1), "19:00")), now)
    assert not reminded(replace(OPEN, reminded=2, reminded_at=at(SATURDAY - timedelta(1), "19:00")), now)


@given(st.integers(0, 5), st.integers(0, 12 * 24))
def test_no_slip_gets_more_reminders_than_the_plan_allows(most: int, hours: int) -> None:
    policy = replace(POLICY, needs_survey=NeedsSurvey(reminders_most=most))
    slip, sent = OPEN, 0
    for hour in range(hours):
        now = BEGUN + timedelta(hours=hour)
        if reminded(slip, now, policy):
            assert now.date() <= SATURDAY
            sent += 1
            slip = replace(slip, reminded=slip.reminded + 1, reminded_at=now)

    assert sent <= most


def test_the_count_is_told_on_the_last_evening() -> None:
    assert not is_over(SATURDAY, POLICY, at(SATURDAY, "20:06"))
    assert is_over(SATURDAY, POLICY, at(SATURDAY, "20:07"))


# --- counting ---

FILLED = st.builds(
    Filled,
    st.integers(1, 500),
    st.sampled_from(["三年级1班", "三年级2班", "一年级1班"]),
    st.just(3),
    st.dictionaries(st.just(str(Topic.JOIN)), st.sampled_from([YES, NO]), min_size=1),
    st.just(True),
    st.booleans(),
).map(lambda one: replace(one, grade=1 if one.class_name.startswith("一") else 3))


@given(st.lists(FILLED, max_size=30, unique_by=lambda one: one.student))
def test_the_counts_add_up_for_school_grades_and_classes(slips: list[Filled]) -> None:
    whole = tally("全校", slips)

    assert whole.sent == whole.answered + len(whole.missing)
    assert whole.answered == whole.joining + whole.declining
    for parts in (by_class(slips), by_grade(slips, {1: "一年级", 3: "三年级"})):
        assert (sum(one.sent for one in parts), sum(one.answered for one in parts)) == (whole.sent, whole.answered)
        assert sorted(id_ for one in parts for id_ in one.missing) == sorted(whole.missing)
