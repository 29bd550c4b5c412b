"""Children named who are on no list of the speaker's: looked for in the whole school, by full name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from care.people import Student
from care.rules.incident import is_sure
from handlers.turn import Turn
from storage import people

FEW = 4  # buttons


@dataclass(frozen=True)
class Named:
    """Who is meant for sure; and of whom one of several may be meant."""

    sure: tuple[Student, ...]
    among: tuple[Student, ...] = ()


def in_school(turn: Turn, children: Iterable[Student], text: str = "") -> Named:
    """A name that the reader took from the text alone (id 0) is looked up; one that nobody bears is left out.

    Where no child was read, pupils whose full name stands in the text are looked for: three characters are a name, two
    may be a word and are asked about.
    """
    sure: list[Student] = []
    among: list[Student] = []
    for child in children:
        if child.id:
            sure.append(child)
            continue
        found = people.find_students(turn.session, turn.school_id, child.name, child.class_name or None)
        (sure if len(found) == 1 else among).extend(found)
    if not sure and not among and text:
        met = [child for child in people.pupils(turn.session, turn.school_id) if child.name in text]
        (sure if is_sure(met) else among).extend(met[:FEW])
    return Named(tuple(dict.fromkeys(sure)), tuple(among))
