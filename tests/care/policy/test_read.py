"""Which settings no errand reads yet: docs/policy.md names exactly those. (C01)"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

from care.policy import Policy

ROOT = Path(__file__).parents[3]
ROOMS = (
    "handlers",
    "jobs",
    "care/rules",
    "storage",
    "care/policy/school.py",
    "care/policy/daybook.py",
    "care/policy/day.py",
)
HEADING = "## Settings that no errand reads yet"


def sources() -> str:
    """What runs. The check of a plan reads settings without anybody doing anything by them."""
    found: list[Path] = []
    for room in ROOMS:
        place = ROOT / room
        found += sorted(place.rglob("*.py")) if place.is_dir() else [place]
    return "\n".join(file.read_text() for file in found if "limits" not in file.parts)


def settings(kind: type, above: str = "") -> Iterator[str]:
    """Paths of all settings; inside lists nothing is looked at, what reads the list reads that."""
    types = typing.get_type_hints(kind)
    for one in fields(kind):
        if one.name == "book":
            continue
        inner = types[one.name]
        if is_dataclass(inner):
            yield from settings(typing.cast(type, inner), f"{above}{one.name}.")
        else:
            yield above + one.name


def test_the_settings_that_nobody_reads_are_named() -> None:
    text = sources()
    unread = {path for path in settings(Policy) if not re.search(rf"\.{path.split('.')[-1]}\b", text)}

    page = (ROOT / "docs" / "policy.md").read_text().split(HEADING)[1].split("\n## ")[0]
    assert set(re.findall(r"`([a-z_]+\.?[a-z_.]*)`", page)) == unread
