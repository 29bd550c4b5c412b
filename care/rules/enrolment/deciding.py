"""Decisions on several applications in one line: 同意1、3、5; 除了张三都同意; 不同意2，原因名额已满. (C21)

Exact shapes only: whatever does not fit wholly is for the reader, which asks where there is a doubt. (promise 2)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_YES = r"(?:我)?(?:同意|通过|批准|准了|核准)"
_NO = r"(?:不同意|不通过|不批准|退回|驳回)"
_NUMBERS = r"(?P<numbers>(?:第)?\d{1,3}(?:\s*(?:号|份|、|,|和|及|-|~|到|至|\s)\s*(?:第)?\d{1,3})*\s*(?:号|份)?)"
_END = r"[\s。.!！了]*"
_WHY = r"(?:[\s,，;；:：。]+(?:原因|因为|理由)?[:：,，]?\s*(?P<reason>.+?))?"
_BUT = r"除(?:了|开|去)?\s*"
_REST = rf"\s*(?:以外|之外|外)?\s*[,，]?\s*(?:其他|其余|别的)?(?:都|全部?|一律){_YES}"
_SHAPES: tuple[tuple[re.Pattern[str], bool, bool], ...] = (
    (re.compile(rf"{_YES}\s*[:：]?\s*{_NUMBERS}{_END}"), True, False),
    (re.compile(rf"{_NUMBERS}\s*(?:都|可以)?{_YES}{_END}"), True, False),
    (re.compile(rf"{_NO}\s*[:：]?\s*{_NUMBERS}{_WHY}{_END}", re.DOTALL), False, False),
    (re.compile(rf"{_BUT}{_NUMBERS}{_REST}{_END}"), True, True),
)
_BUT_NAMES = re.compile(rf"{_BUT}(?P<names>[一-龥·、,，和及\s]+?){_REST}{_END}")


@dataclass(frozen=True)
class Line:
    """A decision by numbers of the list that was shown, or by names. `but`: everybody except these."""

    yes: bool
    numbers: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    but: bool = False
    reason: str = ""


def read_line(text: str) -> Line | None:
    even = unicodedata.normalize("NFKC", text).strip()
    for shape, yes, but in _SHAPES:
        if found := shape.fullmatch(even):
            numbers = _numbers(found["numbers"])
            reason = found.groupdict().get("reason") or ""
            return Line(yes, numbers, but=but, reason=reason.strip(" ,。")) if numbers else None
    if found := _BUT_NAMES.fullmatch(even):
        names = tuple(name for name in re.split(r"[、,，和及\s]+", found["names"]) if name)
        return Line(True, names=names, but=True)
    return None


def _numbers(text: str) -> tuple[int, ...]:
    """1、3-5 → 1, 3, 4, 5. A stretch the wrong way round is none."""
    found: list[int] = []
    for part in re.finditer(r"(\d{1,3})(?:\s*[-~到至]\s*(?:第)?(\d{1,3}))?", text):
        first, last = int(part[1]), int(part[2] or part[1])
        found += range(first, last + 1)
    return tuple(dict.fromkeys(found))


def chosen(line: Line, shown: Sequence[tuple[int, str]]) -> tuple[list[int], list[str]]:
    """Applications that are meant, by the list shown (number of the application, the child's name); and what in the
    line is not on it. Nothing is decided where something is not on it."""
    strange = [str(n) for n in line.numbers if not 1 <= n <= len(shown)]
    named = {name for _, name in shown}
    strange += [name for name in line.names if name not in named]
    picked = [id_ for place, (id_, name) in enumerate(shown, 1) if place in line.numbers or name in line.names]
    return ([id_ for id_, _ in shown if id_ not in picked] if line.but else picked), strange


_ALTERNATIVE = re.compile(
    r"(?:改(?:报|到|成|为)?|换(?:到|成)?|安排(?:到)?)\s*(?P<what>早托|午托|晚托|候补|[一-龥]{2,10}社团)"
)


def alternative_in(reason: str) -> str:
    """What a refusal offers instead: 改报午托 → 午托; 排候补 → 候补; empty where it offers nothing. (L-02)"""
    found = _ALTERNATIVE.search(reason)
    if found:
        return found["what"]
    return "候补" if re.search(r"(?:排|进|列入)候补", reason) else ""
