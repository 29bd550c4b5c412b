"""By which way a message reaches somebody now. The platform's limits are counted by us: it drops in silence.

Parents are written to in customer service (微信客服) while its window is open, and by 学校通知 when it is shut;
what neither can carry waits, and in the end a person telephones. (wecom.md 4, 5)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from care.messages import Address, Outgoing, Urgency

ORDER = ("wecom_app", "wecom_kf", "school_notice")
A_MINUTE, AN_HOUR = 30, 1000  # to one member of the app (wecom.md 5); 学校通知 names no figure and keeps to these
KF_MESSAGES, KF_WINDOW = 5, timedelta(hours=48)  # after each message of the parent (wecom.md 4b)
A_MOMENT, HOLD = timedelta(seconds=20), timedelta(minutes=10)


@dataclass(frozen=True)
class Traffic:
    """What went a way of late, in messages of the platform."""

    minute: int = 0
    hour: int = 0
    since_heard: int = 0  # since the parent's last message
    answered: bool = False  # that message has its answer

    def plus(self, pieces: int, *, answer: bool) -> Traffic:
        return replace(
            self,
            minute=self.minute + pieces,
            hour=self.hour + pieces,
            since_heard=self.since_heard + pieces,
            answered=self.answered or answer,
        )


@dataclass(frozen=True)
class Way:
    """One address of the person, and what is known of it."""

    address: Address
    traffic: Traffic = Traffic()
    heard: datetime | None = None  # when the parent last wrote there


@dataclass(frozen=True)
class Shut:
    """Every way is shut for so long."""

    wait: timedelta
    channel: str


def choose(
    message: Outgoing, ways: Sequence[Way], *, pieces: Callable[[str], int], now: datetime, welcome: bool = False
) -> Way | Shut | None:
    """The first way that is open. None where there is no way at all. `welcome`: the parent has just opened the chat,
    and one message is let through by its code."""
    shut: list[Shut] = []
    for way in sorted(ways, key=_rank):
        channel = way.address.channel
        if channel == "wecom_kf" and welcome:
            return way
        wait = _wait(way, message, pieces(channel), alone=len(ways) == 1, now=now)
        if wait is None:
            return way
        shut.append(Shut(wait, channel))
    return min(shut, key=lambda one: one.wait, default=None)


def _rank(way: Way) -> int:
    return ORDER.index(way.address.channel) if way.address.channel in ORDER else len(ORDER)


def _wait(way: Way, message: Outgoing, pieces: int, *, alone: bool, now: datetime) -> timedelta | None:
    """How long this way stays shut; None: open now."""
    if way.address.channel == "wecom_kf":
        return None if _window_holds(way, message, pieces, alone=alone, now=now) else HOLD
    if way.traffic.minute + pieces > A_MINUTE:
        return A_MOMENT
    return HOLD if way.traffic.hour + pieces > AN_HOUR else None


def _window_holds(way: Way, message: Outgoing, pieces: int, *, alone: bool, now: datetime) -> bool:
    """The last of the five is kept for the answer that the parent waits for. An alarm that can go no other way
    takes it."""
    if way.heard is None or now - way.heard > KF_WINDOW:
        return False
    waits_for_answer = not way.traffic.answered and message.reply_to is None
    may_take_all = alone and message.urgency is Urgency.URGENT
    kept = 1 if waits_for_answer and not may_take_all else 0
    return way.traffic.since_heard + pieces <= KF_MESSAGES - kept
