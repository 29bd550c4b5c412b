"""What stands behind 限制接送: which child, which person, until when, on what evidence. Exact, nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from care.people import Person
from care.reading.names.person_words import RELATION

_CHILD = re.compile(r"(?P<class>\S*?\d+班)?\s*(?P<name>[一-龥·]{2,8})(?:\s+|$)(?P<rest>.*)", re.DOTALL)
_EVIDENCE = re.compile(r"(?:依据|凭)[:：,，]?\s*(?P<words>.+)$", re.DOTALL)
_UNTIL = re.compile(r"(?:至|到)?\s*(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")
_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


@dataclass(frozen=True)
class Named:
    """A child as a command names it, and what else was written."""

    name: str
    class_name: str | None
    rest: str


@dataclass(frozen=True)
class Restriction:
    """What stays empty was not written, or cannot be read."""

    child: Named
    person: Person
    until: date | None
    evidence: str


def read_child(words: str) -> Named | None:
    """三年级2班李小明 …, 李小明 …"""
    found = _CHILD.fullmatch(words.strip())
    return Named(found["name"], found["class"], found["rest"].strip()) if found else None


def read_restriction(words: str) -> Restriction | None:
    """三年级2班李小明 张三 舅舅 13800001111 至2026-06-30 依据法院裁定书. None where no child stands first."""
    child = read_child(words)
    if child is None:
        return None
    rest = child.rest
    evidence = _EVIDENCE.search(rest)
    rest = rest[: evidence.start()] if evidence else rest
    return Restriction(child, read_person(rest), _until(rest), evidence["words"].strip() if evidence else "")


def read_person(words: str) -> Person:
    """张三 舅舅 13800001111, in any order."""
    phone = _PHONE.search(words)
    plain = _PHONE.sub(" ", _UNTIL.sub(" ", words))
    said = re.findall(r"[一-龥·]{1,8}", plain)
    relation = next((word for word in said if re.fullmatch(RELATION, word)), None)
    name = next((word for word in said if word != relation), None)
    return Person(name, relation, phone.group() if phone else None)


def _until(words: str) -> date | None:
    found = _UNTIL.search(words)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
