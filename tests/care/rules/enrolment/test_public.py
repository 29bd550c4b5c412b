"""The published list, the agreement's text, the questions before a wish is submitted. (C20, C22, C25, C26)"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.acts import CareSession
from care.people import Student
from care.policy.enrolment import EnrolmentPlan, Hidden, PriorityGroup, Publication, Scope
from care.rules.enrolment.agreement import filled, lacking, mark, unknown
from care.rules.enrolment.public import Entry, is_blocked, last_day, line, masked, meant
from care.rules.enrolment.wish import Around, Ask, Wish, answered, differs, keep, next_question, recall

MING = Student(1, "李小明", "三年级2班")
AROUND = Around(sessions=2, clubs=2)


def test_the_middle_of_a_name_is_hidden() -> None:
    assert [masked(name) for name in ("李小明", "李明", "欧阳小明")] == ["李*明", "李*", "欧**明"]


def test_what_the_plan_hides_is_not_in_the_line() -> None:
    entry = Entry(MING, ("晚托",), ("足球社团",))

    assert line(entry, {Hidden.NAME}) == "三年级2班 李*明 晚托、足球社团"
    assert line(entry, {Hidden.NAME, Hidden.CLASS, Hidden.CLUBS}) == "李*明 晚托"


def test_five_days_do_not_count_the_first() -> None:
    published = datetime(2026, 3, 4, 1, tzinfo=UTC)

    assert last_day(published, Publication(Scope.SCHOOL, days=5)) == date(2026, 3, 9)


def test_an_objection_names_a_child_as_the_list_shows_it_or_the_whole_list() -> None:
    assert meant("李*明家里有人接", [MING]) == (MING,)
    assert meant("名单不公平", [MING]) == ()
    assert is_blocked(1, [(2,), ()])
    assert not is_blocked(1, [(2,)])


def test_an_agreement_is_known_by_its_text() -> None:
    template = "{school}与{guardian}：{child}参加{sessions}。"

    assert unknown("{school} {price}") == ["price"]
    assert mark(template) == mark(f"\n{template}  \n")
    assert mark(template) != mark(template.replace("参加", "不参加"))
    with pytest.raises(KeyError):
        filled(template, {"school": "实验小学"})


def test_parent_and_pupil_sign_and_the_school_seals_on_paper() -> None:
    """003-3.03."""
    assert lacking(["school", "parent", "pupil"], ["parent"]) == ["pupil"]


def test_the_plan_says_what_is_asked_before_a_wish_is_submitted() -> None:
    plan = EnrolmentPlan(ask_reason=True, leave_on_time_check=True, priority=(PriorityGroup.LEFT_BEHIND,))
    asked, wish = [], Wish(sessions=(CareSession.EVENING,))
    while (ask := next_question(wish, plan, AROUND)) is not None:
        asked.append(ask)
        value = {Ask.ON_TIME: True, Ask.STILL: True, Ask.PRIORITY: "left_behind"}.get(ask, "…")
        wish = answered(wish, ask, value)

    assert asked == [Ask.REASON, Ask.ON_TIME, Ask.STILL, Ask.PRIORITY, Ask.EVIDENCE]


def test_without_demands_of_the_plan_only_the_session_is_asked() -> None:
    assert next_question(Wish(), EnrolmentPlan(), AROUND) is Ask.SESSIONS
    assert next_question(Wish(sessions=(CareSession.NOON,)), EnrolmentPlan(), AROUND) is None


def test_a_second_wish_differs_only_about_the_same_session() -> None:
    first = Wish((CareSession.EVENING,), (1, 3, 5))

    assert differs(first, (CareSession.EVENING,), (2,))
    assert not differs(first, (CareSession.EVENING,), (1, 3, 5))
    assert not differs(first, (CareSession.NOON,), (2,))


@given(
    st.builds(
        Wish,
        st.lists(st.sampled_from([*CareSession]), unique=True).map(tuple),
        st.none() | st.lists(st.integers(1, 5), unique=True).map(tuple),
        st.none() | st.lists(st.text(), max_size=3).map(tuple),
        st.none() | st.dates(),
        st.none() | st.text(),
        st.none() | st.booleans(),
    )
)
def test_a_wish_that_waits_for_days_is_the_same_afterwards(wish: Wish) -> None:
    assert recall(json.loads(json.dumps(keep(wish)))) == wish
