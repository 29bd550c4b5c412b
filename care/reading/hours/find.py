"""The way in: clock times, lengths and 晚点 together, in the order of the text."""

from __future__ import annotations

import re
from datetime import datetime

from care.people import Known
from care.reading.dates.atom import even
from care.reading.dates.patterns import WEEKDAY
from care.reading.hours.clocks import clock_times
from care.reading.hours.lengths import lengths
from care.reading.parts import NAME, FoundTime

_SHIFT = re.compile(
    r"(?<![傍夜每])(?:晚|迟|晏)(?:一?点儿?|一?些|一?会儿?|一下|啲)(?!名|评|头)|(?<![傍今明夜当昨每前])(?:晚|迟)(?=来接|到一|接一)"
    r"|(?:早|快)(?:一?点儿?|一?些)(?=[来接走到去放回过])|提[前早](?:一?点儿?|一?些|一?会儿?)?(?=[来接走到去放回过带,。!\s]|$)"
)
_HINT = re.compile(r"[点时刻钟晚迟早晏提分hm]|\d[:.;]\d\d|\d{3}")
_WEEKDAYS = re.compile(WEEKDAY)
_WEEKDAY_BEFORE_CLOCK = re.compile(r"(?:周|星期|礼拜)[^,。]{1,8}点")


def find_times(plain: str, now: datetime, known: Known) -> tuple[FoundTime, ...]:
    """The times a text names, in its order. `plain` is tidied, names are masked."""
    if not _HINT.search(plain):
        return ()
    text = even(plain)
    if _WEEKDAY_BEFORE_CLOCK.search(text):
        text = _WEEKDAYS.sub(lambda match: "\ue00e" * len(match.group()), text)
    for club in known.clubs:
        if club in text:
            text = text.replace(club, "\ue00e" * len(club))
    found = [*clock_times(plain, text, now), *lengths(plain, text, now), *_shifts(plain, text)]
    found.sort(key=lambda one: one.start)
    return tuple(_settled(text, found))


def _shifts(plain: str, text: str) -> list[FoundTime]:
    return [FoundTime(m.start(), m.end(), plain[m.start() : m.end()]) for m in _SHIFT.finditer(text)]


def _settled(text: str, found: list[FoundTime]) -> list[FoundTime]:
    """晚点接，六点: the clock says what later means. Nothing overlaps."""
    kept: list[FoundTime] = []
    for one in found:
        if kept and one.start < kept[-1].end:
            continue
        if kept and _says_how_late(text, kept[-1], one):
            kept.pop()
        if not (kept and one.time is None and kept[-1].time is not None and _close(text, kept[-1], one)):
            kept.append(one)
    return kept


def _says_how_late(text: str, shift: FoundTime, clock: FoundTime) -> bool:
    if shift.time is not None or shift.words[-1:] in "多几" or clock.time is None:
        return False
    between = text[shift.end : clock.start]
    return len(between) <= 12 and NAME not in between and not re.search(r"[。;!?\n]", between)


def _close(text: str, clock: FoundTime, shift: FoundTime) -> bool:
    return bool(_SHIFT.fullmatch(shift.words)) and not text[clock.end : shift.start].strip(" ,吧接来")
