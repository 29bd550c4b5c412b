"""The one-day pickup code (接送码) of a delegate who is on no list of the child's. (C46)"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

MOST_WRONG = 3
"""After so many wrong ones the code is dead and the duty leader is called. [ours]"""
_SAID = re.compile(r"(?:接送)?码\s*(?:是|为|[:：])?\s*(\d{4})(?!\d)")


class Check(Enum):
    FITS = "fits"
    NOT_SAID = "not said"
    WRONG = "wrong"
    USED = "used before"
    DEAD = "too many wrong ones"


@dataclass(frozen=True)
class Code:
    """What is known of a code at the moment it is asked for. The digits themselves are nowhere."""

    said: bool = False
    fits: bool = False
    used: bool = False
    wrong: int = 0


def code_in(text: str) -> str | None:
    """码4821, 接送码：4821."""
    found = _SAID.search(text)
    return found[1] if found else None


def check(code: Code) -> Check:
    """Used or dead comes before right or wrong: a dead code tells nothing any more."""
    if code.used:
        return Check.USED
    if code.wrong >= MOST_WRONG:
        return Check.DEAD
    if not code.said:
        return Check.NOT_SAID
    return Check.FITS if code.fits else Check.WRONG
