"""Children who have left, and with whom (release): guidelines 8, 26, 33, 44, 45."""

from __future__ import annotations

from dataclasses import dataclass, field

from care.acts import About, Intent
from care.people import Person, Student
from care.reading import staff_phrases as words
from care.reading.counts import people
from care.reading.parts import Clause, FoundName, Mood
from care.reading.policy import Draft
from care.reading.staff.desk import Desk, doubtful, pattern, pupils, say, unclear
from care.reading.staff.handing import direction

FAMILY = frozenset({"家长", "监护人", "家里人", "家人"})
"""Somebody of the family, but no relation (guideline 5)."""


@dataclass
class Leaving:
    """Children who left together, as the clauses tell it."""

    names: list[FoundName] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    person: Person | None = None
    left: bool = False  # a clause has said that they left


def read_leaving(desk: Desk) -> list[Draft]:
    """Each child or group that has left."""
    if not any(_tells(clause) or _remain(clause) for clause in desk.clauses):
        return []
    return [*_all_but(desk), *(_draft(desk, leaving) for leaving in _leavings(desk))]


def _tells(clause: Clause) -> bool:
    """A clause that says somebody left; 还没接走 does not (guideline 26)."""
    told = pattern(words.LEFT).search(clause.plain) or pattern(words.ALL_LEFT).search(clause.plain)
    return bool(told) and not pattern(words.NOT_LEFT).search(clause.plain)


def _remain(clause: Clause) -> bool:
    return bool(pattern(rf"{words.REMAIN}[^,。]{{0,4}}[CW]").search(clause.plain))


def _collective(clause: Clause) -> bool:
    """Says that all left, all of a class, or all but some."""
    return _remain(clause) or (_tells(clause) and bool(pattern(words.EVERYBODY).search(clause.plain)))


def _all_but(desk: Desk) -> list[Draft]:
    """除了小明都走了, 就剩小明了: the roster without those who stay; 四6班都走了: that class; 全部接走: all."""
    clauses = [clause for clause in desk.clauses if _collective(clause)]
    named_all = [c for c in clauses if _remain(c) or pattern(words.EXCEPT).search(c.plain) or not desk.within(desk.names, c)]
    if not named_all:
        return []
    stay = [name for clause in named_all for name in desk.within(desk.names, clause)]
    clause = named_all[0]
    class_name = next((one.class_name for c in named_all for one in desk.within(desk.classes, c)), None)
    moods = frozenset(mood for c in named_all for mood in c.moods)
    if not stay and class_name is None:
        draft = say(Intent.RELEASE, clause.text, "all have left", all=True)
    else:
        gone = tuple(s for s in desk.roster if s not in pupils(stay) and class_name in (None, s.class_name))
        draft = say(Intent.RELEASE, clause.text, "all but those named have left", students=gone)
    return [_checked(desk, draft, moods, stay, _miscounted(desk, clause, draft))]


def _miscounted(desk: Desk, clause: Clause, draft: Draft) -> bool:
    """四个都接走了, when the class has five."""
    count = next(people(clause.plain), None)
    gone = draft.act.students if draft.act.students is not None else desk.roster
    return count is not None and bool(desk.roster) and count != len(gone) and not _remain(clause)


def _leavings(desk: Desk) -> list[Leaving]:
    """Names gather until somebody has left; a name after that opens the next group."""
    found: list[Leaving] = []
    for clause in desk.clauses:
        names = list(desk.within(desk.names, clause))
        tells = _tells(clause)
        if direction(clause.plain) or _remain(clause) or (_collective(clause) and (not names or pattern(words.EXCEPT).search(clause.plain))):
            continue
        person = _person(desk, clause) if tells or not names else None
        if names and (not found or (found[-1].left and (tells or person))):
            found.append(Leaving())
        if not found:
            if tells:
                found.append(Leaving(clauses=[clause], left=True, person=person))
            continue
        last = found[-1]
        if names and not tells and last.left and not _listed(clause):
            continue
        last.names += names
        last.clauses.append(clause)
        last.person = last.person or person
        last.left = last.left or tells
    return [one for one in found if one.left and one.names]


def _listed(clause: Clause) -> bool:
    """A clause that is nothing but names: the next of a list."""
    return not clause.plain.strip("CW、和跟,。:; 及与还有")


def _person(desk: Desk, clause: Clause) -> Person | None:
    """The collector of the clause; 家长 is no relation, and who only spoke on the phone does not collect."""
    if pattern(words.ONLY_TOLD).search(clause.plain):
        return None
    for found in desk.within(desk.message.persons, clause):
        if found.person and (found.person.relation or found.person.name) not in FAMILY:
            return found.person
    return None


def _draft(desk: Desk, leaving: Leaving) -> Draft:
    denied = tuple(
        student for name in desk.message.names if any(name.within(d.start, d.end) for d in desk.denied)
        for student in name.students
    )  # fmt: skip
    students = pupils(leaving.names)
    words_read = ",".join(clause.text for clause in leaving.clauses)
    draft = say(
        Intent.RELEASE, words_read, "the child has left",
        students=students, person=leaving.person, instead_of=denied or None,
    )  # fmt: skip
    count = next((n for clause in leaving.clauses for n in people(clause.plain)), None)
    moods = frozenset(mood for clause in leaving.clauses for mood in clause.moods)
    return _checked(desk, draft, moods, leaving.names, count not in (None, 1, len(students)))


def _checked(desk: Desk, draft: Draft, moods: frozenset[Mood], names: list[FoundName], miscounted: bool) -> Draft:
    if why := doubtful(moods):
        return draft.doubted(About.INTENT, why)
    if desk.past:
        return draft.doubted(About.DATE, "the day is over")
    if odd := next(unclear(names), None):
        options = [draft.with_(students=_with(draft, student)).act for student in odd.students]
        return draft.doubted(About.STUDENT, f"{odd.words} is not one pupil of the group", options)
    return draft.doubted(About.STUDENT, "number and names do not agree") if miscounted else draft


def _with(draft: Draft, student: Student) -> tuple[Student, ...]:
    return (*(draft.act.students or ()), student)
