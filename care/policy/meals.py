"""Noon and evening meals: where they come from, what they cost, how they are checked. (C61-C63, C83)"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from care.policy.plain import Fen
from care.policy.setting import setting


class Kitchen(StrEnum):
    """Who cooks. (D-29)"""

    NONE = "none"  # the plan has no meal
    SOME = "some"  # there is one; who cooks is not stated
    CANTEEN = "canteen"  # the school's own
    CATERER = "caterer"  # delivered


class Payee(StrEnum):
    """To whom families pay for meals. (D-29, G24)"""

    SCHOOL = "school"
    CATERER = "caterer"


class ChainCheck(StrEnum):
    """What is looked at from the van to the table. (003-10.08)"""

    SEAL = "seal"
    TEMPERATURE = "temperature"
    SAMPLE = "sample"
    RECORD = "record"
    CARRYING = "carrying"


@dataclass(frozen=True)
class Meals:
    """Meals of a school. The service fee does not hold them. (004-4.22)"""

    kitchen: Kitchen = setting(Kitchen.NONE, "D-29 C61")
    dinner: bool = setting(False, "C07 004-4.04", "the evening study has a dinner")
    price: Fen | None = setting(None, "C83 W-18 004-6.09", "yuan a meal; a figure of the text may say 'about'")
    price_most: Fen | None = setting(None, "W-18 [ours]", "yuan a meal at most")
    at_cost: bool = setting(True, "004-4.22", "families pay what it costs")
    payee: Payee = setting(Payee.SCHOOL, "D-29 G24")
    due_workdays: int = setting(5, "C83 004-6.09", "paid within the month's first working days", least=1)
    make_up_days_count: bool = setting(True, "W-19 [ours]", "a make-up Saturday is a working day")
    prepaid: bool = setting(True, "W-18 [ours]", "paid for the month that begins, corrected in the next")
    refund_on_leave: bool = setting(True, "G17 [ours]", "a meal cancelled with the leave is not charged")
    checks: tuple[ChainCheck, ...] = setting((), "C62 003-10.08", "looked at and written down, each meal")
    leader_eats_along: bool = setting(False, "C63 003-10.15", "the duty leader eats with the pupils (陪餐制)")
    contract: bool = setting(False, "003-10.04", "a signed contract with the caterer")
    bidding: bool = setting(False, "004-6.04", "the caterer is found by bidding")
