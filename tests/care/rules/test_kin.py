"""Whether two names mean one grown-up. (C46; promise 10)"""

from __future__ import annotations

import pytest

from care.people import Person
from care.rules.kin import is_same, may_be_same

MOTHER, GRANDMOTHER = Person("孙丽", "妈妈"), Person("刘桂芳", "奶奶")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Person(relation="姥姥"), Person("刘桂芳", "外婆")),
        (Person(relation="妈"), MOTHER),
        (Person(relation="他妈妈"), MOTHER),
        (Person(relation="孩子的奶奶"), GRANDMOTHER),
        (Person(relation="我家奶奶"), GRANDMOTHER),
        (Person("张阿姨"), Person("张阿姨", "邻居")),
        (Person("张阿姨"), Person(relation="阿姨")),
        (Person(relation="邻居张阿姨"), Person("张阿姨", "邻居")),
        (Person(relation="同学妈妈"), Person(relation="同学妈妈")),
    ],
)
def test_one_grown_up_is_called_in_several_ways(one: Person, other: Person) -> None:
    assert is_same(one, other)
    assert is_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Person(relation="同学妈妈"), MOTHER),
        (Person(relation="王浩妈妈"), MOTHER),
        (Person("王浩妈妈"), MOTHER),
        (Person(relation="邻居奶奶"), GRANDMOTHER),
        (Person(relation="同学王浩的奶奶"), GRANDMOTHER),
        (Person(relation="小姨"), Person("李梅", "大姨")),
        (Person(relation="小姨"), Person("李梅", "姨妈")),
        (Person(relation="婆婆"), Person("李梅", "外婆")),
        (Person("张阿姨"), Person("李阿姨")),
        (Person("李芳", "妈妈"), MOTHER),
        (Person("张伟", "舅舅"), Person("张伟", "爸爸")),
        (Person(), MOTHER),
    ],
)
def test_who_may_be_somebody_else_is_not_taken_for_the_same(one: Person, other: Person) -> None:
    assert not is_same(one, other)
    assert not is_same(other, one)


def test_to_be_kept_from_a_child_a_word_that_may_mean_the_person_is_enough() -> None:
    assert may_be_same(Person(relation="婆婆"), Person(relation="外婆"))
    assert may_be_same(Person(relation="小姨"), Person("李梅", "姨妈"))
    assert not may_be_same(Person(relation="舅舅"), Person(relation="姨妈"))
    assert not may_be_same(Person(), Person())
