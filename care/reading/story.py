"""The story (经过): a message cut into segments, each a cue with the things that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from care.reading import doubt, phrases
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
)


_S = TypeVar("_S", bound=Span)


@dataclass(frozen=True)
class Segment:
    """A cue and what it rules over: the things of its own stretch, and of the cue-less clauses around it."""

    cue: Cue
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


_UNCHANGED = re.compile(phrases.UNCHANGED)


@dataclass(frozen=True)
class Story:
    """The clauses that count, sorted into wishes, questions and what stays as it was."""

    message: Message
    dropped: tuple[Span, ...]  # pasted, contrasted or corrected stretches
    unchanged: tuple[Clause, ...]  # 老二照常, 后天正常上: named, but nothing is wanted
    clauses: tuple[Clause, ...]

    @cached_property
    def text(self) -> str:
        """The sketch of all that counts, for phenomena that span clauses."""
        return ",".join(clause.plain for clause in self.clauses)

    def segments(self, clauses: Iterable[Clause]) -> tuple[Segment, ...]:
        """The wishes among these clauses. Things in cue-less clauses go to the next cue, at the end to the last."""
        stretches: list[tuple[Cue, int, int, frozenset[Mood]]] = []
        lead: int | None = None
        moods: frozenset[Mood] = frozenset()
        for clause in clauses:
            found = tuple(cue for cue in cues_of(clause) if not doubt.inside(cue, self.dropped))
            moods |= clause.moods
            if not found:
                lead = clause.start if lead is None else lead
                continue
            pieces = list(cuts(clause, found))
            first = pieces[0]
            pieces[0] = (first[0], clause.start if lead is None else lead, first[2])
            stretches += [(cue, start, end, moods) for cue, start, end in pieces]
            lead, moods = None, frozenset()
        if stretches and lead is not None:
            cue, start, _, before = stretches[-1]
            stretches[-1] = (cue, start, len(self.message.sketch), before | moods)
        return tuple(self._segment(*stretch) for stretch in stretches)

    def _segment(self, cue: Cue, start: int, end: int, moods: frozenset[Mood]) -> Segment:
        def mine(found: Iterable[_S]) -> tuple[_S, ...]:
            return tuple(one for one in found if start <= one.start < end and self.counts(one))

        message = self.message
        return Segment(
            cue, message.sketch[start:end], moods, mine(message.names), mine(message.dates), mine(message.times),
            mine(message.persons), mine(message.sessions), mine(message.clubs),
        )  # fmt: skip

    def counts(self, span: Span) -> bool:
        return not doubt.inside(span, self.dropped) and not any(
            span.within(clause.start, clause.end) for clause in self.unchanged
        )


def told(message: Message) -> Story:
    """The message without what is pasted, denied, corrected, or said to stay as it was."""
    dropped = [*doubt.contrasted(message.sketch)]
    if notice := doubt.pasted(message.sketch):
        dropped.append(notice)
    dropped += _corrected(message)
    live = [c for c in message.clauses if not doubt.inside(Span(c.start, c.end, ""), dropped)]
    unchanged = tuple(c for c in live if _stays(c))
    kept = tuple(c for c in live if c not in unchanged)
    return Story(message, tuple(dropped), unchanged, kept)


def _stays(clause: Clause) -> bool:
    if Mood.QUESTION in clause.moods or not _UNCHANGED.search(clause.plain):
        return False
    return not any(cue.topic in (Topic.BACK, Topic.OFF, Topic.ENROLL) for cue in cues_of(clause))


def _corrected(message: Message) -> list[Span]:
    """Things before a correction whose kind comes again after it (guideline 33)."""
    mark = doubt.correction(message.sketch)
    if mark is None:
        return []
    gone: list[Span] = [mark]
    for found in (message.names, message.dates, message.times, message.persons, message.sessions, message.clubs):
        spans: tuple[Span, ...] = tuple(found)
        if any(one.start >= mark.end for one in spans):
            gone += [one for one in spans if one.end <= mark.start]
    topics_after = {cue.topic for clause in message.clauses for cue in cues_of(clause) if cue.start >= mark.end}
    gone += [
        cue
        for clause in message.clauses
        for cue in cues_of(clause)
        if cue.end <= mark.start and cue.topic in topics_after
    ]
    return gone


def bare(segment: Segment) -> Segment:
    """The segment without its moods."""
    return replace(segment, moods=frozenset())
