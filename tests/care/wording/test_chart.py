"""The principal's picture of the day."""

from __future__ import annotations

from datetime import date, datetime

from care.acts import CareSession
from care.calendar import SHANGHAI
from care.rules.flow import Flow, Slice
from care.wording import chart

DAY = date(2026, 3, 4)


def test_one_child_beside_hundreds_is_drawn_all_the_same() -> None:
    def at(minute: int) -> datetime:
        return datetime(2026, 3, 4, 16, minute, tzinfo=SHANGHAI)

    crowd = Flow(CareSession.EVENING, (Slice(at(25), came=300), Slice(at(30), came=1, left=1)))

    assert chart.draw(DAY, [crowd]).startswith(b"\x89PNG")
