"""What a parent asks, beside what is wished (guidelines 13, 15, 19)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from care.acts import Act, Intent
from care.reading import asking
from care.reading.cues import Topic, cues_of
from care.reading.days import asked_days
from care.reading.parents.agreeing import union
from care.reading.parts import Mood
from care.reading.phrases import compiled
from care.reading.story import Segment, Story

_SOMEBODY = compiled("C", "孩子", "人", "[他她]", "接")
SAYS = compiled("(?:C|P|[他她]|孩子)~(?:说|讲|答应|要求|非要)")
BESIDE_BIND = frozenset({Intent.SMALLTALK, Intent.HELP, Intent.HUMAN, Intent.FEEDBACK})
BESIDE_TROUBLE = frozenset({Intent.CONFIRM_PICKUP, Intent.ARRIVE, Intent.ASK_WHEREABOUTS})
_BESIDE_WHERE = frozenset({Topic.NOT_ASKED_OFF, Topic.COLLECT, Topic.WALK})
_ASKED_OFF = re.compile(r"请了")
"""请了三天假，钱退吗: told, for the question's sake."""
_TELLING = frozenset({Intent.ASK_FEE, Intent.ASK_PROGRESS})


_SAID_BY = re.compile(r"(?:P+|[他她])[^,。!?;]{0,2}(?:说|讲|告诉)")


def _only_said(segment: Segment) -> bool:
    """我爸说接到了，是不是被接走了: what somebody told is what is asked about."""
    return segment.topic is Topic.GOT and not segment.names and bool(_SAID_BY.search(segment.text))


def still_wished(segments: tuple[Segment, ...], asked: list[Act]) -> tuple[Segment, ...]:
    """Without what only leads up to a question: a rumour asked about, a wish of some time ago, a leave never asked."""
    intents = {act.intent for act in asked}
    if any(asking.TRUE.search(ground.words) for act in asked for ground in act.grounds):
        return ()
    if intents & _TELLING:
        segments = tuple(one for one in segments if Mood.PAST not in one.moods and not _ASKED_OFF.match(one.cue.words))
    if Intent.ASK_WHEREABOUTS in intents:
        return tuple(one for one in segments if one.topic not in _BESIDE_WHERE and not _only_said(one))
    if any(one.topic is Topic.NOT_ASKED_OFF for one in segments):
        return tuple(one for one in segments if one.topic is not Topic.OFF)
    return segments


def questions_of(acts: Iterable[Act], story: Story, with_wish: bool) -> list[Act]:
    """One question a kind; how-to beside the wish itself is no question (guideline 15)."""
    kept: dict[Intent, Act] = {}
    rumour = asked_days(one for one in story.message.dates)
    acts = [_of_rumour(act, rumour) for act in acts]
    if not with_wish:
        acts = [act.with_(dates=act.dates or rumour) if act.intent is Intent.ASK_SCHEDULE else act for act in acts]
    for act in acts:
        if with_wish and act.intent in (Intent.HELP, Intent.HUMAN):
            continue
        known = kept.get(act.intent)
        kept[act.intent] = _both(known, act) if known else act
    if Intent.ASK_WHEREABOUTS in kept and _of_a_place(kept[Intent.ASK_WHEREABOUTS]) and "K" in story.text:
        act = kept.pop(Intent.ASK_WHEREABOUTS)
        kept[Intent.ASK_CLUBS] = kept.get(Intent.ASK_CLUBS) or act.with_(intent=Intent.ASK_CLUBS)
    if Intent.HELP in kept and not _SOMEBODY.search(story.text):
        kept.pop(Intent.ASK_WHEREABOUTS, None)
    if len(kept) > 1:
        kept.pop(Intent.HELP, None)
    if Intent.ASK_SCHEDULE in kept and "K" in story.text and "S" not in story.text:
        act = kept.pop(Intent.ASK_SCHEDULE)
        kept[Intent.ASK_CLUBS] = act.with_(intent=Intent.ASK_CLUBS, dates=None)
    topics = {cue.topic for clause in story.clauses for cue in cues_of(clause)}
    if Intent.ASK_SCHEDULE in kept and Topic.GOT in topics:
        act = kept.pop(Intent.ASK_SCHEDULE)
        kept[Intent.ASK_WHEREABOUTS] = act.with_(intent=Intent.ASK_WHEREABOUTS, dates=None)
    if with_wish and any(Mood.MAYBE in clause.moods for clause in story.clauses):
        kept.pop(Intent.ASK_SCHEDULE, None)
    if Intent.ASK_WHEREABOUTS in kept:
        kept.pop(Intent.ASK_SCHEDULE, None)
    return list(kept.values())


_A_PLACE = re.compile(r"^[,。 ]*(?:是|又|都|那)?在?(?:哪|几)[栋楼层座个间号]+")


def _of_a_place(act: Act) -> bool:
    """在哪栋楼, beside a club: where it is held."""
    return all(_A_PLACE.search(ground.words) for ground in act.grounds)


def _both(one: Act, other: Act) -> Act:
    """妹妹接走没？姐姐呢？: one question about both."""
    students = tuple(dict.fromkeys((*(one.students or ()), *(other.students or ())))) or None
    return union(one, other).with_(students=students)


def _of_rumour(act: Act, days: tuple[date, ...] | None) -> Act:
    """群里说周五不上，是真的吗: the day stands in the rumour."""
    rumour = any(asking.TRUE.search(ground.words) for ground in act.grounds)
    return act.with_(dates=act.dates or days) if rumour and act.intent is Intent.ASK_SCHEDULE else act
