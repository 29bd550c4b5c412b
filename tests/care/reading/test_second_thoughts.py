"""Whole sentences of a family that thinks again, and what is none. (C20, C28-C30; promise 2)"""

from __future__ import annotations

import pytest

from care.people import Student
from care.reading.applying import read_choice, read_clubs
from care.reading.second_thoughts import Thought, read_again

CHEN, MING = Student(1, "陈晨", "三年级2班"), Student(2, "李小明", "三年级2班")


@pytest.mark.parametrize(
    ("text", "thought", "child"),
    [
        ("撤回申请", Thought.TAKE_BACK, None), ("把小明的申请撤回吧", Thought.TAKE_BACK, MING),
        ("想撤销小明的报名申请", Thought.TAKE_BACK, MING), ("取消报名", Thought.TAKE_BACK, None),
        ("算了，小明还是上吧", Thought.STAY, MING), ("晨晨还是继续上晚托吧", Thought.STAY, CHEN),
        ("改成周二四", Thought.OTHER_DAYS, None), ("报错了，是周二周四", Thought.OTHER_DAYS, None),
        ("小明下学期不上晚托了", Thought.NEXT_TERM, MING), ("下学期就不参加了", Thought.NEXT_TERM, None),
        ("不签", Thought.NOT_SIGNED, None), ("协议我看了，不同意第三条", Thought.NOT_SIGNED, None),
        ("同意", Thought.YES, None), ("想给孩子报名", Thought.BEGIN, None), ("给小明报个名吧", Thought.BEGIN, MING),
    ],
)  # fmt: skip
def test_second_thoughts_are_whole_sentences(text: str, thought: Thought, child: Student | None) -> None:
    found = read_again(text, (CHEN, MING))

    assert found is not None
    assert (found.thought, found.children) == (thought, (child,) if child else ())


@pytest.mark.parametrize(
    "text",
    [
        "今天还是上吧",
        "明天还是去吧",
        "小刚还是上吧",
        "改到周五",
        "可以撤回申请吗",
        "好的",
        "小明今天不去晚托了",
        "不同意",
    ],
)
def test_what_may_be_about_something_else_is_left_to_the_reader(text: str) -> None:
    assert read_again(text, (CHEN, MING)) is None


def test_leaving_is_named_where_it_is_to_be_taken_back() -> None:
    found = read_again("退出申请撤回吧", (CHEN, MING))

    assert found is not None
    assert found.leaving


@pytest.mark.parametrize(
    ("text", "clubs"),
    [
        ("足球", ["足球社团"]), ("要报，足球社团和书法", ["足球社团", "书法社团"]), ("不报社团", []), ("不用", []),
        ("足球社团今天几点", None), ("篮球", None), ("好的", None),
    ],
)  # fmt: skip
def test_clubs_alone_are_an_answer(text: str, clubs: list[str] | None) -> None:
    assert read_clubs(text, ("书法社团", "足球社团")) == clubs


def test_a_label_with_nothing_but_a_yes_around_it_is_an_answer() -> None:
    answers = [("能按时接", True), ("接不了", False), ("都不是", "")]

    assert read_choice("接不了的", answers) is False
    assert read_choice("都不是", answers) == ""
    assert read_choice("今天接不了小明", answers) is None
