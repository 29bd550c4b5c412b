"""Doubt (疑): why a clause is not simply so. One table a phenomenon; parents and staff share them. (promise 2)"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from care.reading.parts import Clause, Mood, Span
from care.reading.phrases import gap, moods

_STOP = re.compile(r"[,。;!?\n~]+|(?<![0-9a-z])\.+|\.{2,}|:(?!\d)|(?<=[一-龥A-Z])—+(?=[一-龥A-Z])")
_SOFT = re.compile(
    r"另外|(?<=[,。了 ])还有(?=个|一|件|就)|顺便|然后|但是?(?!不是)|不过(?!来|去)|对了|还想|再问|顺带|而是|"
    r"(?<=了) (?=[CP])"
)
"""Words that open a new clause without a stop, as people speak."""

TABLES: tuple[tuple[Mood, re.Pattern[str]], ...] = tuple(
    (mood, re.compile(pattern))
    for mood, pattern in (
        (Mood.REQUEST, moods.REQUEST),
        (Mood.QUESTION, moods.QUESTION),
        (Mood.CONDITION, moods.CONDITION),
        (Mood.MAYBE, moods.MAYBE),
        (Mood.HEARSAY, moods.HEARSAY),
        (Mood.PLAN, moods.PLAN),
        (Mood.PAST, moods.PAST),
    )
)


def moods_of(plain: str) -> frozenset[Mood]:
    """The moods of a stretch of text. A wish put as a question is a request, and no longer a question (15)."""
    found = {mood for mood, pattern in TABLES if pattern.search(plain)}
    if Mood.REQUEST in found:
        found.discard(Mood.QUESTION)
    return frozenset(found)


def clauses(text: str, plain: str, *, spoken: bool = False) -> tuple[Clause, ...]:
    """The text cut at its stops and at words that open a new thought. A question mark stays with its clause.

    `spoken`: long stretches without a stop are cut where a voice would pause, too.
    """
    return tuple(
        Clause(start, end, text[start:end], plain[start:end], moods_of(plain[start:end]))
        for start, end in _cuts(plain, spoken=spoken)
    )


_BREATH = 20
"""A longer stretch without a stop was spoken, not written."""
_PAUSE = re.compile(
    r"(?<=[了啊哦哈呢吧])(?=我(?!们?家)|[他她](?!的|家)|麻烦|因为|所以|谢谢|不好意思|P+(?:来|去)|[叫让]P|DD+的?S|那(?!个|边|里))|"
    r"(?=因为|所以)"
)


def _paused(plain: str) -> Iterator[int]:
    start = 0
    for stop in (*_STOP.finditer(plain), None):
        end = stop.start() if stop else len(plain)
        if end - start > _BREATH:
            yield from (match.start() for match in _PAUSE.finditer(plain, start, end))
        start = stop.end() if stop else end


_FRONTED = re.compile(r"(?:(?:C+的?[要报选上]?)?[KS]+(?:社团|班)?[,、 ]*)+")
_REGISTERS = re.compile(
    r"(?:(?:C+的?[要报选上]?)?[KS]+(?:社团|班)?[,、 ]*)*"
    r"(?:给|帮|替|为|麻烦|请|老师|[您你]|C+|孩子|我们?家?|[他她]|一下|也|再|都)*"
    r"(?:登记|(?:报(?!名吗)|加|留|占|记)(?:上|个|一)|[要想](?:上|学|参加|报)?(?=$|[,。!]))"
)


def _stops(plain: str) -> Iterator[int]:
    """The ends of clauses; what is only named first belongs to its verb (足球，给小明报一个)."""
    start = 0
    for match in _STOP.finditer(plain):
        if _FRONTED.fullmatch(plain, start, match.end()) and _REGISTERS.match(plain, match.end()):
            continue
        yield match.end()
        start = match.end()


def _cuts(plain: str, *, spoken: bool) -> Iterator[tuple[int, int]]:
    ends = set(_stops(plain)) if spoken else {match.end() for match in _STOP.finditer(plain)}
    ends |= {match.start() for match in _SOFT.finditer(plain)}
    ends |= set(_paused(plain)) if spoken else set()
    start = 0
    for end in sorted(ends | {len(plain)}):
        if plain[start:end].strip(" ,。;!~.\n:"):
            yield start, end
        start = end


# --- stretches that do not count ---------------------------------------------------------------------------
_NOTICE = re.compile(moods.NOTICE)
_NOTICE_END = re.compile(
    r"\n+\s*[-—=*_]{2,}\s*\n?|\n(?=[^\n]*$)|-{3,}|—{2,}|(?<=[。!.\n])(?=这个|是真的|请问|老师|我(?!校|区|市|县|园|班|司|院)|另外|收到|看到)"
)
_CORRECTION = re.compile(moods.CORRECTION)
_CONTRAST = re.compile(
    rf"(?<![是要还])不是D+(?=请假,?而?是D)|(?:(?<![是要还])不是|(?<![一-龥])非(?=[DPSTC]))(?!吗|说|故意|很|太){gap(14)}(?=,?而?是|,|。|;|!|$|\n)"
)
_QUOTE = re.compile(r"[“\"「『][^”\"」』]{2,60}[”\"」』]")
_CONDITION = re.compile(moods.CONDITION)
_THEN = re.compile(r"[就那]|[,。;!?\n]")
_OLD, _NEW = re.compile(moods.OLD_PLAN), re.compile(moods.NEW_PLAN)
_OVERRULED, _OWN_WORD = re.compile(moods.OVERRULED), re.compile(moods.OWN_WORD)
_BEFORE, _EXCEPTION, _ADVERT = re.compile(moods.BEFORE), re.compile(moods.EXCEPTION), re.compile(moods.ADVERT)
_LIKE = re.compile(moods.LIKE)
_OTHERS, _NEVER_WISHED = re.compile(moods.OTHERS), re.compile(moods.NEVER_WISHED)
_LONGEST_COURTESY = 14
_COURTESY = re.compile(moods.COURTESY)
_STAYS = re.compile(rf"(?:[CDSKPT]|的|其他|其余|那边|就|还是|都|也|今天|天)*(?:{moods.UNCHANGED})")


def pasted(plain: str) -> Span | None:
    """A forwarded notice (guidelines 23 and 34): from its mark to a line of dashes or one's own words."""
    mark = _NOTICE.search(plain)
    if mark is None:
        return None
    end = _NOTICE_END.search(plain, mark.end())
    return Span(mark.start(), end.end() if end else len(plain), mark.group())


