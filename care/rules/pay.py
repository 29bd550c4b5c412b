"""Pay rules worked out one at a time: lessons, deductions, points, shares of a pool. Money in fen. (C87-C91)"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from care.policy.pay import Adding, Deduction, Event, LatePoint, Pay, Period, Points, Split
from care.policy.plain import Fen

NONE, ALL = Decimal(0), Decimal(1)


def for_lessons(pay: Pay, taught: int, *, breaks: int = 0) -> Fen:
    """Lessons really taught and breaks watched. (W-24, W-25)"""
    return Fen((pay.per_lesson or 0) * taught + (pay.per_break or 0) * breaks)


def duty_lessons(pay: Pay, general: Fen) -> tuple[int, Fen]:
    """The pool of general expenditure as whole duty lessons, and what is left over. (W-26 A)"""
    pool = int(general * (pay.duty_pool_share or 0))
    lessons, left = divmod(pool, pay.duty_per_lesson or pool or 1)
    return lessons, Fen(left)


def taken(rule: Deduction, times: int) -> Decimal:
    """The share that one kind of event costs; "三次以上" includes the third time. (W-28, W-29)"""
    if not times:
        return NONE
    return ALL if rule.all_from is not None and times >= rule.all_from else min(rule.share * times, ALL)


def kept(pay: Pay, events: Mapping[Event, int], period: Period = Period.MONTH) -> Decimal:
    """The share of the period's pay that is left; kinds go together as the school reads it. (W-30)"""
    rules = [rule for rule in pay.deductions if rule.period is period and events.get(rule.event)]
    shares = [taken(rule, events[rule.event]) for rule in rules]
    if pay.adding is Adding.GREATEST:
        return ALL - max(shares, default=NONE)
    counted = [rule for rule in rules if rule.all_from is not None]
    if pay.adding is Adding.COUNT_TOGETHER and counted:
        together = sum(events[rule.event] for rule in counted)
        shares.append(ALL if together >= min(rule.all_from or together for rule in counted) else NONE)
    return max(ALL - sum(shares, NONE), NONE)


def may_be(rule: Deduction, share: Decimal) -> bool:
    """Whether a person may decide on this share. (W-31, W-32)"""
    return rule.share <= share <= (rule.share if rule.share_most is None else rule.share_most)


def record_points(points: Points, *, complete: bool, noon: bool) -> Decimal:
    """What one record sheet is worth. (W-36)"""
    if noon:
        return points.noon if complete else points.noon_incomplete
    return points.full if complete else points.incomplete


def month_points(points: Points, lessons: int, *, late: int = 0, absent: int = 0) -> Decimal:
    """Workload of lessons with good records; a late lesson earns first, or not, as the school reads it. (W-37, W-38)"""
    earning = lessons - absent - (late if points.late_lesson is LatePoint.EARNS_NOTHING else 0)
    return earning * points.full + late * points.late + absent * points.absent


def process_and_final(pay: Pay, pool: Fen) -> tuple[Fen, Fen]:
    """The pool's two parts. (W-35)"""
    process = int(pool * (ALL if pay.process_share is None else pay.process_share))
    return Fen(process), Fen(pool - process)


def weight(pay: Pay, pupils: int, lessons: int, *, all_pupils: int, all_lessons: int) -> Decimal:
    """A teacher's part by class size and lessons: their product, or the two shares halved; no seed says. (W-34)"""
    if pay.split is Split.PRODUCT:
        return Decimal(pupils * lessons)
    return (Decimal(pupils) / all_pupils + Decimal(lessons) / all_lessons) / 2


def shared(pool: Fen, weights: Sequence[Decimal]) -> tuple[Fen, ...]:
    """The pool by weight, to the fen: what rounding leaves goes to the largest remainders. (W-41, W-42)"""
    total = sum(weights, NONE)
    if not total:
        return tuple(Fen(0) for _ in weights)
    exact = [pool * one / total for one in weights]
    parts = [int(one) for one in exact]
    order = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in order[: pool - sum(parts)]:
        parts[at] += 1
    return tuple(Fen(one) for one in parts)
