"""The days of a wish: what the found dates of a segment come to together (guidelines 11 to 13)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from care.people import Known
from care.reading.dates import care_days, is_care_day
from care.reading.parts import FoundDates, When

CARE_ENDS = time(19, 0)
"""Until now an undated wish for a pick-up can still mean today (guideline 11)."""


_THESE_DAYS = re.compile("这[几两二三]天")
"""Vague by itself; 这两天都请假，明天和后天 says which."""


@dataclass(frozen=True)
class Days:
    dates: tuple[date, ...] = ()
    weekdays: tuple[int, ...] = ()
    since: date | None = None
    always: bool = False
    weekly: bool = False
    vague: bool = False  # this or that day, some days, a day without care: ask
    half: bool = False
    words: str = ""

    @property
    def for_good(self) -> bool:
        """Not days but a rule for the time to come."""
        return self.always or self.weekly or (self.since is not None and not self.dates)

    @property
    def none(self) -> bool:
        return not (self.dates or self.for_good or self.vague)


def days_of(found: Iterable[FoundDates], now: datetime, known: Known) -> Days:
    """Put together: 从明天起 + 三天 are dates; 以后 + 周三 are weekdays; a day before today is only a memory."""
    spans = _without_memories(tuple(found), now)
    kinds = {one.kind for one in spans}
    counts = [one.count for one in spans if one.kind is When.COUNT]
    since = next((one.since for one in spans if one.kind is When.FROM), None)
    dates = tuple(dict.fromkeys(day for one in spans if one.kind is When.DAYS for day in one.dates))
    weekdays = tuple(dict.fromkeys(day for one in spans for day in one.weekdays))
    first = since or (dates[0] if len(dates) == 1 else None)
    if counts and first and (since or counts[0] > 1):
        dates, since = care_days(first, counts[0], known), None
    return Days(
        dates=dates,
        weekdays=weekdays,
        since=since,
        always=When.ALWAYS in kinds,
        weekly=When.WEEKLY in kinds,
        vague=When.EITHER in kinds
        or any(one.kind is When.VAGUE and not (dates and _THESE_DAYS.fullmatch(one.words)) for one in spans)
        or any(one.no_care or _no_such_day(one, now, known) for one in spans),
        half=When.HALF in kinds,
        words=" ".join(one.words for one in spans),
    )


def asked_days(found: Iterable[FoundDates]) -> tuple[date, ...] | None:
    """The days of a question: only if a day is said (guideline 13)."""
    days = tuple(dict.fromkeys(day for one in found if one.kind is When.DAYS for day in one.asked or one.dates))
    return days or None


def today_if_open(now: datetime, known: Known) -> tuple[date, ...] | None:
    """Today, while care has not ended on a day that has care."""
    open_ = is_care_day(now.date(), known) and now.time() < CARE_ENDS
    return (now.date(),) if open_ else None


_NEXT_DAYS = {"明天": 1, "后天": 2}


def _no_such_day(found: FoundDates, now: datetime, known: Known) -> bool:
    """从明天起, said on a Friday: the writer has another day in mind (guideline 12)."""
    word = found.words.removeprefix("从")[:2]
    named = re.search(r"周|星期|礼拜", found.words)
    return word in _NEXT_DAYS and not named and not is_care_day(now.date() + timedelta(days=_NEXT_DAYS[word]), known)


def _without_memories(spans: tuple[FoundDates, ...], now: datetime) -> tuple[FoundDates, ...]:
    """昨晚吐了，今天不去: yesterday is the reason's day, not the wish's."""
    past = [one for one in spans if one.kind is When.DAYS and one.dates and max(one.dates) < now.date()]
    others = [one for one in spans if one.kind is not When.COUNT and one not in past]
    return tuple(one for one in spans if one not in past) if others else spans
