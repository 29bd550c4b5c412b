"""How characters sound and look: names come in by voice and by hurried thumbs (guideline 7, 45).

Only the table of single characters is loaded, at the first question: pypinyin's table of phrases weighs 40 MB and
serves tones, which names are compared without.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import import_module
from itertools import product

LOOK_ALIKE_GROUPS = (
    "萱宣", "睛晴", "末未", "己已巳", "睿容", "辰展", "浩洁皓", "字宇", "子孑", "冉再", "洋样", "彬杉", "锐悦",
    "恩思", "戌戍戊", "土士", "析柝", "俊浚", "沁泌", "茜西", "瑞端", "昊旻", "茹如", "沫沬", "诺若", "菲韭",
    "嘉喜", "佳住", "航杭", "悠攸", "彦颜", "钰珏", "玥珥", "涵函", "泽择", "芯蕊", "汐夕", "墨黑", "铭铬",
    "潇萧", "宸寢", "怡恰", "琪淇", "雅稚", "妍研", "凡几", "晔哗", "博搏", "杰木", "宁宇",
)  # fmt: skip
"""Characters taken for one another by the eye or by a handwriting keyboard."""

_LOOKS = {
    char: frozenset("".join(group for group in LOOK_ALIKE_GROUPS if char in group))
    for char in set("".join(LOOK_ALIKE_GROUPS))
}


_UMLAUT = str.maketrans("üǖǘǚǜ", "vvvvv")


@cache
def _table() -> dict[int, str]:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    table: dict[int, str] = import_module("pypinyin.pinyin_dict").pinyin_dict
    return table


@lru_cache(maxsize=8192)
def readings(char: str) -> tuple[str, ...]:
    """The one or two usual readings without tones, the commonest first; none for what is no Chinese character."""
    written = _table().get(ord(char), "")
    plain = [_toneless(reading) for reading in written.split(",") if reading]
    return tuple(dict.fromkeys(plain))[:2]


def _toneless(reading: str) -> str:
    decomposed = unicodedata.normalize("NFD", reading.translate(_UMLAUT))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def sound(word: str) -> str:
    """The word as most people would say it, without tones."""
    return " ".join(next(iter(readings(char)), char) for char in word)


def sounds(word: str) -> set[str]:
    """Each way the word may be said: 乐 is le and yue."""
    return {" ".join(ways) for ways in product(*(readings(char) or (char,) for char in word))}


def slips(word: str) -> Iterator[str]:
    """The word with one character that the eye takes for another."""
    for place, char in enumerate(word):
        for other in _LOOKS.get(char, frozenset()) - {char}:
            yield word[:place] + other + word[place + 1 :]


def one_slip(written: str, meant: str) -> bool:
    """Whether one character of what was written was taken for another by the eye."""
    return written != meant and written in slips(meant)
