"""The page that says why: in Chinese, for parents' and teachers' messages alike."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from care.calendar import SHANGHAI
from care.people import Known, Role, Sender, Staff, Student
from care.reading import trace
from care.reading.cues import Topic
from care.reading.policy import UNSURE
from care.reading.read import read
from care.wording import why
from care.wording.grounds import reason

NOW = datetime(2026, 3, 4, 15, tzinfo=SHANGHAI)
PUPILS = (Student(1, "李小明", "三年级2班"), Student(2, "王小红", "三年级2班"))
PARENT = Known(Role.PARENT, Sender("王丽", "妈妈"), children=PUPILS)
TEACHER = Known(Role.TEACHER, Sender("赵敏"), roster=PUPILS, staff=(Staff(1, "王磊"),))


def page(text: str, known: Known) -> str:
    return why.page(trace.kept(read(text, known, NOW)))


def test_the_page_shows_the_even_text_the_act_and_what_it_rests_on() -> None:
    shown = page("小明發燒了，今天晚托請假", PARENT)

    assert shown.splitlines()[:3] == [
        "读作  小明发烧了,今天晚托请假",
        "· 请假：孩子 李小明；日期 2026-03-04；时段 晚托；原因 生病",
        "    要办的事 ← “请假” 请假的说法",
    ]


def test_a_question_shows_what_its_buttons_would_do() -> None:
    shown = page("今天晚托请假", PARENT)

    assert "反问：问什么 哪个孩子；可能是 请假" in shown
    assert "有几个孩子，没说是哪个" in shown
    assert "按钮1：请假：孩子 李小明" in shown


def test_a_teachers_words_are_explained_too() -> None:
    shown = page("小明奶奶接走了", TEACHER)

    assert "放学离校：孩子 李小明" in shown
    assert "孩子走了" in shown


def test_no_letters_of_the_sketch_are_shown() -> None:
    shown = page("明天奶奶接小明", PARENT)

    assert "谁接 奶奶" in shown
    assert re.search("[A-Z]", shown) is None


@pytest.mark.parametrize("grounds", [*Topic, *(mood for _, mood in UNSURE)])
def test_each_ground_has_its_words_in_chinese(grounds: str) -> None:
    assert re.search("[一-龥]", reason(grounds))


@pytest.mark.parametrize(
    ("ground", "told"),
    [
        ("it tells of trouble: injury", "说到了意外：受伤"),
        ("子涵 fits several", "“子涵”对得上几个孩子"),
        ("words that nobody has put into Chinese", "words that nobody has put into Chinese"),
    ],
)
def test_grounds_with_words_in_them_are_told(ground: str, told: str) -> None:
    assert reason(ground) == told
