"""Limits on fees and pay. (L-08 to L-11, L-24, L-26; W-12, W-13, W-37)"""

from __future__ import annotations

from decimal import Decimal

from care.policy import Policy
from care.policy.fees import Accounts, Basis, PartMonth
from care.policy.pay import Method
from care.rules.fees import Band, band, cap_of
from care.rules.limits.finding import Checks, Why, refusal, warning

OWN_RULES = frozenset({Method.LESSONS, Method.POINTS})


def tariff(policy: Policy) -> Checks:
    fees = policy.fees
    if fees.prices and fees.basis is Basis.NONE:
        yield refusal("D-18", "fees.prices", Why.PRICE_WITHOUT_FEE)
    if fees.basis in (Basis.MONTH, Basis.LESSON, Basis.PERSON) and not fees.prices:
        yield warning("D-18", "fees.prices", Why.PRICE_MISSING)
    if fees.prices and not policy.people.price_document:
        yield refusal("L-09", "people.price_document", Why.NO_DOCUMENT)
    for at, price in enumerate(fees.prices):
        cap = cap_of(fees, price.item, price.unit)
        if cap is None:
            continue
        field, amount = f"fees.prices[{at}].amount", f"{Decimal(price.amount) / 100:.2f}"
        if band(cap, price.amount) is Band.ABOVE:
            yield refusal("L-09", field, Why.ABOVE_CAP, amount, f"{Decimal(cap.most) / 100:.2f}")
        if band(cap, price.amount) is Band.BELOW and cap.least is not None:
            yield warning("W-13", field, Why.BELOW_BAND, amount, f"{Decimal(cap.least) / 100:.2f}")


def accounts(policy: Policy) -> Checks:
    fees = policy.fees
    if fees.for_profit:
        yield refusal("L-08", "fees.for_profit", Why.FOR_PROFIT)
    if not fees.own_account:
        yield refusal("L-10", "fees.own_account", Why.NOT_RING_FENCED)
    if fees.prices and fees.accounts_to is Accounts.NONE:
        yield refusal("L-11", "fees.accounts_to", Why.NOT_PUBLISHED)
    whole = fees.months_per_term == fees.months_per_term.to_integral_value()
    if fees.refund.below_days is not None and fees.refund.part_month is PartMonth.LITERAL and not whole:
        yield warning("G13", "fees.refund.part_month", Why.PART_MONTH, fees.refund.below_days)


def pay(policy: Policy) -> Checks:
    rules = policy.pay
    if rules.method is not Method.NONE and rules.needs_adoption and not rules.adopted_on:
        finding = refusal("L-24", "pay.adopted_on", Why.NOT_ADOPTED)
        yield finding if rules.method in OWN_RULES else warning("L-24", "pay.adopted_on", Why.NOT_ADOPTED)
    if rules.base_next_year:
        yield refusal("L-26", "pay.base_next_year", Why.NEXT_YEARS_BASE)
    for at, one in enumerate(rules.deductions):
        if one.share_most is not None and one.share_most < one.share:
            yield refusal("C89", f"pay.deductions[{at}].share_most", Why.SHARES_REVERSED)
    points = rules.points
    if rules.method is Method.POINTS and points.late < points.absent:
        yield warning("G12", "pay.points.late", Why.LATE_BELOW_ABSENT, points.late, points.absent)


ALL = (tariff, accounts, pay)
