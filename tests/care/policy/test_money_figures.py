"""The worked figures of fees and pay, run from the packs. Money in fen. (sections 3.1, 3.2)"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care.acts import CareSession
from care.policy import policy_of
from care.policy.fees import Basis, Cap, Item, PartMonth, Relief, Unit
from care.policy.packs import pack
from care.policy.pay import Adding, Event, LatePoint, Period, Split
from care.policy.plain import Fen
from care.rules import fees, pay
from care.rules.fees import Band

NOON, EVENING = CareSession.NOON, CareSession.EVENING


def yuan(amount: str | int) -> Fen:
    return Fen(int(Decimal(amount) * 100))


def cap(id_: str, item: Item, unit: Unit) -> Cap:
    found = fees.cap_of(pack(id_).policy.fees, item, unit)
    assert found is not None
    return found


# Income


def test_w01_w02_w03_what_000_5_is_due_and_what_it_collected() -> None:
    plan, figures = pack("000-5").policy.fees, pack("000-5").figures
    price = plan.prices[0].amount
    due, collected = price * figures["pupils"], yuan(int(figures["collected"]))

    assert due == yuan(9360) == yuan(int(figures["due"]))
    assert due - collected == yuan(575)
    assert round(collected / due * 100, 2) == 93.86
    assert (due - collected) % price  # whole waivers alone cannot give it …
    assert plan.reductions[0].relief is Relief.CASE  # … so an amount for each child is possible


@pytest.mark.parametrize(("sessions", "amount"), [([NOON], 150), ([EVENING], 100), ([NOON, EVENING], 250)])
def test_w04_prices_of_003_10_add(sessions: list[CareSession], amount: int) -> None:
    assert fees.a_month(pack("003-10").policy.fees, sessions) == yuan(amount)


def test_w05_fifty_for_each_daily_lesson() -> None:
    policy = pack("003-10").policy

    for plan in policy.sessions:
        assert fees.a_month(policy.fees, [plan.session]) == yuan(50 * plan.lessons)


def test_w06_a_month_of_003_10() -> None:
    month = [([NOON], 40), ([EVENING], 30), ([NOON, EVENING], 10)]

    assert sum(fees.a_month(pack("003-10").policy.fees, kinds) * count for kinds, count in month) == yuan(11500)


def test_w06a_w06b_eighty_a_month() -> None:
    month = fees.a_month(pack("000-1").policy.fees, [EVENING])

    assert month * 26 == yuan(2080)
    assert month * Decimal("4.5") == yuan(360)


@pytest.mark.parametrize(("standard", "change"), [(70, -30), (90, 30)])
def test_w08_a_new_standard_is_settled_from_the_first_month(standard: int, change: int) -> None:
    plan = pack("000-1").policy.fees

    assert plan.provisional
    assert fees.recalculated(fees.a_month(plan, [EVENING]), yuan(standard), 3) == yuan(change)


def test_w09_what_is_collected_afterwards() -> None:
    plan = pack("002").policy.fees

    assert (plan.basis, plan.retroactive) == (Basis.UNDECIDED, True)
    assert fees.recalculated(Fen(0), yuan(100), 3) * 45 == yuan(13500)


@pytest.mark.parametrize(("month", "ahead"), [(150, 675), (200, 900)])
def test_w10_a_term_is_paid_ahead(month: int, ahead: int) -> None:
    assert fees.term_ahead(pack("004-4").policy.fees, yuan(month)) == yuan(ahead)


@pytest.mark.parametrize(("days", "back"), [(0, 150), (1, 150), (14, 150), (15, 0), (16, 0), (22, 0)])
def test_w11_fewer_than_fifteen_days_attended_give_the_month_back(days: int, back: int) -> None:
    assert fees.given_back(pack("004-4").policy.fees.refund, yuan(150), days) == yuan(back)


@pytest.mark.parametrize(("reading", "returned"), [(PartMonth.LITERAL, 225), (PartMonth.IN_PART, 150)])
def test_w12_a_half_month_never_reaches_fifteen_days(reading: PartMonth, returned: int) -> None:
    """fees.refund.part_month fixes the reading."""
    rule = replace(pack("004-4").policy.fees.refund, part_month=reading)
    months = [(yuan(150), 20, Decimal(1)), (yuan(150), 14, Decimal(1)), (yuan(150), 15, Decimal(1)),
              (yuan(150), 20, Decimal(1)), (yuan(75), 10, Decimal("0.5"))]  # fmt: skip

    assert sum(fees.given_back(rule, month, days, part=part) for month, days, part in months) == yuan(returned)


@pytest.mark.parametrize(
    ("item", "unit", "amount", "where"),
    [
        (Item.CARE, Unit.MONTH, "150", Band.WITHIN),
        (Item.CARE, Unit.MONTH, "200", Band.WITHIN),
        (Item.CARE, Unit.MONTH, "149.99", Band.BELOW),
        (Item.CARE, Unit.MONTH, "200.01", Band.ABOVE),
        (Item.SPECIAL, Unit.LESSON, "8.00", Band.WITHIN),
        (Item.SPECIAL, Unit.LESSON, "8.01", Band.ABOVE),
        (Item.AFTER_SCHOOL, Unit.LESSON, "2.00", Band.WITHIN),
        (Item.AFTER_SCHOOL, Unit.LESSON, "2.01", Band.ABOVE),
        (Item.WEEKEND_VACATION, Unit.LESSON, "4.00", Band.WITHIN),
        (Item.WEEKEND_VACATION, Unit.LESSON, "4.01", Band.ABOVE),
    ],
)
def test_w13_caps_of_004_4(item: Item, unit: Unit, amount: str, where: Band) -> None:
    assert fees.band(cap("004-4", item, unit), yuan(amount)) is where


def test_w14_w15_w17_what_lessons_may_cost() -> None:
    after = cap("004-4", Item.AFTER_SCHOOL, Unit.LESSON)

    assert (fees.at_most(after, 5 * 20), fees.at_most(after, 5 * 15)) == (yuan(200), yuan(150))
    assert fees.at_most(cap("004-4", Item.SPECIAL, Unit.LESSON), 18) == yuan(144)
    noon = cap("004-6", Item.NOON, Unit.LESSON)
    lessons = pack("004-6").policy.sessions[0].lessons
    assert (fees.at_most(noon, lessons), fees.at_most(noon, lessons * 22)) == (yuan(9), yuan(198))


def test_w16_the_treasury_gives_a_hundred_a_year() -> None:
    given = fees.subsidy(pack("004-4").policy.fees, 300)

    assert given == yuan(30000)
    assert fees.settled(yuan(120000), given, Fen(0)) == yuan(90000)


def test_w18_a_month_of_meals() -> None:
    price = pack("004-6").policy.meals.price
    assert price is not None

    assert price * 22 == yuan(330)
    assert price * 22 + fees.at_most(cap("004-6", Item.NOON, Unit.LESSON), 3 * 22) == yuan(528)


def test_w20_what_was_paid_too_much_goes_back() -> None:
    assert pack("004-6").policy.fees.settled_at_term_end
    assert fees.settled(yuan(40000), yuan(10000), yuan(33000)) == yuan(-3000)


def test_w21_withdrawal_takes_effect_a_week_after_the_request() -> None:
    rule = pack("004-2").policy.enrolment.withdrawal

    assert (rule.notice_days, rule.needs_approval) == (7, True)
    assert date(2022, 3, 7).toordinal() + rule.notice_days == date(2022, 3, 14).toordinal()


def test_w22_003_3_costs_families_nothing() -> None:
    policy = pack("003-3").policy

    assert policy.fees.basis is Basis.NONE
    assert fees.a_month(policy.fees, [EVENING]) == 0


def test_w23_reductions_say_what_the_text_says() -> None:
    free, may, some = (pack(id_).policy.fees.reductions[0] for id_ in ("003-7", "004-2", "004-4"))

    assert fees.reduced(free, yuan(150)) == 0
    assert fees.reduced(may, yuan(150)) is None
    assert fees.reduced(some, yuan(150)) is None  # 适当减收: a person decides, or a share is set
    assert fees.reduced(replace(some, share=Decimal("0.5")), yuan(150)) == yuan(75)
    assert {one.group.value for one in pack("004-4").policy.fees.reductions} == {
        "filed_poor", "low_income", "orphan", "disabled",
    }  # fmt: skip


# Staff pay

FIVE = pack("000-5").policy.pay
THREE = pack("004-3").policy.pay


def deduction(event: Event) -> pay.Deduction:
    return next(one for one in FIVE.deductions if one.event is event)


def test_w24_w25_lessons_and_breaks() -> None:
    assert pay.for_lessons(FIVE, 18) == yuan(360)
    assert pay.for_lessons(FIVE, 0, breaks=12) == yuan(120)


def test_w26_the_duty_pool_as_lessons() -> None:
    assert pay.duty_lessons(FIVE, yuan(6000)) == (68, yuan(4))


def test_w27_the_pool_if_the_base_were_the_collected_money() -> None:
    assert yuan(8785) * (FIVE.duty_pool_share or 0) == yuan("702.80")
    assert pay.duty_lessons(FIVE, yuan(8785))[0] == 100


@pytest.mark.parametrize("event", [Event.EARLY, Event.HANDOVER])
@pytest.mark.parametrize(("times", "left"), [(0, "1"), (1, "0.9"), (2, "0.8"), (3, "0"), (4, "0")])
def test_w28_w29_the_third_time_costs_the_month(event: Event, times: int, left: str) -> None:
    assert pay.kept(FIVE, {event: times}) == Decimal(left)


@pytest.mark.parametrize(
    ("adding", "left"), [(Adding.ADD, "0.7"), (Adding.GREATEST, "0.8"), (Adding.COUNT_TOGETHER, "0")]
)
def test_w30_how_two_kinds_of_fault_add_up_is_a_setting(adding: Adding, left: str) -> None:
    rules = replace(FIVE, adding=adding)

    assert pay.kept(rules, {Event.EARLY: 2, Event.HANDOVER: 1}) == Decimal(left)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(Event), st.integers(0, 9)), st.sampled_from(Adding))
def test_w30_nothing_is_taken_twice(events: dict[Event, int], adding: Adding) -> None:
    assert 0 <= pay.kept(replace(FIVE, adding=adding), events) <= 1


@pytest.mark.parametrize(("percent", "fine"), [(5, False), (10, True), (100, True), (101, False)])
def test_w31_a_complaint_costs_ten_to_a_hundred_percent(percent: int, fine: bool) -> None:
    assert pay.may_be(deduction(Event.COMPLAINT), Decimal(percent) / 100) is fine


@pytest.mark.parametrize(("percent", "fine"), [(49, False), (50, True), (100, True)])
def test_w32_an_accident_costs_half_of_the_term_or_more(percent: int, fine: bool) -> None:
    accident = deduction(Event.ACCIDENT)

    assert accident.period is Period.TERM
    assert pay.may_be(accident, Decimal(percent) / 100) is fine


def test_w33_without_a_fault_all_is_kept() -> None:
    assert pay.kept(FIVE, {}) == 1


def test_w07_approved_leave_with_a_substitute_is_no_fault() -> None:
    """pay.leave_with_substitute_is_fault fixes the reading."""
    assert not FIVE.leave_with_substitute_is_fault
    assert pay.kept(FIVE, {Event.LEAVE: 1}) == 1
    assert pay.kept(FIVE, {Event.EMPTY_CLASS: 1}) == 0


def test_w34_a_pool_by_class_size_and_lessons() -> None:
    classes = [(14, 30), (12, 20)]

    def parts(split: Split) -> tuple[Fen, ...]:
        rules = replace(FIVE, split=split)
        return pay.shared(
            yuan(8785), [pay.weight(rules, *one, all_pupils=26, all_lessons=50) for one in classes]
        )  # fmt: skip

    assert parts(Split.PRODUCT) == (yuan("5590.45"), yuan("3194.55"))
    assert sum(parts(Split.SHARES)) == yuan(8785)
    assert parts(Split.SHARES) != parts(Split.PRODUCT)


def test_w35_nine_to_one() -> None:
    assert pay.process_and_final(THREE, yuan(10000)) == (yuan(9000), yuan(1000))


@pytest.mark.parametrize(
    ("complete", "noon", "points"), [(True, False, "1"), (False, False, "0.5"), (True, True, "0.5")]
)
def test_w36_points_of_a_record(complete: bool, noon: bool, points: str) -> None:
    assert pay.record_points(THREE.points, complete=complete, noon=noon) == Decimal(points)


@pytest.mark.parametrize(("reading", "points"), [(LatePoint.EARNS, 9), (LatePoint.EARNS_NOTHING, 8)])
def test_w37_one_late_lesson_of_ten(reading: LatePoint, points: int) -> None:
    """pay.points.late_lesson fixes the reading."""
    assert pay.month_points(replace(THREE.points, late_lesson=reading), 10, late=1) == points


def test_w38_an_absent_lesson_earns_nothing() -> None:
    assert pay.month_points(THREE.points, 10, absent=1) == 9
    assert pay.kept(THREE, {Event.ABSENT: 1}, Period.DAY) == 0


def test_w39_neglect_costs_the_day_and_the_final_award() -> None:
    neglect = next(one for one in THREE.deductions if one.event is Event.NEGLECT)

    assert (neglect.period, neglect.share, neglect.final_award_lost) == (Period.DAY, 1, True)


def test_w40_a_breach_of_ethics_costs_the_month_though_pay_is_by_term() -> None:
    assert THREE.period is Period.TERM
    assert pay.kept(THREE, {Event.ETHICS: 1}, Period.MONTH) == 0
    assert pay.kept(THREE, {Event.ETHICS: 1}, Period.DAY) == 1


def test_w41_two_hundred_a_point() -> None:
    assert pay.shared(yuan(9000), [Decimal(20), Decimal(15), Decimal(10)]) == (yuan(4000), yuan(3000), yuan(2000))


def test_w42_the_final_award_by_scores() -> None:
    assert pay.shared(yuan(1000), [Decimal(95), Decimal(90)]) == (yuan("513.51"), yuan("486.49"))


@settings(deadline=None)
@given(st.integers(0, 10**7), st.lists(st.integers(0, 1000).map(Decimal), min_size=1))
def test_w42_parts_sum_to_the_pool(pool: int, weights: list[Decimal]) -> None:
    parts = pay.shared(Fen(pool), weights)

    assert sum(parts) == (pool if any(weights) else 0)
    assert min(parts) >= 0


def test_a_price_is_written_in_yuan() -> None:
    assert policy_of({"fees": {"subsidy_a_year": "99.50"}}).fees.subsidy_a_year == 9950
