"""The rest of the week (其余几天): 这周就周三来，别的几天都请假, the days that are not kept."""

from __future__ import annotations

import re
from datetime import date, timedelta

from care.reading.dates import is_care_day
from care.reading.parts import FoundDates, When
from care.reading.story import Segment, Story

_REST = re.compile(r"(?:别的|其他|其它|其余|剩下|余下|另外)的?(?:[几两三四1-4]天|日子|时间|时候|天(?!气))")
_KEPT_BEFORE = re.compile(r"(?:就|只有?|仅|除了?)(?:在|是|要)?$")
_KEPT_AFTER = re.compile(r"(?:[那这]?天)?[CS]*(?:会|能|要|可以|还|正常|照常)*(?:去|来|上|在|到校|参加|留)")
_A_WEEK = 4


def rest_of_week(segment: Segment, story: Story) -> tuple[date, ...]:
    """The care days of the week, today or later, without the days kept; empty where the message says no such thing."""
    message = story.message
    if not _REST.search(segment.text):
        return ()
    kept = [one for one in message.dates if _is_kept(one, message.sketch)]
    weeks = [one for one in message.dates if one not in kept and len(one.dates) >= _A_WEEK]
    if len(kept) != 1 or len(weeks) > 1 or not kept[0].dates:
        return ()
    first = (weeks or kept)[0].dates[0]
    week = (first + timedelta(days=number - first.weekday()) for number in range(5))
    stays = kept[0].weekdays or tuple(day.isoweekday() for day in kept[0].dates)
    return tuple(
        day
        for day in week
        if day >= message.now.date() and day.isoweekday() not in stays and is_care_day(day, message.known)
    )


def _is_kept(found: FoundDates, sketch: str) -> bool:
    single = found.kind is When.DAYS and len(found.dates) < _A_WEEK
    return single and bool(_KEPT_BEFORE.search(sketch[: found.start]) and _KEPT_AFTER.match(sketch, found.end))
