"""The ways a name is called: from one full name, every form that a message may use (guideline 7)."""

from __future__ import annotations

from enum import IntEnum

from care.reading.names.name_words import DOUBLE_SURNAMES


class Closeness(IntEnum):
    """How close a form is to the name the system knows; the lower wins (guideline 45)."""

    FULL = 0
    GIVEN = 1
    NICK = 2
    SURNAME = 3

    @property
    def why(self) -> str:
        return ("full name", "given name", "nickname", "surname")[self]


def split(full: str) -> tuple[str, str]:
    """Surname and given name: 欧阳/娜, 李/小明."""
    cut = 2 if full[:2] in DOUBLE_SURNAMES and len(full) > 2 else 1
    return full[:cut], full[cut:]


def forms(full: str) -> dict[str, Closeness]:
    """Each form of a pupil's name with its closeness: 小明, 明明, 阿明, 明儿, 明宝, 李同学, 小李同学."""
    surname, given = split(full)
    called: dict[str, Closeness] = {}
    for form in _by_surname(surname):
        called[form] = Closeness.SURNAME
    for syllable in given:
        for form in _by_syllable(syllable):
            called[form] = Closeness.NICK
    for form in (f"小{given}", f"{given}儿", f"{given}宝", f"阿{given}"):
        called[form] = Closeness.NICK
    if len(given) > 1:
        called[given] = Closeness.GIVEN
    called[full] = Closeness.FULL
    return called


def _by_syllable(syllable: str) -> tuple[str, ...]:
    """小明, 阿明, 明明, 明儿, 明仔, 明宝, 大明 of one character of the given name."""
    if syllable in "小大老":
        return ()
    return (
        f"小{syllable}",
        f"阿{syllable}",
        syllable * 2,
        f"{syllable}儿",
        f"{syllable}仔",
        f"{syllable}宝",
        f"大{syllable}",
    )


def _by_surname(surname: str) -> tuple[str, ...]:
    called = (surname, f"小{surname}")
    polite = tuple(name + tail for name in called for tail in ("同学", "孩子"))
    polite += (f"{surname}家",)
    return (*polite, surname * 2) if len(surname) == 1 else polite
