"""The story (经过): a message cut into segments, each a cue with the things that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from care.reading import doubt
from care.reading.cues import Cue, Topic, cues_of, cuts
from care.reading.parts import (
    Clause,
    FoundClub,
    FoundDates,
    FoundName,
    FoundPerson,
    FoundSession,
    FoundTime,
    Message,
    Mood,
    Span,
    When,
)

_S = TypeVar("_S", bound=Span)


@dataclass(frozen=True)
class Segment:
    """A cue and what it rules over: the things of its own stretch, and of the cue-less clauses around it."""

    cue: Cue
    start: int
    end: int
    text: str  # sketch of the stretch
    moods: frozenset[Mood]
    names: tuple[FoundName, ...]
    dates: tuple[FoundDates, ...]
    times: tuple[FoundTime, ...]
    persons: tuple[FoundPerson, ...]
    sessions: tuple[FoundSession, ...]
    clubs: tuple[FoundClub, ...]

    @property
    def topic(self) -> Topic:
        return self.cue.topic


@dataclass(frozen=True)
class _Stretch:
    cue: Cue
    start: int
    end: int
    moods: frozenset[Mood]


@dataclass(frozen=True)
class Story:
    """A message, and the stretches of it that do not count."""

    message: Message
    dropped: tuple[Span, ...]  # pasted, contrasted, corrected, overruled
    silenced: tuple[Span, ...]  # wishes that no longer hold, though the things they name may
    unchanged: tuple[Span, ...]  # 老二照常, 后天正常上
    clauses: tuple[Clause, ...]  # those that count

    @cached_property
    def text(self) -> str:
        """The sketch of all that counts, for phenomena that span clauses."""
        return ",".join(clause.plain for clause in self.clauses)

    @cached_property
    def standing(self) -> frozenset[Mood]:
        """A condition holds for all that follows it (guideline 16)."""
        said = [*self.clauses, *(c for c in self.message.clauses if doubt.inside(trimmed(c), self.unchanged))]
        return frozenset(mood for clause in said for mood in clause.moods if mood is Mood.CONDITION)

    def wishes(self, cue: Cue) -> bool:
        """Whether a cue stands outside the stretches that do not count."""
        gone = (*self.dropped, *self.silenced)
        return not doubt.inside(cue, gone) and not doubt.touches(cue, self.unchanged)

    def _comings(self, times: tuple[FoundTime, ...]) -> tuple[FoundTime, ...]:
        """Without the hours at which something else happens: 四点放学."""
        return tuple(one for one in times if not _OTHER_HOUR.match(self.message.sketch, one.end))

    def _is_list(self, found: FoundDates, *, place: bool = False) -> bool:
        """Whether a clause says nothing but days, children and sessions; of a place also 只要周一, 天天上."""
        clause = next((c for c in self.message.clauses if found.within(c.start, c.end)), None)
        empty = "DCST,。;、的和跟都也!. \n是" + ("只要上去来参加吃起" if place else "")
        return clause is not None and not clause.plain.strip(empty)

    def counts(self, span: Span) -> bool:
        return not doubt.inside(span, self.dropped) and not doubt.inside(span, self.unchanged)

    def segments(self, clauses: Iterable[Clause]) -> tuple[Segment, ...]:
        """The wishes among these clauses. Things in cue-less clauses go to the next cue, at the end to the last."""
        stretches: list[_Stretch] = []
        lead: int | None = None
        waiting: frozenset[Mood] = frozenset()
        for clause in clauses:
            cues = tuple(cue for cue in cues_of(clause) if self.wishes(cue))
            if not cues:
                lead = clause.start if lead is None else lead
                waiting |= clause.moods & {Mood.MAYBE, Mood.HEARSAY}
                continue
            own = clause.moods | waiting | self.standing
            pieces = [_Stretch(cue, start, end, own) for cue, start, end in cuts(clause, cues)]
            if lead is not None:
                pieces[0] = _Stretch(pieces[0].cue, lead, pieces[0].end, own)
            stretches += pieces
            lead, waiting = None, frozenset()
        if stretches and lead is not None:
            last = stretches[-1]
            stretches[-1] = _Stretch(last.cue, last.start, len(self.message.sketch), last.moods | waiting)
        stretches = _taken_back(_without_ifs(stretches, self.message), self.message)
        segments = tuple(self._segment(stretch) for stretch in stretches)
        return tuple(self._shared(one) for one in segments)

    def _shared(self, segment: Segment) -> Segment:
        """一帆周二请假，一舟周三请假，都是晚托: what is said of all belongs to each."""
        sketch = self.message.sketch
        said = [match.span("what") for match in (*_OF_ALL.finditer(sketch), *_HEADING.finditer(sketch))]
        shared = tuple(one for one in self.message.sessions if any(one.within(*span) for span in said))
        return segment if segment.sessions or not shared else replace(segment, sessions=shared)

    def _segment(self, stretch: _Stretch) -> Segment:
        clause = next(c for c in self.message.clauses if c.start <= stretch.cue.start < c.end)

        def near(found: tuple[FoundDates, ...]) -> tuple[FoundDates, ...]:
            """The days of the cue's own clause; those around it where it has none, or where they are but a list."""
            own = tuple(one for one in found if one.within(clause.start, clause.end))
            place = stretch.cue.topic is Topic.ENROLL
            lists = tuple(one for one in found if one not in own and self._is_list(one, place=place))
            weeks = [one for one in self.message.dates if one not in own and _outside(one, own)]
            if weeks:
                return tuple(_of_week(one, weeks[0]) for one in own)
            begins = any(one.kind is When.FROM for one in own) and not any(one.kind is When.COUNT for one in own)
            counts = tuple(one for one in found if begins and one.kind is When.COUNT and one not in (*own, *lists))
            if own and all(one.kind is When.COUNT for one in own):
                counts = tuple(one for one in found if one.kind is When.FROM)  # 3天病假，从今天算起.
            return tuple(sorted((*own, *lists, *counts), key=lambda one: one.start)) if own else found

        def mine(found: Iterable[_S]) -> tuple[_S, ...]:
            return tuple(one for one in found if stretch.start <= one.start < stretch.end and self.counts(one))

        message = self.message
        return Segment(
            cue=stretch.cue,
            start=stretch.start,
            end=stretch.end,
            text=message.sketch[stretch.start : stretch.end],
            moods=stretch.moods,
            names=mine(message.names),
            dates=near(mine(message.dates)),
            times=self._comings(mine(message.times)),
            persons=mine(message.persons),
            sessions=mine(message.sessions),
            clubs=mine(message.clubs),
        )


