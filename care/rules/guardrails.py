"""Guard rails (C13): what a plan or the law forbids is refused where it is tried, by the words that try it.

Clause by clause. A clause that forbids, denies or reports the thing is not the thing: 请不要给孩子布置作业.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from care.rules import guardrail_words as words
from care.rules.guardrail_words import Limit


@dataclass(frozen=True)
class Rails:
    """What the school's plan says where plans differ."""

    homework_by_chat: bool = False  # L-17, D-26
    parents_mark: bool = False  # L-17
    price_approved: bool = False  # L-09: the plan names the document
    learning_lessons: float = 1  # L-07
    minutes: tuple[int, int, int] = (0, 60, 90)  # L-05, L-06, D-27: grades 1 and 2, to 6, after


@dataclass(frozen=True)
class Hit:
    """A limit that is broken, and the words that break it."""

    limit: Limit
    said: str


def screen(text: str, rails: Rails, *, grades: Collection[int] = ()) -> tuple[Hit, ...]:
    """What the text breaks, each limit once. `grades`: those whom it is meant for; empty is not known."""
    even = unicodedata.normalize("NFKC", text)
    found: dict[Limit, Hit] = {}
    for hit in _hits(even, rails, frozenset(grades)):
        found.setdefault(hit.limit, hit)
    return tuple(found[limit] for limit in Limit if limit in found)


def homework_minutes_allowed(grade: int, minutes: float, rails: Rails) -> bool:
    """Written homework a day: none in grades 1 and 2, 60 minutes to grade 6, 90 after. (W-59, L-05, L-06)"""
    low, primary, junior = rails.minutes
    return minutes <= (low if grade <= 2 else primary if grade <= 6 else junior)


def learning_allowed(lessons: float, rails: Rails) -> bool:
    """Learning takes one lesson of a session at most. (L-07)"""
    return lessons <= rails.learning_lessons


def _hits(text: str, rails: Rails, grades: frozenset[int]) -> Iterator[Hit]:
    for sentence in re.split(r"[。;；!！?？\n]", text):
        for limit, match, clause in _matches(sentence):
            if not _denied(clause, match) and not _excepted(limit, match[0], sentence, text, rails):
                yield Hit(limit, match[0])
    for clause in words.CLAUSE.findall(text):
        yield from _load(clause, text, rails, grades)


def _matches(sentence: str) -> Iterator[tuple[Limit, re.Match[str], str]]:
    for clause in words.CLAUSE.findall(sentence):
        for limit, shape in words.COMPILED:
            if match := shape.search(clause.strip()):
                yield limit, match, clause.strip()


def _denied(clause: str, match: re.Match[str]) -> bool:
    """A no or a report before the words, or a no within them; what comes behind them is another matter."""
    before = clause[: match.start()]
    asked = words.REPORTS.search(before) or re.search(r"[吗么]$", clause)
    return bool(words.NEGATED.search(before) or words.NEGATED.search(_plain(match[0])) or asked)


def _plain(said: str) -> str:
    """没报名的也算报名 says no of the families, not of the deed."""
    return re.sub(r"没有?报|没有?回复|不回复|未报", "", said)


def _excepted(limit: Limit, said: str, sentence: str, text: str, rails: Rails) -> bool:
    match limit:
        case Limit.GROUP_LESSONS:  # 国庆调休，10月10日补课: a make-up day of the calendar.
            return said.startswith("补") and words.MAKE_UP_DAY.search(sentence) is not None
        case Limit.HOMEWORK:
            return rails.homework_by_chat
        case Limit.PARENTS_MARK:
            return rails.parents_mark
        case Limit.PRICE:
            return bool(rails.price_approved or words.DOCUMENT.search(text))
        case _:
            return False


def _load(clause: str, text: str, rails: Rails, grades: frozenset[int]) -> Iterator[Hit]:
    """How much: written work for the youngest, minutes of homework, lessons of learning."""
    if words.NEGATED.search(clause) or words.REPORTS.search(clause):
        return
    youngest = bool(words.LOWER.search(text)) or (bool(grades) and max(grades) <= 2)
    if youngest and (match := words.WRITTEN.search(clause)):
        yield Hit(Limit.WRITTEN, match[0])
    if (match := words.MINUTES.search(clause)) and not _within(clause):
        grade = min((g for g in grades if g > 2), default=3)
        if not homework_minutes_allowed(grade, _number(match[1]) * (1 if match[2] == "分钟" else 60), rails):
            yield Hit(Limit.MINUTES, match[0])
    if (match := words.LESSONS.search(clause)) and not learning_allowed(_number(match[1] or match[2]), rails):
        yield Hit(Limit.LEARNING, match[0])


def _within(clause: str) -> bool:
    """A bound is no load: 控制在90分钟以内, 少于."""
    return bool(re.search(r"以内|以下|少于|控制|不超|至多|最多", clause))


def _number(written: str) -> float:
    return words.NUMBERS[written] if written in words.NUMBERS else float(written)
