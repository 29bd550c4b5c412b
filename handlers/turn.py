"""A turn: one message being answered. Everything a handler may lean on, and how it speaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from care.acts import CareSession
from care.calendar import Calendar, today
from care.messages import Button, Outgoing, Urgency
from care.people import Known, Role, Student
from care.policy import Policy, SessionPlan
from storage import questions
from storage.people import Speaker
from storage.questions import Choice


@dataclass
class Turn:
    """The session is open for writing; whoever opened it commits. `text` is what was written, for records."""

    session: Session
    school_id: int
    school_name: str
    speaker: Speaker
    known: Known
    policy: Policy
    calendar: Calendar
    now: datetime
    channel: str = ""
    address: str = ""
    text: str = ""
    inbox_id: int | None = None
    said: int = field(default=0)

    @property
    def today(self) -> date:
        """Today in Shanghai."""
        return today(self.now)

    @property
    def plan(self) -> SessionPlan | None:
        """The care session that this moment is about."""
        return self.policy.current(self.now)

    @property
    def care(self) -> CareSession:
        """The session that a message without one means: the current one, else the day's last."""
        plan = self.plan or (self.policy.sessions_on(self.today) or self.policy.sessions)[-1]
        return plan.session

    @property
    def caller(self) -> str:
        """王丽（妈妈）or 赵敏老师: who said so, for the notices of others."""
        if self.speaker.is_staff and self.known.role is not Role.PARENT:
            return f"{self.speaker.name}老师"
        name, relation = self.speaker.name, self.speaker.relation
        return f"{name}（{relation}）" if name and relation and name != relation else name or relation

    def undo(self, child: Student, press: str, args: dict[str, Any]) -> Choice:
        """The button that takes back what was just done for this child; with its name where there are several."""
        label = "撤销" if len(self.speaker.children) < 2 else f"撤销{child.name}"
        return Choice(label, press, args, style=2)

    def reply(self, text: str, choices: Sequence[Choice] = (), *, title: str = "", asks: bool = False) -> Outgoing:
        """An answer to the sender. `asks`: the buttons are a question that waits for one of them."""
        self.said += 1
        key = f"reply/{self.inbox_id or self.now.timestamp()}/{self.said}"
        return self.say(
            self.speaker.person_id, text, key, choices, title=title, asks=asks, urgency=Urgency.URGENT, answers=True
        )

    def tell(
        self,
        person_id: int,
        text: str,
        key: str,
        choices: Sequence[Choice] = (),
        *,
        title: str = "",
        about: str = "",
        card: str = "",
        urgency: Urgency = Urgency.DEFAULT,
        asks: bool = True,
    ) -> Outgoing:
        """A message to somebody else. The key makes it happen once."""
        return self.say(
            person_id, text, key, choices, title=title, asks=asks, urgency=urgency, about=about, card=card or key
        )

    def tell_all(
        self, people: Iterable[int], text: str, key: str, *, about: str = "", urgency: Urgency = Urgency.DEFAULT
    ) -> list[Outgoing]:
        """The same words to several, each once; the sender is left out."""
        return [
            self.tell(person, text, f"{key}/{person}", about=about, urgency=urgency)
            for person in dict.fromkeys(people)
            if person and person != self.speaker.person_id
        ]

    def say(
        self,
        person_id: int,
        text: str,
        key: str,
        choices: Sequence[Choice],
        *,
        title: str,
        asks: bool,
        urgency: Urgency,
        about: str = "",
        card: str = "",
        answers: bool = False,
    ) -> Outgoing:
        card = card or key
        buttons = self._buttons(person_id, choices, asks=asks, card=card) if choices else ()
        return Outgoing(
            key=key,
            to=person_id,
            text=text,
            buttons=buttons,
            title=title,
            urgency=urgency,
            about=about,
            reply_to=self.inbox_id if answers else None,
            card=card if choices else "",
        )

    def _buttons(self, person_id: int, choices: Sequence[Choice], *, asks: bool, card: str) -> tuple[Button, ...]:
        minutes = self.policy.question_minutes if asks else self.policy.staff_undo_minutes
        id_ = questions.ask(
            self.session,
            self.school_id,
            person_id,
            choices,
            asks=asks,
            now=self.now,
            expires_at=None if asks and person_id != self.speaker.person_id else self.now + timedelta(minutes=minutes),
            card=card,
            inbox_id=self.inbox_id,
        )
        return tuple(Button(choice.label, f"q/{id_}/{n}", choice.style) for n, choice in enumerate(choices))
