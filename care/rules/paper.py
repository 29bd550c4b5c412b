"""Paper (纸质名单): printed rows have codes, and what was written on them is entered later. (promise 14; issue 4.11)"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from string import ascii_uppercase

from care.acts import CareSession


class SheetKind(StrEnum):
    """What a list is printed for."""

    ROLL = "roll"  # 点名表 (C41)
    HANDOVER = "handover"  # 交接表 (C43)
    SIGNOUT = "signout"  # 签离表 (C45)


@dataclass(frozen=True)
class Printed:
    """A list as it was printed: each code's child. `mark` is the hash of all of it."""

    day: date
    care: CareSession
    kind: SheetKind
    rows: Mapping[str, int]
    mark: str

    @property
    def short_mark(self) -> str:
        return self.mark[:6]


@dataclass(frozen=True)
class Found:
    """The child of a code, and what the lists with it were printed for."""

    student: int
    kinds: frozenset[SheetKind]


class Problem(Enum):
    """Why a code stands for no child."""

    NOT_PRINTED = "no list of the day has it"
    WRONG_MARK = "no list of the day has this hash"
    SEVERAL = "two lists of the day have another child under it"


def letter(number: int) -> str:
    """A, B … Z, AA, AB: the group's letter, by its place among all groups of the session."""
    first, last = divmod(number, len(ascii_uppercase))
    return (ascii_uppercase[first - 1] if first else "") + ascii_uppercase[last]


def codes(groups: Sequence[Sequence[int]]) -> dict[str, int]:
    """A1, A2 …: every child of every group, in the order of the list."""
    return {f"{letter(g)}{row}": student for g, own in enumerate(groups) for row, student in enumerate(own, 1)}


def printed(day: date, care: CareSession, kind: SheetKind, rows: Mapping[str, int], school: str) -> Printed:
    """The list with its hash: the same rows of the same day always have the same one."""
    told = json.dumps([school, day.isoformat(), care.value, kind.value, sorted(rows.items())])
    return Printed(day, care, kind, rows, hashlib.sha256(told.encode()).hexdigest())


def resolve(code: str, lists: Iterable[Printed], mark: str = "") -> Found | Problem:
    """The child behind a code. Lists that differ on it need the hash that stands on the paper. (promise 2)"""
    every = list(lists)
    named = [one for one in every if one.mark.startswith(mark)]
    if mark and not named:
        return Problem.WRONG_MARK
    with_code = [one for one in named if code in one.rows]
    if not with_code:
        return Problem.NOT_PRINTED
    if len({one.rows[code] for one in with_code}) > 1:
        return Problem.SEVERAL
    return Found(with_code[-1].rows[code], frozenset(one.kind for one in with_code))
