"""The sketch (轮廓): the tidied text with everything found overwritten by one letter a kind, in equal length.

Patterns then speak of kinds: 今天奶奶接小明 becomes DDPP接CC.
"""

from __future__ import annotations

from collections.abc import Iterable

from care.reading.parts import Span

CHILD, STRANGER, COLLEAGUE, PERSON, DAY, TIME, SESSION, CLUB, CLASS, PHONE = "CWNPDTSKGX"


_KEPT = "请假"
"""Words that a day's span may take in (请三天假) and that the cues need."""
_HOLIDAYS = "暑寒长春秋年"
"""暑假 is a time of the year and no leave."""


def drawn(text: str, layers: Iterable[tuple[str, Iterable[Span]]]) -> str:
    """Earlier layers win where two finders claim the same words."""
    chars = list(text)
    taken: set[int] = set()
    for letter, spans in layers:
        for span in spans:
            places = range(span.start, span.end)
            if taken.isdisjoint(places):
                for place in places:
                    holiday = place and chars[place] == "假" and text[place - 1] in _HOLIDAYS
                    chars[place] = chars[place] if chars[place] in _KEPT and not holiday else letter
                taken.update(places)
    return "".join(chars)
