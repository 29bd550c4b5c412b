"""Trust: what was not understood as a whole is asked about, and trouble is never passed over."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from care.acts import About, Act, Intent
from care.calendar import SHANGHAI
from care.people import Known, Role, Sender, Staff, Student
from care.reading.loose.account import Account
from care.reading.loose.loose_ends import loose_end
from care.reading.net import caught
from care.reading.parts import Message
from care.reading.read import take_apart
from care.reading.second.trust import Trust, dumps, joints, loads, shipped, trusted
from care.reading.tidy import tidy

MING, HONG = Student(1, "李小明", "三年级2班"), Student(2, "李小红", "一年级1班")
NOW = datetime(2026, 3, 4, 15, tzinfo=SHANGHAI)
TODAY, TOMORROW, FRIDAY = date(2026, 3, 4), date(2026, 3, 5), date(2026, 3, 6)
PARENT = Known(Role.PARENT, Sender("王丽", "妈妈"), children=(MING,), clubs=("书法社团", "足球社团"))
BOTH = Known(Role.PARENT, Sender("王丽", "妈妈"), children=(MING, HONG), clubs=("书法社团", "足球社团"))
TEACHER = Known(Role.TEACHER, Sender("李芳"), roster=(MING, HONG), staff=(Staff(1, "王磊"),))
LEAVE = Act(Intent.LEAVE, students=(MING,), dates=(TOMORROW,), sessions=())
NOTHING_KNOWN = {"parent": Trust(frozenset(), {}), "staff": Trust(frozenset(), {})}


def message(text: str, known: Known = PARENT) -> Message:
    return take_apart(tidy(text), known, NOW)


def test_a_joint_is_a_thing_with_the_characters_about_it() -> None:
    assert list(joints("DDPP接CC,谢谢")) == ["^DP", "DP接", "P接C", "接C$"]


def test_a_message_of_strange_joints_is_asked_about_with_the_act_as_its_button() -> None:
    strange = message("今儿个小明奶奶搭伙拎着娃往晚托那旮旯挪腾挪腾")

    (asked,) = trusted((LEAVE,), strange, NOTHING_KNOWN)

    assert (asked.intent, asked.about, asked.maybe) == (Intent.CLARIFY, About.INTENT, Intent.LEAVE)
    assert asked.options == (LEAVE,)


def test_a_plain_wish_is_trusted() -> None:
    assert trusted((LEAVE,), message("小明明天请假")) == (LEAVE,)


def test_what_changes_nothing_is_left_alone() -> None:
    question = Act(Intent.ASK_FEE)

    assert trusted((question,), message("一个月多少钱"), NOTHING_KNOWN) == (question,)


def test_what_was_learned_is_read_as_it_was_written() -> None:
    learned = {"parent": Trust(frozenset({"^DP", "接C$"}), {"leave": 3, "leave+pickup_time": 1})}

    assert loads(dumps(learned)) == learned
    assert set(shipped()) == {"parent", "staff"}


@pytest.mark.parametrize(
    ("text", "known", "act", "why"),
    [
        ("小明明天晚托请假", PARENT, LEAVE, "a session is left"),
        ("明天看牙，小明后天请假", PARENT, LEAVE.with_(dates=(TOMORROW, FRIDAY)), "days of several clauses"),
        ("小明五点接", PARENT, Act(Intent.PICKUP_TIME, students=(MING,), time=time(18)), "an hour is left"),
        ("我妈带小明走了", PARENT, Act(Intent.DELEGATE_PICKUP, students=(MING,), dates=(TODAY,)), "it has happened"),
        ("书法退了，算了先不退", PARENT, Act(Intent.DROP_CLUB, students=(MING,)), "a club is kept"),
        ("小明发烧，小红没事，明天请假", BOTH, LEAVE.with_(students=(MING, HONG)), "children named one by one"),
        ("小明都接走了", TEACHER, Act(Intent.RELEASE, all=True), "all, and yet some"),
        ("通知家长和老师停水", TEACHER, Act(Intent.BROADCAST, body="和老师停水"), "the body is cut"),
    ],
)
def test_what_is_left_over_is_told(text: str, known: Known, act: Act, why: str) -> None:
    assert loose_end(Account(message(text, known), (act,))) == why


def test_nothing_is_left_over_where_all_is_said() -> None:
    evening = LEAVE.with_(sessions=tuple(one for found in message("晚托").sessions for one in found.sessions))

    assert loose_end(Account(message("小明明天晚托请假"), (evening,))) == ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("小明从台阶上栽下来了，脑门磕了", "injury"),
        ("小明不见了", "missing"),
        ("食堂那边进来条大黑狗", "other"),
        ("外机冒白烟", "facility"),
    ],
)
def test_trouble_that_no_act_speaks_of_is_an_incident(text: str, kind: str) -> None:
    lost = Act(Intent.CLARIFY, about=About.INTENT)

    (incident,) = caught((lost,), message(text, TEACHER))

    assert (incident.intent, incident.kind) == (Intent.INCIDENT, kind)


@pytest.mark.parametrize("text", ["没人受伤", "今天安全课讲了防溺水", "要是摔了怎么办", "小明昨天摔了"])
def test_words_of_trouble_that_tell_of_none_stay_what_they_were(text: str) -> None:
    talk = Act(Intent.SMALLTALK)

    assert caught((talk,), message(text, TEACHER)) == (talk,)


def test_an_illness_beside_a_leave_is_its_reason() -> None:
    assert caught((LEAVE,), message("小明发烧吐了，明天请假")) == (LEAVE,)
