"""The house of a season: everything in one process, its clock set from minute to minute.

A message goes into the inbox, is answered, and leaves through the outbox, all by the house's own jobs. Only the
platform is left out: what would be sent lies on a phone at once. (docs/rehearsal.md)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from rq.utils import import_attribute

from bot.house import House
from bot.rehearse.season.school import Grown
from care.messages import Address, Inbound, Kind, Outcome, Outgoing, Sent
from storage import bell, inbox
from storage.db import Sessions
from storage.demo.load import CODE, OPEN_KFID

STEPS = 200  # slices of sending until everything has left


@dataclass(frozen=True)
class Shown:
    """A message on somebody's phone. Where the way carries no buttons their labels can be typed."""

    to: int
    key: str
    text: str
    buttons: tuple[tuple[str, str], ...]  # label and key
    can_press: bool

    def label(self, *beginnings: str) -> str:
        """The button that begins with one of these: two for siblings bear the child's name behind it."""
        for begin in beginnings:
            for label, _ in self.buttons:
                if label == begin or label.startswith(begin):
                    return label
        return ""


@dataclass
class Phones:
    """The platform of a season: carries everything at once and keeps it."""

    shown: list[Shown] = field(default_factory=list)

    def send(self, message: Outgoing, address: Address, *, handle: str = "") -> Outcome:
        if not message.grey:
            buttons = tuple((button.label, button.key) for button in message.buttons)
            can_press = address.channel != "school_notice"
            self.shown.append(Shown(message.to, message.key, message.text, buttons, can_press))
        return Sent(f"s{len(self.shown)}")

    def pieces(self, message: Outgoing, channel: str) -> int:
        return 1


class NoBell:
    """Nobody is rung: the season does the work itself."""

    def answer(self, senders: Sequence[str]) -> None: ...

    def deliver(self) -> None: ...

    def pull(self, account: str) -> None: ...

    def alive(self) -> bool:
        return True


@dataclass
class Clock:
    at: datetime

    def __call__(self) -> datetime:
        return self.at.astimezone(UTC)


class SeasonHouse:
    """In at the inbox and out on the phones."""

    def __init__(self, sessions: Sessions, school_id: int, begin: datetime) -> None:
        self.sessions, self.school_id = sessions, school_id
        self.clock, self.phones = Clock(begin), Phones()
        self.house = House(sessions, self.phones, NoBell(), now=self.clock, wall=self.clock)
        answer, deliver, go_on, tick = (import_attribute(name) for name in bell.AT_HAND)
        self._answer: Callable[[str, House], Any] = answer
        self._carry: Callable[[House], int] = deliver
        self._go_on: Callable[[House, int], None] = go_on
        self._tick: Callable[[House], None] = tick
        self._count = 0
        self._read = 0

    def at(self, moment: datetime) -> None:
        """The clock never goes back."""
        self.clock.at = max(moment, self.clock.at)

    def say(self, who: Grown, text: str) -> None:
        self._in(who, Kind.TEXT, text=text)

    def press(self, who: Grown, key: str) -> None:
        self._in(who, Kind.PRESS, button=key)

    def wait(self) -> None:
        """What time brings to what waits for somebody."""
        self._go_on(self.house, self.school_id)

    def tick(self) -> None:
        """The whole tick, with the day's agenda."""
        self._tick(self.house)

    def heard(self) -> list[Shown]:
        """What is new on the phones, person by person."""
        for _ in range(STEPS):
            if not self._carry(self.house):
                break
        new, self._read = self.phones.shown[self._read :], len(self.phones.shown)
        return sorted(new, key=lambda one: one.to)

    def _in(self, who: Grown, kind: Kind, *, text: str = "", button: str = "") -> None:
        self._count += 1
        channel = "wecom_app" if who.is_staff else "wecom_kf"
        detail = {} if who.is_staff else {"open_kfid": OPEN_KFID}
        message = Inbound(CODE, channel, f"s{self._count}", who.address, kind, text, button, detail=detail)
        with self.sessions.writing() as session:
            inbox.receive(session, self.school_id, message, now=self.clock())
        self._answer(inbox.sender_key(self.school_id, channel, who.address), self.house)
