"""Lengths of time: 二十分钟后 is counted from now, 晚半小时 from the usual."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from care.reading.dates.numerals import NUMBER, number
from care.reading.parts import FoundTime

_UNIT = r"(?:分钟|分(?!开|别|批|享|之|班|组|数|成)|个?小时|个?钟头|[个粒]钟|刻钟|min|h(?![a-z]))"
_LENGTH = (
    rf"(?:(?P<l_half>(?P<l_more>{NUMBER}个)?半[个粒]?(?:多)?(?:小时|钟头|钟))"
    rf"|(?P<l_n>(?P<l_from>\d+[-~到至]\d+|[一二三四五][二三四五六]十|十五二十|[一二三四五六七八][二三四五六七八九](?=分))"
    rf"|\d+(?:\.\d)?|十几|几|{NUMBER})(?P<l_much>多|来|几)?(?P<l_half2>个半)?(?P<l_unit>{_UNIT})(?P<l_tail>多)?"
    rf"(?:零?(?P<l_rest>{NUMBER})分钟?)?)"
)
_LENGTHS = re.compile(rf"(?<!\d:)(?<![\d.第]){_LENGTH}")
_SHIFT_BEFORE = re.compile(
    r"(?:晚|迟|推迟|延迟|延后|延长|提前|提早|早)(?:[来到接走去]|大概|大约|差不多|个|了|约|放学|结束|开门|下班|出来){0,3}\s*$"
)
_COUNT_BEFORE = re.compile(
    r"(?:再过|再等|再有|还有|还要|还得|还需要?|还差|等我|等个?|再给我|再)(?:等我?|我|一下|大概|大约|差不多|个|约|至少|起码)*\s*$"
)
_COUNT_AFTER = re.compile(
    r"\s*(?:左右|上下|吧)?\s*(?:之?后|以后|之?内|左右到|就[到能来]|就可以到|能到|才能?到|可以到|赶到|到(?!了|账)|后到|的?车程|就过来|过来)"
)
_WAITED_BEFORE = re.compile(r"[了过最每前后]\s*$|最后$|休息$")
_ALONE = re.compile(r"^\s*(?:大概|大约|估计|差不多|要|得|约|预计)*\s*$")
_ALONE_AFTER = re.compile(r"^\s*(?:左右|吧|的样子|样子)*[,。!~\s]*$")
_SOON = re.compile(r"(?:大概|大约|估计|差不多|约|预计|可能)\s*$")


def lengths(plain: str, text: str, now: datetime) -> list[FoundTime]:
    found = []
    for match in _LENGTHS.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if shift := _SHIFT_BEFORE.search(before):
            found.append(FoundTime(shift.start(), match.end(), plain[shift.start() : match.end()]))
            continue
        counted = _COUNT_BEFORE.search(before)
        behind = _COUNT_AFTER.match(after)
        if after.startswith(("前", "之前", "以前")) or (not counted and _WAITED_BEFORE.search(before)):
            continue
        alone = _ALONE.match(before) and _ALONE_AFTER.match(after)
        at_the_end = _SOON.search(before) and _ALONE_AFTER.match(re.split(r"[,。!]", after, maxsplit=1)[0])
        if not counted and not behind and not alone and not at_the_end:
            continue
        start = counted.start() if counted else soon.start() if (soon := _SOON.search(before)) else match.start()
        end = match.end() + (behind.end() if behind else 0)
        minutes = _length(match)
        value = None if minutes is None else (now + timedelta(minutes=minutes)).time().replace(second=0, microsecond=0)
        found.append(FoundTime(start, end, plain[start:end], value, days=True))
    return found


def _length(match: re.Match[str]) -> int | None:
    """Minutes; None where nobody knows (几分钟, 二十多分钟)."""
    if match["l_half"]:
        whole = number(match["l_more"][:-1]) if match["l_more"] else 0
        return None if "多" in match["l_half"] else 60 * whole + 30
    if match["l_from"] or match["l_n"] in ("几", "十几") or match["l_much"] in ("多", "几") or match["l_tail"]:
        return None
    unit = match["l_unit"]
    of_one = 15 if unit == "刻钟" else 1 if unit[0] in "分m" else 60
    amount = float(match["l_n"]) if match["l_n"][0].isdecimal() else number(match["l_n"])
    return int(amount * of_one) + (30 if match["l_half2"] else 0) + (number(match["l_rest"]) if match["l_rest"] else 0)
