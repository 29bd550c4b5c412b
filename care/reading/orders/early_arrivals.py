"""早到12人, 早到：李小明、王小红: who is at school before lessons. Nothing is guessed. (C08)"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from care.people import Student
from care.reading.counts import number
from care.reading.orders.handings import all_named

_NUMBER = r"\d{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?|[两一二三四五六七八九]"
_COUNT = re.compile(
    rf"(?:今天|今早|早上)?早到(?:的?(?:有|共|一共|学生|孩子))*(?P<n>{_NUMBER})[个名]?(?:人|孩子|学生)?(?P<note>[,，;；。\s].*)?"
)
_NAMES = re.compile(r"(?:今天|今早)?早到(?:名单|的有|的是|[\s:,，])+(?P<names>[一-龥·、,，\s]{2,})[。.]?")
_ASKED = re.compile(
    r"(?:今天|今早)?早到(?:情况|名单|了?多少人|(?:了?几|有几)个?人?)[?？。]?|(?:今天|今早)(?:谁|哪些人)早到了?[?？。]?"
)


@dataclass(frozen=True)
class Early:
    """A count, or names; `asks`: neither, somebody wants to know. `note` is what else was written."""

    count: int | None = None
    names: str = ""
    note: str = ""
    asks: bool = False


def read_early(text: str) -> Early | None:
    """None where the words are something else; a question never counts anybody. (promise 2)"""
    even = unicodedata.normalize("NFKC", text).strip()
    if _ASKED.fullmatch(even):
        return Early(asks=True)
    if re.search(r"[?？吗]", even):
        return None
    if found := _COUNT.fullmatch(even):
        return Early(number(found["n"]), note=(found["note"] or "").strip(" ,，;；。"))
    found = _NAMES.fullmatch(even)
    return Early(names=found["names"].strip()) if found else None


def named(names: str, pupils: Iterable[Student]) -> tuple[Student, ...]:
    """Every one of them, each once, or nobody: of two pupils of one name neither is meant."""
    return all_named(names, pupils)
