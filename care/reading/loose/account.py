"""The account (账) of a message: what it names, beside the acts that were read from it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from care.acts import CHANGING, Act, Intent
from care.people import Student
from care.reading import doubt
from care.reading.parts import FoundDates, Message, Span, When

_ONCE = re.compile(r"之前|以前|原[订定来]|本来")
_APPOINTED = re.compile(
    r"(?:约|预约|挂|订|买)(?:的|了|好|好的|在|到)(?:是|D|S)*$|(?:飞机|火车|高铁|航班|动车|手术|门诊)(?:是|在|D|S|,)*$"
)
_OF_SOMETHING = re.compile(
    r"的(?!时候|样子|话)[一-龥K]|(?:钟)?(?:一?放学|下课|散会|下班|上课)|(?:我|P+)?(?:还?在|要|有|得)(?:开会|上班|上课|加班|培训|值班|个?会|课)"
)


@dataclass(frozen=True)
class Account:
    """A message beside its acts."""

    message: Message
    acts: tuple[Act, ...]

    @cached_property
    def changes(self) -> tuple[Act, ...]:
        return tuple(act for act in self.acts if act.intent in CHANGING)

    def of(self, *intents: Intent) -> tuple[Act, ...]:
        return tuple(act for act in self.acts if act.intent in intents)

    def says(self, words: re.Pattern[str]) -> bool:
        return bool(words.search(self.message.sketch))

    @property
    def today(self) -> date:
        return self.message.now.date()

    @cached_property
    def days(self) -> tuple[FoundDates, ...]:
        """Days that are named and not over."""
        named = (one for one in self.message.dates if one.kind is When.DAYS and one.dates)
        found = (one for one in named if not self.message.sketch.startswith("见", one.end))  # 明天见
        return tuple(one for one in found if max(one.dates) >= self.today)

    @cached_property
    def children(self) -> frozenset[tuple[Student, ...]]:
        """The children named, mention by mention."""
        return frozenset(name.students for name in self.message.names if name.students)

    @cached_property
    def clubs(self) -> frozenset[str | None]:
        return frozenset(one.club for one in self.message.clubs)

    @cached_property
    def collectors(self) -> frozenset[str]:
        found = (one.person for one in self.message.persons if one.person and not one.is_me)
        return frozenset(one.relation or one.name or "" for one in found)

    @cached_property
    def revised(self) -> bool:
        """Whether the message takes back something that it names itself: that is left over by right."""
        sketch = self.message.sketch
        return bool(doubt.correction(sketch) or doubt.old_plan(sketch) or _ONCE.search(sketch))

    def is_of_something(self, span: Span) -> bool:
        """四点半的牙医, 牙医约的四点半: the hour of another thing."""
        sketch = self.message.sketch
        return bool(_OF_SOMETHING.match(sketch, span.end) or _APPOINTED.search(sketch[: span.start]))

    @property
    def swaps(self) -> bool:
        """One club left for another."""
        return bool(self.of(Intent.CHOOSE_CLUB)) and bool(self.of(Intent.DROP_CLUB))

    def clause_of(self, span: Span) -> int:
        """The place of a thing's clause."""
        clauses = enumerate(self.message.clauses)
        return next((at for at, clause in clauses if span.within(clause.start, clause.end)), -1)


Check = Callable[[Account], bool]
