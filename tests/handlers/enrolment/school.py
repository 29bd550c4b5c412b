"""The story's school with a plan of its own, talked to through the quickest door."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from care.acts import CareSession
from care.calendar import SHANGHAI
from storage.db import Sessions
from storage.enrolment import approvals, bookings
from storage.enrolment.approvals import Application
from tests.talk import Heard, Straight

DAY = date(2026, 3, 4)


class School:
    """Lines are said at 09:00 and a minute later each; `later` goes to the evening of a day to come."""

    def __init__(self, sessions: Sessions, *, pickup: dict[str, Any] | None = None, **enrolment: Any) -> None:
        self.door = Straight(sessions, {"waits": True, "enrolment": enrolment, "pickup": pickup or {}})
        self.sessions, self.moment = sessions, datetime.combine(DAY, time(9), SHANGHAI)
        self.screens: list[Heard] = []

    def say(self, who: str, text: str) -> list[Heard]:
        self._next()
        self.door.say(who, text)
        return self._heard()

    def press(self, who: str, label: str) -> list[Heard]:
        self._next()
        key = next(k for h in reversed(self.screens) if h.who == who for shown, k in h.buttons if shown == label)
        self.door.press(who, key)
        return self._heard()

    def later(self, days: int, *, at: time = time(18, 10)) -> list[Heard]:
        """That many days on, the house looks at what waits."""
        self.moment = datetime.combine(self.moment.date() + timedelta(days=days), at, SHANGHAI)
        self.door.at(self.moment)
        self.door.tick()
        return self._heard()

    def _next(self) -> None:
        self.moment += timedelta(minutes=1)
        self.door.at(self.moment)

    def _heard(self) -> list[Heard]:
        new = self.door.heard()
        self.screens += new
        return new

    def expected(self, care: CareSession, day: date) -> set[str]:
        """Who is on the roll of a session that day."""
        names = {id_: name for name, id_ in self.door.story.pupils.items()}
        with self.sessions.reading() as session:
            groups = bookings.groups(session, self.door.story.school_id, care)
            return {names[id_] for group in groups for id_ in bookings.expected(session, group.id, day)}

    def application(self, child: str) -> Application:
        """The child's latest."""
        with self.sessions.reading() as session:
            return approvals.of_student(session, self.door.story.pupils[child])[0]


def to(heard: Sequence[Heard], who: str) -> str:
    return "\n".join(one.text for one in heard if one.who == who)


def labels(heard: Sequence[Heard], who: str) -> list[str]:
    return [label for one in heard if one.who == who for label, _ in one.buttons]
