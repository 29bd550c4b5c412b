"""Days in a message. The Wednesday is 2026-03-04 unless a test says another moment."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from care.people import Known, Role, Sender
from care.reading.dates import care_days, find_dates, patterns
from care.reading.parts import FoundDates, When
from tests.care.reading.date_oracle import cases

SHANGHAI = ZoneInfo("Asia/Shanghai")
KNOWN = Known(Role.PARENT, Sender("王丽", "妈妈"))
WEDNESDAY = datetime(2026, 3, 4, 15, 10, tzinfo=SHANGHAI)
THURSDAY = WEDNESDAY + timedelta(days=1)
FRIDAY = WEDNESDAY + timedelta(days=2)
SUNDAY = WEDNESDAY + timedelta(days=4)


def days(text: str, now: datetime = WEDNESDAY, known: Known = KNOWN) -> list[str]:
    """The days of the only found, as month and day."""
    (found,) = find_dates(text, now, known)
    return [f"{day:%m-%d}" for day in found.dates]


def only(text: str, now: datetime = WEDNESDAY, known: Known = KNOWN) -> FoundDates:
    (found,) = find_dates(text, now, known)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("小明今天请假", ["03-04"]),
        ("明儿个娃不去了哈", ["03-05"]),
        ("听日唔返學", ["03-05"]),
        ("今明两天请假", ["03-04", "03-05"]),
        ("明后天都不来", ["03-05", "03-06"]),
        ("下周一到周三请假", ["03-09", "03-10", "03-11"]),
        ("周四周五不去", ["03-05", "03-06"]),
        ("下周二四不去", ["03-10", "03-12"]),
        ("下周一和周三请假", ["03-09", "03-11"]),
        ("3.5请假", ["03-05"]),
        ("3.5-3.9请假", ["03-05", "03-06", "03-09"]),
        ("3/5请假一天", ["03-05"]),
        ("5、6号不来", ["03-05", "03-06"]),
        ("5到9号出去", ["03-05", "03-06", "03-09"]),
        ("3月5号到7号，家里有事", ["03-05", "03-06"]),
        ("2026年4月15日至4月17日请假三天", ["04-15", "04-16", "04-17"]),
        ("3月20号(周五)请假1天", ["03-20"]),
        ("廿三号请假", ["03-23"]),
        ("十二月二十一号", ["12-21"]),
        ("3月30号到4月1号", ["03-30", "03-31", "04-01"]),
        ("30号到2号", ["03-30", "03-31", "04-01", "04-02"]),
        ("从明天起请三天假", ["03-05", "03-06", "03-09"]),
        ("这周除了周四都不去", ["03-04", "03-06"]),
        ("请假到周五", ["03-04", "03-05", "03-06"]),
        ("后两天不去", ["03-05", "03-06"]),
        ("下周前三天", ["03-09", "03-10", "03-11"]),
        ("这周六的托管去不了了", ["03-07"]),
        ("3号没去，补个假", ["03-03"]),
        ("周一没去，忘了说", ["03-02"]),
        ("20260305请假", ["03-05"]),
        ("请假时间:3月5号", ["03-05"]),
        ("【通知】各位家长:3月20日(周五)", ["03-20"]),
    ],
)
def test_days_are_read_as_they_are_said(text: str, expected: list[str]):
    assert days(text.replace("，", ",")) == expected


def test_this_week_is_what_is_left_of_it_for_a_wish_and_all_of_it_for_a_question():
    found = only("这周")

    assert [day.isoweekday() for day in found.dates] == [3, 4, 5]
    assert [day.isoweekday() for day in found.asked] == [1, 2, 3, 4, 5]


def test_the_rest_of_the_week_starts_tomorrow_in_the_evening():
    assert days("这周剩下几天都不来了", WEDNESDAY.replace(hour=19)) == ["03-05", "03-06"]


def test_a_weekday_that_is_past_is_the_next_weeks_and_on_sunday_the_coming_one():
    assert days("周一请假") == ["03-09"]
    assert days("周三请假", SUNDAY) == ["03-11"]


def test_a_number_that_is_past_is_the_next_months():
    assert days("2号请假") == ["04-02"]


def test_tomorrow_on_a_friday_has_no_care_and_says_so():
    found = only("明天请假", FRIDAY)

    assert found.no_care
    assert days("明后天请假", THURSDAY) == ["03-06"]


def test_the_schools_own_days_off_and_make_up_days_count():
    known = Known(
        Role.PARENT, Sender("王丽"), days_off=frozenset({date(2026, 3, 6)}), extra_days=frozenset({date(2026, 3, 7)})
    )

    assert days("明天起请三天假", known=known) == ["03-05", "03-07", "03-09"]
    assert only("后天请假", known=known).no_care
    assert not only("明天请假", FRIDAY, known).no_care


@pytest.mark.parametrize(
    ("text", "weekdays"),
    [
        ("逢星期一、三、五", (1, 3, 5)),
        ("每周二四上晚托", (2, 4)),
        ("每周一到周四", (1, 2, 3, 4)),
        ("周一到周五每天都上", (1, 2, 3, 4, 5)),
        ("除了周五,每天都参加", (1, 2, 3, 4)),
        ("每天都上,周五除外", (1, 2, 3, 4)),
        ("每个星期的周二和周四", (2, 4)),
        ("每周三五点接", (3,)),
    ],
)
def test_weekdays_that_come_again_and_again(text: str, weekdays: tuple[int, ...]):
    found = only(text)

    assert (found.kind, found.weekdays) == (When.WEEKLY, weekdays)


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("下周起不上了", date(2026, 3, 9)),
        ("从下个月开始", date(2026, 4, 1)),
        ("12月起", date(2026, 12, 1)),
        ("上完这周", date(2026, 3, 9)),
        ("今天起不托管了", date(2026, 3, 4)),
        ("从12月1号开始", date(2026, 12, 1)),
        ("上到月底", date(2026, 4, 1)),
        ("周一起不用接", date(2026, 3, 9)),
    ],
)
def test_from_a_day_on(text: str, since: date):
    found = only(text)

    assert (found.kind, found.since) == (When.FROM, since)


@pytest.mark.parametrize(
    "text",
    [
        "这几天不去",
        "过几天再说",
        "下周请一天假",
        "下周三天不去",
        "3月20号周一请假",
        "2月31号请假",
        "隔周三",
        "期末前都不去",
        "周三以后不上了",
        "国庆前都不去",
    ],
)
def test_days_that_nobody_can_name_are_vague(text: str):
    assert only(text).kind is When.VAGUE


def test_one_of_two_days_is_either():
    assert only("明天或者后天请一天假").kind is When.EITHER


def test_half_a_day_and_a_count_stay_what_they_are():
    assert [one.kind for one in find_dates("明天请半天假", WEDNESDAY, KNOWN)] == [When.DAYS, When.HALF]
    assert only("请三天假").count == 3


def test_a_day_that_is_moved_is_two_days():
    assert [one.words for one in find_dates("假从周五改到下周二", WEDNESDAY, KNOWN)] == ["周五", "下周二"]


def test_on_thursday_a_past_and_a_coming_weekday_together_are_asked_back():
    found = only("周三周五请假", THURSDAY)

    assert found.no_care
    assert found.weekdays == (3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "五一班的",
        "三年二班",
        "一年级",
        "上初一",
        "周一鸣家长",
        "24点社团",
        "1号门等",
        "5号楼",
        "四点半课堂",
        "三点半小助手",
        "六岁半",
        "一二三年级",
        "38度5",
        "第1节",
        "1号车",
        "三(2)班",
        "302",
        "一起走",
        "应到十一人",
        "等一下",
        "139 0000 0022",
        "0912-345-678",
        "今年",
        "目前天气",
        "每周三次",
        "周五前给您回复",
    ],
)
def test_what_looks_like_a_day_and_is_none(text: str):
    assert find_dates(text, WEDNESDAY, KNOWN) == ()


def test_from_staff_two_numbers_are_heads_unless_something_is_to_happen():
    teacher = Known(Role.TEACHER, Sender("李磊"))

    assert find_dates("人齐,8/8", WEDNESDAY, teacher) == ()
    assert find_dates("11/9,韩雪在足球社", WEDNESDAY, teacher) == ()
    assert days("3/6我请假", known=teacher) == ["03-06"]


def test_care_days_are_counted_without_weekends():
    assert care_days(date(2026, 3, 6), 2, KNOWN) == (date(2026, 3, 6), date(2026, 3, 9))


def test_the_look_at_the_first_sign_passes_nothing_over():
    everywhere = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in patterns.PATTERNS))

    for case in cases(2_000, seed=7):
        assert [m.span() for m in everywhere.finditer(case.text)] == [
            m.span() for m in patterns.ATOMS.finditer(case.text)
        ]