_OTHER_HOUR = re.compile(r"(?:钟)?才?(?:放学|下课|下班|散会|开会|上课|结束)")
_OF_ALL = re.compile(
    r"(?:^|[,。;])(?:[都全均](?:部|是|请|只请|只|指|算|要)*|两个都是?|两人都是?)的?"
    r"(?P<what>S+(?:[和、跟]S+)*)的?(?=$|[,。;!])"
)
_HEADING = re.compile(r"^[CDG的 ]*的?(?P<what>S+):")
"""下周的晚自习：周一请假，周二请假."""
_A_WEEK = 4


def _outside(week: FoundDates, days: tuple[FoundDates, ...]) -> bool:
    """下周的晚自习：周一请假: a day that is not of the week just named is not understood."""
    named = {day for one in days for day in one.dates}
    return len(week.dates) >= _A_WEEK and bool(named) and not named <= set(week.dates)


def _of_week(found: FoundDates, week: FoundDates) -> FoundDates:
    """下周只上周一，周三请假: a bare weekday is one of the week just named; else it is not understood."""
    days = tuple(day for day in week.dates if day.isoweekday() in found.weekdays)
    bare_ = days and not re.search(
        r"[下这本上号月日天]", found.words.replace("天", "") if "周" in found.words else found.words
    )
    return replace(found, dates=days) if bare_ else replace(found, no_care=True)


def _without_ifs(stretches: list[_Stretch], message: Message) -> list[_Stretch]:
    """What a condition names is not wished, as long as something else is."""
    ifs = doubt.conditions(message.sketch)
    kept = [one for one in stretches if not doubt.inside(one.cue, ifs)]
    return kept or stretches


_PLANS = frozenset({Topic.COLLECT, Topic.COMES_AT, Topic.WALK})
_OLD_LEAVE = re.compile(r"本来|原来|原本|原先|原定|之前|前面|刚才|D说|早上说|说D|说要")
_THE_LEAVE = re.compile(r"[假请销SKDT]")
_A_LEAVE = re.compile(r"^的?假$|[的那次条个份].{0,6}假$|请(?:好|过|完)假?了?$")


def _taken_back(stretches: list[_Stretch], message: Message) -> list[_Stretch]:
    """周四请的那次假，麻烦销掉: the leave named is what is taken back, and is not asked for."""
    kept: list[_Stretch] = []
    for one in stretches:
        before = kept[-1] if kept else None
        told_of = before is not None and _OLD_LEAVE.search(message.sketch, before.start, before.cue.start)
        named = before is not None and before.cue.topic is Topic.OFF and (told_of or _A_LEAVE.search(before.cue.words))
        if before is not None and named and one.cue.topic in (Topic.BACK, Topic.MOVED):
            kept[-1] = _Stretch(one.cue, before.start, one.end, before.moods | one.moods)
        elif before is not None and _of_the_plan(before, one):
            cue = Cue(one.cue.start, one.cue.end, one.cue.words, Topic.TAKEN_BACK)
            kept[-1] = _Stretch(cue, before.start, one.end, one.moods)
        else:
            kept.append(one)
    return kept


def _of_the_plan(before: _Stretch, one: _Stretch) -> bool:
    """之前说让姨妈接的，取消吧: who was to collect is taken back, and no leave is meant."""
    bare = one.cue.topic is Topic.BACK and not _THE_LEAVE.search(one.cue.words)
    return bare and before.cue.topic in _PLANS


def trimmed(clause: Clause) -> Span:
    """A clause without its stops and particles."""
    body = clause.plain.rstrip(" ,。;!?~.\n:了吧哈哦啊的")
    lead = len(clause.plain) - len(clause.plain.lstrip(" "))
    return Span(clause.start + lead, clause.start + max(len(body), lead), body)
