"""What a missing yes means for the roster, by plan. (L-31)"""

from __future__ import annotations

from dataclasses import replace

import pytest

from care.policy import Policy
from care.policy.people import PeoplePlan, Unconsented
from care.policy.staffing import Staffing
from care.rules.people.consent import Standing, standing, without


def plan(*, asks: bool, missing: Unconsented) -> Policy:
    return replace(Policy(), staffing=Staffing(consent=asks), people=PeoplePlan(without_consent=missing))


@pytest.mark.parametrize(
    ("answer", "asks", "missing", "means"),
    [
        (True, True, Unconsented.REFUSE, Standing.FREE),
        (None, True, Unconsented.REFUSE, Standing.REFUSED),
        (False, True, Unconsented.REFUSE, Standing.REFUSED),
        (None, True, Unconsented.WARN, Standing.WARNED),
        (False, True, Unconsented.WARN, Standing.WARNED),
        (False, False, Unconsented.REFUSE, Standing.FREE),
    ],
)
def test_no_yes_is_free_a_warning_or_a_refusal(
    answer: bool | None, asks: bool, missing: Unconsented, means: Standing
) -> None:
    assert standing(answer, plan(asks=asks, missing=missing)) is means


def test_each_is_named_once() -> None:
    found = without(["zhao", "wang", "zhao"], {"wang": True}, plan(asks=True, missing=Unconsented.WARN))

    assert found == {"zhao": Standing.WARNED}
