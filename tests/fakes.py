"""Doubles, small and real: a bell that remembers, a clock that is set, channels that keep what they carry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from care.messages import Address, Outcome, Outgoing, Sent


class FakeBell:
    def __init__(self) -> None:
        self.rung: list[str] = []

    def answer(self, senders: Sequence[str]) -> None:
        self.rung.append("answer")

    def deliver(self) -> None:
        self.rung.append("deliver")

    def pull(self, account: str) -> None:
        self.rung.append("pull")


class SteppedClock:
    """Shows what it was set to."""

    def __init__(self, at: datetime) -> None:
        self.at = at.astimezone(UTC)

    def __call__(self) -> datetime:
        return self.at

    def step(self, **delta: float) -> None:
        self.at += timedelta(**delta)


class FakeChannels:
    """Carries everything at once and keeps it. `outcomes` are answered first, in order."""

    def __init__(self) -> None:
        self.sent: list[tuple[Outgoing, Address, str]] = []
        self.outcomes: list[Outcome] = []

    def send(self, message: Outgoing, address: Address, *, handle: str = "") -> Outcome:
        self.sent.append((message, address, handle))
        if self.outcomes:
            return self.outcomes.pop(0)
        return Sent(f"m{len(self.sent)}", f"rc{len(self.sent)}" if message.buttons else "")

    def pieces(self, message: Outgoing, channel: str) -> int:
        return 1
