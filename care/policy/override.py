"""A finding that a school answers for: which limit, why, who, when. (C13)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Override:
    """Kept with the school's settings, never without a reason and a name."""

    limit: str  # an L- id, or a C- or D-id where the plan contradicts itself
    reason: str
    by: str
    on: date

    def __post_init__(self) -> None:
        """Raises ValueError where nobody answers for it."""
        if not self.limit or not self.reason.strip() or not self.by.strip():
            raise ValueError("overrides: a limit, a reason and a name are wanted")
