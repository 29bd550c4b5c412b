"""Lists in brief: a line a group, with who is away and what is not known."""

from __future__ import annotations

from care.people import Student
from care.rules.custody import Balance
from care.wording import lists

AWAY = Student(1, "张子涵", "三年级2班")


def heads(**counts: int) -> Balance:
    every = dict.fromkeys(Balance.__dataclass_fields__, 0)
    return Balance(**{**every, **counts})


def test_a_group_that_nobody_called_is_said_to_be_so_and_not_told_as_zero() -> None:
    line = lists.in_brief("三年级2班", heads(expected=5, leave=1, not_called=4), [AWAY], [])

    assert line == "· 三年级2班 应到5，实到0；还没点名；请假张子涵"


def test_a_group_that_was_called_names_only_who_is_away() -> None:
    line = lists.in_brief("三年级2班", heads(expected=5, present=4, missing=1), [], [AWAY])

    assert line == "· 三年级2班 应到5，实到4；缺勤张子涵"


def test_a_roll_half_called_says_how_many_are_unknown() -> None:
    assert "未点名2" in lists.in_brief("三年级2班", heads(expected=5, present=3, not_called=2), [], [])
