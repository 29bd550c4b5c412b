"""Clubs that children walk to (走班制): on which days one meets, until when, and how long an offer waits. (C35)"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from care.calendar import SHANGHAI
from care.policy import SessionPlan
from care.rules.custody import Place

_WEEKDAYS = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天](?:[、和及,，/]?[一二三四五六日天])*)")
_UNTIL = re.compile(r"\d{1,2}[:：]\d{2}\s*(?:[-–—~至到]+)\s*(\d{1,2})[:：](\d{2})")
_DAYS = "一二三四五六日"


@dataclass(frozen=True)
class Meeting:
    """A club on a day: who has it, and until when."""

    id: int
    name: str
    teacher: int | None
    meets: bool
    ends: datetime


def weekdays(note: str) -> frozenset[int]:
    """1 = Monday, from the school's own words: 周二、周四 16:25. Empty where no day is named: every day."""
    found = "".join(_WEEKDAYS.findall(note)).replace("天", "日")
    return frozenset(_DAYS.index(day) + 1 for day in found if day in _DAYS)


def meeting(id_: int, name: str, note: str, teacher: int | None, *, on: date, plan: SessionPlan) -> Meeting:
    """The club on this day. Where its words name no end, it ends with the session."""
    days, until = weekdays(note), _UNTIL.search(note)
    ends = plan.ends(on)
    if until and int(until[1]) < 24 and int(until[2]) < 60:
        ends = min(ends, datetime.combine(on, time(int(until[1]), int(until[2])), SHANGHAI))
    return Meeting(id_, name, teacher, not days or on.isoweekday() in days, ends)


def untaken(places: Mapping[int, Place], *, minutes: int) -> dict[int, tuple[datetime, tuple[int, ...]]]:
    """Offers to a club that wait: by number, from when they count as not taken, and the children. (C35)

    The children stay in the base class's hands: an offer moves nobody.
    """
    found: dict[int, tuple[datetime, tuple[int, ...]]] = {}
    for id_, place in sorted(places.items()):
        offer = place.offer
        if offer is not None and "club" in offer.detail:
            _, own = found.get(offer.seq, (offer.at, ()))
            found[offer.seq] = (offer.at + timedelta(minutes=minutes), (*own, id_))
    return found


def at_clubs(places: Mapping[int, Place]) -> dict[tuple[int, int], tuple[int, ...]]:
    """Children at a club by club and holder."""
    found: dict[tuple[int, int], tuple[int, ...]] = {}
    for id_, place in sorted(places.items()):
        if place.club is not None and place.holder is not None:
            key = (place.club, place.holder)
            found[key] = (*found.get(key, ()), id_)
    return found
