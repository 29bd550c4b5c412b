"""Orders about people: the very shapes, and the sentences that are none. (C10, C11)"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.people import Person
from care.reading.orders.people import Order, Wish, read_wish
from care.reading.orders.people_days import read_day, read_length

TODAY = date(2026, 3, 4)  # a Wednesday
MONDAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        (
            "把王小明妈妈的电话改成13812345678",
            Wish(Order.PHONE, "王小明", "", Person(relation="妈妈", phone="13812345678")),
        ),
        (
            "请把三年级2班李小明的奶奶手机号改为 13812345678。",
            Wish(Order.PHONE, "李小明", "三年级2班", Person(relation="奶奶", phone="13812345678")),
        ),
        (
            "新增监护人 三年级2班李小明 外婆 李桂兰 13911112222",
            Wish(Order.GUARDIAN, "李小明", "三年级2班", Person("李桂兰", "外婆", "13911112222")),
        ),
        ("新增监护人", Wish(Order.GUARDIAN)),
        (
            "三年级2班班主任换成李老师，从下周一起",
            Wish(Order.CLASS_TEACHER, class_name="三年级2班", staff="李", since=MONDAY),
        ),
        (
            "把三年级2班的班主任改为何芳老师",
            Wish(Order.CLASS_TEACHER, class_name="三年级2班", staff="何芳", since=TODAY),
        ),
        ("周老师代班主任两周", Wish(Order.STAND_IN, staff="周", since=TODAY, until=date(2026, 3, 17))),
        (
            "何芳老师代三年级2班班主任，从3月9日到3月20日",
            Wish(Order.STAND_IN, class_name="三年级2班", staff="何芳", since=MONDAY, until=date(2026, 3, 20)),
        ),
        (
            "王老师代一年级1班班主任，到3月5日",
            Wish(Order.STAND_IN, class_name="一年级1班", staff="王", since=TODAY, until=date(2026, 3, 5)),
        ),
        ("张老师离职，最后一天是6月30日", Wish(Order.LEAVING, staff="张", since=date(2026, 7, 1))),
        (
            "赵敏老师离职，最后一天是3月13日，由何芳老师接替",
            Wish(Order.LEAVING, staff="赵敏", successor="何芳", since=date(2026, 3, 14)),
        ),
        ("赵敏离职", Wish(Order.LEAVING, staff="赵敏")),
        ("撤销修改", Wish(Order.UNDO)),
    ],
)
def test_an_order_is_read_to_the_letter(text: str, wish: Wish) -> None:
    assert read_wish(text, TODAY) == wish


@pytest.mark.parametrize(
    "text",
    [
        "李小明妈妈的电话是多少",
        "李小明妈妈接走了",
        "张老师是不是要离职了？",
        "三年级2班班主任是谁",
        "听说陈老师要退休，舍不得",
        "撤销",
        "新生报名",
        "今天班主任代我看一下",
    ],
)
def test_talk_about_people_is_no_order(text: str) -> None:
    assert read_wish(text, TODAY) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("6月30日", date(2026, 6, 30)),
        ("1月5日", date(2027, 1, 5)),
        ("2026-03-20", date(2026, 3, 20)),
        ("下周一", MONDAY),
        ("周五", date(2026, 3, 6)),
        ("周一", MONDAY),
        ("2月30日", None),
    ],
)
def test_days_are_the_next_of_their_name(words: str, day: date | None) -> None:
    assert read_day(words, TODAY) == day


@given(st.text(max_size=50))
def test_no_text_breaks_it(text: str) -> None:
    read_wish(text, TODAY)


@given(st.integers(1, 99), st.sampled_from(["天", "周", "个月"]))
def test_a_length_counts_its_first_day(number: int, unit: str) -> None:
    last = read_length(f"{number}{unit}", TODAY)

    assert last is not None
    assert (last - TODAY).days + 1 == number * {"天": 1, "周": 7, "个月": 30}[unit]
