"""Residue (余词): what the rules have not accounted for in a clause that wishes something.

The rules are never complete. So a word that can turn a meaning (不, 改, 或, 谁…) and belongs to no cue, no reason and
no turn of speech makes the wish a question: better asked once too often than acted on once too much (promise 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from care.reading.parts import Span
from care.reading.phrases import absence, collecting, compiled, moods, residue
from care.reading.story import Segment, Story

_TURNING, _HARMLESS = (
    compiled(residue.TURNING),
    compiled(residue.HARMLESS, moods.REQUEST, moods.CORRECTION, moods.OLD_PLAN, moods.OWN_WORD, collecting.EITHER),
)
_RENEWED = re.compile(r"(?:现在)?改成?(?=T|P|D|到|为|我)")
_REASONS = compiled(absence.SICK, absence.PERSONAL, absence.OTHERS_ILL)


def unexplained(story: Story, segments: Iterable[Segment]) -> tuple[Span, ...]:
    """The words that turn and are not accounted for, the first of each clause."""
    odd: list[Span] = []
    chars = list(story.message.sketch)
    for span in (*story.dropped, *story.silenced, *story.unchanged, *(segment.cue for segment in segments)):
        _blank(chars, span.start, span.end)
    for clause in story.clauses:
        text = "".join(chars[clause.start : clause.end])
        for match in (
            *_HARMLESS.finditer(clause.plain),
            *_RENEWED.finditer(clause.plain),
            *_REASONS.finditer(clause.plain),
        ):
            text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
        if found := _TURNING.search(text):
            odd.append(Span(clause.start + found.start(), clause.start + found.end(), found.group()))
    return tuple(odd)


def _blank(chars: list[str], start: int, end: int) -> None:
    chars[start:end] = " " * (end - start)
