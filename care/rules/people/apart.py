"""Guardians who must not see each other's data: what a message to one may not name of the other. (C10, promise 11)"""

from __future__ import annotations

import re
from collections.abc import Iterable

from care.people import Person
from care.rules.people.changes import masked

OTHER = "另一位监护人"
_PLANNED = re.compile(r"(?:家长)?原来安排的是[^。，；（）\n]*。?")
"""What somebody else planned for the way home: it may be the other's."""


def veil(text: str, hidden: Iterable[Person], *, said: str = "") -> str:
    """The text without name, relation and phone of those who are hidden. What the reader wrote stays: it is theirs."""
    for person in hidden:
        for word in _words(person):
            if word and word not in said:
                text = text.replace(word, OTHER)
    return _once(_PLANNED.sub("", text))


def shows(text: str, hidden: Iterable[Person]) -> bool:
    """Whether anything of theirs is in the text."""
    return any(word in text for person in hidden for word in _words(person) if word)


def _words(person: Person) -> list[str]:
    """The longest first: 爸爸李强 before 李强."""
    name, relation, phone = person.name or "", person.relation or "", person.phone or ""
    pairs = [f"{relation}{name}", f"{name}（{relation}）", f"{relation}（{name}）"] if name and relation else []
    numbers = [phone, masked(phone)] if phone else []
    return [*pairs, *numbers, name, relation]


def _once(text: str) -> str:
    """Name and relation beside each other become one."""
    return re.sub(rf"{OTHER}(?:[（(]?{OTHER}[）)]?)+", OTHER, text)
