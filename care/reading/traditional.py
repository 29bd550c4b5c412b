"""Traditional characters, each beside its simplified form.

The pairs of traditional.txt are OpenCC's (t2s) for the characters of Big5; those below are dialect's and slips.
"""

from __future__ import annotations

from pathlib import Path

_OWN = dict(zip("妳覆喺啲係嘅姊裏衹痺衆鋭", "你复在些是的姐里只痹众锐", strict=True))
_PAIRS = "".join((Path(__file__).parent / "traditional.txt").read_text(encoding="utf-8").split())

SIMPLE = dict(zip(map(ord, _PAIRS[::2]), _PAIRS[1::2], strict=True)) | {ord(char): even for char, even in _OWN.items()}


def simplify(text: str) -> str:
    """The text in simplified characters, one for one."""
    return text.translate(SIMPLE)
