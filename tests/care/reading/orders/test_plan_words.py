"""A day or the plan changed in words, from the first word to the last. (promise 2; G18, C01)"""

from __future__ import annotations

import json
from datetime import date, time
from pathlib import Path

import pytest

from care.acts import CareSession
from care.reading.orders.commands import Command, Said, read_command
from care.reading.orders.plan_words import DayWish, PlanWish, closes_service, is_change, read_change
from care.reading.orders.survey_words import Begin, Notice, read_begin, read_notice, read_where

TODAY = date(2026, 3, 4)  # a Wednesday
EVENING, NOON = (CareSession.EVENING,), (CareSession.NOON,)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("明天下午停课后服务，因为大雨", DayWish((date(2026, 3, 5),), EVENING, closed=True, reason="大雨")),
        ("明天停课", DayWish((date(2026, 3, 5),), (), closed=True)),
        ("今天晚托提前到17:00结束", DayWish((TODAY,), EVENING, end=time(17, 0))),
        ("今天晚托改到5点半放学，因为停电", DayWish((TODAY,), EVENING, end=time(17, 30), reason="停电")),
        ("下周一午托改到12点开始", DayWish((date(2026, 3, 9),), NOON, start=time(12, 0))),
        ("3月5日到3月6日停午托", DayWish((date(2026, 3, 5), date(2026, 3, 6)), NOON, closed=True)),
        ("一、二年级明天下午放半天", DayWish((date(2026, 3, 5),), EVENING, closed=True, grades=(1, 2))),
        ("1-3年级后天停晚托", DayWish((date(2026, 3, 6),), EVENING, closed=True, grades=(1, 2, 3))),
        ("晚托改到17:30结束，从5月6日起", PlanWish(EVENING[0], date(2026, 5, 6), end=time(17, 30))),
        ("从5月6日起晚托改为16:30-17:30", PlanWish(EVENING[0], date(2026, 5, 6), start=time(16, 30), end=time(17, 30))),
        ("5月6日起停办午托", PlanWish(NOON[0], date(2026, 5, 6), closed=True)),
        ("晚托改为周一至周四，从5月6日起", PlanWish(EVENING[0], date(2026, 5, 6), weekdays=(1, 2, 3, 4))),
        ("晚托改到17:30结束", PlanWish(EVENING[0], None, end=time(17, 30))),
        ("2月30日停晚托", None),
    ],
)
def test_what_is_changed(text: str, wish: DayWish | PlanWish | None) -> None:
    assert is_change(text)
    assert read_change(text, TODAY) == wish
    assert read_command(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "明天停课后服务吗？", "听说明天停晚托", "如果下雨明天就停晚托", "明天不停课后服务", "明天停晚托，家长问怎么办",
        "小明明天停晚托", "晚托改到几点结束", "通知家长：明天停晚托", "今天晚托", "停", "",
    ],
)  # fmt: skip
def test_a_question_a_negation_a_hearsay_or_one_child_is_no_command(text: str) -> None:
    assert not is_change(text)


def test_no_line_of_the_corpora_is_taken_for_a_command() -> None:
    """What teachers and families write every day is the reader's."""
    ours = {Command.CHANGE, Command.SURVEY, Command.MISSING, Command.RECEIPTS}
    folder = Path(__file__).parents[2] / "corpus"
    texts = [
        json.loads(line).get("text", "")
        for file in folder.glob("*.jsonl")
        for line in file.read_text("utf-8").splitlines()
    ]

    assert [text for text in texts if (said := read_command(text)) and said.command in ours] == []
    assert [text for text in texts if closes_service(text)] == []


@pytest.mark.parametrize(
    ("text", "closes"), [("今天停课后服务吧", True), ("明天晚托停一次", False), ("明天停课", True)]
)
def test_a_family_cannot_stop_the_service_but_can_stay_away(text: str, closes: bool) -> None:
    assert closes_service(text) is closes


# --- surveys and announcements ---


def test_a_survey_has_a_title_and_a_last_day() -> None:
    assert read_begin("发起下学期课后服务意向调查，周五截止", TODAY) == Begin(
        "下学期课后服务意向调查", date(2026, 3, 6)
    )
    assert read_begin("发起意向调查", TODAY) == Begin("意向调查", None)
    assert read_command("发起意向调查吗") is None


@pytest.mark.parametrize(
    ("text", "command"),
    [("三年级2班谁没交", Command.MISSING), ("谁还没交回执？", Command.MISSING), ("谁没看？", Command.RECEIPTS),
     ("回执情况", Command.SLIPS)],
)  # fmt: skip
def test_who_is_missing(text: str, command: Command) -> None:
    said = read_command(text)

    assert isinstance(said, Said)
    assert said.command is command


def test_where_it_is_asked_for() -> None:
    assert [read_where(text) for text in ("3年级2班谁没交", "三年级谁没交", "谁没交")] == ["三年级2班", "三年级", ""]


@pytest.mark.parametrize(
    ("rest", "notice"),
    [
        ("三年级家长：周五开放日", Notice("三年级", False, "周五开放日")),
        ("3年级2班：带跳绳", Notice("三年级2班", False, "带跳绳")),
        ("全体老师: 开会", Notice("", True, "开会")), ("随便说", None), ("三年级家长：", None),
    ],
)  # fmt: skip
def test_a_notice_names_whom_and_says_what(rest: str, notice: Notice | None) -> None:
    assert read_notice(rest) == notice
