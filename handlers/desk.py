"""A desk: an open transaction at one moment of one school, from which people are told things.

An errand that nobody spoke for (jobs/tick.py) works at a desk; an answer to somebody is a Turn, which is one too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from care.acts import CareSession
from care.calendar import Calendar, local, today
from care.messages import Button, Outgoing, Urgency
from care.policy import Policy, SessionPlan
from care.rules.duty import Duty
from care.wording import asking as wording
from handlers import labels
from storage import questions
from storage.questions import Choice
from storage.staff import duties


@dataclass(kw_only=True)
class Desk:
    """The session is open for writing; whoever opened it commits."""

    session: Session
    school_id: int
    policy: Policy
    calendar: Calendar
    now: datetime
    inbox_id: int | None = None
    rosters: dict[tuple[date, CareSession], list[Duty]] = field(default_factory=dict)

    def roster(self, day: date, care: CareSession) -> list[Duty]:
        """The duty roster of one session, as it was when this desk first asked."""
        if (day, care) not in self.rosters:
            self.rosters[day, care] = duties.on(self.session, self.school_id, day, care)
        return self.rosters[day, care]

    @property
    def me(self) -> int:
        """Who is at work: the speaker; 0 is the house itself."""
        return 0

    @property
    def today(self) -> date:
        """Today in Shanghai."""
        return today(self.now)

    @property
    def midnight(self) -> datetime:
        """When today began."""
        return local(self.now).replace(hour=0, minute=0, second=0, microsecond=0)

    @property
    def plan(self) -> SessionPlan | None:
        """The care session that this moment is about."""
        return self.policy.current(self.now)

    @property
    def care(self) -> CareSession:
        """The session that a message without one means: the current one, else the day's last."""
        plan = self.plan or (self.policy.sessions_on(self.today) or self.policy.sessions)[-1]
        return plan.session

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
        """The same words to several, each once; the speaker is left out."""
        return [
            self.tell(person, text, f"{key}/{person}", about=about, urgency=urgency)
            for person in dict.fromkeys(people)
            if person and person != self.me
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
            title=title or (wording.card_title(asks=asks) if choices else ""),
            urgency=urgency,
            about=about,
            reply_to=self.inbox_id if answers else None,
            card=card if choices else "",
        )

    def offered_minutes(self, _person_id: int, _choices: Sequence[Choice]) -> int:
        """How long buttons beside a finished answer can be pressed. (promise 7)"""
        return self.policy.staff_undo_minutes

    def _buttons(self, person_id: int, choices: Sequence[Choice], *, asks: bool, card: str) -> tuple[Button, ...]:
        choices = labels.told_apart(self.session, choices)
        minutes = self.policy.question_minutes if asks else self.offered_minutes(person_id, choices)
        id_ = questions.ask(
            self.session,
            self.school_id,
            person_id,
            choices,
            asks=asks,
            now=self.now,
            expires_at=None if asks and person_id != self.me else self.now + timedelta(minutes=minutes),
            card=card,
            inbox_id=self.inbox_id,
        )
        return tuple(Button(choice.label, f"q/{id_}/{n}", choice.style) for n, choice in enumerate(choices))
