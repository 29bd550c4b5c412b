"""Children handed over by name, and what a receiver says who misses one: word by word, never guessed. (promise 2)"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from care.people import Known, Staff, Student
from care.reading import counts
from care.reading.names.classes import find_classes

_NUMBER = r"(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,3})"
_HEADS = r"(?:个|人|名|位)(?:孩子|学生|人)?"
_TO = r"(?P<to>[一-龥]{1,4}?)(?P<title>老师)?"
_END = r"[\s,。!~了]*$"
_FIRST = re.compile(
    rf"(?:我)?先?(?:交|送|转)?(?:{_NUMBER}{_HEADS})?(?:交|送|转)?给{_TO}了?[\s:,]+(?P<names>[^?？]+?){_END}"
)
_LAST = re.compile(
    rf"(?:我)?先?(?:把)?(?P<names>[^?？]+?)(?:[这共]?{_NUMBER}{_HEADS})?先?(?:交给|送给|转给|交接给){_TO}{_END}"
)
_SPLIT = re.compile(r"[\s,，、;；。和]+")


@dataclass(frozen=True)
class Part:
    """Some children, by name, to a colleague; `count` where a number was said. No children: two have one name."""

    children: tuple[Student, ...]
    receiver: Staff
    count: int | None = None
    alike: tuple[Student, ...] = ()  # those of whom one is meant


def read_part(text: str, roster: Sequence[Student], staff: Sequence[Staff]) -> Part | None:
    """先交2个给王磊老师：李小明、王小红; 李小明和王小红交给王磊. None unless each word has its place."""
    even = unicodedata.normalize("NFKC", text).strip()
    for shape in (_FIRST, _LAST):
        found = shape.fullmatch(even)
        receiver = _colleague(found["to"], bool(found["title"]), staff) if found else None
        children = all_named(found["names"], roster) if found else ()
        if found and receiver and children:
            return Part(children, receiver, counts.number(found["n"]) if found["n"] else None)
        if found and receiver and (alike := tuple(one for one in roster if one.name == found["names"].strip())):
            return Part((), receiver, alike=alike)
    return None


def all_named(names: str, roster: Iterable[Student]) -> tuple[Student, ...]:
    """Every one of them, each once, or nobody."""
    every = list(roster)
    found = [[one for one in every if one.name == word] for word in _SPLIT.split(names.strip()) if word]
    children = tuple(own[0] for own in found if len(own) == 1)
    return children if found and len(children) == len(found) == len(set(children)) else ()


def _colleague(name: str, titled: bool, staff: Iterable[Staff]) -> Staff | None:
    """王磊, 王磊老师; 王老师 where only one colleague is called so."""
    fits = [one for one in staff if one.name == name or (titled and len(name) == 1 and one.name[0] == name)]
    return fits[0] if len(fits) == 1 else None


# --- the receiver's side ---

_WISH = re.compile(
    r"(?:好的?|那)?[\s,]*(?:今天|今晚|现在|这就|马上)?(?:我(?:来|去|现在去|这就)?)?接(?:一下|手|管|班)?(?P<a>[^\s,]+?)吧?[\s,。!~]*"
    r"|(?P<b>[^\s,]+?)[\s,]*(?:今天|今晚|现在)?我(?:来|去)?接(?:手|管|一下|班)?吧?[\s,。!~]*"
)
_SHORT = re.compile(r"[一二三四五六七八九]\d{1,2}")


def read_wish(text: str, known: Known) -> str | None:
    """接三年级2班; 三年级2班我来接; 我接三2: the class that the sender would take over. Nothing else may be said."""
    found = _WISH.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    room = found["a"] or found["b"]
    written = f"{room}班" if _SHORT.fullmatch(room) else room
    classes = find_classes(written, known)
    whole = len(classes) == 1 and (classes[0].start, classes[0].end) == (0, len(written))
    return classes[0].class_name if whole else None


_TAKEN = re.compile(r"接收|收到|收下|接到|接了|都到|都在")
_NOT_HERE = re.compile(r"没有?来|没有?到|不在|没在|没见|少了?|缺了?|除了?")
_COUNT = re.compile(rf"{_NUMBER}(?:个|人|名|位)")
_FILLING = re.compile(r"我|已|确认|其他|其余|别的|都|全|人|老师|孩子|了|的|只|就|[\s,，、。;；:：!！和]")


@dataclass(frozen=True)
class Receipt:
    """What a receiver says: how many are there, and who is not."""

    count: int | None
    missing: tuple[str, ...] = ()


def read_receipt(text: str, names: Iterable[str]) -> Receipt | None:
    """接收4人，李小明没来; 除了李小明都接收了; 收到5人. None unless each word has its place."""
    even = unicodedata.normalize("NFKC", text).strip()
    named = [name for name in sorted(set(names), key=len, reverse=True) if name in even]
    rest = even
    for name in named:
        rest = rest.replace(name, "")
    number = _COUNT.search(rest)
    rest = _COUNT.sub("", rest, count=1)
    absent = bool(_NOT_HERE.search(rest))
    if not _TAKEN.search(rest) or absent != bool(named) or not (named or number):
        return None
    if _FILLING.sub("", _NOT_HERE.sub("", _TAKEN.sub("", rest))):
        return None
    return Receipt(counts.number(number["n"]) if number else None, tuple(named))
