"""The account of a message (清账): what it names and counts must all stand in its acts, else nothing is changed.

A number that no slot took, a child that no act speaks of, a colleague beside 全部接走: then some of the message was
not understood, and what was understood may be wrong (promise 2).
"""

from __future__ import annotations

from collections.abc import Iterator

from care.acts import About, Intent
from care.people import Student
from care.reading.counts import heads, number, people
from care.reading.parts import Clause, FoundName
from care.reading.policy import Draft
from care.reading.staff.desk import Desk, pattern
from care.reading.staff.gate import stay_listed, tells
from care.reading.staff.handing import direction
from care.reading.staff_phrases import gate as gate_words
from care.reading.staff_phrases import group as group_words

CUSTODY = frozenset({Intent.ROLL_CALL, Intent.TAKE_OVER, Intent.HAND_OVER, Intent.RELEASE})


def accounted(desk: Desk, drafts: list[Draft]) -> list[Draft]:
    """The drafts, those of custody doubted where the message says more than they do."""
    if not any(draft.act.intent in CUSTODY and draft.doubt is None for draft in drafts):
        return drafts
    doubt = _open(desk, drafts)
    if doubt is None:
        return drafts
    about, why = doubt
    return [draft.doubted(about, why) if draft.act.intent in CUSTODY else draft for draft in drafts]


def _open(desk: Desk, drafts: list[Draft]) -> tuple[About, str] | None:
    if left := next(_numbers_left(desk, drafts), None):
        return About.INTENT, f"nothing was made of the number {left}"
    if name := next(_children_left(desk, drafts), None):
        return About.STUDENT, f"nothing was made of {name}"
    if desk.colleagues and any(d.act.all for d in drafts) and not any(d.act.intent in _HANDING for d in drafts):
        return About.INTENT, "a colleague is named beside all that left"
    if any(d.act.intent is Intent.RELEASE for d in drafts) and (words_left := _denial_left(desk)):
        return About.INTENT, f"nothing was made of {words_left}"
    return None


def _denial_left(desk: Desk) -> str:
    """A no beside a release that neither names who stays nor is a courtesy (那日不肯走): perhaps it did not happen."""
    for clause in desk.clauses:
        if clause.plain.rstrip().endswith(":") or pattern(gate_words.COUNTED_STAY).search(clause.plain):
            continue  # Who stays is named behind it, or counted and checked with the numbers.
        plain = pattern(gate_words.NO_DENIAL).sub("", clause.plain)
        if pattern(gate_words.DENIAL).search(plain) and not desk.within(desk.names, clause):
            return clause.text.strip()
    return ""


_HANDING = frozenset({Intent.TAKE_OVER, Intent.HAND_OVER})


def _numbers_left(desk: Desk, drafts: list[Draft]) -> Iterator[int]:
    said = heads(desk.sketch)
    taken = {said.lacking, len(desk.roster)}
    for draft in drafts:
        act = draft.act
        taken |= {act.expected, act.present, act.count}
        taken |= {len(group) for group in (act.students, act.absent) if group is not None}
        taken |= {act.expected - act.present} if act.expected is not None and act.present is not None else set()
        taken |= {len(desk.roster) - len(act.students)} if act.students is not None else set()
    taken.add(len({student for draft in drafts for student in draft.act.students or ()}))
    kept = [clause for clause in desk.clauses if pattern(group_words.KEPT).search(clause.plain)]
    stays = {one for clause in kept for one in people(clause.plain)}
    if any(draft.act.intent is Intent.TAKE_OVER for draft in drafts):
        stays |= _now_in_all(desk)
    for one in people(desk.sketch):
        if one > 1 and one not in taken and one not in stays and one not in _parts(desk):
            yield one


def _now_in_all(desk: Desk) -> set[int]:
    """我现在一共带着十四个: with those who were here before."""
    return {number(match["n"]) for match in pattern(group_words.NOW_IN_ALL).finditer(desk.sketch)}


def _parts(desk: Desk) -> set[int]:
    """Numbers that a total sums up: 8个和4个,共12个."""
    numbers = list(people(desk.sketch))
    return set(numbers[:-1]) if numbers and sum(numbers[:-1]) == numbers[-1] else set()


def _stays(clause: Clause) -> bool:
    """孙悦还在等, 孙悦我留着, 除孙悦外: named because nothing happened to that child."""
    waits = pattern(gate_words.WAITS).search(clause.plain) and not tells(clause)
    kept = pattern(group_words.KEPT).search(clause.plain) and direction(clause.plain) is None
    left_out = pattern(gate_words.EXCEPT).search(clause.plain) and direction(clause.plain) is Intent.HAND_OVER
    return bool(waits or kept or left_out)


def _owners(desk: Desk, clause: Clause) -> Iterator[FoundName]:
    """许诺 in 许诺妈妈把孙悦带走了 only says whose mother it is."""
    for match in pattern(gate_words.TAKES_CHILD).finditer(clause.plain):
        start = clause.start + match.start("whose")
        yield from (name for name in desk.within(desk.names, clause) if name.start == start)


def _children_left(desk: Desk, drafts: list[Draft]) -> Iterator[str]:
    spoken: set[Student] = set()
    everybody = False
    for draft in drafts:
        act = draft.act
        spoken |= {*(act.students or ()), *(act.absent or ()), *(act.instead_of or ())}
        everybody = everybody or act.intent is Intent.ROLL_CALL or len(act.students or ()) > len(desk.names)
    if everybody:
        return
    waits = [clause for clause in desk.clauses if _stays(clause)]
    owners = {name for clause in desk.clauses for name in _owners(desk, clause)}
    staying = {name for clause in (*stay_listed(desk), *waits) for name in desk.within(desk.names, clause)}
    for name in desk.names:
        if (
            name.sure
            and name.students
            and name not in staying
            and name not in owners
            and not spoken.intersection(name.students)
        ):
            yield name.words
