"""Who is meant (guidelines 6, 7, 30, 45)."""

from __future__ import annotations

import pytest

from care.people import Known
from care.reading.names.colleagues import find_staff
from care.reading.names.names import find_names
from tests.care.reading.people_of import parent, teacher

ROSTER = teacher("李小明", "贺子墨", "何子墨", "陈思涵", "许诺", "毛一鸣", "夏天", "赵天一")
SISTERS = parent(("赵一诺", "五年级3班"), ("赵一鸣", "二年级2班"))
TWINS = parent(("郭雨桐", "三年级1班"), ("郭雨萱", "三年级1班"))


def meant(text: str, known: Known) -> list[str]:
    return [student.name for name in find_names(text, known) if name.sure for student in name.students]


@pytest.mark.parametrize("called", ["李小明", "小明", "明明", "阿明", "明宝", "李同学", "小李同学"])
def test_each_way_of_calling_a_pupil_is_that_pupil(called: str) -> None:
    assert meant(f"{called}走了", ROSTER) == ["李小明"]


@pytest.mark.parametrize("written", ["陈思函", "陈思寒", "陳思涵", "chensihan"])
def test_a_name_written_by_its_sound_is_that_pupil(written: str) -> None:
    assert meant(f"{written.replace('陳', '陈')}没到", ROSTER) == ["陈思涵"]


def test_two_pupils_of_one_given_name_are_not_sure() -> None:
    (name,) = find_names("子墨走了", ROSTER)

    assert not name.sure
    assert {student.name for student in name.students} == {"贺子墨", "何子墨"}


def test_the_exact_full_name_wins_over_its_homophone() -> None:
    assert meant("贺子墨走了", ROSTER) == ["贺子墨"]


def test_a_given_name_behind_another_surname_is_a_stranger() -> None:
    (name,) = find_names("王小明走了", ROSTER)

    assert name.students == ()
    assert name.why == "stranger"


def test_a_strangers_name_is_seen_behind_the_sessions_word_too() -> None:
    """Another family's child is not taken for one's own. (promise 2)"""
    (name,) = find_names("今天晚托任初柔不参加了", parent(("唐语嫣", "三年级3班")))

    assert (name.words, name.students) == ("任初柔", ())


@pytest.mark.parametrize("name", ["罗书雁", "卢书瑶", "马家豪", "任念真", "蒋朵拉"])
def test_a_name_with_an_everyday_character_is_a_name(name: str) -> None:
    known = parent(("杨梦菲", "二年级2班"))

    assert [one.words for one in find_names(f"{name}今天晚托请假", known)] == [name]
    assert not find_names("今天要带金书包吗，高书架在哪，马家里有事", known)


@pytest.mark.parametrize("text", ["今天一共8个", "明天一起去", "天天都要点名"])
def test_everyday_words_are_no_names(text: str) -> None:
    assert meant(text, ROSTER) == []


def test_the_class_said_before_tells_two_apart() -> None:
    known = parent(("王小宇", "一年级1班"), ("陈小宇", "二年级2班"))

    assert meant("二2班小宇请假", known) == ["陈小宇"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("老大今天请假", ["赵一诺"]),
        ("弟弟今天请假", ["赵一鸣"]),
        ("两个娃都请假", ["赵一诺", "赵一鸣"]),
        ("两个小时后到", []),
    ],
)
def test_brothers_and_sisters_go_by_their_grade(text: str, names: list[str]) -> None:
    assert meant(text.replace("娃", "孩子"), SISTERS) == names


def test_children_of_one_grade_leave_the_elder_open() -> None:
    (name,) = find_names("姐姐今天请假", TWINS)

    assert not name.sure


def test_a_brother_who_collects_is_not_the_child() -> None:
    assert meant("今天哥哥来接", SISTERS) == []


@pytest.mark.parametrize(
    ("text", "fits"), [("王老师", 1), ("张老师", 0), ("王磊老师", 1), ("许惠老师", 2), ("志远老师", 1)]
)
def test_a_colleague_is_found_by_name_surname_or_sound(text: str, fits: int) -> None:
    known = teacher(staff=("王磊", "徐慧", "许慧", "陈志远"))

    (found,) = find_staff(f"交给{text}了", known)
    assert len(found.staff) == fits
