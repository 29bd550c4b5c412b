"""What staff are paid for the service, and what is taken off. (C87-C93; D-22, D-23)"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from care.policy.plain import Fen
from care.policy.setting import setting


class Method(StrEnum):
    """How staff are paid. (D-22)"""

    NONE = "none"  # the plan says nothing
    LESSONS = "lessons"  # so much a lesson
    POINTS = "points"  # a pool by workload points
    SUBSIDY = "subsidy"
    INCREMENT = "increment"  # on top of performance pay
    LABOUR = "labour"  # 劳务费


class Period(StrEnum):
    DAY = "day"
    MONTH = "month"
    TERM = "term"


class Event(StrEnum):
    """What costs money. (C89, D-23)"""

    EMPTY_CLASS = "empty_class"
    CHAOS = "chaos"
    LEAVE = "leave"
    EARLY = "early"
    LATE = "late"
    ABSENT = "absent"
    HANDOVER = "handover"  # the walk-out and handover were not done as they should be
    COMPLAINT = "complaint"  # found true
    ACCIDENT = "accident"  # a grave one, not handled properly
    NEGLECT = "neglect"
    ETHICS = "ethics"


class Adding(StrEnum):
    """How deductions of several kinds go together. (W-30, G10)"""

    ADD = "add"
    GREATEST = "greatest"
    COUNT_TOGETHER = "count_together"


class Split(StrEnum):
    """How class size and lessons make a part. (W-34)"""

    PRODUCT = "product"
    SHARES = "shares"


class LatePoint(StrEnum):
    """Whether a late lesson still earns before the -1. (W-37, G12)"""

    EARNS = "earns"
    EARNS_NOTHING = "earns_nothing"


@dataclass(frozen=True)
class Deduction:
    """So much of the period's pay for one event; all of it from `all_from` times on ("三次以上" includes the third)."""

    event: Event
    period: Period
    share: Decimal
    share_most: Decimal | None = None  # a person decides between the two
    all_from: int | None = None
    final_award_lost: bool = False


@dataclass(frozen=True)
class Points:
    """Workload of a lesson or a sheet. (C87, 004-3)"""

    full: Decimal = setting(Decimal(1), "C87 W-36 004-3.06", "a good record")
    incomplete: Decimal = setting(Decimal("0.5"), "C87 W-36 004-3.06", "an incomplete record")
    noon: Decimal = setting(Decimal("0.5"), "C87 W-36 004-3.06", "a noon session")
    noon_incomplete: Decimal = setting(Decimal("0.5"), "W-36 [ours]", "a noon session with an incomplete record")
    late: Decimal = setting(Decimal(-1), "D-23 W-37 004-3.04", "each time")
    late_lesson: LatePoint = setting(LatePoint.EARNS, "W-37 G12 [ours]")
    absent: Decimal = setting(Decimal(0), "D-23 W-38 004-3.04", "without a reason, and no fee that day")


@dataclass(frozen=True)
class Pay:
    """Pay rules; active only when staff have adopted them (L-24)."""

    method: Method = setting(Method.NONE, "D-22 C88")
    period: Period = setting(Period.MONTH, "D-22 000-5.01 004-3.03")
    per_lesson: Fen | None = setting(None, "C88 W-24 000-5.01", "yuan a lesson really taught")
    per_break: Fen | None = setting(None, "C88 W-25 000-5.02", "yuan a break watched")
    duty_pool_share: Decimal | None = setting(
        None, "C88 W-26 000-5.03", "share of the general expenditure", least=0, most=1
    )
    duty_per_lesson: Fen | None = setting(None, "C88 W-26 000-5.03", "yuan a lesson of administrative duty")
    process_share: Decimal | None = setting(
        None, "C90 W-35 004-3.02", "share of the process award; the rest is final", least=0, most=1
    )
    points: Points = setting(Points(), "C87 004-3.06")
    deductions: tuple[Deduction, ...] = setting((), "C89 D-23")
    adding: Adding = setting(Adding.ADD, "W-30 G10 [ours]")
    leave_with_substitute_is_fault: bool = setting(
        False, "W-07 [ours]", "approved leave with a substitute costs nothing"
    )
    split: Split = setting(Split.PRODUCT, "C91 W-34 000-5.14 [ours]", "class size by lessons")
    surplus_as_awards: bool = setting(False, "C92 000-5.11")
    needs_adoption: bool = setting(True, "L-24 C93 000-5.12", "in force only when 教代会 adopted them")
    adopted_on: str = setting("", "L-24 C93", "day on which 教代会 adopted them, or the record's number")
    base_next_year: bool = setting(False, "L-26 004-2.12", "counts as next year's base; refused")
