"""The second opinion doubts what is out of place, and does nothing else."""

from __future__ import annotations

from datetime import datetime

from care.acts import CHANGING, About, Act, Intent
from care.calendar import SHANGHAI
from care.people import Known, Role, Sender, Student
from care.reading.parts import Message
from care.reading.read import take_apart
from care.reading.second import opinion
from care.reading.second.opinion import Opinion, doubted, dumps, grams, loads, shipped
from care.reading.second.schooling import FEWEST, Example, school
from care.reading.tidy import tidy

MING = Student(1, "李小明", "三年级2班")
NOW = datetime(2026, 3, 4, 15, tzinfo=SHANGHAI)
PARENT = Known(Role.PARENT, Sender("王丽", "妈妈"), children=(MING,))
WISHES = ["DC请假", "C不舒服，D请假", "C发烧了请个假", "DS请假", "C请病假D"]
DOUBTFUL = {"parent": Opinion(("leave",), (-1000,), {}, 100.0)}
"""Finds every leave out of place."""
THANKS = ["好的谢谢老师", "老师辛苦了", "谢谢老师", "收到谢谢", "老师好"]


def message(text: str, known: Known = PARENT) -> Message:
    return take_apart(tidy(text), known, NOW)


def taught() -> Opinion:
    lines = [Example(one, frozenset({"leave"})) for one in WISHES]
    lines += [Example(one, frozenset({"smalltalk"})) for one in THANKS]
    return school(lines, ["leave"])


def test_an_act_that_the_words_do_not_bear_out_becomes_a_question_with_the_act_as_its_button() -> None:
    leave = Act(Intent.LEAVE, students=(MING,), dates=(NOW.date(),), sessions=())

    (asked,) = doubted((leave,), message("小明今天请假"), DOUBTFUL)

    assert (asked.intent, asked.about, asked.maybe) == (Intent.CLARIFY, About.INTENT, Intent.LEAVE)
    assert asked.options == (leave,)
    assert asked.grounds[-1].why == opinion.WHY


def test_an_act_that_no_press_could_do_is_asked_without_a_button() -> None:
    leave = Act(Intent.LEAVE)

    (asked,) = doubted((leave,), message("小明今天请假"), DOUBTFUL)

    assert asked.options == ()


def test_an_act_that_the_words_bear_out_stays() -> None:
    leave = Act(Intent.LEAVE, students=(MING,), dates=(NOW.date(),), sessions=())

    assert doubted((leave,), message("小明发烧了，今天请假")) == (leave,)


def test_a_question_of_the_rules_stays_a_question_however_sure_the_opinion_is() -> None:
    question = Act(Intent.CLARIFY, about=About.DATE, maybe=Intent.LEAVE)

    assert doubted((question,), message("小明发烧了，今天请假")) == (question,)


def test_what_changes_nothing_is_never_doubted() -> None:
    calm = tuple(Act(intent) for intent in Intent if intent not in CHANGING)

    assert doubted(calm, message("小明今天请假"), DOUBTFUL) == calm


def test_the_model_tells_wishes_from_thanks() -> None:
    learned = taught()

    wish, thanks = (learned.of(Intent.LEAVE, text) for text in ("D请假", "谢谢老师"))

    assert wish is not None
    assert thanks is not None
    assert wish > thanks


def test_an_intent_with_too_few_examples_gets_no_opinion() -> None:
    lines = [Example("同意协议", frozenset({"sign"}))] * (FEWEST - 1)

    assert school(lines, ["sign"]).of(Intent.SIGN, "老师好") is None


def test_the_same_examples_give_the_same_weights() -> None:
    assert dumps({"parent": taught()}) == dumps({"parent": taught()})


def test_weights_are_read_as_they_were_written() -> None:
    learned = taught()

    assert loads(dumps({"parent": learned})) == {"parent": learned}


def test_a_name_counts_once_however_long_it_is() -> None:
    assert grams("CCC请假") == grams("CC请假")


def test_the_house_comes_with_an_opinion_on_both_sides() -> None:
    assert set(shipped()) == {"parent", "staff"}
    assert "leave" in shipped()["parent"].intents
    assert "release" in shipped()["staff"].intents
