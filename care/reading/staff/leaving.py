"""Children who have left, and with whom (release): guidelines 8, 26, 33, 44, 45."""

from __future__ import annotations

from collections.abc import Iterable

from care.acts import About, Intent
from care.people import Student
from care.reading.counts import people
from care.reading.parts import Clause, FoundName, Mood
from care.reading.policy import Draft
from care.reading.staff import gate
from care.reading.staff.desk import Desk, doubtful, pattern, pupils, say, unclear
from care.reading.staff.handing import leads_away
from care.reading.staff.leavers import Leaving, gathered, jotted
from care.reading.staff_phrases import gate as gate_words
from care.reading.staff_phrases import group as group_words
from care.reading.staff_phrases import trouble as trouble_words


def read_leaving(desk: Desk) -> list[Draft]:
    """Each child or group that has left."""
    if desk.has(trouble_words.REFUSED):
        return []
    if desk.names and desk.has(group_words.SENT_OUT):
        draft = say(Intent.RELEASE, desk.message.text, "the child is about to leave", students=pupils(desk.names))
        return [draft.doubted(About.INTENT, "it is planned")]
    if pattern(gate.GATE_LIST).fullmatch(desk.sketch.strip()):
        return [_draft(desk, leaving) for leaving in jotted(desk)]
    if not any(gate.tells(clause) or gate.remains(clause) for clause in desk.clauses):
        return []
    return [*_all_but(desk), *_together(_draft(desk, leaving) for leaving in gathered(desk))]


def _together(drafts: Iterable[Draft]) -> list[Draft]:
    """李小明走了,王子墨也走了: with the same person, or with nobody named, it is one act (guideline 26)."""
    found: list[Draft] = []
    for draft in drafts:
        last = found[-1] if found else None
        if last and _alike(last, draft) and not set(last.act.students or ()) & set(draft.act.students or ()):
            students = (*(last.act.students or ()), *(draft.act.students or ()))
            found[-1] = last.with_(students=students)
        else:
            found.append(draft)
    return found


def _alike(one: Draft, other: Draft) -> bool:
    settled = one.doubt is None and other.doubt is None
    return settled and (one.act.person, one.act.alone) == (other.act.person, other.act.alone)


# --- everybody, or all but some ----------------------------------------------------------------------------
def _all_but(desk: Desk) -> list[Draft]:
    """除了小明都走了, 就剩小明了: the roster without those who stay; 四6班都走了: that class; 全部接走: all."""
    told = _about_everybody(desk)
    if not told:
        return []
    stay = [name for clause in (*told, *_waiting(desk, told)) for name in desk.within(desk.names, clause)]
    some = [c for c in desk.clauses if gate.tells(c) and not desk.within(desk.names, c)]
    classes = {one.class_name for clause in (*told, *some) for one in desk.within(desk.classes, clause)}
    if len(classes) > 1 and stay and classes == {one.class_name for one in desk.roster}:
        classes = set()  # 二1班全走了,二3班就剩窦豆: all classes of the list are told of
    draft = _without(desk, told[0], stay, next(iter(classes), None))
    moods = frozenset(mood for clause in told for mood in clause.moods)
    draft = _checked(desk, draft, moods, stay, len(classes) > 1 or _miscounted(desk, told[0], draft))
    then = any(clause.start >= told[-1].end and not gate.collective(clause) for clause in some)
    return [draft.doubted(About.STUDENT, "the last ones left, too") if then and gate.remains(told[-1]) else draft]


def _about_everybody(desk: Desk) -> list[Clause]:
    clauses = [c for c in desk.clauses if gate.collective(c) or gate.left_over(desk, c)]
    named_left = any(_named_left(desk, clause) for clause in desk.clauses)
    return [
        clause for clause in clauses
        if not leads_away(desk, clause) and not (named_left and gate.sums_up(clause)) and _stands_for_all(desk, clause)
    ]  # fmt: skip


def _named_left(desk: Desk, clause: Clause) -> bool:
    named = bool(desk.within(desk.names, clause))
    came = pattern(gate_words.BOTH_CAME).fullmatch(clause.plain)
    return named and (gate.tells(clause) or gate.is_item(clause) or bool(came))


def _stands_for_all(desk: Desk, clause: Clause) -> bool:
    """It names nobody, or only those who stay."""
    stays = gate.remains(clause) or gate.left_over(desk, clause) or gate.excepts(clause)
    return stays or not desk.within(desk.names, clause)


