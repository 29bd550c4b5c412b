"""A teacher who is also a parent: the capacity by what is said, asked where it is open. (C10; promise 2)"""

from __future__ import annotations

import pytest

from care.people import Role, Student
from care.rules.people.roles import role_said

OWN = (Student(7, "刘洋", "一年级1班"),)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("刘洋今天晚托请假", Role.PARENT),
        ("我家孩子今天不舒服，请假", Role.PARENT),
        ("我女儿明天奶奶接", Role.PARENT),
        ("应到32实到31，王小红没来", Role.TEACHER),
        ("今天谁值班", Role.TEACHER),
        ("我明天请假", Role.TEACHER),
        ("明天请假", None),
        ("今天晚托请假", None),
    ],
)
def test_the_capacity_follows_what_is_said(text: str, role: Role | None) -> None:
    assert role_said(text, OWN, frozenset(), post=Role.TEACHER) is role


def test_a_teachers_deed_with_the_own_child_in_hand_is_asked_about() -> None:
    assert role_said("刘洋妈妈接走了", OWN, {7}, post=Role.TEACHER) is None
    assert role_said("刘洋妈妈接走了", OWN, frozenset(), post=Role.TEACHER) is Role.PARENT


def test_who_has_no_child_here_is_never_asked() -> None:
    assert role_said("明天请假", (), frozenset(), post=Role.TEACHER) is Role.TEACHER
