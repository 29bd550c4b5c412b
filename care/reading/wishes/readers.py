"""Each topic with its reader, and the drafts of a whole story."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from care.acts import Intent
from care.reading.cues import Topic
from care.reading.days import Days, days_of
from care.reading.parts import FoundName, Span, When
from care.reading.policy import Draft
from care.reading.story import Segment, Story
from care.reading.wishes.absence import ADULT, absent, leave_care, moved, not_asked_off, off, take_back
from care.reading.wishes.collecting import (
    arrived,
    at_the_gate,
    collect,
    comes_at,
    got,
    needless,
    not_got,
    on_the_way,
    taken_back,
    walk,
)
from care.reading.wishes.places import choose_club, drop_club, enroll, swap_club
from care.reading.wishes.rest_of_week import rest_of_week
from care.reading.wishes.scene import Scene


def nothing(scene: Scene) -> list[Draft]:
    return []


READERS: dict[Topic, Callable[[Scene], list[Draft]]] = {
    Topic.TAKEN_BACK: taken_back,
    Topic.MOVED: moved,
    Topic.ADULT_OFF: nothing,
    Topic.ADULT_STAYS: nothing,
    Topic.PURPOSE: nothing,
    Topic.BACK: take_back,
    Topic.NOT_ASKED_OFF: not_asked_off,
    Topic.NOT_GOT: not_got,
    Topic.GOT: got,
    Topic.NEEDLESS: needless,
    Topic.WALK: walk,
    Topic.AT_THE_GATE: at_the_gate,
    Topic.COLLECT: collect,
    Topic.ARRIVED: arrived,
    Topic.COMES_AT: comes_at,
    Topic.ON_THE_WAY: on_the_way,
    Topic.OFF: off,
    Topic.ABSENT: absent,
    Topic.QUIT: leave_care,
    Topic.SWAP_CLUB: swap_club,
    Topic.DROP_CLUB: drop_club,
    Topic.ENROLL: enroll,
    Topic.CHOOSE_CLUB: choose_club,
}
"""Each topic's reader; a topic without a line here is an error."""


_LISTED = re.compile(r"[DCS]*(?:和|、|跟|与|还有|以及|还是|到|至|-| |,|的|两天|都)*[DCS]*")


def of_an_adult(segment: Segment) -> bool:
    """先生去不了了: the usual collector cannot come, and no child stays away."""
    cannot = segment.topic is Topic.ABSENT and bool(ADULT.search(segment.cue.words))
    return cannot and bool(segment.persons) and not segment.sessions


def _days_apart(segment: Segment, story: Story) -> bool:
    """今天没拍成明天再请: days that are not a list cannot all be meant by one wish."""
    today = story.message.now.date()
    days = [one for one in segment.dates if one.kind is When.DAYS and (not one.dates or max(one.dates) >= today)]
    sketch = story.message.sketch
    return any(
        one.dates != other.dates and not _LISTED.fullmatch(sketch[one.end : other.start])
        for one, other in pairwise(days)
    )


def _still_spoken_of(names: tuple[FoundName, ...], segment: Segment, story: Story) -> tuple[FoundName, ...]:
    """The children named before, unless another was named since (even one who stays as ever)."""
    since = [name for name in story.message.names if name.start < segment.cue.start and name not in names]
    later = [name for name in since if not names or name.start > names[-1].start]
    if names and later and later[-1].students != names[-1].students:
        return (*names, later[-1])
    return names


def drafts(story: Story, segments: tuple[Segment, ...], odd: tuple[Span, ...] = ()) -> list[Draft]:
    """The drafts of all segments, in the order of the text; `odd` words make a question of their segment."""
    found: list[Draft] = []
    message = story.message
    spoken_of: tuple[FoundName, ...] = ()
    for segment in segments:
        others = frozenset(one.topic for one in segments if one is not segment and not of_an_adult(one))
        days = days_of(segment.dates, message.now, message.known)
        days = replace(days, vague=True) if _days_apart(segment, story) else days
        rest = rest_of_week(segment, story) if segment.topic in (Topic.OFF, Topic.ABSENT) else ()
        days = Days(dates=rest) if rest else days
        spoken_of = segment.names or _still_spoken_of(spoken_of, segment, story)
        strange = next((one.words for one in odd if segment.start <= one.start < segment.end), "")
        made = READERS[segment.topic](Scene(replace(segment, names=spoken_of), story, days, others, strange))
        found += _the_same_session(made, found) if "也" in segment.text and not segment.sessions else made
    return found


def _the_same_session(made: list[Draft], before: list[Draft]) -> list[Draft]:
    """周五不来晚托，下周一也不来: also means the session that was named."""
    leaves = [draft.act.sessions for draft in before if draft.act.intent is Intent.LEAVE and draft.act.sessions]
    if not leaves or any(draft.act.intent is not Intent.LEAVE or draft.act.sessions for draft in made):
        return made
    return [replace(draft, act=draft.act.with_(sessions=leaves[-1])) for draft in made]
