"""Which capabilities (C01 to C30) a season has exercised, and whether they held: what `policy table` shows."""

from __future__ import annotations

from collections.abc import Iterable

from bot.rehearse.checks import Breach
from bot.rehearse.season.record import Applied, SeasonRecord
from care.policy.enrolment import EnrolmentPlan, InsuranceRule
from care.rules.enrolment.course import Event, Stage

PASSED, FAILED = "passed", "failed"
AROUND = frozenset({"unanswered", "not answered once", "not sent", "chain"})
"""What breaks everything that a season shows."""
BREAKS: dict[str, frozenset[str]] = {
    "C09": frozenset({"outside the window"}),
    "C12": frozenset({"shown on a list"}),
    "C20": frozenset({"in care and not asked for", "in care otherwise than asked for", "wish without an application"}),
    "C21": frozenset(
        {"step skipped", "without an end", "confirmed without a place", "family not told", "nobody in care"}
    ),
    "C22": frozenset({"step skipped"}),
    "C23": frozenset({"capacity exceeded", "draw"}),
    "C24": frozenset({"no other club offered", "club wish without an answer", "in a club and not asked for"}),
    "C25": frozenset({"step skipped", "shown on a list"}),
    "C26": frozenset({"step skipped"}),
    "C27": frozenset({"step skipped"}),
    "C28": frozenset({"on the roll and not confirmed", "confirmed and not on the roll"}),
    "C29": frozenset({"change applied twice", "change not applied", "place doubled", "family not told"}),
    "C30": frozenset(
        {"place kept without a word", "family not asked at renewal", "in care and not asked for", "place doubled"}
    ),
}
"""Capability → the breaches that speak against it."""


def results(plan: EnrolmentPlan, kept: SeasonRecord, breaches: Iterable[Breach], *, late: int) -> dict[str, str]:
    """Passed or failed for what really happened in this season. `late`: families that came after the window."""
    found = {breach.check for breach in breaches}
    return {
        id_: FAILED if found & (BREAKS[id_] | AROUND) else PASSED
        for id_, happened in _happened(plan, kept, late).items() if happened
    }  # fmt: skip


def _happened(plan: EnrolmentPlan, kept: SeasonRecord, late: int) -> dict[str, bool]:
    events = {step.event for one in kept.applied for step in one.course}
    return {
        "C09": late > 0,
        "C12": bool(plan.priority) and bool(kept.applied),
        "C20": bool(kept.applied),
        "C21": Event.AGREED in events,
        "C22": plan.leave_on_time_check and bool(kept.applied),
        "C23": bool(plan.capacity) and any(_waited(one) for one in kept.applied),
        "C25": bool(kept.published),
        "C26": any(one.signers for one in kept.applied),
        "C27": plan.insurance is InsuranceRule.REQUIRED and Event.INSURED in events,
        "C28": any(one.kind == "withdraw" and one.stage is Stage.IN_CARE for one in kept.applied),
        "C24": any(one.kind == "club" for one in kept.applied),
        "C29": any(one.kind == "change" and one.stage is Stage.IN_CARE for one in kept.applied),
        "C30": any(one.key.startswith("renewal/") for one in kept.put),
    }


def _waited(one: Applied) -> bool:
    """For a place that was not there at once."""
    return one.stage is Stage.QUEUE or any(step.stage in (Stage.QUEUE, Stage.DRAW) for step in one.course)
