"""Buttons that one can tell apart: two pupils of one name have their numbers (学号) on them. (promise 9)"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from care.people import Student
from care.wording import labels as wording
from storage import people
from storage.questions import Choice


def told_apart(session: Session, choices: Sequence[Choice]) -> list[Choice]:
    """Choices whose labels are the same get the number of the child that each is about."""
    twice = {label for label, count in Counter(choice.label for choice in choices).items() if count > 1}
    if not twice:
        return list(choices)
    about = {place: pupil_in(choice.args) for place, choice in enumerate(choices) if choice.label in twice}
    numbers = people.numbers_of(session, [id_ for id_ in about.values() if id_])
    return [
        replace(choice, label=wording.numbered(choice.label, numbers.get(about[place] or 0, ""), place + 1))
        if place in about
        else choice
        for place, choice in enumerate(choices)
    ]


def called(session: Session, children: Sequence[Student]) -> list[str]:
    """Class and full name of each; with the number where two are called the same."""
    twice = {name for name, count in Counter(child.called for child in children).items() if count > 1}
    numbers = people.numbers_of(session, [child.id for child in children if child.called in twice])
    return [
        wording.called(child.called, numbers.get(child.id, ""), place) if child.called in twice else child.called
        for place, child in enumerate(children, 1)
    ]


def pupil_in(args: Mapping[str, Any]) -> int | None:
    """The one child that a button is about."""
    act = args.get("act") or {}
    named = act.get("absent") or act.get("students") or []
    found = [args["student"]] if "student" in args else list(args.get("students") or [one["id"] for one in named])
    return int(found[-1]) if found else None
