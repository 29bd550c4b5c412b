"""A colleague who says that a child is still here: a slip that is put right, or a word against the record."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from care.people import Known, Student

_SLIP = r"(?:我)?(?:刚才|刚刚|上面|前面|上一条)?(?:是)?(?:我)?(?:说|弄|搞|点|记|发|写|报|登记)错了?(?:人|名字)?"
_HERE = (
    r"(?:其实)?(?:现在)?(?:还(?:没有?|未)(?:走|离校|接走|回家)|没有?(?:走|离校|被?接走)"
    r"|还在(?:我?这儿|我?这里?|我(?:手里|身边|旁边|班上|班里)|教室里?|学校里?|班里|呢)?)"
)
_END = r"[\s,。!！~呢呀啊的了]*"
_NAME = r"(?:[一二三四五六七八九]年级\d+班\s*)?(?P<name>[一-龥·]{2,4}?)(?:同学|小朋友)?"
_SLIP_FIRST = re.compile(rf"{_SLIP}[\s,，。;；!！]*{_NAME}{_HERE}{_END}")
_SLIP_LAST = re.compile(rf"{_NAME}{_HERE}[\s,，。;；!！]*{_SLIP}{_END}")
_PLAIN = re.compile(rf"{_NAME}{_HERE}{_END}")


@dataclass(frozen=True)
class StillHere:
    """The child; `slip`: the speaker says that an earlier message was wrong."""

    child: Student
    slip: bool


def read_still_here(text: str, known: Known) -> StillHere | None:
    """The sentence, of a child on the speaker's list; None where the reader has to look."""
    even = unicodedata.normalize("NFKC", text).strip()
    for pattern, slip in ((_SLIP_FIRST, True), (_SLIP_LAST, True), (_PLAIN, False)):
        if found := pattern.fullmatch(even):
            return _of(found["name"], known, slip)
    return None


def _of(name: str, known: Known, slip: bool) -> StillHere | None:
    full = [child for child in known.roster if child.name == name]
    given = [child for child in known.roster if len(child.name) > 2 and child.name[1:] == name]
    meant = full or given
    return StillHere(meant[0], slip) if len(meant) == 1 else None
