"""Words of command: exact, or not at all. (promise 2; promise 14)"""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.people import Person
from care.reading.orders.commands import WORDS, Command, Entry, Said, What, read_command, read_paper, read_stretch

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("还原 17:05–17:20 三年级2班", Said(Command.REPLAY, "17:05–17:20 三年级2班")),
        ("补录：A3 17:25", Said(Command.LATE, "A3 17:25")),
        (" 结束今天 ", Said(Command.CLOSE)),
        ("关闭今天", Said(Command.CLOSE)),
        ("清点 李小明", Said(Command.MUSTER, "李小明")),
        ("打印", Said(Command.PRINT)),
        ("谁能办 补录", Said(Command.WHO_CAN, "补录")),
    ],
)
def test_a_command_is_its_word_and_the_rest(text: str, said: Said) -> None:
    assert read_command(text) == said


@pytest.mark.parametrize(
    "text", ["清点过了，32人", "清点 32人", "清点 三十二人", "今天打印", "打印机坏了", "补录一下", "结束今天吧", ""]
)
def test_what_only_looks_like_a_command_is_for_the_reader(text: str) -> None:
    assert read_command(text) is None


@given(st.text(max_size=30))
def test_no_text_breaks_it_and_only_leading_words_count(text: str) -> None:
    said = read_command(text)

    assert said is None or any(text.strip().startswith(word) for word in WORDS) or not text.isascii()


def test_a_stretch_has_two_times_in_order_and_a_day_where_one_is_said() -> None:
    found = read_stretch("3月3日 17:05–17:20 三年级2班", TODAY)

    assert found is not None
    assert (found.day, found.rest) == (date(2026, 3, 3), "三年级2班")
    assert (found.since, found.until) == (time(17, 5), time(17, 20))
    assert read_stretch("17:20-17:05 三年级2班", TODAY) is None
    assert read_stretch("三年级2班", TODAY) is None


def test_paper_by_code() -> None:
    paper = read_paper("A3 17:25 b7 17:31", TODAY)

    assert paper is not None
    assert paper.entries == (Entry("A3", time(17, 25)), Entry("B7", time(17, 31)))
    assert all(entry.is_code for entry in paper.entries)


def test_paper_by_name_says_what_happened() -> None:
    paper = read_paper("昨天 三年级2班 李小明 17:25奶奶接走，赵一诺 17:30 自己回家、王小红 16:30 到 #7f3A", TODAY)

    assert paper is not None
    assert paper.day == date(2026, 3, 3)
    assert paper.mark == "7f3a"
    assert paper.entries == (
        Entry("李小明", time(17, 25), What.LEFT, "三年级2班", Person(relation="奶奶")),
        Entry("赵一诺", time(17, 30), What.WALKED),
        Entry("王小红", time(16, 30), What.ARRIVED),
    )


def test_handed_over_names_the_receiver() -> None:
    paper = read_paper("A3 17:00 交给王磊老师", TODAY)

    assert paper is not None
    assert paper.entries[0].receiver == "王磊"


@pytest.mark.parametrize(
    "rest", ["", "A3", "A3 A4 17:25", "17:25 A3", "A3 25:99", "A3 17:25 大概吧", "李小明好像 走了"]
)
def test_torn_paper_is_nothing_rather_than_half(rest: str) -> None:
    """Every word must have its place. (promise 2)"""
    assert read_paper(rest, TODAY) is None


@given(st.text(max_size=40))
def test_no_paper_breaks_it(rest: str) -> None:
    read_paper(rest, TODAY)
    read_stretch(rest, TODAY)
