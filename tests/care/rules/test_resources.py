"""Rooms into places, in numbers and by hypothesis; what is written behind the survey's words. (C17)"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.policy.enrolment import Capacity, EnrolmentPlan
from care.reading.orders.resources import Skills, read_goods, read_room, read_skills
from care.rules.resources import Room, Told, free_on, places_of, with_default_places

ITEMS = {"晚托": "evening", "书法社团": "书法社团"}
SESSIONS = ("noon", "evening")


def test_a_sessions_places_are_its_rooms_together_and_a_clubs_its_own() -> None:
    rooms = [Room("三2教室", 45), Room("一1教室", 40), Room("书法教室", 30, uses=("书法社团",))]

    assert places_of(rooms, {"evening": ["三2教室", "一1教室"]}) == {"evening": 85, "书法社团": 30}


def test_a_room_that_nobody_measured_makes_the_sum_unknown() -> None:
    assert places_of([Room("三2教室", 45)], {"evening": ["三2教室", "一1教室"]}) == {}
    assert places_of([Room("三2教室")], {"evening": ["三2教室"]}) == {}


def test_two_groups_of_one_room_are_seated_once() -> None:
    assert places_of([Room("阶梯教室", 120)], {"evening": ["阶梯教室", "阶梯教室"]}) == {"evening": 120}


def test_the_plans_own_number_stays_and_only_the_rest_is_filled() -> None:
    plan = EnrolmentPlan(capacity=(Capacity(40, session="evening"),))
    filled = with_default_places(plan, {"evening": 85, "书法社团": 30, "noon": 60}, SESSIONS)

    assert filled.capacity == (
        Capacity(40, session="evening"),
        Capacity(60, session="noon"),
        Capacity(30, club="书法社团"),
    )
    assert with_default_places(filled, {"evening": 1}, SESSIONS) is filled


@given(
    st.dictionaries(st.sampled_from("甲乙丙丁"), st.none() | st.integers(1, 99)), st.lists(st.sampled_from("甲乙丙丁"))
)
def test_a_sum_is_never_smaller_than_what_is_there(places: dict[str, int | None], held: list[str]) -> None:
    found = places_of([Room(name, count) for name, count in places.items()], {"evening": held})
    if found:
        assert found["evening"] == sum(places[name] or 0 for name in set(held))
        assert all(places.get(name) for name in held)


def test_free_days_are_counted() -> None:
    assert free_on([Told(1, "书法", (1, 3)), Told(2, "足球", (3,))]) == {1: 1, 2: 0, 3: 2, 4: 0, 5: 0}


@pytest.mark.parametrize(
    ("written", "room"),
    [
        (
            "书法教室 60平方米 容纳40人 设备:毛毡、投影 用于:书法社团、晚托",
            Room("书法教室", 40, 60, "毛毡、投影", ("书法社团", "evening")),
        ),
        ("三2教室 45座", Room("三2教室", 45)),
        ("操场 面积:2000平方米", Room("操场", None, 2000)),
        ("书法教室 40人 用于:晚托 设备:毛毡", Room("书法教室", 40, None, "毛毡", ("evening",))),
    ],
)
def test_a_room_is_read(written: str, room: Room) -> None:
    assert read_room(written, ITEMS) == room


@pytest.mark.parametrize("written", ["", "书法教室", "书法教室 很大", "书法教室 40人 用于:舞蹈社团", "教室 0人"])
def test_a_room_that_does_not_fit_is_torn(written: str) -> None:
    assert read_room(written, ITEMS) is None


@pytest.mark.parametrize(
    ("written", "skills"),
    [
        ("书法、绘画 周一、周三有空", Skills("书法、绘画", (1, 3))),
        ("足球 周一三五", Skills("足球", (1, 3, 5))),
        ("赵敏 古筝,合唱 每天都有空", Skills("古筝、合唱", (1, 2, 3, 4, 5), "赵敏")),
        ("编程 周一至周四空闲", Skills("编程", (1, 2, 3, 4))),
        ("书法", None),
        ("周三有空", None),
    ],
)
def test_skills_are_read_with_their_days_or_not_at_all(written: str, skills: Skills | None) -> None:
    assert read_skills(written, ["赵敏"]) == skills


def test_goods_are_a_thing_and_an_amount() -> None:
    assert read_goods("宣纸 200张") == ("宣纸", "200张")
    assert read_goods("宣纸") is None
    assert read_goods("宣纸 很多") is None
