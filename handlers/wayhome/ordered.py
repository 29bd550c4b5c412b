"""A leader tells of a child that left, or lets one go: its holder is asked; of one that left it is told. (promise 3)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from care.acts import About, Act, Intent
from care.calendar import local
from care.messages import Outgoing
from care.people import Role, Student
from care.reading.read import read
from care.rules.custody import Place
from handlers.custody import closing
from handlers.record import named
from handlers.safety import guard, muster
from handlers.turn import Turn
from handlers.wayhome import release
from storage import ledger


def by_leader(act: Act, turn: Turn) -> list[Outgoing]:
    """Read once more as a teacher would be who had the children called by their whole names; else nothing."""
    open_ = act.intent is Intent.CLARIFY and act.about in (About.INTENT, About.STUDENT) and not act.options
    if not turn.speaker.leads or turn.known.role is not Role.LEADER or not open_:
        return []
    found = named.in_school(turn, (), turn.text)
    if not found.sure or found.among:
        return []
    known = replace(turn.known, role=Role.TEACHER, roster=found.sure)
    acts = read(turn.text, known, local(turn.now)).acts
    if all(one.intent is Intent.RELEASE and one.students and not one.instead_of for one in acts):
        return [note for one in acts for note in _of_each(one, turn)]
    perhaps = [one.maybe for one in acts] == [Intent.RELEASE]
    gone = _gone(turn, found.sure) if perhaps else ()
    return release.release(Act(Intent.RELEASE, students=gone), turn, leads=False) if gone else []


def _of_each(act: Act, turn: Turn) -> list[Outgoing]:
    """Those who have left are told of, whatever the hour; of the others the holder is asked."""
    students = act.students or ()
    gone = _gone(turn, students)
    here = act.with_(students=tuple(child for child in students if child not in gone))
    told = release.release(act.with_(students=gone), turn, leads=False) if gone else []
    if not here.students:
        return told
    if over := closing.refusal(here, turn) or muster.refusal(here, turn):
        return [*told, *over]
    screened = guard.screen(here, turn)
    asked = release.release(screened.act, turn, leads=False) if screened.act is not None else []
    return [*told, *asked, *screened.notes]


def _gone(turn: Turn, children: Sequence[Student]) -> tuple[Student, ...]:
    places = ledger.places(turn.session, turn.school_id, turn.today, turn.care)
    return tuple(child for child in children if places.get(child.id, Place()).gone is not None)
