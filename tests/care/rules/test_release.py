"""One named child, one right, one fresh request. (C44–C47; 004-5.09; promises 2, 6, 7, 9)"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.people import Person, Student
from care.policy import Policy
from care.rules.custody import Event, Move, Place, Roll
from care.rules.kin import is_same
from care.rules.release import (
    Facts,
    Plan,
    Refused,
    Released,
    Right,
    Stays,
    Walked,
    Why,
    Wish,
    are_alike,
    decide_release,
    decide_return,
)

ME, COLLEAGUE = 7, 8
NOW = datetime(2026, 3, 4, 9, 12, tzinfo=UTC)
HELD = Place(roll=Roll.PRESENT, expected=True, holder=ME, taken=True)
LEFT = Event(Move.RELEASED, (1,), NOW, ME, seq=12)
GONE = replace(HELD, holder=None, gone=LEFT)
MOTHER, GRANDMA, AUNT = Person("王丽", "妈妈"), Person("刘桂芳", "姥姥"), Person("王芳", "姑姑")
FAMILY = (MOTHER, GRANDMA)


def decide(wish: Wish, place: Place = HELD, *, leads: bool = False, **facts: object) -> object:
    return decide_release(wish, replace(Facts(place, family=FAMILY), **facts), speaker=ME, leads=leads)  # type: ignore[arg-type]


@pytest.mark.parametrize("said", ["外婆", "姥姥", "外祖母"])
def test_a_relation_is_known_by_each_of_its_words(said: str) -> None:
    assert decide(Wish(Person(relation=said))) == Released(Person(relation=said), Right.GUARDIAN, call_first=False)


def test_who_is_on_no_list_and_in_no_plan_does_not_collect() -> None:
    assert decide(Wish(Person("张伟", "叔叔"))) == Refused(Why.UNKNOWN_PERSON)


def test_a_namesake_who_is_other_kin_does_not_collect() -> None:
    assert decide(Wish(Person("王丽", "姑姑"))) == Refused(Why.UNKNOWN_PERSON)


def test_the_days_plan_lets_a_delegate_collect() -> None:
    assert decide(Wish(AUNT), plans=(Plan(AUNT),)) == Released(AUNT, Right.TODAY, call_first=False)


def test_a_guardian_instead_of_the_planned_one_is_noted() -> None:
    decision = decide(Wish(MOTHER), plans=(Plan(AUNT),))

    assert decision == Released(MOTHER, Right.GUARDIAN, call_first=False, instead_of=AUNT)


def test_nobody_named_means_the_plan_todays_before_the_standing_one() -> None:
    decision = decide(Wish(), plans=(Plan(AUNT), Plan(GRANDMA, standing=True)))

    assert decision == Released(AUNT, Right.TODAY, call_first=False)


def test_nobody_named_and_nothing_planned_is_the_family() -> None:
    assert decide(Wish()) == Released(Person(), Right.UNNAMED, call_first=False)


def test_alone_only_with_the_permit_and_no_plan_against_it() -> None:
    assert decide(Wish(alone=True)) == Refused(Why.NO_PERMIT)
    assert decide(Wish(alone=True), permit="07") == Walked("07", call_first=False)
    assert decide(Wish(alone=True), permit="07", plans=(Plan(AUNT),)) == Refused(Why.PLAN_AGAINST, AUNT)
    assert decide(Wish(), plans=(Plan(None),)) == Refused(Why.NO_PERMIT)


def test_a_child_not_called_yet_is_called_in_the_same_breath() -> None:
    assert decide(Wish(MOTHER), Place(expected=True)) == Released(MOTHER, Right.GUARDIAN, call_first=True)
    assert decide(Wish(MOTHER), Place(expected=True), mine=False) == Refused(Why.NOT_MINE)


def test_a_look_alike_needs_its_class() -> None:
    assert decide(Wish(MOTHER), look_alike=True) == Refused(Why.SECOND_DETAIL)
    assert isinstance(decide(Wish(MOTHER, class_named=True), look_alike=True), Released)


@pytest.mark.parametrize(
    ("place", "why"),
    [
        (GONE, Why.GONE),
        (replace(HELD, holder=COLLEAGUE), Why.OTHER_HOLDER),
        (Place(roll=Roll.LEAVE, expected=True), Why.ON_LEAVE),
        (Place(roll=Roll.MISSING, expected=True), Why.MISSING),
        (Place(), Why.NOT_LISTED),
    ],
)
def test_a_child_that_is_not_in_my_hands_stays_where_it_is(place: Place, why: Why) -> None:
    assert decide(Wish(MOTHER), place) == Refused(why)


def test_a_leader_releases_from_a_colleagues_hands() -> None:
    assert isinstance(decide(Wish(MOTHER), replace(HELD, holder=COLLEAGUE), leads=True), Released)


def test_look_alike_names_are_found_by_sound_and_shape() -> None:
    child = Student(1, "李子涵", "三年级2班")

    assert are_alike(child, Student(2, "李梓涵", "一年级1班"))
    assert are_alike(child, Student(3, "李子涵", "一年级1班"))
    assert not are_alike(child, Student(4, "王小红", "三年级2班"))
    assert not are_alike(child, child)


def test_a_release_is_taken_back_in_time_and_not_against_the_family() -> None:
    def back(place: Place, *, number: int | None = 12, speaker: int = ME, later: int = 5) -> Stays | None:
        now = NOW + timedelta(minutes=later)
        return decide_return(place, number=number, speaker=speaker, leads=False, policy=Policy(), now=now)

    assert back(GONE) is None
    assert back(GONE, number=11) is Stays.NOT_GONE
    assert back(HELD) is Stays.NOT_GONE
    assert back(GONE, speaker=COLLEAGUE) is Stays.NOT_YOURS
    assert back(GONE, later=Policy().staff_undo_minutes + 1) is Stays.TOO_LATE
    assert back(replace(GONE, receipt=Event(Move.COLLECTED, (1,), NOW, 1))) is Stays.CONFIRMED


people_said = st.builds(
    Person,
    st.none() | st.sampled_from(["王丽", "张伟", "张阿姨"]),
    st.none() | st.sampled_from(["妈妈", "妈", "姥姥", "叔叔", "邻居"]),
)
plans = st.lists(st.builds(Plan, st.none() | people_said, st.booleans()), max_size=2).map(tuple)
places = st.sampled_from([HELD, GONE, replace(HELD, holder=COLLEAGUE), Place(), Place(expected=True)])


@given(
    st.builds(Wish, st.none() | people_said, st.booleans(), st.booleans()),
    st.builds(Facts, places, st.booleans(), st.just(FAMILY), plans, st.none() | st.just("07"), st.booleans()),
    st.booleans(),
)
def test_nobody_leaves_without_a_right(wish: Wish, facts: Facts, leads: bool) -> None:
    """Whatever is said: who leaves was in the speaker's reach, and whoever collects is known to the family."""
    match decide_release(wish, facts, speaker=ME, leads=leads):
        case Refused():
            return
        case Walked():
            assert facts.permit is not None
        case Released(collector, right):
            known = [*facts.family, *(plan.person for plan in facts.plans if plan.person)]
            assert right is Right.UNNAMED or any(is_same(collector, one) for one in known)
            assert right is not Right.UNNAMED or not facts.plans
    assert facts.place.gone is None
    assert facts.place.holder in (ME, None) or leads
    assert wish.class_named or not facts.look_alike
