"""Classes (行政班) in a text: 三(2)班, 3.2班, 302, 初一3班 → 三年级2班 (guideline 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from care.people import Known
from care.reading.parts import FoundClass

GRADES = "一二三四五六七八九"
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九十")}

_GRADE = "(?P<junior>初)?(?P<grade>[一二三四五六七八九1-9])"
_ROOM = r"(?P<room>1\d|[1-9]|十[一二三四五]?|[一二三四五六七八九])"
_START = r"(?<![周期拜月第.])(?<!\d(?=\d))(?<!\d:)"
SHAPES = tuple(
    re.compile(_START + shape)
    for shape in (
        rf"{_GRADE}(?:年级)?\s*[(\[]\s*{_ROOM}\s*[)\]]\s*班?",  # 三(2)班, 三(2)
        rf"{_GRADE}年级\s*{_ROOM}班?",  # 三年级2班, 三年级二
        rf"{_GRADE}年{_ROOM}班",  # 三年二班
        rf"{_GRADE}\s*[.·_-]\s*{_ROOM}\s*班",  # 3.2班
        r"(?P<grade>[1-9])0(?P<room>[1-9])班",  # 302班
        r"(?P<grade>[1-9])(?P<room>1\d)班",  # 312班
        rf"{_GRADE}{_ROOM}班(?!车)",  # 三2班, 三二班
        r"(?P<junior>初)(?P<grade>[一二三1-3])\s*(?P<room>1\d|[1-9])(?![\d:.点号元人个块名])",  # 初二5
        r"(?P<grade>[1-9])0(?P<room>[1-9])(?![\d:.点号元人个块名])",  # 302 on its own
        # 一4的9个
        r"(?P<grade>[一二三四五六七八九])(?P<room>[1-9])(?=的|\s|$|[,、:]|"
        r"[应实全到已都交点共晚午早缺少今走放来归])",
    )
)
_NO_CLASS_BEFORE = "年级周期拜上下晚午早托管时团轮值加换接当第这那全同本我们他她哪各几跟"
_NO_CLASS_BEHIND = "级|次|车|主任|长|制|岗|表|的?人"
_BARE = re.compile(
    _START
    + r"(?P<grade>[1-9](?=[.·-])|[一二三四五六七八九])[.·-]?(?P<room>1\d|[1-9])(?![\d.点:月日号楼元度年分个人名/])"
)
_PART = re.compile(rf"(?<![\d{_NO_CLASS_BEFORE}]){_ROOM}班(?!{_NO_CLASS_BEHIND})")


def find_classes(text: str, known: Known) -> tuple[FoundClass, ...]:
    """Whole classes, and a part (三班) where the roster leaves one reading; they do not overlap."""
    found: list[FoundClass] = []
    for one in (*_whole(text), *_bare(text, known), *_parts(text, known)):
        if all(one.end <= other.start or other.end <= one.start for other in found):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def _whole(text: str) -> Iterator[FoundClass]:
    for shape in SHAPES:
        for match in shape.finditer(text):
            groups = match.groupdict()
            grade = number(groups["grade"]) + (6 if groups.get("junior") else 0)
            if grade <= len(GRADES):
                name = f"{GRADES[grade - 1]}年级{number(groups['room'])}班"
                yield FoundClass(match.start(), match.end(), match.group(), name)


def _bare(text: str, known: Known) -> Iterator[FoundClass]:
    """五1, 5.1 without 班: a class only where the sender has pupils in it, for it may be a date."""
    here = {pupil.class_name for pupil in (*known.roster, *known.children)}
    for match in _BARE.finditer(text):
        name = f"{GRADES[number(match['grade']) - 1]}年级{number(match['room'])}班"
        if name in here:
            yield FoundClass(match.start(), match.end(), match.group(), name)


def _parts(text: str, known: Known) -> Iterator[FoundClass]:
    """三班 → 二年级3班 where all the pupils known in a class 3 are in that one."""
    for match in _PART.finditer(text):
        tail = f"级{number(match['room'])}班"
        fits = {pupil.class_name for pupil in (*known.roster, *known.children) if pupil.class_name.endswith(tail)}
        yield FoundClass(match.start(), match.end(), match.group(), fits.pop() if len(fits) == 1 else None)


def number(written: str) -> int:
    """1 to 19, in digits or characters."""
    if written.isascii():
        return int(written)
    return sum(_DIGITS[char] for char in written)


def grade_of(class_name: str) -> int:
    """三年级2班 → 3; 0 where the class names no grade."""
    return GRADES.find(class_name[0]) + 1 if class_name else 0
