"""Cutting text to what the platform takes: it counts bytes here, characters there, and cuts without a word."""

from __future__ import annotations

ELLIPSIS = "…"


def shorten(text: str, characters: int) -> str:
    """At most so many characters, with a sign that something is missing."""
    return text if len(text) <= characters else text[: characters - 1] + ELLIPSIS


def fits(text: str, size: int) -> bool:
    return len(text.encode()) <= size


def shorten_bytes(text: str, size: int) -> str:
    """At most so many bytes, no character cut in two."""
    if fits(text, size):
        return text
    return text.encode()[: size - len(ELLIPSIS.encode())].decode(errors="ignore") + ELLIPSIS


def split(text: str, size: int) -> list[str]:
    """Pieces of at most `size` bytes, on line borders where there are any. Nothing is lost but those borders."""
    pieces: list[str] = []
    current = ""
    for line in text.split("\n"):
        joined = f"{current}\n{line}" if current else line
        if fits(joined, size):
            current = joined
            continue
        if current:
            pieces.append(current)
        *whole, current = _split_line(line, size)
        pieces.extend(whole)
    return [*pieces, current] if current or not pieces else pieces


def _split_line(line: str, size: int) -> list[str]:
    pieces = []
    while not fits(line, size):
        head = line.encode()[:size].decode(errors="ignore")
        pieces.append(head)
        line = line[len(head) :]
    return [*pieces, line]


def numbered(text: str, labels: list[str]) -> str:
    """The choices written out, where there are too many for buttons: a typed number does the same."""
    lines = [f"{number}. {label}" for number, label in enumerate(labels, start=1)]
    return "\n".join([text, *lines] if text else lines)
