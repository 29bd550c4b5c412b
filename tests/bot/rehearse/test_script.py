"""The script: the same seed, the same day; and sentences of the corpora in other mouths."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from bot.rehearse import cast, corpus, habits
from bot.rehearse.run import CORPUS
from bot.rehearse.script import Do, What
from bot.rehearse.stage import DAY
from bot.rehearse.writing import write
from playground.chats import Message
from storage.db import Sessions
from storage.demo.load import load_demo
from storage.demo.shape import shape_of


@pytest.fixture
def school(sqlite_sessions: Sessions) -> cast.Cast:
    school_id = load_demo(sqlite_sessions, day=DAY, shape=shape_of(60, 10, 3))
    with sqlite_sessions.reading() as session:
        return cast.gather(session, school_id, DAY)


def test_the_same_seed_is_the_same_script(school: cast.Cast) -> None:
    sentences = corpus.read(CORPUS)

    assert write(school, sentences, 7) == write(school, sentences, 7) != write(school, sentences, 8)


def test_everybody_who_comes_goes_home_by_some_line(school: cast.Cast) -> None:
    lines, _ = write(school, corpus.Corpus(), 1)
    rolls = [line for line in lines if line.kind == "roll" and line.at >= time(16)]
    called = {change.child for line in rolls for change in line.asks if change.what == What.PRESENT}
    gone = {change.child for line in lines for change in line.asks if change.what in (What.RELEASED, What.WALKED)}

    assert called
    assert called <= gone


def test_without_corpora_people_speak_all_the_same(school: cast.Cast) -> None:
    lines, _ = write(school, corpus.read(Path("nowhere")), 1)

    assert {Do.SAY, Do.PRESS} <= {line.do for line in lines}
    assert all("{" not in line.text for line in lines)


def test_a_sentence_of_the_corpora_gets_the_childs_name() -> None:
    mother = cast.Adult("m", 1, "王丽", "妈妈")
    child = cast.Child(5, "李小明", "三年级2班", (mother,))
    saying = corpus.Saying("x", "老师，天佑发烧了", "leave", "孙天佑", "妈妈")

    assert saying.fits(mother, child)
    assert saying.said_by(child) == "老师，小明发烧了"
    assert saying.asks(child) == {(What.LEAVE, 5)}


def test_a_school_of_any_size_has_its_pupils() -> None:
    shape = shape_of(600, 40, 1)

    assert sum(shape.sizes) == 600
    assert len(shape) == len(set(shape.classes)) == 17


def test_each_case_is_written_where_the_school_has_the_children(sqlite_sessions: Sessions) -> None:
    school_id = load_demo(sqlite_sessions, day=DAY, shape=shape_of(200, 20, 3))
    with sqlite_sessions.writing() as session:
        school = cast.with_club(session, cast.gather(session, school_id, DAY))

    lines, cases = write(school, corpus.Corpus(), 1)

    assert [case.name for case in cases] == [
        "passed over, and there after all", "a sudden early end", "to a club and back", "a release undone",
        "released, and not with the family", "a delegate with a code", "somebody who may not collect",
        "an injury to its end", "the duty leader ends the day",
    ]  # fmt: skip
    assert {case.name for case in cases} <= {line.kind for line in lines}


def test_the_digits_are_read_from_the_familys_phone() -> None:
    told = Message("m", False, "text", "", "三年级2班 李小明 …接送码：3月4日（周三） 4012。请转告张阿姨")

    assert habits.code_in([told], "李小明") == "4012"
    assert habits.code_in([told], "王小红") is None
    assert habits.other_than("9999") == "0000"
