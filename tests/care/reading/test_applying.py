"""Answers to a wish's questions and changes of place, in their exact shapes. (C20, C29; promise 2)"""

from __future__ import annotations

from datetime import date

import pytest

from care.acts import CareSession
from care.people import Student
from care.reading.applying import Change, days_behind_session, read_change, read_days, read_evidence, read_reason

MING, HONG = Student(1, "李小明", "三年级2班"), Student(2, "李小红", "一年级1班")
LABELS = {"午托": CareSession.NOON, "晚托": CareSession.EVENING, "晚自习": CareSession.STUDY}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("周一三五", (1, 3, 5)), ("周一、周三和周五", (1, 3, 5)),
        ("周一到周四", (1, 2, 3, 4)), ("每天", (1, 2, 3, 4, 5)),
        ("周二四吧", (2, 4)), ("周三不去了", ()), ("下周一请假", ()), ("周五谁接", ()), ("好的", ()),
    ],
)  # fmt: skip
def test_weekdays_alone_are_an_answer_and_nothing_else_is(text: str, days: tuple[int, ...]) -> None:
    assert read_days(text) == days


def test_reason_and_evidence_stand_behind_their_word() -> None:
    assert read_reason("原因：我和妈妈都上夜班") == "我和妈妈都上夜班"
    assert read_evidence("证明：低保证 3501") == "低保证 3501"
    assert read_reason("今天小明发烧了") == ""


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("小明午托改成周一三五", Change((MING,), CareSession.NOON, CareSession.NOON, (1, 3, 5))),
        ("把李小明的晚托换成午托", Change((MING,), CareSession.EVENING, CareSession.NOON)),
        ("晚托换成午托", None), ("小刚晚托换成午托", None),
        (
            "下周起小明晚托改成周二四",
            Change((MING,), CareSession.EVENING, CareSession.EVENING, (2, 4), date(2026, 3, 9)),
        ),
        (
            "小红晚自习从3月16日起改成每天吧，谢谢老师",
            Change((HONG,), CareSession.STUDY, CareSession.STUDY, (1, 2, 3, 4, 5), date(2026, 3, 16)),
        ),
        ("小明晚托能改成午托吗", None), ("小明晚托从13月1日起改成周一", None), ("小明今天晚托改成奶奶接", None),
    ],
)  # fmt: skip
def test_a_change_names_one_child_and_what_it_becomes(text: str, change: Change | None) -> None:
    assert read_change(text, (MING, HONG), LABELS, date(2026, 3, 4)) == change


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("给小明报晚托，周一三五，再报个足球", (1, 3, 5)),
        ("给小明报晚托，再报足球，周四", ()), ("报足球社团，周四", ()),
        ("给小明报晚托", ()),
    ],
)  # fmt: skip
def test_days_right_behind_the_session_are_the_session_s(text: str, days: tuple[int, ...]) -> None:
    assert days_behind_session(text) == days
