"""Heads counted in chat (guidelines 25, 45)."""

from __future__ import annotations

import pytest

from care.reading.counts import Heads, find_phones, heads, number
from care.reading.names.classes import find_classes
from tests.care.reading.people_of import teacher

NOBODY = teacher()


@pytest.mark.parametrize(
    ("written", "value"), [("32", 32), ("三十二", 32), ("十二", 12), ("二十", 20), ("两", 2), ("仨", 3)]
)
def test_a_number_in_digits_or_characters_has_one_value(written: str, value: int) -> None:
    assert number(written) == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("应到32实到31", Heads(32, 31)),
        ("应到三十二个,实到三十一个", Heads(32, 31)),
        ("应到6到5", Heads(6, 5)),
        ("32/30", Heads(32, 30)),
        ("30/32", Heads(32, 30)),
        ("28人全到", Heads(28, 28, full=True)),
        ("到齐", Heads(full=True)),
        ("缺两个", Heads(lacking=2)),
        ("6缺1", Heads(expected=6, lacking=1)),
        ("实到11错了,是12", Heads(present=12)),
        ("8-2=6", Heads(8, 6)),
        ("没到齐", Heads()),
    ],
)
def test_only_the_numbers_that_are_said_are_read(text: str, said: Heads) -> None:
    assert heads(text) == said


def test_numbers_and_names_that_disagree_do_not_add_up() -> None:
    assert Heads(12, 10).adds_up(2)
    assert not Heads(12, 10).adds_up(1)
    assert not Heads(10, 12).adds_up(0)


@pytest.mark.parametrize("written", ["三(2)班", "三2班", "3.2班", "302班", "三年级2班", "三二班"])
def test_a_class_is_written_the_schools_way(written: str) -> None:
    (found,) = find_classes(f"{written}到齐", NOBODY)

    assert found.class_name == "三年级2班"


def test_a_part_of_a_class_is_completed_by_the_roster() -> None:
    (found,) = find_classes("三班到齐", teacher("李小明", room="二年级3班"))

    assert found.class_name == "二年级3班"


@pytest.mark.parametrize("text", ["周三班上", "晚班", "17:30到", "12班车"])
def test_what_only_looks_like_a_class_is_none(text: str) -> None:
    assert [one for one in find_classes(text, NOBODY) if one.class_name] == []


def test_phones_are_found_with_blanks_and_dashes() -> None:
    assert [phone.words for phone in find_phones("电话139 0000 0022或0912-345-678")] == [
        "139 0000 0022",
        "0912-345-678",
    ]
