"""How a staff message is laid out for the desk: stretches blanked or shown again, clauses cut and joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from care.reading import doubt
from care.reading.parts import Clause, Message, Span
from care.reading.staff_phrases import gate as gate_words

_HEADS = re.compile(r"\d{1,2}/\d{1,2}")
_EXCEPTION = re.compile(rf"[^,。]{{0,6}}(?:{gate_words.EXCEPT})[^,。都全]*[,、\s]?")
_NEXT_CHILD, _LEFT = re.compile(gate_words.NEXT_CHILD), re.compile(gate_words.LEFT)
_RESTATED = re.compile(r"[^,。]{0,3}(?:就是|也就是|我是说|我说的是)[^,。]{0,8}")


def cut_apart(clauses: Iterable[Clause]) -> Iterator[Clause]:
    """孙悦妈妈接走了许诺是自己走的: speech without stops, cut where the next child's leaving begins."""
    for clause in clauses:
        found = [match.start() for match in _NEXT_CHILD.finditer(clause.plain)]
        cuts = [at for at in found if "C" in clause.plain[:at] and _LEFT.search(clause.plain, at)]
        for start, end in pairwise((0, *cuts, len(clause.plain))):
            text, plain = clause.text[start:end], clause.plain[start:end]
            yield (
                Clause(clause.start + start, clause.start + end, text, plain, doubt.moods_of(plain)) if cuts else clause
            )


def restated(between: str) -> bool:
    """豆豆就是姓窦的窦豆: the second name says who was meant by the first."""
    return bool(_RESTATED.fullmatch(between))


def joined(clauses: Iterable[Clause], text: str, sketch: str) -> Iterator[Clause]:
    """除了小明,都走了 is one thought: an exception belongs to what follows."""
    held: Clause | None = None
    for clause in clauses:
        if held is not None:
            clause = Clause(
                held.start,
                clause.end,
                text[held.start : clause.end],
                sketch[held.start : clause.end],
                held.moods | clause.moods,
            )
        held = clause if _EXCEPTION.fullmatch(clause.plain) else None
        if held is None:
            yield clause
    if held is not None:
        yield held


def head_counts(message: Message) -> Iterator[Span]:
    """11/9 in a teacher's message is a head count, not the ninth of November."""
    return (one for one in message.dates if _HEADS.fullmatch(one.words))


def myself(sketch: str, message: Message) -> str:
    """The sender by name is 我: 赵敏→张华, written by 张华."""
    me = message.known.me.name
    for one in message.colleagues:
        if [staff.name for staff in one.staff] == [me]:
            sketch = sketch[: one.start] + "我" * (one.end - one.start) + sketch[one.end :]
    return sketch


def restored(sketch: str, plain: str, spans: Iterable[Span]) -> str:
    """The sketch with some stretches shown as they were written."""
    chars = list(sketch)
    for span in spans:
        chars[span.start : span.end] = plain[span.start : span.end]
    return "".join(chars)


def blank(text: str, spans: Iterable[Span]) -> str:
    chars = list(text)
    for span in spans:
        chars[span.start : span.end] = " " * (span.end - span.start)
    return "".join(chars)