def _without(desk: Desk, clause: Clause, stay: list[FoundName], class_name: str | None) -> Draft:
    if not stay and class_name is None:
        return say(Intent.RELEASE, clause.text, "all have left", all=True)
    here = pupils(stay)
    gone = tuple(one for one in desk.roster if one not in here and class_name in (None, one.class_name))
    return say(Intent.RELEASE, clause.text, "all but those named have left", students=gone)


def _waiting(desk: Desk, told: list[Clause]) -> list[Clause]:
    """余二人未走:黄盖、甘宁。其余散。: beside 其余, whoever is not said to have left stays."""
    but = [c for c in desk.clauses if c not in told and pattern(gate_words.BUT).search(c.plain) and not gate.tells(c)]
    if but or not any(pattern(gate_words.OTHERS).search(clause.plain) for clause in told):
        return but
    return [clause for clause in desk.clauses if clause not in told and not gate.tells(clause)]


def _miscounted(desk: Desk, clause: Clause, draft: Draft) -> bool:
    """四个都接走了, when the class has five; the number of those who stay is another thing."""
    count = next(people(clause.plain), None)
    if count is None or not desk.roster or gate.remains(clause) or pattern(gate_words.LEFT_OVER).search(clause.plain):
        return False
    gone = draft.act.students if draft.act.students is not None else desk.roster
    return count != len(gone)


# --- those who are named -----------------------------------------------------------------------------------
def _draft(desk: Desk, leaving: Leaving) -> Draft:
    students = pupils(leaving.names)
    told = ",".join(clause.text for clause in leaving.clauses)
    alone = leaving.person is None and bool(pattern(gate_words.ALONE).search(told))
    draft = say(
        Intent.RELEASE, told, "the child has left",
        students=students, person=leaving.person, instead_of=_denied(desk) or None, alone=alone,
    )  # fmt: skip
    gone = [clause for clause in leaving.clauses if not pattern(gate_words.STILL_HERE).search(clause.plain)]
    count = next((number for clause in gone for number in people(clause.plain)), None)
    moods = frozenset(mood for clause in leaving.clauses for mood in clause.moods)
    if leaving.unsure:
        draft = draft.doubted(About.PERSON, "not said who took whom")
    if any(_of_another(desk, clause, students) for clause in leaving.clauses):
        draft = draft.doubted(About.STUDENT, "perhaps only the relative of a child is meant")
    return _checked(desk, draft, moods, leaving.names, count not in (None, 1, len(students)))


def _of_another(desk: Desk, clause: Clause, students: tuple[Student, ...]) -> bool:
    """李小明跟着三2班孙悦的妈妈走了: is 孙悦 gone, too? Named once more, she is."""
    match = pattern(gate_words.OF_ANOTHER).search(clause.plain)
    if match is None:
        return False
    start = clause.start + match.start("whose")
    before = {one for name in desk.names if name.start < start for one in name.students}
    return bool(before) and any(
        one not in before for name in desk.names if name.start == start for one in name.students
    )


def _denied(desk: Desk) -> tuple[Student, ...]:
    """Whom the message takes back: 不是邓宇航, 孙武没走, and all before 不对."""
    not_left, stay = pattern(gate_words.NOT_LEFT), pattern(gate_words.REMAIN)
    usual = pattern(gate_words.NOT_THE_USUAL)
    still = [
        (c.start, c.end) for c in desk.clauses
        if not_left.search(c.plain) and not stay.search(c.plain) and not usual.fullmatch(c.plain)
    ]  # fmt: skip
    stretches = [*((span.start, span.end) for span in desk.denied), *still, (0, desk.corrected_from)]
    named = [name for name in desk.message.names if any(name.within(*stretch) for stretch in stretches)]
    return tuple(student for name in named for student in name.students)


def _checked(desk: Desk, draft: Draft, moods: frozenset[Mood], names: list[FoundName], miscounted: bool) -> Draft:
    planned = pattern(group_words.PLANNED).search(draft.act.grounds[0].words)
    if why := doubtful(moods) or ("it is planned" if planned else ""):
        return draft.doubted(About.INTENT, why)
    if desk.past:
        return draft.doubted(About.DATE, "the day is over")
    if odd := next(unclear(names), None):
        sure = draft.act.students or ()
        options = [draft.with_(students=(*sure, student)).act for student in odd.students]
        return draft.doubted(About.STUDENT, f"{odd.words} is not one pupil of the group", options)
    return draft.doubted(About.STUDENT, "number and names do not agree") if miscounted else draft
