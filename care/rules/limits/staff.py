"""Limits on people and on the plan itself. (L-12, L-13, L-23, L-25, L-31)"""

from __future__ import annotations

from care.policy import Policy
from care.policy.people import Institutions
from care.policy.quality import Adoption
from care.policy.staffing import Check
from care.rules.limits.finding import Checks, Why, refusal, warning


def people(policy: Policy) -> Checks:
    staff = policy.staffing
    if policy.people.institutions is Institutions.FREE:
        yield warning("L-12", "people.institutions", Why.FREE_INSTITUTIONS)
    if not staff.checks:
        yield refusal("L-13", "staffing.checks", Why.NO_CHECK)
    elif Check.RECORD not in staff.checks:
        yield warning("L-13", "staffing.checks", Why.NO_RECORD_CHECK)
    if staff.external_people and not staff.external_contract:
        yield refusal("L-25", "staffing.external_contract", Why.NO_CONTRACT)
    if not staff.consent:
        yield warning("L-31", "staffing.consent", Why.NO_CONSENT)


def adoption(policy: Policy) -> Checks:
    """A plan that others must agree to waits for them."""
    if policy.quality.adoption is not Adoption.SCHOOL and policy.quality.adopted_on is None:
        yield warning("L-23", "quality.adopted_on", Why.NOT_FILED, policy.quality.adoption.value)


ALL = (people, adoption)
