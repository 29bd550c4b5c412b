"""What counts (作数) of a message: not what is pasted, denied, corrected, overruled, or said to stay as it was."""

from __future__ import annotations

from care.reading import doubt
from care.reading.cues import Cue, Topic, cues_of
from care.reading.parts import Clause, Message, Mood, Span
from care.reading.story import Story, trimmed


def told(message: Message) -> Story:
    """The message without what is pasted, denied, corrected, overruled, or said to stay as it was."""
    sketch = message.sketch
    topics = {cue.topic for clause in message.clauses for cue in cues_of(clause)}
    dropped = [
        *_polite(message),
        *doubt.contrasted(sketch),
        *doubt.told_of_others(sketch),
        *doubt.overruled(sketch),
        *_corrected(message),
    ]
    silenced = _outdated(message)
    dropped += [one for one in silenced if not isinstance(one, Cue)]
    if notice := doubt.pasted(sketch):
        dropped.append(notice)
    if Topic.ENROLL in topics:
        dropped += doubt.exceptions(sketch)
    live = [c for c in message.clauses if not doubt.inside(trimmed(c), dropped)]
    unchanged = tuple(span for c in live for span in _staying(c))
    kept = tuple(c for c in live if not doubt.inside(trimmed(c), unchanged))
    return Story(message, tuple(dropped), tuple(silenced), unchanged, kept)


def _polite(message: Message) -> list[Span]:
    """周末打扰了: courtesy names nothing that is wished."""
    return [
        Span(clause.start, clause.end, clause.plain)
        for clause in message.clauses
        if doubt.is_courtesy(clause.plain) and not cues_of(clause)
    ]


def _staying(clause: Clause) -> tuple[Span, ...]:
    """Stretches that stay as they were; a whole clause, where no wish stands in it."""
    if Mood.QUESTION in clause.moods:
        return ()
    found = [Span(clause.start + s.start, clause.start + s.end, s.words) for s in doubt.unchanged(clause.plain)]
    cues = [cue for cue in cues_of(clause) if not doubt.touches(cue, found)]
    if found and not cues:
        return (Span(clause.start, clause.end, clause.plain),)
    return tuple(found)


def _things(message: Message) -> tuple[tuple[Span, ...], ...]:
    """Everything found, kind by kind."""
    return (message.names, message.dates, message.times, message.persons, message.sessions, message.clubs)


def _corrected(message: Message) -> list[Span]:
    """Things before a correction whose kind comes again after it (guideline 33)."""
    mark = doubt.correction(message.sketch)
    return [] if mark is None else [mark, *_replaced(message, mark.start, mark.end)]


def _outdated(message: Message) -> list[Span]:
    """The wish of an old plan, and the things that a new plan replaces."""
    old = doubt.old_plan(message.sketch)
    if old is None:
        return []
    every = [cue for clause in message.clauses for cue in cues_of(clause)]
    cues = [cue for cue in every if cue.within(old.start, old.end)]
    if any(cue.topic is Topic.MOVED for cue in every):
        return list(cues)
    return [*cues, *_replaced(message, old.end, old.end)]


def _replaced(message: Message, before: int, after: int) -> list[Span]:
    gone: list[Span] = []
    for spans in _things(message):
        if any(one.start >= after for one in spans):
            gone += [one for one in spans if one.end <= before]
    cues = [cue for clause in message.clauses for cue in cues_of(clause)]
    renewed = {cue.topic for cue in cues if cue.start >= after}
    return gone + [cue for cue in cues if cue.end <= before and cue.topic in renewed]
