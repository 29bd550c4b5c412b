"""What tells two children of one name apart."""

from __future__ import annotations

TAIL = 4  # figures of a number that are shown on a button


def numbered(label: str, number: str, place: int) -> str:
    """0207号李小明: the number first, because a button's end may be cut off. Without a number, the place."""
    return f"{number[-TAIL:]}号{label}" if number else f"{place}.{label}"


def called(name: str, number: str, place: int) -> str:
    return f"{name}（学号{number}）" if number else f"{name}（第{place}个）"
