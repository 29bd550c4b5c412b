"""Questions where a child is, or how it left: taken where they are plain questions, and nothing else is."""

from __future__ import annotations

import pytest

from care.people import Known, Role, Sender, Student
from care.reading.asked import read_asked

MING = Student(1, "李小明", "三年级2班")
HAN = Student(2, "张子涵", "三年级2班")
LEADER = Known(Role.LEADER, Sender("孙强", "", 9), roster=(MING, HAN))
MOTHER = Known(Role.PARENT, Sender("王丽", "妈妈", 8), children=(MING,))


@pytest.mark.parametrize(
    "text",
    [
        "李小明去哪了", "李小明在哪儿？", "小明现在跟谁在一起", "帮我查下李小明现在在谁那里", "李小明走了没",
        "三年级2班李小明还在学校吗", "小明接走了吗", "现在谁在带李小明", "李小明人呢", "小明同学到了没有",
    ],
)  # fmt: skip
def test_a_colleagues_question_names_the_child(text: str) -> None:
    asked = read_asked(text, LEADER)

    assert asked is not None
    assert (asked.children, asked.past) == ((MING,), False)


@pytest.mark.parametrize(
    ("text", "back"),
    [("昨天小明几点走的", 1), ("昨天谁接走的", 1), ("小明前天几点被接走的", 2), ("今天小明什么时候走的", 0),
     ("昨晚孩子几点走的", 1)],
)  # fmt: skip
def test_a_familys_question_of_the_past_names_the_day(text: str, back: int) -> None:
    asked = read_asked(text, MOTHER)

    assert asked is not None
    assert (asked.children, asked.days_back, asked.past) == ((MING,), back, True)


@pytest.mark.parametrize(
    "text",
    ["李小明接走了", "小明走了", "李小明还在教室", "小明肚子疼，在哪个医务室", "今天谁请假", "谁没来", "全部接走了",
     "李小明奶奶接走了", "李小明没来"],
)  # fmt: skip
def test_a_statement_is_left_to_the_reader(text: str) -> None:
    asked = read_asked(text, LEADER)

    assert asked is None or not asked.children


def test_another_familys_child_is_not_asked_after() -> None:
    assert read_asked("昨天子涵几点走的", MOTHER) is None


def test_two_children_of_one_given_name_are_not_guessed() -> None:
    twin = Known(Role.LEADER, Sender("孙强", "", 9), roster=(HAN, Student(3, "李子涵", "三年级2班")))
    asked = read_asked("子涵在哪", twin)

    assert asked is not None
    assert not asked.children
