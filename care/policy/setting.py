"""How a setting is written down: its default, where it comes from, its unit."""

from __future__ import annotations

from dataclasses import field
from typing import Any


def setting(default: Any, source: str, unit: str = "") -> Any:
    """A field of a plan with its source (a fact or C-, D-, G-id; [ours] where no seed decides) and its unit."""
    return field(default=default, metadata={"source": source, "unit": unit})
