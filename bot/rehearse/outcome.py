"""What must come of a case: words on somebody's phone, words that never stand there, and changes on record."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.rehearse.cast import Adult
from bot.rehearse.script import Change, What


@dataclass(frozen=True)
class Words:
    """Words that stand in one message of a phone, or that never may."""

    phone: str
    words: tuple[str, ...]


@dataclass
class Case:
    name: str
    seen: list[Words] = field(default_factory=list)
    never: list[Words] = field(default_factory=list)
    made: set[Change] = field(default_factory=set)

    def sees(self, who: Adult, *words: str) -> None:
        self.seen.append(Words(who.phone, words))

    def makes(self, what: What, child: int = 0) -> None:
        self.made.add(Change(what.value, child))
