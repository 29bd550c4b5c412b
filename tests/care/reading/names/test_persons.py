"""Who collects (guidelines 8, 9)."""

from __future__ import annotations

import pytest

from care.people import Person
from care.reading.names.persons import find_persons
from care.reading.tidy import tidy
from tests.care.reading.people_of import parent

KNOWN = parent(("陈奕辰", "三年级2班"))


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("今天奶奶来接", Person(relation="奶奶")),
        ("他舅舅李刚来接", Person("李刚", "舅舅")),
        ("邻居张阿姨接", Person("张阿姨", "邻居")),
        ("司机王师傅接", Person("王师傅", "司机")),
        ("叫张伟的叔叔接", Person("张伟", "叔叔")),
        ("小饭桌的李老师接", Person("李老师", "小饭桌")),
        ("同学王浩妈妈接", Person(relation="同学王浩妈妈")),
        ("我妈去接", Person(relation="我妈")),
        ("我老公去接", Person(relation="老公")),
        ("他爸接", Person(relation="爸爸")),
        ("阿嬤去接", Person(relation="阿嬤")),
    ],
)
def test_a_collector_has_relation_and_name_as_the_message_writes_them(text: str, person: Person) -> None:
    tidied = tidy(text)

    assert [found.person for found in find_persons(tidied, tidied.text, KNOWN)] == [person]


def test_somebody_without_a_name_is_nobody_in_particular() -> None:
    tidied = tidy("让别人来接一下")

    assert all(found.person is None for found in find_persons(tidied, tidied.text, KNOWN))


def test_the_sender_who_collects_is_named() -> None:
    tidied = tidy("今天我来接")

    (found,) = find_persons(tidied, tidied.text, KNOWN)
    assert found.is_me
    assert found.person == Person("王丽", "妈妈")
