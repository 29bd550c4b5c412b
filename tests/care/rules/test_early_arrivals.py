"""Early arrival: what is read as one, the list, and that nothing is charged. (C08)"""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from care.acts import CareSession
from care.policy import Policy, SessionPlan
from care.policy.fees import Fees, Price, Unit
from care.policy.plain import Fen
from care.policy.terms import Timetable
from care.reading.orders.early_arrivals import Early, read_early
from care.rules import fees
from care.rules.early_arrivals import Arrivals, hold_against, is_charged

LISTED = Policy(timetable=Timetable(early_list=True))


@pytest.mark.parametrize(
    ("text", "early"),
    [
        ("早到12人", Early(12)),
        ("今天早到十二人，都在一楼大厅", Early(12, note="都在一楼大厅")),
        ("今早早到共8个孩子", Early(8)),
        ("早到：李小明、王小红", Early(names="李小明、王小红")),
        ("早到 李小明", Early(names="李小明")),
        ("早到情况", Early(asks=True)),
        ("今天早到多少人？", Early(asks=True)),
        ("今天早到12人吗？", None),
        ("早到的孩子怎么办", None),
        ("李小明早到了", None),
    ],
)
def test_only_a_count_or_names_count(text: str, early: Early | None) -> None:
    assert read_early(text) == early


def test_an_open_count_has_no_list_to_be_held_against() -> None:
    assert hold_against([1, 2], [2, 3], Policy()) == Arrivals(2)


def test_where_there_is_a_list_both_sides_of_the_difference_are_named() -> None:
    assert hold_against([1, 2, 2], [2, 3], LISTED) == Arrivals(2, unlisted=(1,), awaited=(3,))


def test_the_morning_is_on_no_bill_whatever_the_plan_says_of_the_session() -> None:
    morning = SessionPlan(CareSession.MORNING, "早托", time(7, 20), time(8), charged=True)
    policy = replace(Policy(), sessions=(morning, *Policy().sessions))

    assert not is_charged(CareSession.MORNING, policy)
    assert is_charged(CareSession.EVENING, policy)
    assert not is_charged(CareSession.STUDY, policy)


def test_a_tariff_for_the_evening_takes_nothing_for_the_morning() -> None:
    tariff = Fees(prices=(Price(Fen(20000), Unit.MONTH, sessions=(CareSession.EVENING,)),))

    assert fees.a_month(tariff, [CareSession.MORNING]) == 0
