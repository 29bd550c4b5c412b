"""What went wrong (incident): never missed (guidelines 19, 21, 25, 26, 46, 48)."""

from __future__ import annotations

from dataclasses import dataclass

from care.acts import Intent
from care.people import Student
from care.reading.parts import Clause, Mood, Span
from care.reading.policy import Draft
from care.reading.staff.desk import Desk, pattern, say
from care.reading.staff.laying import blank
from care.reading.staff_phrases import group as group_words
from care.reading.staff_phrases import trouble as trouble_words

KINDS: tuple[tuple[str, str], ...] = (
    ("other", trouble_words.FOUND_CHILD),
    ("missing", trouble_words.MISSING),
    ("other", trouble_words.STRANGER_ABOUT),
    ("conflict", trouble_words.CONFLICT),
    ("illness", trouble_words.FAINTED),
    ("illness", trouble_words.ILL),
    ("injury", trouble_words.INJURY),
    ("illness", trouble_words.ILLNESS),
    ("facility", trouble_words.FACILITY),
    ("other", trouble_words.OTHER_HARM),
)
"""Kinds by their words, the weightier first: a fight with a bleeding nose is a conflict."""


@dataclass(frozen=True)
class Trouble:
    kind: str
    clause: Clause
    rank: int = 0  # the lower is the weightier


def read_incidents(desk: Desk) -> list[Draft]:
    """At most one incident a message: what makes it, and who is concerned."""
    troubles = [*_told(desk), *_nobody_comes(desk), *_unexplained(desk), *_refused(desk)]
    if not troubles:
        return []
    worst = min(troubles, key=lambda trouble: trouble.rank)
    clauses = list(desk.clauses) if worst.kind == "conflict" else [trouble.clause for trouble in troubles]
    students = None if worst.kind == "facility" else _concerned(desk, clauses)
    return [
        say(
            Intent.INCIDENT, worst.clause.text, f"it tells of trouble: {worst.kind}", kind=worst.kind, students=students
        )
    ]


def _told(desk: Desk) -> list[Trouble]:
    found = []
    for clause in desk.clauses:
        if Mood.CONDITION in clause.moods or pattern(trouble_words.ASKED).search(clause.plain):
            continue
        plain = _without_harmless(clause.plain)
        rank, kind = next(
            ((rank, kind) for rank, (kind, table) in enumerate(KINDS) if pattern(table).search(plain)), (0, "")
        )
        if kind and not (kind in ("illness", "injury") and _excused(desk, clause)):
            found.append(Trouble(kind, clause, rank))
    return found


def _without_harmless(plain: str) -> str:
    """都没受伤, 无安全问题: no trouble in these words."""
    return blank(plain, (Span(m.start(), m.end(), m.group()) for m in pattern(trouble_words.HARMLESS).finditer(plain)))


def _excused(desk: Desk, clause: Clause) -> bool:
    """The reason of an absence (病假, 牙疼请了假), or the sender's own trouble, is no incident in care."""
    place = desk.clauses.index(clause)
    following = [one for one in desk.clauses[place + 1 : place + 2] if not desk.within(desk.names, one)]
    before = desk.clauses[max(0, place - 1) : place] if not desk.within(desk.names, clause) else ()
    near = " ".join(one.plain for one in (*before, clause, *following))
    return bool(pattern(trouble_words.EXCUSED).search(near) or pattern(trouble_words.OWN_TROUBLE).search(clause.plain))


def _refused(desk: Desk) -> list[Trouble]:
    """Somebody came for a child and was not given it (guideline 46)."""
    if not desk.has(trouble_words.REFUSED) or not desk.has(trouble_words.COLLECTOR_CAME):
        return []
    return [
        Trouble("other", clause)
        for clause in desk.clauses
        if pattern(trouble_words.COLLECTOR_CAME).search(clause.plain)
    ]


def _nobody_comes(desk: Desk) -> list[Trouble]:
    """Nobody collects and nobody answers (guideline 21)."""
    waiting = [clause for clause in desk.clauses if _waits(clause)]
    if waiting and desk.has(trouble_words.UNREACHED):
        return [Trouble("other", clause) for clause in waiting]
    return []


def _waits(clause: Clause) -> bool:
    """Nobody collects; 电话没人接 is another thing."""
    return bool(pattern(trouble_words.NOBODY_COMES).search(pattern(trouble_words.UNANSWERED).sub("", clause.plain)))


def _unexplained(desk: Desk) -> list[Trouble]:
    """Neither here nor excused: 没请假也没来, 家长联系不上 (guidelines 25, 48)."""
    if any(_waits(clause) for clause in desk.clauses) or not desk.has(group_words.NOT_HERE):
        return []
    return [
        Trouble("missing", clause) for clause in desk.clauses
        if pattern(trouble_words.UNEXPLAINED).search(clause.plain)
    ]  # fmt: skip


def _concerned(desk: Desk, clauses: list[Clause]) -> tuple[Student, ...] | None:
    """Those named in the troubled clauses; else in the nearest clause before; a leader's pupils by their name."""
    named = [name for clause in clauses for name in desk.within(desk.message.names, clause)]
    if not named:
        before = [name for name in desk.names if name.end <= clauses[0].start]
        named = [name for name in before if _same_clause(desk, name, before[-1])] or list(desk.names[:1])
    students = [
        student for name in named if name.sure
        for student in (name.students or (Student(0, name.words, ""),))
    ]  # fmt: skip
    return tuple(dict.fromkeys(students)) or None


def _same_clause(desk: Desk, one: Span, other: Span) -> bool:
    return any(one.within(c.start, c.end) and other.within(c.start, c.end) for c in desk.clauses)
