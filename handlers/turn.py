"""A turn: one message being answered. Everything a handler may lean on, and how it speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from care.messages import Outgoing, Urgency
from care.people import Known, Role, Student
from handlers.desk import Desk
from storage.people import Speaker
from storage.questions import Choice


@dataclass(kw_only=True)
class Turn(Desk):
    """A desk with somebody before it. `text` is what was written, for records."""

    school_name: str
    speaker: Speaker
    known: Known
    channel: str = ""
    address: str = ""
    text: str = ""
    agreed: bool = False  # a colleague has agreed to what comes late
    said: int = field(default=0)
    undos: set[str] = field(default_factory=set)  # labels of the buttons given in this turn

    @property
    def me(self) -> int:
        return self.speaker.person_id

    @property
    def caller(self) -> str:
        """王丽（妈妈）or 赵敏老师: who said so, for the notices of others."""
        if self.speaker.is_staff and self.known.role is not Role.PARENT:
            return f"{self.speaker.name}老师"
        name, relation = self.speaker.name, self.speaker.relation
        return f"{name}（{relation}）" if name and relation and name != relation else name or relation

    def undo(self, child: Student, press: str, args: dict[str, Any], what: str = "") -> Choice:
        """The button that takes back what was just done for this child; with its name where there are several.

        A second button of the turn that would read the same says what it takes back.
        """
        label = "撤销" if len(self.speaker.children) < 2 else f"撤销{child.name}"
        if label in self.undos:
            label += what
        self.undos.add(label)
        return Choice(label, press, args, style=2)

    def offered_minutes(self, person_id: int, choices: Sequence[Choice]) -> int:
        """A parent's undo ends sooner than a colleague's: the school plans with it. Other offers stay. (promise 7)"""
        parents = person_id == self.me and self.known.role is Role.PARENT
        if parents and any(choice.label in self.undos for choice in choices):
            return self.policy.parent_undo_minutes
        return super().offered_minutes(person_id, choices)

    def reply(
        self, text: str, choices: Sequence[Choice] = (), *, title: str = "", asks: bool = False, card: str = ""
    ) -> Outgoing:
        """An answer to the sender. `asks`: the buttons are a question that waits for one of them.

        `card` names the card where others hold copies of it.
        """
        self.said += 1
        key = f"reply/{self.inbox_id or self.now.timestamp()}/{self.said}"
        return self.say(
            self.me, text, key, choices, title=title, asks=asks, urgency=Urgency.URGENT, card=card, answers=True
        )
