"""Pupils in a text: who is meant, and whether that is certain (guideline 6, 7, 30, 45).

One fit is that child; two fits are not sure, and the reader asks. Words that can only be the name of a child whom the
sender has nothing to do with come back as `stranger`, with no pupils.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from care.people import Known, Role, Student
from care.reading.names import siblings, sounds, strangers
from care.reading.names.book import Book, Called, book_of
from care.reading.names.classes import find_classes
from care.reading.names.name_words import AFTER_NAME, BEFORE_NAME, SOLID, SURELY_NAMED, TITLES
from care.reading.names.nicknames import Closeness, split
from care.reading.parts import FoundClass, FoundName, Span
from care.reading.traditional import simplify

_LATIN = re.compile(r"(?<![a-z])[a-z]{4,}(?![a-z])")


def find_names(text: str, known: Known) -> tuple[FoundName, ...]:
    """The pupils named, in the order of the text, not overlapping."""
    pupils = pupils_of(known)
    classes = find_classes(text, known)
    named = [_narrowed(name, classes) for name in _named(text, book_of(pupils)) if not _in_adult(text, name, known)]
    if known.role is Role.PARENT:
        named += _clear_of(named, siblings.find_siblings(text, known.children))
        named += _clear_of(named, strangers.find_given_alone(text, known) if known.children else ())
    named += _clear_of(named, _in_latin(text, pupils))
    named += _clear_of(named, strangers.find_strangers(text, known))
    return tuple(sorted(_without_beheaded(named, text, known), key=lambda name: name.start))


def pupils_of(known: Known) -> tuple[Student, ...]:
    """Those whom the sender may mean: a parent's own, a teacher's group and whoever waits for a decision."""
    if known.role is Role.PARENT:
        return known.children
    roster = {student.name for student in known.roster}
    return known.roster + tuple(student for student in known.pending if student.name not in roster)


def _in_latin(text: str, pupils: tuple[Student, ...]) -> Iterator[FoundName]:
    """xiaolu: a name written in pinyin."""
    for match in _LATIN.finditer(text):
        fits = [one for one in pupils if match.group() in _spellings(one.name)]
        if fits:
            yield FoundName(match.start(), match.end(), match.group(), tuple(fits), len(fits) == 1, "homophone")


@lru_cache(maxsize=256)
def _spellings(name: str) -> frozenset[str]:
    even = simplify(name)
    return frozenset(
        said.replace(" ", "") for form in (even, split(even)[1]) for said in sounds.sounds(form) if len(form) > 1
    )


def _named(text: str, book: Book) -> list[FoundName]:
    """The best reading of each stretch: closer forms first, then longer ones."""
    solid = list(_solid(text, book))
    candidates = sorted(_candidates(text, book, solid), key=lambda one: (one[0], -len(one[1].words), one[1].start))
    taken: list[FoundName] = []
    for _, name in candidates:
        taken += _clear_of(taken, [name])
    return taken


def _solid(text: str, book: Book) -> Iterator[tuple[int, int]]:
    """Everyday words, but for those that only arise where two pupils are named in one breath (欢欢|乐乐, 天一|天佑)."""
    for match in SOLID.finditer(text):
        inside = range(max(2, match.start() + 1), min(match.end(), len(text) - 1))
        if not any(_called(text[at - 2 : at], book) and _called(text[at : at + 2], book) for at in inside):
            yield match.span()


def _called(words: str, book: Book) -> bool:
    """A given name, or a doubled syllable of one."""
    return any(one.closeness is Closeness.GIVEN or _doubled(words, book) for one in book.written.get(words, ()))


def _doubled(words: str, book: Book) -> bool:
    """朵朵: wherever it stands, that is a name."""
    return len(words) == 2 and words[0] == words[1] and words in book.written and not SOLID.fullmatch(words)


def _candidates(text: str, book: Book, solid: list[tuple[int, int]]) -> Iterator[tuple[int, FoundName]]:
    """Each stretch that somebody's name fits, with its rank."""
    said = [sounds.sound(char) for char in text]
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + book.lengths[0]) + 1 if book.lengths else start):
            sound = " ".join(said[start:end])
            if not book.holds(text[start:end], sound) or text.startswith(TITLES, end):
                continue
            alone = _stands_alone(text, start, end) or book.mostly_right(text[start:end], sound)
            alone = alone or _doubled(text[start:end], book)
            found = _fits(text[start:end], sound, book, certain_place=alone)
            if found and not _broken(start, end, solid, whole=_whole(text, end, found[0], alone=alone)):
                yield found[0], _as_found(start, end, text[start:end], found[1])


