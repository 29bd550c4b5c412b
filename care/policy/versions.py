"""A past term keeps its rules: which version of a school's plan holds on a day. (C01)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from care.policy.plain import read
from care.policy.school import Policy


@dataclass(frozen=True)
class Version:
    """A plan that holds from a day on, as a school's settings keep it: from which pack, and what it says."""

    valid_from: date
    pack: str = ""
    version: int = 1
    settings: dict[str, Any] = field(default_factory=dict)


def versions_of(settings: dict[str, Any]) -> tuple[Version, ...]:
    """The versions that a school's settings keep, the oldest first. Raises ValueError naming the field."""
    raw = settings.get("versions", ())
    found = [read(Version, one, where=f"versions[{at}]") for at, one in enumerate(raw)]
    return tuple(sorted(found, key=lambda one: one.valid_from))


def policy_at(versions: Sequence[tuple[date, Policy]], day: date) -> Policy | None:
    """The plan that holds on the day; None before the first. Two from the same day: the later entry holds."""
    return next((policy for since, policy in reversed(sorted_by_day(versions)) if since <= day), None)


def sorted_by_day(versions: Sequence[tuple[date, Policy]]) -> list[tuple[date, Policy]]:
    """The oldest first; of one day in the order given."""
    return sorted(versions, key=lambda one: one[0])
