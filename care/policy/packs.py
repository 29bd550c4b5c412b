"""Packs (方案包): one data file in care/policies for each real plan, with the fact that each of its values comes from.

A pack says what its text says and is silent where the text is; what it does not say is the program's own default.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache, cached_property
from importlib import resources
from typing import Any, Literal

from care.policy.plain import Unreadable, read
from care.policy.school import Policy
from care.policy.setting import leaves


class UnknownPack(LookupError):
    """There is no pack of this id; `near` are ids that look like it."""

    def __init__(self, wanted: str, near: tuple[str, ...]) -> None:
        super().__init__(f"there is no pack {wanted}")
        self.wanted, self.near = wanted, near


class BrokenPack(ValueError):
    """A pack's file cannot be used; the message names file and field."""


@dataclass(frozen=True)
class _File:
    """The form of a pack's file."""

    id: str
    title: str
    stage: Literal["primary", "junior", "both"]
    version: int
    policy: dict[str, Any]
    sources: dict[str, str]
    valid_from: date | None = None
    aliases: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    figures: dict[str, float] | None = None
    notes: dict[str, str] | None = None


@dataclass(frozen=True)
class Pack:
    """One plan. `data` is what its text says, `sources` where (by path; a table's source holds for what is in it).

    `figures` are the text's own counts, for acceptance tests; `notes` what is open or lost, by D-, G- or L-id.
    """

    id: str
    title: str
    stage: str
    version: int
    valid_from: date | None
    aliases: tuple[str, ...]
    asks: tuple[str, ...]
    data: Mapping[str, Any]
    sources: Mapping[str, str]
    figures: Mapping[str, float]
    notes: Mapping[str, str]
    policy: Policy

    def source(self, path: str) -> str | None:
        """Where the text decides this setting; None where it is silent. Covers a table that is given in part."""
        if not any(said == path or path.startswith(f"{said}.") for said in self.said):
            return None
        parts = path.split(".")
        above = (".".join(parts[:count]) for count in range(len(parts), 0, -1))
        return next((self.sources[one] for one in above if one in self.sources), None)

    @cached_property
    def said(self) -> frozenset[str]:
        """The paths of all settings that the text decides."""
        return said_in(self.data)


def said_in(data: Mapping[str, Any]) -> frozenset[str]:
    """The paths of the settings that plain data holds; a list is one setting."""
    return frozenset(_paths(data, "", _known()))


@cache
def _known() -> frozenset[str]:
    return frozenset(leaf.path for leaf in leaves(Policy()))


def _paths(data: Mapping[str, Any], above: str, kinds: frozenset[str]) -> list[str]:
    found: list[str] = []
    for name, value in data.items():
        path = f"{above}{name}"
        if path in kinds or not isinstance(value, Mapping):
            found.append(path)
        else:
            found.extend(_paths(value, f"{path}.", kinds))
    return found


def read_pack(text: str, file: str) -> Pack:
    """A pack from TOML. Raises BrokenPack naming file and field."""
    try:
        form = read(_File, tomllib.loads(text))
    except (Unreadable, tomllib.TOMLDecodeError) as error:
        raise BrokenPack(f"{file}: {error}") from error
    try:
        policy = read(Policy, form.policy, base=Policy())
    except ValueError as error:
        raise BrokenPack(f"{file}: {error}") from error
    pack = Pack(
        form.id, form.title, form.stage, form.version, form.valid_from, form.aliases, form.asks,
        form.policy, form.sources, form.figures or {}, form.notes or {}, policy,
    )  # fmt: skip
    unsourced = sorted(path for path in pack.said if pack.source(path) is None)
    if unsourced:
        raise BrokenPack(f"{file}: {unsourced[0]} has no source")
    idle = sorted(one for one in pack.sources if not any(f"{said}.".startswith(f"{one}.") for said in pack.said))
    if idle:
        raise BrokenPack(f"{file}: source {idle[0]} belongs to no value")
    return pack


@cache
def packs() -> tuple[Pack, ...]:
    """Every pack of the house, by id. Raises BrokenPack."""
    files = (one for one in resources.files("care.policies").iterdir() if one.name.endswith(".toml"))
    found = [read_pack(one.read_text("utf-8"), one.name) for one in files]
    return tuple(sorted(found, key=lambda pack: _order(pack.id)))


def pack(wanted: str) -> Pack:
    """The pack of this id or alias. Raises UnknownPack with ids that look like it, BrokenPack."""
    known = {name: one for one in packs() for name in (one.id, *one.aliases)}
    if wanted in known:
        return known[wanted]
    near = [name for name in known if name.startswith(wanted) or wanted.startswith(f"{name}-")]
    raise UnknownPack(wanted, tuple(dict.fromkeys([*near, *get_close_matches(wanted, known, n=8, cutoff=0.5)]))[:8])


def _order(id_: str) -> tuple[str, int, str]:
    """003-2 comes before 003-10."""
    file, _, number = id_.partition("-")
    return (file, int(number), "") if number.isdigit() else (file, 0, number)