def contrasted(plain: str) -> tuple[Span, ...]:
    """What the message says is *not* meant: 不是今天, 不是请假, 不是我去接 (guideline 33)."""
    tables = (_CONTRAST, _BEFORE, _LIKE, _QUOTE)
    return tuple(span for table in tables for span in _spans(table, plain))


def told_of_others(plain: str) -> tuple[Span, ...]:
    """What a parent tells of other children, and wishes that the parent says not to have."""
    return _spans(_OTHERS, plain) + _spans(_NEVER_WISHED, plain)


def correction(plain: str) -> Span | None:
    """The last place where the writer takes back what stands before it (guideline 33)."""
    marks = [span for span in _spans(_CORRECTION, plain) if span.start > 0]
    return marks[-1] if marks else None


def old_plan(plain: str) -> Span | None:
    """本来说六点接，改六点半吧: the first clause tells what no longer holds."""
    old = _OLD.search(plain)
    if old is None:
        return None
    stop = re.compile(r"[,。;!?\n]|改|换成").search(plain, old.end())
    if stop is None or not _NEW.search(plain, stop.start()):
        return None
    return Span(old.start(), stop.start(), plain[old.start() : stop.start()])


def overruled(plain: str) -> tuple[Span, ...]:
    """Somebody else's opinion, where the sender decides otherwise (guideline 35)."""
    return _spans(_OVERRULED, plain) if _OWN_WORD.search(plain) else ()


def conditions(plain: str) -> tuple[Span, ...]:
    """The if-part of a conditional: what it names is not wished."""
    found = []
    for mark in _CONDITION.finditer(plain):
        then = _THEN.search(plain, mark.end())
        start = mark.start() if not mark.group().endswith("的话") else _clause_start(plain, mark.start())
        if then:
            found.append(Span(start, then.start(), plain[start : then.start()]))
    return tuple(found)


def exceptions(plain: str) -> tuple[Span, ...]:
    """周五不上, beside an enrolment for the other days."""
    return _spans(_EXCEPTION, plain)


def is_advert(plain: str) -> bool:
    """Whether a third party is selling something (guideline 50)."""
    return len({match.group() for match in _ADVERT.finditer(plain)}) > 1


def unchanged(plain: str) -> tuple[Span, ...]:
    """老二照常, 后天正常上: named, but nothing is wanted of it."""
    return _spans(_STAYS, plain)


def is_courtesy(plain: str) -> bool:
    """Whether a stretch only greets, thanks or excuses itself."""
    return len(plain) <= _LONGEST_COURTESY and bool(_COURTESY.search(plain))


def _clause_start(plain: str, place: int) -> int:
    return max((plain.rfind(stop, 0, place) for stop in ",。;!?\n"), default=-1) + 1


def _spans(pattern: re.Pattern[str], plain: str) -> tuple[Span, ...]:
    return tuple(Span(match.start(), match.end(), match.group()) for match in pattern.finditer(plain))


def inside(span: Span, stretches: Iterable[Span]) -> bool:
    return any(span.within(stretch.start, stretch.end) for stretch in stretches)


def touches(span: Span, stretches: Iterable[Span]) -> bool:
    return any(span.start < stretch.end and stretch.start < span.end for stretch in stretches)
