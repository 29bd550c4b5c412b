"""Teachers agree before they are rostered: their own word, kept with what was asked. (L-31, D-37; 004-4.01)"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

from care.policy import Policy
from care.policy.people import Unconsented


class Standing(Enum):
    """What a missing yes means for the roster."""

    FREE = "free"
    WARNED = "warned"
    REFUSED = "refused"


def standing(answer: bool | None, policy: Policy) -> Standing:
    """`answer`: the last one given, None where there is none. A plan that asks nobody lets everybody be rostered."""
    if answer or not policy.staffing.consent:
        return Standing.FREE
    return Standing.REFUSED if policy.people.without_consent is Unconsented.REFUSE else Standing.WARNED


def without(persons: Iterable[str], answers: Mapping[str, bool], policy: Policy) -> dict[str, Standing]:
    """Those of them who did not agree, and what that means; each once, in their order."""
    found = {one: standing(answers.get(one), policy) for one in persons}
    return {one: what for one, what in found.items() if what is not Standing.FREE}
