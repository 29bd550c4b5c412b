"""The sketch (轮廓): the tidied text with everything found overwritten by one letter a kind, in equal length.

Patterns then speak of kinds: 今天奶奶接小明 becomes DDPP接CC.
"""

from __future__ import annotations

from collections.abc import Iterable

from care.reading.parts import Span

CHILD, STRANGER, COLLEAGUE, PERSON, DAY, TIME, SESSION, CLUB, CLASS, PHONE = "CWNPDTSKGX"


def drawn(text: str, layers: Iterable[tuple[str, Iterable[Span]]]) -> str:
    """Earlier layers win where two finders claim the same words."""
    chars = list(text)
    taken: set[int] = set()
    for letter, spans in layers:
        for span in spans:
            places = range(span.start, span.end)
            if taken.isdisjoint(places):
                chars[span.start : span.end] = letter * len(places)
                taken.update(places)
    return "".join(chars)
