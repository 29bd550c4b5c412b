"""Cues (由头): the words in a clause that say what is wanted, and the stretch of text that each rules over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from care.reading import phrases
from care.reading.parts import Clause, Span
from care.reading.phrases import gap


class Topic(StrEnum):
    """What a stretch of text is about. A topic is not yet an intent: that needs days, moods and the rest."""

    TAKEN_BACK = "a permission taken back"
    MOVED = "a leave moved"
    BACK = "a leave taken back"
    NOT_ASKED_OFF = "no leave was asked"
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


_CLUB = r"K+(?:(?:和|、|跟|还有|,)" + gap(5) + r"K+)*"
_COLLECTS = (
    rf"P+{gap(10)}{phrases.COLLECT}(?:{phrases.ONE})?|{phrases.COLLECT}{gap(6)}是P+|(?:跟着?|和)P+{gap(3)}(?:走|回)|由P+|让P+(?:来|去)|"
    rf"(?:{phrases.SOMEONE}|我|自己){gap(8)}{phrases.COLLECT}|{phrases.COLLECT}(?:一?下|{phrases.ONE}|$|D|T)?|P+{gap(4)}带{gap(5)}(?:走|回)"
)
_COMES_AT = (
    rf"T+(?:前|左右|钟|之前|以前|准时|再|才|就|能|可以|,|吧)*{gap(6)}(?:接|到|来|走|放学)|(?:接|到|来|改成?|改到|改为){gap(4)}T+|"
    rf"{phrases.EARLY_LATE}|等我?T+|T+(?:接|到)|^T+$"
)

_TABLE: tuple[tuple[Topic, str], ...] = (
    (Topic.TAKEN_BACK, phrases.TAKEN_BACK),
    (Topic.MOVED, phrases.MOVED),
    (Topic.BACK, phrases.BACK),
    (Topic.NOT_ASKED_OFF, r"(?:没|没有|并未|从来没){1}(?:给" + gap(4) + r")?请" + gap(2) + r"假"),
    (Topic.NEEDLESS, rf"(?:不用|不必|不需要|别|不要|不让|别让|千万别让?|不是){gap(9)}{phrases.COLLECT}(?:走|了)?|不用等(?!.*接)"),
    (Topic.NOT_GOT, phrases.NOT_GOT),
    (Topic.GOT, phrases.GOT),
    (Topic.AT_THE_GATE, rf"P+{gap(4)}(?:到|在)了?{gap(4)}{phrases.PLACE}|P+(?:已经?)?到了"),
    (Topic.WALK, phrases.WALK),
    (Topic.COLLECT, _COLLECTS),
    (Topic.ON_THE_WAY, phrases.ON_THE_WAY),
    (Topic.COMES_AT, _COMES_AT),
    (Topic.ARRIVED, phrases.ARRIVED),
    (Topic.OFF, phrases.ASK_OFF),
    (Topic.SWAP_CLUB, rf"从{gap(2)}K+{gap(4)}(?:换|转|改){gap(3)}K+|K+{gap(6)}(?:换成?|改成?|转){gap(3)}K+"),
    (Topic.DROP_CLUB, rf"(?:{phrases.DROP}){gap(6)}{_CLUB}|{_CLUB}{gap(8)}(?:{phrases.DROP})(?:掉|了|出)?"),
    (Topic.QUIT, phrases.QUIT),
    (Topic.ABSENT, phrases.NOT_ATTENDING),
    (Topic.CHOOSE_CLUB, rf"(?:{phrases.CHOOSE}){gap(8)}{_CLUB}|{_CLUB}{gap(6)}(?:报名|报一?下?|参加|加入)"),
    (Topic.ENROLL, phrases.ENROLL),
)
_CUES = tuple((topic, re.compile(pattern)) for topic, pattern in _TABLE)
_OBJECT_FIRST = frozenset({Topic.COLLECT, Topic.ENROLL, Topic.QUIT, Topic.BACK, Topic.OFF, Topic.ABSENT, Topic.GOT})
_THING = re.compile(r"([CWPDTSK])\1*")


def cues_of(clause: Clause) -> tuple[Cue, ...]:
    """The cues of a clause in order. A topic higher in the table keeps its words from those below."""
    found: list[Cue] = []
    taken: set[int] = set()
    for topic, pattern in _CUES:
        for match in pattern.finditer(clause.plain):
            places = range(match.start(), match.end())
            if places and taken.isdisjoint(places):
                taken.update(places)
                found.append(Cue(clause.start + match.start(), clause.start + match.end(), match.group(), topic))
    return tuple(sorted(found, key=lambda cue: cue.start))


def cuts(clause: Clause, cues: tuple[Cue, ...]) -> Iterator[tuple[Cue, int, int]]:
    """Each cue with the stretch it rules: up to the first thing after it that can belong to the next cue."""
    start = clause.start
    for cue, following in zip(cues, [*cues[1:], None], strict=True):
        end = clause.end if following is None else _cut(clause, cue, following)
        yield cue, start, end
        start = end


def _cut(clause: Clause, cue: Cue, following: Cue) -> int:
    between = clause.plain[cue.end - clause.start : following.start - clause.start]
    soft = re.search(r"[ 了吧哈]", between)
    first = _THING.search(between)
    if first and cue.topic in _OBJECT_FIRST and first.start() <= 1 and not (soft and soft.start() < first.start()):
        return cue.end + first.end()
    if first and (soft is None or first.start() < soft.start()):
        return cue.end + first.start()
    return cue.end + soft.end() if soft else following.start
