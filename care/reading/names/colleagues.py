"""Colleagues in a text: 王老师, 王磊老师, 小王老师, 磊磊老师 (guideline 7, 45)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from care.people import Known, Staff
from care.reading.names import sounds
from care.reading.names.name_words import AFTER_NAME, BEFORE_NAME, DOUBLE_SURNAMES, SURNAMES, TITLES
from care.reading.names.nicknames import split
from care.reading.names.person_words import PLACES
from care.reading.parts import FoundStaff
from care.reading.traditional import simplify

_TITLE = "|".join(sorted(TITLES, key=len, reverse=True))
_SURNAMED = re.compile(
    rf"(?:小|老)?(?P<surname>{'|'.join(DOUBLE_SURNAMES)}|[{''.join(sorted(SURNAMES))}])(?P<title>{_TITLE}|老(?=那|班|师))"
)
_FAMILIAR = "(?P<familiar>[小老])(?P<surname>{})(?=接|来|那|班|交|的|说|替|顶|带|$|[,。])"
Named = tuple[tuple[str, Staff], ...]
"""Colleagues with their names in even characters."""

_BROTHERLY = re.compile("[哥姐](?![哥姐])")
"""磊哥, 静姐: colleagues among themselves."""
_OUTSIDE = "|".join(place for place in PLACES.split("|") if "托" not in place)
"""托管班 may be ours."""
_ELSEWHERE = re.compile(rf"(?:{_OUTSIDE})(?:里|那边|那里)?的?$|(?:司机|保姆|邻居|家教|代接人|楼长)(?:是|叫)?$")
_TITLES = re.compile(_TITLE)
_HAN = re.compile(r"[一-龥]+")


@lru_cache(maxsize=64)
def _names(staff: tuple[Staff, ...]) -> Named:
    return tuple((simplify(one.name), one) for one in staff)


def find_staff(text: str, known: Known) -> tuple[FoundStaff, ...]:
    """The colleagues named, and the sender where the own name is written; several fits stay several."""
    staff = _names((*known.staff, Staff(known.me.id, known.me.name)) if known.me.name else known.staff)
    taken: list[FoundStaff] = []
    for finder in (_full, _alike, _given, _surnamed):
        for found in finder(text, staff):
            if _of_elsewhere(text, found.start):
                continue
            if not any(found.start < other.end and other.start < found.end for other in taken):
                taken.append(found)
    return tuple(sorted(taken, key=lambda one: one.start))


def _of_elsewhere(text: str, start: int) -> bool:
    """司机老陈, 小饭桌的刘老师: of that name, but no colleague."""
    return _ELSEWHERE.search(text[max(0, start - 5) : start]) is not None


def _found(text: str, start: int, end: int, fits: Iterator[Staff]) -> FoundStaff:
    title = _TITLES.match(text, end)
    end = title.end() if title else end
    return FoundStaff(start, end, text[start:end], tuple(dict.fromkeys(fits)))


def _full(text: str, staff: Named) -> Iterator[FoundStaff]:
    """The exact full name wins, wherever it stands."""
    for name, _ in staff:
        start = text.find(name)
        while start >= 0:
            yield _found(text, start, start + len(name), (one for called, one in staff if called == name))
            start = text.find(name, start + len(name))


def _alike(text: str, staff: Named) -> Iterator[FoundStaff]:
    """Full names by their sound or look: 许惠老师 may be 徐慧 or 许慧. Without a title one character must be right."""
    index = _by_sound(staff)
    said = [sounds.sound(char) for char in text]
    for length in sorted({len(name) for name, _ in staff if len(name) > 1}, reverse=True):
        for start in range(len(text) - length + 1):
            words, end = text[start : start + length], start + length
            heard = index.get(" ".join(said[start:end])) or index.get(words)
            if heard and _place(text, start, end):
                titled = text.startswith(TITLES, end)
                fits = [one for name, one in heard if titled or any(a == b for a, b in zip(words, name, strict=True))]
                if fits:
                    yield _found(text, start, end, iter(fits))


@lru_cache(maxsize=64)
def _by_sound(staff: Named) -> dict[str, tuple[tuple[str, Staff], ...]]:
    """Colleagues by each way their names are said, and by each slip of the eye."""
    index: dict[str, tuple[tuple[str, Staff], ...]] = {}
    for name, one in staff:
        for key in (*sounds.sounds(name), *sounds.slips(name)):
            index[key] = (*index.get(key, ()), (name, one))
    return index


def _place(text: str, start: int, end: int) -> bool:
    if not _HAN.fullmatch(text[start:end]):
        return False
    titled = text.startswith(TITLES, end)
    return titled or bool(BEFORE_NAME.search(text[max(0, start - 2) : start]) and AFTER_NAME.match(text, end))


def _given(text: str, staff: Named) -> Iterator[FoundStaff]:
    """志远老师, and 志远 alone where it is two characters; 静老师, 静静老师 with one."""
    titled = bool(_TITLES.search(text) or _BROTHERLY.search(text))
    for name, _ in staff:
        given = split(name)[1]
        if not given or given[-1] not in text or not (titled or given in text):
            continue
        for match in _given_pattern(given).finditer(text):
            headed = match.start() > 0 and text[match.start() - 1] in SURNAMES
            if not (headed and text.startswith(TITLES, match.end())):
                yield _found(text, match.start(), match.end(), (o for n, o in staff if split(n)[1] == given))


@lru_cache(maxsize=512)
def _given_pattern(given: str) -> re.Pattern[str]:
    last = re.escape(given[-1])
    titled = rf"(?:{re.escape(given)}|{last}{{1,2}}|小{last})(?={_TITLE})|{last}{_BROTHERLY.pattern}"
    return re.compile(titled if len(given) == 1 else rf"{re.escape(given)}|{titled}")


def _surnamed(text: str, staff: Named) -> Iterator[FoundStaff]:
    """王老师, 小王老师, 王主任, 老王: everybody of that surname, or nobody (a colleague who is not known)."""
    own = sorted({split(name)[0] for name, _ in staff})
    there = [_own_surname(surname) for surname in own if surname and surname in text]
    for pattern in (_SURNAMED, *(titled for titled, _ in there), *(familiar for _, familiar in there)):
        for match in pattern.finditer(text):
            fits = tuple(one for name, one in staff if split(name)[0] == match["surname"])
            yield _found(text, match.start(), match.end(), iter(fits))


@lru_cache(maxsize=512)
def _own_surname(surname: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A surname that no table knows, before a title; and 老王, 小王 of a surname here."""
    own = re.escape(surname)
    return re.compile(rf"(?P<surname>{own})(?={_TITLE})"), re.compile(_FAMILIAR.format(own))
