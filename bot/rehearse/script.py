"""The script of a rehearsal: who does what at which minute, and what may change because of it.

Everything is drawn by one seeded lot before the day begins: the same seed is the same script.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import time
from enum import StrEnum
from typing import Any, NamedTuple

from bot.rehearse.cast import Adult


class What(StrEnum):
    """Changes of the record that matter, by the words of the ledger and of the tables."""

    PRESENT = "present"
    MISSING = "missing"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    MOVED = "moved"
    MOVED_BACK = "moved_back"
    RELEASED = "released"
    WALKED = "walked"
    RETURNED = "returned"
    COLLECTED = "collected"
    DISPUTED = "disputed"
    LEAVE = "leave"
    LEAVE_BACK = "leave_back"
    PLAN = "plan"
    INCIDENT = "incident"
    APPLICATION = "application"
    CLUB = "club"
    DUTY = "duty"
    BLOCK = "block"
    DAY = "day"
    CLOSED = "closed"


class Change(NamedTuple):
    """One thing that changes for one child; 0 where it is about no child."""

    what: str
    child: int


class Do(StrEnum):
    SAY = "say"
    PRESS = "press"
    ENTER = "enter"
    VOICE = "voice"
    IMAGE = "image"


@dataclass(frozen=True)
class Line:
    """One thing that one person does at a phone."""

    number: int
    at: time
    phone: str
    do: Do
    kind: str
    text: str = ""  # what is said; the button's label
    about: str = ""  # a press: words on the card that is meant
    asks: frozenset[Change] = frozenset()
    waits: bool = True  # a press: what this person does later waits for it
    reads: tuple[str, str] | None = None  # phone and child: {code} and {wrong} come from what stands there

    def told(self) -> dict[str, Any]:
        """For the script's file."""
        asks = sorted(f"{change.what}/{change.child}" for change in self.asks)
        return asdict(self) | {"at": self.at.strftime("%H:%M"), "asks": asks}


def changes(*what: What, of: Iterable[int]) -> frozenset[Change]:
    children = list(of)
    return frozenset(Change(one.value, child) for one in what for child in children)


@dataclass
class Script:
    """Lines as they are written."""

    draw: random.Random
    lines: list[Line] = field(default_factory=list)

    def say(
        self,
        at: time,
        who: Adult | str,
        text: str,
        kind: str,
        asks: frozenset[Change] = frozenset(),
        do: Do = Do.SAY,
        *,
        reads: tuple[str, str] | None = None,
    ) -> None:
        phone = who if isinstance(who, str) else who.phone
        self.lines.append(Line(len(self.lines) + 1, at, phone, do, kind, text, asks=asks, reads=reads))

    def press(
        self,
        at: time,
        who: Adult,
        label: str,
        about: str,
        kind: str,
        asks: frozenset[Change] = frozenset(),
        *,
        waits: bool = False,
    ) -> None:
        number = len(self.lines) + 1
        self.lines.append(Line(number, at, who.phone, Do.PRESS, kind, label, about, asks, waits))

    def in_order(self) -> list[Line]:
        return sorted(self.lines, key=lambda line: (line.at, line.number))


def clock(text: str) -> time:
    return time.fromisoformat(text)
