"""Disguise (化名): a text without the names and numbers in it, and the way back.

What leaves the house for a stranger's machine speaks of 〔生1〕, 〔师2〕 and 〔号1〕. Whoever is known is found by
every name the reader knows; what only looks like a name, a school or a number goes too. It rather hides a word too
many: the answer is only ever a proposal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from care.people import Known, Staff, Student
from care.reading.names.name_words import ADULT_TAILS, DOUBLE_SURNAMES, SURNAMES, longest_first
from care.reading.parts import Message, Span
from care.reading.tidy import tidy
from care.reading.traditional import simplify

CHILD, COLLEAGUE, GROWN_UP, NUMBER, SCHOOL = "生师人号校"
MOST_NAMED = 4
"""More children than that are not counted up for 孩子们; the words stay, for there is no name in them."""

_GAP = r"[\s·.\-_,、/|]*"
_NUMBER = re.compile(
    rf"[\d零〇一二三四五六七八九幺](?:{_GAP}[\d零〇一二三四五六七八九幺]){{6,}}{_GAP}x?", re.IGNORECASE
)
"""Phones, identity cards, accounts: seven digits and more, in whatever writing. Dates of eight digits go with them."""
_ACCOUNT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.@+-]{5,}")
_SCHOOL = re.compile(r"[一-龥]{2,8}?(?:小学|中学|学校|幼儿园|书院|附小|附中|外国语)")
_FULL_NAME = rf"(?:{'|'.join(DOUBLE_SURNAMES)}|[{''.join(sorted(SURNAMES))}])[一-龥]{{1,2}}"
_TAILS = longest_first("|".join((*ADULT_TAILS, "妈妈", "爸爸", "家长")))
_ADULT = re.compile(rf"{_FULL_NAME}(?=的?(?:{_TAILS}))")
_TITLED = re.compile(rf"[{''.join(sorted(SURNAMES))}](?=(?:{longest_first('|'.join(ADULT_TAILS))}))")
_CALLED = re.compile(rf"(?<=叫){_FULL_NAME}")
_LOOKS_PRIVATE = (
    (NUMBER, _NUMBER), (SCHOOL, _SCHOOL), (GROWN_UP, _CALLED), (GROWN_UP, _ADULT), (GROWN_UP, _TITLED),
    (NUMBER, _ACCOUNT),
)  # fmt: skip
"""What nobody here knows, and what still looks like somebody's."""
_TOKEN = re.compile(rf"(〔[{CHILD}{COLLEAGUE}{GROWN_UP}{NUMBER}{SCHOOL}]\d+〕)")
_PLAIN_BRACKETS = str.maketrans("〔〕", "()")


Tokens = Mapping[Student | Staff, str]


@dataclass(frozen=True)
class Disguised:
    """A disguised text, the people by their placeholders, and what each placeholder stands for."""

    text: str
    students: Mapping[str, Student]
    staff: Mapping[str, Staff]
    meanings: Mapping[str, str]

    def reveal(self, said: str) -> str:
        """Words of an answer with the names in them again. An unknown placeholder stays as it is."""
        return _TOKEN.sub(lambda match: self.meanings.get(match.group(), match.group()), said)


def disguise(message: Message, *, school: str = "") -> Disguised:
    """The even text of a message as it may leave the house."""
    known, book = message.known, _Book()
    students = {book.new(CHILD, student.name): student for student in pupils(known)}
    staff = {book.new(COLLEAGUE, one.name): one for one in known.staff}
    tokens: Tokens = {person: token for people in (students, staff) for token, person in people.items()}
    text = _without_spans(message, book, tokens)
    for name, instead in _names(known, school, tokens, book):
        text = _without(text, _spaced(name), partial(_always, instead))
    for kind, pattern in _LOOKS_PRIVATE:
        text = _without(text, pattern, partial(book.token, kind))
    return Disguised(text, students, staff, book.meanings)


def pupils(known: Known) -> tuple[Student, ...]:
    """Every pupil of whom the sender may speak, each once."""
    return tuple(dict.fromkeys((*known.children, *known.roster, *known.pending)))


class _Book:
    """Hands out placeholders."""

    def __init__(self) -> None:
        self.meanings: dict[str, str] = {}

    def new(self, kind: str, meaning: str) -> str:
        """A placeholder of its own: two children may have one name."""
        token = f"〔{kind}{sum(one[1] == kind for one in self.meanings) + 1}〕"
        self.meanings[token] = meaning
        return token

    def token(self, kind: str, meaning: str) -> str:
        """The placeholder of these words, the same each time."""
        known = (token for token, words in self.meanings.items() if words == meaning and token[1] == kind)
        return next(known, None) or self.new(kind, meaning)


def _without_spans(message: Message, book: _Book, tokens: Tokens) -> str:
    """The text with everybody whom the reader found overwritten."""
    text, done, out = message.text.translate(_PLAIN_BRACKETS), 0, []
    for span, instead in sorted(_found(message, book, tokens), key=lambda one: (one[0].start, -one[0].end)):
        if span.start >= done:
            out += [text[done : span.start], instead]
            done = span.end
    return "".join((*out, text[done:]))


def _found(message: Message, book: _Book, tokens: Tokens) -> Iterator[tuple[Span, str]]:
    for name in message.names:
        meant = [tokens[student] for student in name.students if student in tokens]
        if not name.students:
            yield name, book.token(GROWN_UP, name.words)
        elif len(meant) <= MOST_NAMED:
            yield name, ("和" if name.sure else "或").join(meant)
    for colleague in message.colleagues:
        if 0 < len(colleague.staff) <= MOST_NAMED:
            yield colleague, "或".join(tokens.get(one) or book.token(GROWN_UP, one.name) for one in colleague.staff)
    for phone in message.phones:
        yield phone, book.token(NUMBER, "".join(char for char in phone.words if char.isdigit()))
    for found in message.persons:
        said = (found.person.name if found.person else None) or ""
        if said and (place := found.words.find(said)) >= 0:
            start = found.start + place
            yield Span(start, start + len(said), said), book.token(GROWN_UP, said)


def _names(known: Known, school: str, tokens: Tokens, book: _Book) -> Iterator[tuple[str, str]]:
    """Every writing of every known name, longest first, with what stands in its place."""
    places: dict[str, list[str]] = {}
    for person, token in tokens.items():
        for written in _writings(person.name):
            places.setdefault(written, []).append(token)
    for kind, name in ((GROWN_UP, known.me.name), (SCHOOL, school)):
        for written in _writings(name):
            places.setdefault(written, [book.token(kind, name)])
    for written in sorted(places, key=len, reverse=True):
        yield written, "或".join(places[written])


def _writings(name: str) -> set[str]:
    """The full and the given name, as written, simplified and tidied. A single character is no name."""
    surname = 2 if name.startswith(DOUBLE_SURNAMES) else 1
    whole = (name, name[surname:]) if len(name) <= surname + 2 else (name,)
    return {one for part in whole for one in (part, simplify(part), tidy(part).text.strip()) if len(one) > 1}


def _spaced(name: str) -> re.Pattern[str]:
    """The name with whatever somebody puts between its characters."""
    return re.compile(_GAP.join(map(re.escape, name)), re.IGNORECASE)


def _always(instead: str, _words: str) -> str:
    return instead


def _without(text: str, pattern: re.Pattern[str], instead: Callable[[str], str]) -> str:
    """The text with each match outside of placeholders replaced."""
    parts = _TOKEN.split(text)
    return "".join(
        part if place % 2 else pattern.sub(lambda match: instead(match.group()), part)
        for place, part in enumerate(parts)
    )
