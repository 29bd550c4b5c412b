"""小明今天早到了: whole sentences of a parent about one own child, and nothing else. (C08; promise 2)"""

from __future__ import annotations

import pytest

from care.people import Student
from care.reading.orders.child_early import read_child_early

MING, CHEN = Student(1, "李小明", "三年级2班"), Student(2, "李小晨", "一年级1班")


@pytest.mark.parametrize(
    "text",
    [
        "小明今天早到了，在门口", "李小明早到了", "老师早上好，小明今天来早了", "小明提前到校了",
        "我家小明来早了，能进去吗",
        "小明今早早到了十分钟，现在在校门口等着", "小明早来了，在大厅", "小明到早了，可以让他先进教室吗？",
    ],
)  # fmt: skip
def test_a_child_that_came_early_is_read(text: str) -> None:
    assert read_child_early(text, [MING, CHEN]) == MING


@pytest.mark.parametrize(
    "text",
    [
        "小明早到了吗", "小明没早到", "小明明天会早到", "小明昨天早到了", "如果小明早到了怎么办", "小红早到了",
        "早到了，在门口",
        "小明同桌早到了", "小明今天早点接", "我早到了，在门口", "小明和小晨早到了", "孩子早到了",
        "小明早到了，今天奶奶接",
        "小明放学早，提前到门口了",
    ],
)  # fmt: skip
def test_anything_else_is_left_to_the_reader(text: str) -> None:
    assert read_child_early(text, [MING, CHEN]) is None


def test_an_only_child_needs_no_name() -> None:
    assert read_child_early("孩子早到了，在门口", [MING]) == MING
