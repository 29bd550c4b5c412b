"""The way in: all groups of a text read, and those joined that say one thing across the words between them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from care.people import Known, Role
from care.reading.dates.almanac import Almanac, care_days
from care.reading.dates.atom import Sort, even
from care.reading.dates.grammar import Group, groups, joined_by_every, same_clause
from care.reading.dates.values import Values
from care.reading.dates.words import atoms
from care.reading.parts import FoundDates, When


def find_dates(plain: str, now: datetime, known: Known) -> tuple[FoundDates, ...]:
    """The days a text names, in its order (guidelines 11 to 13, 38). `plain` is tidied, names are masked."""
    text = even(plain)
    found = atoms(text, from_staff=known.role is not Role.PARENT)
    if not found:
        return ()
    made = groups(text, found)
    values = Values(plain, text, Almanac(now, known))
    return tuple(_joined(values, made))


def _joined(values: Values, made: list[Group]) -> list[FoundDates]:
    text = values.text
    kept: list[FoundDates] = []
    groups_kept: list[Group] = []
    for group in made:
        value = values.found(group)
        if value is None:
            continue
        if kept:
            merged = _merge(values, text, groups_kept[-1], kept[-1], group, value)
            if merged is not None:
                kept[-1] = merged
                continue
            if _only_the_contrast(text, kept[-1], value):
                continue
            value = _made_weekly(text, groups_kept, kept, group, value)
        kept.append(value)
        groups_kept.append(group)
    return _counts_told_twice(text, kept)


def _merge(
    values: Values, text: str, before: Group, earlier: FoundDates, group: Group, value: FoundDates
) -> FoundDates | None:
    """周一到周五每天, 从明天起三天, 明天请一天假: two groups, one value."""
    words = values.plain[earlier.start : value.end]
    match earlier.kind, value.kind:
        case When.DAYS, When.WEEKLY if group.sort is Sort.EVERY and joined_by_every(text, before, group):
            if before.sort is Sort.WEEKDAY and earlier.weekdays:
                return replace(earlier, end=value.end, words=words, kind=When.WEEKLY, dates=(), asked=())
            if before.sort is not Sort.WEEKDAY or not earlier.weekdays:
                return replace(earlier, end=value.end, words=words)
        case When.WEEKLY, When.DAYS if (
            before.sort is Sort.EVERY and value.weekdays and joined_by_every(text, before, group)
        ):
            return replace(earlier, end=value.end, words=words, weekdays=value.weekdays)
        case When.FROM, When.COUNT if earlier.since and _near(text, earlier, value):
            days = care_days(earlier.since, value.count, values.almanac.known)
            return FoundDates(earlier.start, value.end, words, kind=When.DAYS, dates=days, asked=days)
        case When.DAYS, When.COUNT if _counts(text, earlier, value):
            if value.count == len(earlier.dates):
                adjacent = not text[earlier.end : value.start].strip(" 共(")
                return replace(earlier, end=value.end, words=words) if adjacent else earlier
            if len(earlier.dates) == 1 and value.count > 1 and not earlier.no_care:
                days = care_days(earlier.dates[0], value.count, values.almanac.known)
                return replace(earlier, end=value.end, words=words, dates=days, asked=days, weekdays=())
            if len(earlier.dates) > 1:  # 下周请一天假: nobody knows which.
                return replace(earlier, end=value.end, words=words, kind=When.VAGUE, dates=(), asked=())
        case When.EITHER | When.WEEKLY, When.COUNT if value.count == 1 and _counts(text, earlier, value):
            return earlier
        case When.COUNT, When.DAYS if (
            value.count == 0 and earlier.count == len(value.dates) and text[earlier.end : value.start] in ("", "的")
        ):
            return replace(value, start=earlier.start, words=words)
        case _:
            pass
    return None


def _near(text: str, earlier: FoundDates, value: FoundDates) -> bool:
    between = text[earlier.end : value.start]
    return len(between) <= 8 and not re.search(r"[。;!?\n]|(?:上|报|参加).*,", between)


def _counts(text: str, earlier: FoundDates, value: FoundDates) -> bool:
    """明天请三天假, not 明天不去, 请了三天: the count must follow in the clause."""
    between = text[earlier.end : value.start]
    return len(between) <= 12 and not re.search(r"[。;!?\n,了]|每|一周", between)


def _made_weekly(
    text: str, groups_before: list[Group], kept: list[FoundDates], group: Group, value: FoundDates
) -> FoundDates:
    """以后周三: a weekday behind 以后 in the same clause comes again and again (guideline 11)."""
    for before, earlier in zip(reversed(groups_before), reversed(kept), strict=True):
        if not same_clause(text, before, group):
            break
        if earlier.kind in (When.ALWAYS, When.FROM) and value.kind in (When.DAYS, When.VAGUE) and value.weekdays:
            return replace(value, kind=When.WEEKLY, dates=(), asked=())
    return value


_NOT_THEN = re.compile(
    r"的?(?:晚托|午托|早托|延时|托管|课后服务)?(?:就|都|则|是)?(?:不(?:上|去|来|参加|用上|用去|托)|休息|例外)"
)
_THEN = re.compile(r"[上去来托加要报][^不没]{0,6}[,; ][^不没]{0,4}$")


def _only_the_contrast(text: str, earlier: FoundDates, value: FoundDates) -> bool:
    """周一到周四上,周五不上: the second only says what the first leaves out."""
    if not earlier.weekdays or not value.weekdays or set(earlier.weekdays) & set(value.weekdays):
        return False
    return bool(_NOT_THEN.match(text, value.end)) and bool(_THEN.search(text[earlier.end : value.start]))


def _counts_told_twice(text: str, kept: list[FoundDates]) -> list[FoundDates]:
    """周一到周三不来, 请假三天: the count only says the range once more."""
    totals = {len(value.dates) for value in kept if value.kind is When.DAYS and value.dates}
    return [value for value in kept if not (value.kind is When.COUNT and value.count in totals)]
