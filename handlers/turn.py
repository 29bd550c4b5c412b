"""A turn: one message being answered. Everything a handler may lean on, and how it speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from care.messages import Outgoing, Urgency
from care.people import Known, Role
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
    said: int = field(default=0)

    @property
    def me(self) -> int:
        return self.speaker.person_id

    @property
    def caller(self) -> str:
        """王丽（妈妈）or 赵敏老师: who said so, for the notices of others."""
        if self.speaker.is_staff and self.known.role is not Role.PARENT:
            return f"{self.speaker.name}老师"
        return f"{self.speaker.name}（{self.speaker.relation}）" if self.speaker.relation else self.speaker.name

    def reply(self, text: str, choices: Sequence[Choice] = (), *, title: str = "", asks: bool = False) -> Outgoing:
        """An answer to the sender. `asks`: the buttons are a question that waits for one of them."""
        self.said += 1
        key = f"reply/{self.inbox_id or self.now.timestamp()}/{self.said}"
        return self.say(self.me, text, key, choices, title=title, asks=asks, urgency=Urgency.URGENT, answers=True)
