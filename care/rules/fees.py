"""The tariff's arithmetic: bands, months, prepayment, refund, new standards. Money in fen. (C75-C83)

What a month's bill holds is put together elsewhere; here one rule is worked out at a time.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from care.acts import CareSession
from care.policy.fees import Cap, Fees, Item, PartMonth, Reduction, RefundRule, Relief, Unit
from care.policy.plain import Fen


class Band(StrEnum):
    WITHIN = "within"
    ABOVE = "above"
    BELOW = "below"  # whether that is unlawful no seed says (W-13)


def cap_of(fees: Fees, item: Item, unit: Unit) -> Cap | None:
    return next((cap for cap in fees.caps if (cap.item, cap.unit) == (item, unit)), None)


def band(cap: Cap, amount: Fen) -> Band:
    """Where a price lies; both ends of the band are allowed. (W-13)"""
    if amount > cap.most:
        return Band.ABOVE
    return Band.BELOW if cap.least is not None and amount < cap.least else Band.WITHIN


def at_most(cap: Cap, lessons: int) -> Fen:
    """What so many lessons may cost. (W-14, W-15, W-17)"""
    return Fen(cap.most * lessons)


def a_month(fees: Fees, sessions: Collection[CareSession]) -> Fen:
    """A month of these sessions: prices add, no bundle; one without sessions is for the whole service. (W-04)"""
    wanted = set(sessions)
    monthly = (price for price in fees.prices if price.unit is Unit.MONTH)
    return Fen(sum(one.amount for one in monthly if not one.sessions or wanted & set(one.sessions)))


def term_ahead(fees: Fees, month: Fen) -> Fen:
    """What is paid before the term. (W-10)"""
    return in_fen(month * fees.months_per_term)


def given_back(rule: RefundRule, month: Fen, attended: int, *, part: Decimal = Decimal(1)) -> Fen:
    """What comes back of a month's fee, all or nothing. `month` is what was paid, `part` how much of a month it is.

    Read literally a half month can never reach the days of a whole one; `part_month` decides. (W-11, W-12)
    """
    if rule.below_days is None:
        return Fen(0)
    threshold = rule.below_days * (part if rule.part_month is PartMonth.IN_PART else 1)
    return month if attended < threshold else Fen(0)


def recalculated(paid: Fen, standard: Fen, months: int) -> Fen:
    """What a new standard changes: more than 0 is collected, less is returned. (W-08, W-09)"""
    return Fen((standard - paid) * months)


def subsidy(fees: Fees, pupils: int) -> Fen:
    """What the treasury gives for a year. (W-16)"""
    return Fen((fees.subsidy_a_year or 0) * pupils)


def settled(cost: Fen, funded: Fen, paid: Fen) -> Fen:
    """多还少补: more than 0 is still owed by the families, less goes back. (W-20)"""
    return Fen(cost - funded - paid)


def reduced(reduction: Reduction, price: Fen) -> Fen | None:
    """What is left to pay; None where the text names no amount, so that a person decides. (W-23)"""
    if reduction.relief is Relief.FREE:
        return Fen(0)
    if reduction.relief is Relief.SHARE and reduction.share is not None:
        return in_fen(price * (1 - reduction.share))
    return None


def in_fen(amount: Decimal) -> Fen:
    return Fen(int(amount.quantize(Decimal(1), ROUND_HALF_UP)))
