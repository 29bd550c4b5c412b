"""Until when a family changes today's session by itself; later a colleague has to agree. (C39, C46, C47; G02)"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from care.policy import Change, Policy, SessionPlan


def last_moment(change: Change, plan: SessionPlan, day: date, policy: Policy) -> datetime | None:
    """The cut-off of this session for this kind of change; one named for the session comes before a general one."""
    fitting = [one for one in policy.cutoffs if one.change is change and one.session in (None, plan.session)]
    if not fitting:
        return None
    cutoff = min(fitting, key=lambda one: one.session is None)
    anchor = plan.ends(day) if cutoff.at_end else plan.starts(day)
    return anchor - timedelta(minutes=cutoff.minutes)


def is_late(change: Change, plan: SessionPlan, day: date, policy: Policy, *, now: datetime) -> bool:
    """Past the cut-off. A session without one takes changes to its end."""
    last = last_moment(change, plan, day, policy)
    return last is not None and now > last
