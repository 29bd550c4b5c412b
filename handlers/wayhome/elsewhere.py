"""A colleague tells of a child that is on another's list: read once more with that child known. (promises 3, 9)"""

from __future__ import annotations

from dataclasses import replace

from care.acts import About, Act, Intent
from care.calendar import local
from care.reading.read import read
from handlers.record import named
from handlers.turn import Turn


def releases(act: Act, turn: Turn) -> list[Act]:
    """What the message says of children elsewhere in the school, called by their whole names; else nothing."""
    open_ = act.intent is Intent.CLARIFY and act.about is About.STUDENT and act.maybe is Intent.RELEASE
    if not turn.speaker.is_staff or not open_ or act.options:
        return []
    found = named.in_school(turn, (), turn.text)
    here = {child.id for child in turn.known.roster}
    others = tuple(child for child in (*found.sure, *found.among) if child.id not in here)
    if not others or len(others) < len({*found.sure, *found.among}):
        return []
    known = replace(turn.known, roster=(*turn.known.roster, *others))
    acts = read(turn.text, known, local(turn.now)).acts
    told = [one for one in acts if one.intent is Intent.RELEASE and one.students]
    return told if len(told) == len(acts) and all(set(one.students or ()) <= set(others) for one in told) else []
