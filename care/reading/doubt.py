"""Doubt (疑): why a clause is not simply so. One table a phenomenon; parents and staff share them. (promise 2)"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from care.reading import phrases
from care.reading.parts import Clause, Mood, Span

_STOP = re.compile(r"[,。;!?\n~]+|(?<![0-9a-z])\.+|\.{2,}|:(?!\d)|……|(?<=[一-龥A-Z])—+(?=[一-龥A-Z])")
_SOFT = re.compile(r"另外|还有(?!几|谁|没|哪|人|多|机会|名额)|顺便|然后|但是?(?!不是)|不过(?!来|去)|对了|还想|再问|顺带|而是")
"""Words that open a new clause without a stop, as people speak."""

TABLES: tuple[tuple[Mood, re.Pattern[str]], ...] = tuple(
    (mood, re.compile(pattern))
    for mood, pattern in (
        (Mood.REQUEST, phrases.REQUEST),
        (Mood.QUESTION, phrases.QUESTION),
        (Mood.CONDITION, phrases.CONDITION),
        (Mood.MAYBE, phrases.MAYBE),
        (Mood.HEARSAY, phrases.HEARSAY),
        (Mood.PLAN, phrases.PLAN),
    )
)


def moods(plain: str) -> frozenset[Mood]:
    """The moods of a stretch of text. A wish put as a question is a request, and no longer a question (15)."""
    found = {mood for mood, pattern in TABLES if pattern.search(plain)}
    if Mood.REQUEST in found:
        found.discard(Mood.QUESTION)
    return frozenset(found)


def clauses(text: str, plain: str) -> tuple[Clause, ...]:
    """The text cut at its stops and at words that open a new thought. A question mark stays with its clause."""
    return tuple(
        Clause(start, end, text[start:end], plain[start:end], moods(plain[start:end])) for start, end in _cuts(plain)
    )


def _cuts(plain: str) -> Iterator[tuple[int, int]]:
    marks = sorted(
        {(match.end(), match.end()) for match in _STOP.finditer(plain)}
        | {(match.start(), match.start()) for match in _SOFT.finditer(plain)}
        | {(len(plain), len(plain))}
    )
    start = 0
    for end, following in marks:
        if plain[start:end].strip(" ,。;!~.\n:"):
            yield start, end
        start = following


_NOTICE = re.compile(phrases.FOR_NOTICE)
_NOTICE_END = re.compile(r"\n+\s*[-—=*_]{2,}\s*\n?|\n(?=[^\n]*$)|-{3,}|—{2,}")
_CORRECTION = re.compile(phrases.CORRECTION)
_CONTRAST = re.compile(
    rf"(?<![是要还])不是(?!吗|说|故意|很|太){phrases.GAP}{{1,14}}?(?=,?而?是|,|。|;|!|$|\n)|(?<![一-龥])不是(?=$|,)"
)


def pasted(plain: str) -> Span | None:
    """A forwarded notice (guidelines 23 and 34): from its mark to a line of dashes or the last line, else to the end."""
    mark = _NOTICE.search(plain)
    if mark is None:
        return None
    end = _NOTICE_END.search(plain, mark.end())
    return Span(mark.start(), end.end() if end else len(plain), mark.group())


def contrasted(plain: str) -> tuple[Span, ...]:
    """What the message says is *not* meant: 不是今天, 不是请假, 不是我去接 (guideline 33)."""
    return tuple(Span(match.start(), match.end(), match.group()) for match in _CONTRAST.finditer(plain))


def correction(plain: str) -> Span | None:
    """The last place where the writer takes back what stands before it (guideline 33)."""
    last = None
    for match in _CORRECTION.finditer(plain):
        if match.start() > 0:
            last = Span(match.start(), match.end(), match.group())
    return last


def inside(span: Span, stretches: Iterable[Span]) -> bool:
    return any(span.within(stretch.start, stretch.end) for stretch in stretches)
