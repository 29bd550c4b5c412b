"""A number sent after somebody who collects was named."""

from __future__ import annotations

import pytest

from care.people import Person
from care.reading.orders.contact import read_contact


@pytest.mark.parametrize(
    ("words", "person"),
    [
        ("13911112222", Person(phone="13911112222")),
        ("139 1111 2222 谢谢老师", Person(phone="13911112222")),
        ("电话是139-1111-2222。", Person(phone="13911112222")),
        ("他的手机号：13911112222", Person(phone="13911112222")),
        ("周佳琪妈妈，电话13911112222", Person("周佳琪妈妈", None, "13911112222")),
        ("她叫李芳，１３９１１１１２２２２", Person("李芳", None, "13911112222")),
        ("舅舅 13911112222", Person(None, "舅舅", "13911112222")),
    ],
)
def test_a_number_with_at_most_a_name_is_a_contact(words: str, person: Person) -> None:
    assert read_contact(words) == person


@pytest.mark.parametrize(
    "words",
    [
        "",
        "好的",
        "1391111222",
        "23911112222",
        "明天舅舅接，13911112222",
        "改成李芳接 13911112222",
        "小明今天请假，我的电话13911112222",
        "13911112222还是13911113333",
        "三年级2班 李小明 13911112222",
        "请老师打我电话13911112222",
    ],
)
def test_whatever_says_more_is_none(words: str) -> None:
    assert read_contact(words) is None
