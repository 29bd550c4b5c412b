"""Several applications in one line. (C21)"""

from __future__ import annotations

import pytest

from care.rules.enrolment.deciding import Line, alternative_in, chosen, read_line

SHOWN = [(71, "陈晨"), (72, "张子涵"), (73, "王小红"), (74, "赵一诺"), (75, "李小明")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("同意1、3、5", Line(True, (1, 3, 5))),
        ("通过1-3号", Line(True, (1, 2, 3))),
        ("1，2都同意", Line(True, (1, 2))),
        ("不同意2，原因：名额已满", Line(False, (2,), reason="名额已满")),
        ("退回 4 请补材料", Line(False, (4,), reason="请补材料")),
        ("除了2都同意", Line(True, (2,), but=True)),
        ("除了张子涵、王小红，其他都同意", Line(True, names=("张子涵", "王小红"), but=True)),
    ],
)
def test_a_line_of_decisions_is_read(text: str, line: Line) -> None:
    assert read_line(text) == line


@pytest.mark.parametrize("text", ["同意", "同意陈晨的", "可以同意1吗", "今天到了3个", "1", "先别同意2", "接走1、2"])
def test_what_does_not_fit_wholly_is_for_the_reader(text: str) -> None:
    assert read_line(text) is None


def test_all_but_named_leaves_the_named() -> None:
    assert chosen(Line(True, names=("张子涵",), but=True), SHOWN) == ([71, 73, 74, 75], [])


def test_a_number_that_is_not_on_the_list_is_named() -> None:
    assert chosen(Line(True, (1, 9)), SHOWN) == ([71], ["9"])
    assert chosen(Line(True, names=("刘洋",), but=True), SHOWN)[1] == ["刘洋"]


@pytest.mark.parametrize(
    ("reason", "offered"),
    [("名额已满，可以改报午托", "午托"), ("满了，先排候补", "候补"), ("请改到书法社团", "书法社团"), ("名额已满", "")],
)
def test_a_refusal_may_offer_something_else(reason: str, offered: str) -> None:
    assert alternative_in(reason) == offered
