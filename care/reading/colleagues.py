"""Colleagues in a text: 王老师, 王磊老师, 小王老师, 磊磊老师 (guideline 7, 45)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from care.people import Known, Staff
from care.reading import sounds
from care.reading.name_words import AFTER_NAME, BEFORE_NAME, DOUBLE_SURNAMES, SURNAMES, TITLES
from care.reading.nicknames import split
from care.reading.parts import FoundStaff
from care.reading.traditional import simplify

_TITLE = "|".join(sorted(TITLES, key=len, reverse=True))
_SURNAMED = re.compile(
    rf"(?:小|老)?(?P<surname>{'|'.join(DOUBLE_SURNAMES)}|[{''.join(sorted(SURNAMES))}])(?P<title>{_TITLE}|老(?=那|班|师))"
)
_FAMILIAR = "(?P<familiar>[小老])(?P<surname>{})(?=接|来|那|班|交|的|说|替|顶|带|$|[,。])"
_HAN = re.compile(r"[一-龥]+")


@lru_cache(maxsize=64)
def _names(staff: tuple[Staff, ...]) -> tuple[tuple[str, Staff], ...]:
    return tuple((simplify(one.name), one) for one in staff)


def find_staff(text: str, known: Known) -> tuple[FoundStaff, ...]:
    """The colleagues named, and the sender where the own name is written; several fits stay several."""
    staff = _names((*known.staff, Staff(known.me.id, known.me.name)) if known.me.name else known.staff)
    taken: list[FoundStaff] = []
    for finder in (_full, _alike, _given, _surnamed):
        for found in finder(text, staff):
            if not any(found.start < other.end and other.start < found.end for other in taken):
                taken.append(found)
    return tuple(sorted(taken, key=lambda one: one.start))


def _found(text: str, start: int, end: int, fits: Iterator[Staff]) -> FoundStaff:
    title = re.compile(_TITLE).match(text, end)
    end = title.end() if title else end
    return FoundStaff(start, end, text[start:end], tuple(dict.fromkeys(fits)))


def _full(text: str, staff: tuple[tuple[str, Staff], ...]) -> Iterator[FoundStaff]:
    """The exact full name wins, wherever it stands."""
    for name, _ in staff:
        for match in re.finditer(re.escape(name), text):
            yield _found(text, match.start(), match.end(), (one for called, one in staff if called == name))


def _alike(text: str, staff: tuple[tuple[str, Staff], ...]) -> Iterator[FoundStaff]:
    """Full names by their sound: 许惠老师 may be 徐慧 or 许慧."""
    for length in sorted({len(name) for name, _ in staff if len(name) > 1}, reverse=True):
        for start in range(len(text) - length + 1):
            words, end = text[start : start + length], start + length
            if not _place(text, start, end):
                continue
            titled = text.startswith(TITLES, end)
            fits = [one for name, one in staff if len(name) == length and _sounds_like(words, name, titled=titled)]
            if fits:
                yield _found(text, start, end, iter(fits))


def _sounds_like(words: str, name: str, *, titled: bool) -> bool:
    """Behind 老师 the sound is enough; elsewhere a character must be right."""
    shared = titled or any(a == b for a, b in zip(words, name, strict=True))
    return shared and (sounds.sound(words) in sounds.sounds(name) or sounds.one_slip(words, name))


def _place(text: str, start: int, end: int) -> bool:
    if not _HAN.fullmatch(text[start:end]):
        return False
    titled = text.startswith(TITLES, end)
    return titled or bool(BEFORE_NAME.search(text[max(0, start - 2) : start]) and AFTER_NAME.match(text, end))


def _given(text: str, staff: tuple[tuple[str, Staff], ...]) -> Iterator[FoundStaff]:
    """志远老师, and 志远 alone where it is two characters; 静老师, 静静老师 with one."""
    for name, _ in staff:
        given = split(name)[1]
        if not given:
            continue
        calls = rf"(?:{re.escape(given)}|{re.escape(given[-1])}{{1,2}}|小{re.escape(given[-1])})(?={_TITLE})"
        pattern = calls if len(given) == 1 else rf"{re.escape(given)}|{calls}"
        for match in re.finditer(pattern, text):
            if match.start() and text[match.start() - 1] in SURNAMES and text.startswith(TITLES, match.end()):
                continue
            yield _found(text, match.start(), match.end(), (o for n, o in staff if split(n)[1] == given))


def _surnamed(text: str, staff: tuple[tuple[str, Staff], ...]) -> Iterator[FoundStaff]:
    """王老师, 小王老师, 王主任: everybody of that surname, or nobody (a colleague who is not known)."""
    surnames = "|".join(sorted({split(name)[0] for name, _ in staff}))
    own = re.finditer(rf"(?P<surname>{surnames})(?=老师|主任|校长)", text) if surnames else ()
    familiar = re.finditer(_FAMILIAR.format(surnames), text) if surnames else ()
    for match in (*_SURNAMED.finditer(text), *own, *familiar):
        surname = match["surname"]
        yield FoundStaff(
            match.start(), match.end(), match.group(), tuple(o for n, o in staff if split(n)[0] == surname)
        )
