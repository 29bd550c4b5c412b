"""The needs survey: its questions, one slip's next step, who is reminded, the count. (C15, C16)

A slip is filled in step by step by whoever of the family answers first; who does not join has nothing more to say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from care.calendar import WEEKDAYS, local, today
from care.policy import Policy
from care.policy.surveys import Topic
from care.rules.quiet import is_quiet

YES, NO = "参加", "不参加"
EVERY_DAY, ALL, NONE = "每天", "都要", "都不需要"
MOST_OPTIONS = 6
"""Buttons of one card; what is more is written."""


@dataclass(frozen=True)
class Asked:
    """A question as it stood when the survey began: its topic and the answers to choose from."""

    topic: str
    options: tuple[str, ...]
    several: bool = False  # more than one of the options may be named

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Asked:
        return cls(str(kept["topic"]), tuple(kept["options"]), bool(kept["several"]))


def questions_of(policy: Policy, day: date, clubs: Sequence[str] = ()) -> tuple[Asked, ...]:
    """What the plan asks, with its sessions and the clubs on the menu. A question without a choice falls away."""
    labels = tuple(dict.fromkeys(plan.label for plan in policy.on(day).sessions))
    made = {
        Topic.JOIN: Asked(Topic.JOIN, (YES, NO)),
        Topic.SESSIONS: Asked(Topic.SESSIONS, (*labels, ALL), several=True) if len(labels) > 1 else None,
        Topic.WEEKDAYS: Asked(Topic.WEEKDAYS, (EVERY_DAY, "周一至周四", "周一三五", "周二周四")),
        Topic.LATE: Asked(Topic.LATE, ("是，下班晚", "否")),
        Topic.PICKUP: Asked(Topic.PICKUP, ("家长来接", "老人来接", "托人来接", "自己回家")),
        Topic.CLUBS: Asked(Topic.CLUBS, (*clubs, NONE), several=True) if clubs else None,
    }
    found = [made[topic] for topic in policy.needs_survey.topics]
    return tuple(one for one in found if one is not None)


def next_step(asked: Sequence[Asked], answers: Mapping[str, str]) -> Asked | None:
    """The first question without an answer; None when the slip is complete."""
    if answers.get(Topic.JOIN) == NO:
        return None
    return next((one for one in asked if one.topic not in answers), None)


def read_answer(asked: Asked, text: str) -> str | None:
    """What a typed answer means, as it is kept; None where it is none: then it is read like any other message.

    Only a text that is an answer from end to end counts (promise 2): an option, several of them, or weekdays.
    """
    said = re.sub(r"[\s。.!！~～]+$", "", text.strip())
    if asked.topic == Topic.WEEKDAYS and (days := _weekdays(said)):
        return EVERY_DAY if days == (1, 2, 3, 4, 5) else "周" + "".join(WEEKDAYS[day - 1] for day in days)
    parts = [part for part in re.split(r"[\s、,，和]+", said) if part] if asked.several else [said]
    if not parts or any(part not in asked.options for part in parts):
        return None
    alone = {ALL, NONE} & set(parts)
    if alone and len(parts) > 1:
        return None
    return "、".join(dict.fromkeys(parts))


def _weekdays(said: str) -> tuple[int, ...]:
    """周一三五, 周一至周四, 每天, 周一、周三."""
    if said in ("每天", "天天", "都参加", "周一到周五", "周一至周五"):
        return (1, 2, 3, 4, 5)
    if span := re.fullmatch(r"(?:周|星期)([一二三四五])[到至\-~](?:周|星期)?([一二三四五])", said):
        first, last = (WEEKDAYS.index(one) + 1 for one in span.groups())
        return tuple(range(first, last + 1))
    if re.fullmatch(r"(?:(?:周|星期)[一二三四五]+[、,，和\s]*)+", said):
        return tuple(sorted({WEEKDAYS.index(one) + 1 for one in re.findall("[一二三四五]", said)}))
    return ()


# --- chasing ---


@dataclass(frozen=True)
class Chased:
    """A slip as far as chasing goes."""

    id: int
    done: bool
    reminded: int
    reminded_at: datetime | None = None


def reminder_days(begun: date, until: date, most: int) -> tuple[date, ...]:
    """The last days of the survey, one a reminder; never the day on which it was sent out."""
    days = (until - timedelta(days=back) for back in range(most - 1, -1, -1))
    return tuple(day for day in days if day > begun)


def to_remind(slips: Iterable[Chased], *, begun: datetime, until: date, policy: Policy, now: datetime) -> list[int]:
    """Slips to be reminded of at this moment. The stop rule: a number, quiet hours, and never after the last day."""
    rule, here = policy.needs_survey, local(now)
    if here.date() not in reminder_days(today(begun), until, rule.reminders_most) or here.time() < rule.remind_at:
        return []
    return may_remind(slips, begun=begun, policy=policy, now=now)


def may_remind(slips: Iterable[Chased], *, begun: datetime, policy: Policy, now: datetime) -> list[int]:
    """Of these slips the ones that a reminder may go out for: not in quiet hours, once a day, so many in all."""
    most, day = policy.needs_survey.reminders_most, today(now)
    if is_quiet(now, policy) or day <= today(begun):
        return []
    return [
        slip.id
        for slip in slips
        if not slip.done and slip.reminded < most and (slip.reminded_at is None or today(slip.reminded_at) < day)
    ]


def is_over(until: date, policy: Policy, now: datetime) -> bool:
    """Whether the count can be told: the last day's hour has come."""
    here = local(now)
    return here.date() > until or (here.date() == until and here.time() >= policy.needs_survey.tally_at)


# --- counting ---


@dataclass(frozen=True)
class Filled:
    """One slip, for the count. Answers of a slip that is not finished are not counted."""

    student: int
    class_name: str
    grade: int
    answers: Mapping[str, str] = field(default_factory=dict)
    read: bool = False
    done: bool = False


@dataclass(frozen=True)
class Tally:
    """sent = answered + missing, answered = joining + not joining (+ without that question)."""

    name: str
    sent: int
    read: int
    answered: int
    joining: int
    declining: int
    chosen: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # topic → option → how many
    missing: tuple[int, ...] = ()  # pupils


def tally(name: str, slips: Sequence[Filled]) -> Tally:
    done = [slip for slip in slips if slip.done]
    chosen: dict[str, Counter[str]] = {}
    for slip in done:
        for topic, answer in slip.answers.items():
            chosen.setdefault(topic, Counter()).update(answer.split("、"))
    return Tally(
        name, len(slips), sum(slip.read for slip in slips), len(done),
        sum(slip.answers.get(Topic.JOIN) == YES for slip in done),
        sum(slip.answers.get(Topic.JOIN) == NO for slip in done),
        chosen, tuple(slip.student for slip in slips if not slip.done),
    )  # fmt: skip


def by_class(slips: Sequence[Filled]) -> list[Tally]:
    """One count a class, in the order of the slips' classes."""
    names = dict.fromkeys(slip.class_name for slip in sorted(slips, key=lambda one: (one.grade, one.class_name)))
    return [tally(name, [slip for slip in slips if slip.class_name == name]) for name in names]


def by_grade(slips: Sequence[Filled], names: Mapping[int, str]) -> list[Tally]:
    """One count a grade; `names` says how a grade is called."""
    grades = sorted({slip.grade for slip in slips})
    return [tally(names[grade], [slip for slip in slips if slip.grade == grade]) for grade in grades]
