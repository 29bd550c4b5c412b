"""Plans for the way home: a time of today that is past. The rest is told by the talks. (C45, C46)"""

from __future__ import annotations

from datetime import datetime, time

import pytest

from care.calendar import SHANGHAI
from care.rules.plan import is_past

NOW = datetime(2026, 3, 4, 16, 40, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("at", "past"), [(time(15, 30), True), (time(16, 29), True), (time(16, 30), False), (time(16, 40), False),
                     (time(17, 30), False)],
)  # fmt: skip
def test_a_time_of_today_is_past_after_the_minutes_from_gate_to_phone(at: time, past: bool) -> None:
    assert is_past(at, NOW) is past
