"""What families pay: basis, prices, caps, refunds, reductions, publication. (C75-C85; D-18 to D-21, D-32)"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from care.acts import CareSession
from care.policy.enrolment import PriorityGroup
from care.policy.plain import Fen
from care.policy.setting import setting


class Basis(StrEnum):
    """What a price is for. (D-18)"""

    UNDECIDED = "undecided"  # the standard is not set yet (002.09)
    NONE = "none"  # nothing is charged
    MONTH = "month"
    LESSON = "lesson"
    PERSON = "person"  # once a person, period not stated (000-5)
    TREASURY = "treasury"  # mainly paid by the treasury


class Timing(StrEnum):
    """When families pay. (D-19)"""

    MONTH = "month"
    TERM_START = "term_start"  # for the whole term ahead
    LATER = "later"  # when the standard is issued (补收)


class Item(StrEnum):
    """What a cap or price is about. (004-4.19)"""

    CARE = "care"
    NOON = "noon"
    EVENING = "evening"
    SPECIAL = "special"  # 特色服务, by its published fee
    AFTER_SCHOOL = "after_school"
    WEEKEND_VACATION = "weekend_vacation"


class Unit(StrEnum):
    MONTH = "month"
    LESSON = "lesson"
    PERSON = "person"


class DaysCounted(StrEnum):
    """What the refund's days are. (W-11 c)"""

    STUDY = "study"
    WORK = "work"


class PartMonth(StrEnum):
    """The refund's threshold where a month is not whole. (W-12, G13)"""

    LITERAL = "literal"
    IN_PART = "in_part"  # half the month, half the days


class Relief(StrEnum):
    """How much is let off. (D-21)"""

    FREE = "free"
    MAY_BE_FREE = "may_be_free"
    SHARE = "share"  # so much of the price; empty share: as a person decides
    CASE = "case"  # an amount for each child


class UseOfMoney(StrEnum):
    """What service money may be spent on (C84); profit is never among it (L-08, L-10)."""

    TEACHERS = "teachers"
    LEADERS = "leaders"
    LOGISTICS = "logistics"
    EXTERNALS = "externals"
    UTILITIES = "utilities"
    EQUIPMENT = "equipment"
    CONSUMABLES = "consumables"
    PUPILS_SUPPLIES = "pupils_supplies"
    MANAGEMENT = "management"
    TRAINING = "training"
    CLEANING = "cleaning"
    SECURITY = "security"
    RENT = "rent"
    COURSES = "courses"


class Accounts(StrEnum):
    """To whom fees and accounts are shown. (D-32, L-11)"""

    NONE = "none"
    CLASS = "class"
    PARENTS = "parents"
    PUBLIC = "public"


@dataclass(frozen=True)
class Price:
    """What a family pays for one item; prices of several items add (W-04)."""

    item: Item
    amount: Fen
    unit: Unit = Unit.MONTH
    sessions: tuple[CareSession, ...] = ()


@dataclass(frozen=True)
class Cap:
    """The band of an item's price; a price below `least` is a warning only (W-13)."""

    item: Item
    unit: Unit
    most: Fen
    least: Fen | None = None


@dataclass(frozen=True)
class RefundRule:
    """A month with little attendance is given back whole. (D-20, 004-4.21)"""

    below_days: int | None = setting(
        None, "D-20 C79 004-4.21", "days attended in the month; fewer: given back", least=0
    )
    counted: DaysCounted = setting(DaysCounted.STUDY, "W-11 [ours]")
    part_month: PartMonth = setting(PartMonth.LITERAL, "W-12 G13 [ours]")


@dataclass(frozen=True)
class Reduction:
    """Who pays less. (C78, D-21)"""

    group: PriorityGroup
    relief: Relief
    share: Decimal | None = None  # of the price, let off; None: not stated


@dataclass(frozen=True)
class Fees:
    """A school's tariff. Without an approving document nothing is charged (L-09)."""

    basis: Basis = setting(Basis.NONE, "D-18 003-3.06")
    prices: tuple[Price, ...] = setting((), "C75 003-10.11 000-1.10", "yuan")
    caps: tuple[Cap, ...] = setting((), "C75 004-4.19 004-6.10", "yuan")
    approver: str = setting("", "L-09 000-1.11 002.15 004-2.10", "who approves prices")
    provisional: bool = setting(False, "C81 000-1.10", "recalculated when a standard is issued")
    retroactive: bool = setting(False, "C81 002.09", "collected later for the months before")
    timing: Timing = setting(Timing.MONTH, "D-19 C76 000-1.10 003-10.11")
    collected_once: bool = setting(False, "D-19 004-4.15", "the term's fee in one payment")
    months_per_term: Decimal = setting(Decimal("4.5"), "D-19 C09 W-10 G14 004-4.20", "months", least=0)
    settled_at_term_end: bool = setting(False, "D-20 C80 004-4.20 004-6.10", "多还少补")
    refund: RefundRule = setting(RefundRule(), "D-20 C79")
    reductions: tuple[Reduction, ...] = setting((), "D-21 C78")
    treasury_mainly: bool = setting(False, "D-18 C82 004-3.01 003-9.07")
    shared_with_government: bool = setting(False, "C82 003-7.03 004-4.02 004-6.10")
    subsidy_a_year: Fen | None = setting(None, "C82 W-16 004-4.18", "yuan for a pupil who takes part, a year")
    for_profit: bool = setting(False, "L-08 003-7.03", "refused")
    own_account: bool = setting(True, "L-10 C84 000-1.13 004-6.10", "ring-fenced, an account of its own")
    uses: tuple[UseOfMoney, ...] = setting(
        tuple(UseOfMoney), "L-10 C84 000-1.12 003-10.12 004-2.11 004-4.17", "what money may be spent on"
    )
    accounts_to: Accounts = setting(Accounts.PARENTS, "D-32 L-11 C85 004-2.11 004-6.10")
