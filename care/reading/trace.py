"""Trace (依据): what is kept of a reading, so that a person can see later what was read, as what, and why."""

from __future__ import annotations

from typing import Any

from care.acts import Act, frames, to_frame
from care.reading.read import Reading


def kept(reading: Reading) -> dict[str, Any]:
    """The even text, the acts, and for each what it rests on and the acts that its buttons stand for."""
    return {
        "tidy": reading.tidy,
        "acts": frames(reading.acts),
        "grounds": [[vars(ground) for ground in act.grounds] for act in reading.acts],
        "options": [_options(act) for act in reading.acts],
    }


def _options(act: Act) -> list[dict[str, Any]]:
    return [to_frame(option) for option in act.options]
