"""Quiet: no routine message in quiet hours, one in place of several, and no more than so many a day. (promise 13)

Answers, and whatever is urgent, leave at once. What a family would get beyond the cap waits until the next
morning and is reported to the principal; nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from care.calendar import local
from care.messages import Outgoing, Urgency
from care.policy import Policy

MORNING_MINUTE = 1
"""Minutes after the quiet hours: not sharp on the half hour."""


@dataclass(frozen=True)
class Leaving:
    """A message, when it may leave, and the keys of those that it tells as well."""

    message: Outgoing
    at: datetime
    tells: tuple[Outgoing, ...] = ()
    over_cap: bool = False


def is_routine(message: Outgoing) -> bool:
    """Neither an answer, nor urgent, nor the greying of a card."""
    return message.urgency is not Urgency.URGENT and message.reply_to is None and not message.grey


def is_quiet(now: datetime, policy: Policy) -> bool:
    clock = local(now).time()
    if policy.quiet_from <= policy.quiet_until:
        return policy.quiet_from <= clock < policy.quiet_until
    return clock >= policy.quiet_from or clock < policy.quiet_until


def next_morning(now: datetime, policy: Policy) -> datetime:
    """The first moment after the coming quiet hours."""
    here = local(now)
    end = here.replace(hour=policy.quiet_until.hour, minute=policy.quiet_until.minute, second=0, microsecond=0)
    end += timedelta(minutes=MORNING_MINUTE)
    return end if end > here else end + timedelta(days=1)


def arrange(
    messages: Iterable[Outgoing], *, now: datetime, policy: Policy, families: Collection[int], told: Mapping[int, int]
) -> list[Leaving]:
    """When each message leaves. `told`: routine messages that each person of a family had today."""
    morning = next_morning(now, policy)
    start = morning if is_quiet(now, policy) else now
    had = dict(told)
    leaving: list[Leaving] = []
    for message, *more in _together(messages, families):
        if not is_routine(message):
            leaving.append(Leaving(message, now))
            continue
        over = message.to in families and had.get(message.to, 0) >= policy.family_cap
        had[message.to] = had.get(message.to, 0) + 1
        whole = replace(message, text="\n\n".join(dict.fromkeys(one.text for one in (message, *more))))
        leaving.append(Leaving(whole, morning if over else start, tuple(more), over))
    return leaving


def _together(messages: Iterable[Outgoing], families: Collection[int]) -> list[list[Outgoing]]:
    """Routine messages to one member of a family become one; those with buttons stay cards of their own."""
    found: list[list[Outgoing]] = []
    first: dict[int, list[Outgoing]] = {}
    for message in messages:
        mergeable = is_routine(message) and message.to in families and not message.buttons and not message.picture
        if mergeable and message.to in first:
            first[message.to].append(message)
            continue
        group = [message]
        if mergeable:
            first[message.to] = group
        found.append(group)
    return found
