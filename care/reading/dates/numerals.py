"""Numbers as parents write them: 12, 十二, 廿三, 卅, 两."""

from __future__ import annotations

_DIGIT = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
    "俩": 2,
    "仨": 3,
    "幺": 1,
}
_TENS = {"十": 10, "廿": 20, "卅": 30}

NUMBER = r"(?:\d{1,2}|[二三四五六]?十[一二三四五六七八九]?|[廿卅][一二三四五六七八九]?|[一二两三四五六七八九])"
"""A number below a hundred, in figures or in Chinese."""


def number(words: str) -> int:
    """The value of a number below a hundred; -1 where the words are none."""
    if words.isdecimal():
        return int(words)
    value = 0
    for sign in words:
        if sign in _TENS:
            value = max(value, 1) * 10 if sign == "十" else _TENS[sign]
        elif sign in _DIGIT:
            value += _DIGIT[sign]
        else:
            return -1
    return value