def _whole(text: str, end: int, rank: int, *, alone: bool) -> bool:
    """Whether the stretch may be an everyday word and yet a name: 夏天, 小雨 in its place, 明明走了."""
    return rank == 0 or (alone and (rank == 1 or bool(SURELY_NAMED.match(text, end))))


def _fits(words: str, sound: str, book: Book, *, certain_place: bool) -> tuple[int, tuple[Called, ...]] | None:
    """Rank and fitting pupils: the full name, else the given name, else what sounds so, else nicknames.

    Sounds and nicknames count only where a name may stand.
    """
    exact = book.written.get(words, ())
    full = tuple(one for one in exact if one.closeness is Closeness.FULL)
    if full:
        return 0, full
    given = tuple(one for one in exact if one.closeness is Closeness.GIVEN)
    if given:
        return 1, given
    family = tuple(one for one in exact if one.closeness is Closeness.SURNAME)
    alike = book.alike(words, sound) if certain_place else ()
    if alike:
        whole = any(one.closeness is Closeness.FULL for one in alike)
        return 1 if whole else 2, alike + family
    nicks = exact if certain_place else ()
    best = min((one.closeness for one in nicks), default=None)
    return (3, tuple(one for one in nicks if one.closeness is best)) if best is not None else None


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name may stand here: what is before and behind leaves room for one."""
    return bool(BEFORE_NAME.search(text[max(0, start - 2) : start]) and AFTER_NAME.match(text, end))


def _broken(start: int, end: int, solid: list[tuple[int, int]], *, whole: bool) -> bool:
    """Whether the stretch cuts an everyday word, or (unless it is a full name) is one or lies in one."""
    return any(
        s < end and start < e and (not (start <= s and e <= end) or (not whole and (s, e) == (start, end)))
        for s, e in solid
    )


def _as_found(start: int, end: int, words: str, called: tuple[Called, ...]) -> FoundName:
    students = tuple(dict.fromkeys(one.student for one in called))
    why = called[0].closeness.why if called[0].form == words else "homophone"
    return FoundName(start, end, words, students, sure=len(students) == 1, why=why)


def _narrowed(name: FoundName, classes: Iterable[FoundClass]) -> FoundName:
    """Two fits, but the class said just before leaves one (二班的小宇)."""
    if name.sure:
        return name
    said = next((one.class_name for one in classes if 0 <= name.start - one.end <= 1), None)
    left = tuple(student for student in name.students if student.class_name == said)
    return FoundName(name.start, name.end, name.words, left, sure=True, why=name.why) if len(left) == 1 else name


def _in_adult(text: str, name: FoundName, known: Known) -> bool:
    """罗大 in 罗大佑老师 is no pupil: a colleague's longer name is written there."""
    for one in known.staff:
        adult = simplify(one.name)
        at = text.find(adult, max(0, name.start - len(adult)), name.end + len(adult))
        if at >= 0 and len(adult) > len(name.words) and at < name.end and name.start < at + len(adult):
            return True
    return False


def _clear_of(taken: Iterable[FoundName], more: Iterable[FoundName]) -> list[FoundName]:
    return [one for one in more if not any(_overlap(one, other) for other in taken)]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _without_beheaded(named: list[FoundName], text: str, known: Known) -> Iterator[FoundName]:
    """王小宇 is no child of ours when we only have 陈小宇: a given name behind another surname is a stranger."""
    for name in named:
        head = strangers.other_surname(text, name) if name.why in ("given name", "homophone", "nickname") else None
        yield strangers.as_stranger(text, head, name.end) if head is not None else name
