"""A past term keeps its rules: versions of a school's plan, each laid over the one before it. (C01)

What a version changes is kept as settings are written. One that starts from a pack keeps beside its values the mark
`pack = {id, version, own}`, where `own` names the settings that the school gave itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from care.policy.packs import Pack, said_in
from care.policy.plain import plain, read
from care.policy.school import Policy, policy_of

Changes = Mapping[str, Any]


@dataclass(frozen=True)
class Mark:
    """From which pack a version starts."""

    id: str
    version: int = 1
    own: tuple[str, ...] = ()


def laid(settings: Changes, versions: Iterable[tuple[date, Changes]]) -> tuple[tuple[date, Policy], ...]:
    """The plan from each version on, the oldest first; what held before them stands first, from the first of days."""
    found = [(date.min, policy_of(dict(settings)))]
    for since, changes in versions:
        found.append((since, read(Policy, changes, base=found[-1][1], strict=False)))
    return tuple(found)


def policy_at(versions: Sequence[tuple[date, Policy]], day: date) -> Policy:
    """The plan that holds on the day. Of two from one day the later entry holds. Raises LookupError."""
    held = [policy for since, policy in sorted(versions, key=lambda one: one[0]) if since <= day]
    if not held:
        raise LookupError(f"no plan holds on {day}")
    return held[-1]


def mark_of(changes: Changes) -> Mark | None:
    """The pack that a version starts from; None for a change of another kind."""
    return read(Mark, changes["pack"], where="pack") if "pack" in changes else None


def from_pack(pack: Pack, settings: Changes, earlier: Iterable[Changes], own: Changes) -> dict[str, Any]:
    """What a version says that starts a school from a pack: its values, the school's own above them.

    Where an earlier pack spoke and this one is silent, the school's own value comes back, or ours.
    """
    versions = list(earlier)
    mine = [one for one in versions if "pack" not in one]
    without = laid(settings, [(date.min, one) for one in mine])[-1][1]
    gone = {path for one in versions if "pack" in one for path in said_in(_values(one))}
    said = pack.said | said_in(own)
    changes: dict[str, Any] = {}
    for path in sorted(gone - said):
        put(changes, path, _at(plain(without), path))
    merge(changes, json.loads(json.dumps(plain(pack.data))))
    merge(changes, own)
    return {**changes, "pack": {"id": pack.id, "version": pack.version, "own": sorted(said_in(own))}}


def merge(into: dict[str, Any], more: Changes) -> None:
    """Lay one table over another; lists and values are replaced whole."""
    for name, value in more.items():
        if isinstance(value, Mapping) and isinstance(into.get(name), dict):
            merge(into[name], value)
        else:
            into[name] = dict(value) if isinstance(value, Mapping) else value


def put(table: dict[str, Any], path: str, value: Any) -> None:
    """Set one value by its dotted path."""
    *above, name = path.split(".")
    for step in above:
        table = table.setdefault(step, {})
    table[name] = value


def _values(changes: Changes) -> Changes:
    return {name: value for name, value in changes.items() if name != "pack"}


def _at(table: Any, path: str) -> Any:
    for step in path.split("."):
        table = table[step]
    return table
