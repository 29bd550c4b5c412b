"""Days and hours against generated phrases whose answers are reckoned apart from the reader."""

from __future__ import annotations

from tests.care.reading.date_oracle import cases, wrong


def test_generated_days_and_hours_are_read_as_the_calendar_has_them():
    missed = [
        (case.text, f"{case.world.now:%a %Y-%m-%d %H:%M}", told)
        for case in cases(10_000, seed=20260304)
        if (told := wrong(case))
    ]

    assert missed == []
