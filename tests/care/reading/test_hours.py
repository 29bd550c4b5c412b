"""Clock times in a message that arrives at 16:30."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from care.people import Known, Role, Sender
from care.reading.hours import find_times

NOW = datetime(2026, 3, 4, 16, 30, 20, tzinfo=ZoneInfo("Asia/Shanghai"))
KNOWN = Known(Role.PARENT, Sender("王丽", "妈妈"), clubs=("24点社团",))


def times(text: str, now: datetime = NOW) -> list[str | None]:
    return [one.time and f"{one.time:%H:%M}" for one in find_times(text, now, KNOWN)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("五点半来接", "17:30"),
        ("17:30到", "17:30"),
        ("5点40", "17:40"),
        ("打错了,是5:40来接", "17:40"),
        ("1720来接", "17:20"),
        ("差十分六点", "17:50"),
        ("差一刻六点", "17:45"),
        ("五点一刻到", "17:15"),
        ("六点三刻", "18:45"),
        ("七点前来接", "19:00"),
        ("最晚六点到", "18:00"),
        ("五点来钟", "17:00"),
        ("大概18:10", "18:10"),
        ("约六点四十分", "18:40"),
        ("五点零五", "17:05"),
        ("中午12点半", "12:30"),
        ("早上7点送", "07:00"),
        ("7点送到早托", "07:00"),
        ("晚上八点", "20:00"),
        ("下午4点20", "16:20"),
        ("5.40来接", "17:40"),
        ("周五六点接", "18:00"),
        ("周三五点接", "17:00"),
        ("今天晚六点接", "18:00"),
        ("要是六点没到", "18:00"),
        ("今天两个都晚点接,六点", "18:00"),
        ("二十分钟后到", "16:50"),
        ("再过20分钟", "16:50"),
        ("一个半小时后", "18:00"),
        ("半小时后到", "17:00"),
        ("再等我五分钟", "16:35"),
        ("一刻钟就到", "16:45"),
        ("20分钟", "16:50"),
    ],
)
def test_a_time_is_read_on_the_clock(text: str, expected: str):
    assert times(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "晚点来接",
        "五点多到",
        "今天晚半小时接",
        "晚到20分钟",
        "提前15分钟到",
        "五六点来接",
        "五点到五点半来接",
        "晚一点来接",
        "二十多分钟后到",
        "五点半或者六点接",
    ],
)
def test_a_time_against_the_usual_or_a_vague_one_is_found_without_a_clock(text: str):
    assert times(text) == [None]


@pytest.mark.parametrize(
    "text",
    [
        "四点半课堂",
        "三点半小助手",
        "24点社团",
        "六岁半",
        "38度5",
        "有两点建议",
        "以下三点",
        "晚点名",
        "有一点不舒服",
        "自由阅读二十分钟",
        "晒了半个小时",
        "最后20分钟自由阅读",
        "1号门",
        "302接走了",
        "13800001111",
        "0912-345-678",
        "应到12实到12",
        "三点半,帮我请假",
        "5.30请假",
        "几点放学",
        "重点",
        "2026年",
    ],
)
def test_what_looks_like_a_time_and_is_none(text: str):
    assert times(text) == []


def test_from_now_is_today():
    (found,) = find_times("二十分钟后到", NOW, KNOWN)

    assert found.days


def test_a_corrected_time_is_found_twice_in_order():
    assert times("本来说五点半接,改五点") == ["17:30", "17:00"]
