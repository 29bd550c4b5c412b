"""Cues (由头): the words in a clause that say what is wanted, and the stretch of text that each rules over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from care.reading.parts import Clause, Span
from care.reading.phrases import absence, collecting, places


class Topic(StrEnum):
    """What a stretch of text is about. A topic is not yet an intent: that needs days, moods and the rest."""

    TAKEN_BACK = "a permission taken back"
    MOVED = "a leave moved"
    BACK = "a leave taken back"
    NOT_ASKED_OFF = "no leave was asked"
    ADULT_OFF = "the sender's own leave from work"
    ADULT_STAYS = "a grown-up does not come"
    PURPOSE = "what a question is asked for"
    NOT_GOT = "the child has not come out"
    GOT = "the child is with the family"
    NEEDLESS = "nobody need come"
    WALK = "goes home alone"
    AT_THE_GATE = "somebody named is at the gate"
    COLLECT = "collects"
    ARRIVED = "is at the gate"
    COMES_AT = "comes at a time"
    ON_THE_WAY = "is on the way"
    OFF = "asks for leave"
    ABSENT = "will not attend"
    QUIT = "leaves care"
    SWAP_CLUB = "changes clubs"
    DROP_CLUB = "leaves a club"
    ENROLL = "asks for a place"
    CHOOSE_CLUB = "joins a club"


@dataclass(frozen=True)
class Cue(Span):
    topic: Topic = Topic.OFF


TABLE: tuple[tuple[Topic, str], ...] = (
    (Topic.TAKEN_BACK, collecting.TAKEN_BACK),
    (Topic.MOVED, absence.MOVED),
    (Topic.NOT_ASKED_OFF, absence.NOT_ASKED_OFF),
    (Topic.BACK, absence.BACK),
    (Topic.ADULT_OFF, absence.ADULT_OFF),
    (Topic.PURPOSE, collecting.PURPOSE),
    (Topic.ADULT_STAYS, collecting.ADULT_STAYS),
    (Topic.NEEDLESS, collecting.NEEDLESS),
    (Topic.NOT_GOT, collecting.NOT_GOT),
    (Topic.GOT, collecting.GOT),
    (Topic.AT_THE_GATE, collecting.AT_THE_GATE),
    (Topic.WALK, collecting.WALK),
    (Topic.COLLECT, collecting.COLLECTS),
    (Topic.ON_THE_WAY, collecting.ON_THE_WAY),
    (Topic.COMES_AT, collecting.COMES_AT),
    (Topic.ARRIVED, collecting.ARRIVED),
    (Topic.OFF, absence.ASK_OFF),
    (Topic.SWAP_CLUB, places.SWAP_CLUB),
    (Topic.DROP_CLUB, places.DROP_CLUB),
    (Topic.QUIT, absence.QUIT),
    (Topic.ABSENT, absence.NOT_ATTENDING),
    (Topic.CHOOSE_CLUB, places.CHOOSE_CLUB),
    (Topic.ENROLL, places.ENROLL),
)
"""In order of precedence: a topic keeps its words from those below it."""
_CUES = tuple((topic, re.compile(pattern)) for topic, pattern in TABLE)
_OBJECTS = {Topic.COLLECT: "CT", Topic.GOT: "C", Topic.ENROLL: "CSKD", Topic.QUIT: "CSKD"}
"""Kinds of things that may stand right behind a verb as its object."""
_THING = re.compile(r"([CWPDTSK])\1*")
_SOFT = re.compile(r"[ 了吧哈]")
_POINTING = ("那个", "这个", "一个", "一下", "一下那个")


@lru_cache(maxsize=256)
def cues_in(plain: str) -> tuple[Cue, ...]:
    """The cues of a sketched stretch, in order."""
    found: list[Cue] = []
    taken: set[int] = set()
    for topic, pattern in _CUES:
        for match in pattern.finditer(plain):
            places_ = range(match.start(), match.end())
            if places_ and taken.isdisjoint(places_):
                taken.update(places_)
                found.append(Cue(match.start(), match.end(), match.group(), topic))
    return tuple(sorted(found, key=lambda cue: cue.start))


def cues_of(clause: Clause) -> tuple[Cue, ...]:
    """The cues of a clause, placed in the message."""
    return tuple(
        Cue(clause.start + cue.start, clause.start + cue.end, cue.words, cue.topic) for cue in cues_in(clause.plain)
    )


def cuts(clause: Clause, cues: tuple[Cue, ...]) -> Iterator[tuple[Cue, int, int]]:
    """Each cue with the stretch it rules: up to the first thing after it that can belong to the next cue."""
    start = clause.start
    for cue, following in zip(cues, [*cues[1:], None], strict=True):
        end = clause.end if following is None else _cut(clause, cue, following)
        yield cue, start, end
        start = end


def _cut(clause: Clause, cue: Cue, following: Cue) -> int:
    between = clause.plain[cue.end - clause.start : following.start - clause.start]
    soft, first = _SOFT.search(between), _THING.search(between)
    own = first and first.group()[0] in _OBJECTS.get(cue.topic, "")
    if (
        first
        and own
        and (first.start() <= 1 or between[: first.start()] in _POINTING)
        and not (soft and soft.start() < first.start())
    ):
        return cue.end + first.end()
    if first and (soft is None or first.start() < soft.start()):
        return cue.end + first.start()
    return cue.end + soft.end() if soft else following.start
