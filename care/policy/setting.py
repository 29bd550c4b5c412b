"""How a setting is written down: its default, where it comes from, its unit, its limits.

What people read of it (label, unit and value in Chinese) stands in care/wording/policy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from care.policy.plain import hints

OURS = "[ours]"


def setting(default: Any, source: str, unit: str = "", *, least: Any = None, most: Any = None) -> Any:
    """A field of a plan with its source (a fact or C-, D-, G-id; [ours] where no seed decides) and its unit.

    `least` and `most` are the numbers it may have; the reader refuses others (care/policy/plain.py).
    """
    return field(default=default, metadata={"source": source, "unit": unit, "least": least, "most": most})


@dataclass(frozen=True)
class Leaf:
    """One setting of a plan: its dotted path, what it holds, what is allowed, where that comes from."""

    path: str
    value: Any
    kind: Any
    source: str
    unit: str
    least: Any = None
    most: Any = None

    @property
    def ours(self) -> bool:
        """No seed decides the default."""
        return OURS in self.source


def leaves(plan: Any, above: str = "") -> Iterator[Leaf]:
    """Every setting of a plan, nested tables opened; a list is one setting."""
    kind: type = type(plan)
    kinds = hints(kind)
    for one in fields(plan):
        if one.metadata.get("record"):  # What the school's record says of its days is no setting.
            continue
        value, path = getattr(plan, one.name), f"{above}{one.name}"
        if is_dataclass(value) and is_dataclass(kinds[one.name]):
            yield from leaves(value, f"{path}.")
        else:
            data = one.metadata
            yield Leaf(
                path, value, kinds[one.name], data.get("source", ""), data.get("unit", ""),
                data.get("least"), data.get("most"),
            )  # fmt: skip
