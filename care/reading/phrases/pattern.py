"""How a line of the tables is written.

A line is a regular expression over the *sketch* of a text (sketch.py), where each thing found is one capital letter
in equal length: C child, W another's child, N colleague, P person who collects, D day, T clock time, S session,
K club, G class, X phone. `~` stands for up to four characters of the same clause, `~~` for up to ten.
"""

from __future__ import annotations

import re

GAP = r"[^,。.;:!?\n]"
"""Any character that does not end a clause."""


def gap(most: int) -> str:
    """Up to so many characters of the same clause."""
    return f"{GAP}{{0,{most}}}?"


def any_of(*lines: str) -> str:
    """One pattern out of the lines of a table."""
    joined = "|".join(lines)
    return "(?:" + joined.replace("~~", GAP + "{0,10}?").replace("~", GAP + "{0,4}?") + ")"


def compiled(*lines: str) -> re.Pattern[str]:
    return re.compile(any_of(*lines))


NOT = any_of("不", "没", "没有", "未")
CHILD = any_of(
    "C+", "[他她它]们?", "孩子们?", "我们?家?孩子", "宝贝", "儿子", "闺女", "女儿", "丫头", "两个", "俩", "人",
)  # fmt: skip
"""Who it is about, in the middle of a verb."""
CARE = any_of("S+", "托管班?", "课后服务", "看护", "托班")
END = r"(?=$|[,。!?; \n])"
