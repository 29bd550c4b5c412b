"""Children who have left, and with whom (release): guidelines 8, 26, 33, 44, 45."""

from __future__ import annotations

from dataclasses import dataclass, field

from care.acts import About, Intent
from care.people import Person, Student
from care.reading.counts import people
from care.reading.parts import Clause, FoundName, Mood, Span
from care.reading.policy import Draft
from care.reading.staff.desk import Desk, doubtful, pattern, pupils, say, unclear
from care.reading.staff.handing import leads_away
from care.reading.staff_phrases import gate as gate_words
from care.reading.staff_phrases import group as group_words
from care.reading.staff_phrases import trouble as trouble_words

_WHO = rf"(?:都是|都由|是|由|跟|被)?\s*(?:P+|{gate_words.ALONE})"
_ITEM = rf"C+(?:[、和, ]+C+)*\s*(?:→|->|[:(,-])?\s*{_WHO}\s*[)]?(?:来|都|过来)?(?:接走|接的|接|领走|走的|走|接回)?了?"
_EDGES = " ,。;!"
_GATE_LIST = (
    rf"(?:[^C,。]{{0,8}}[:,])?\s*(?:T+)?\s*{_ITEM}(?:[、,;。 \n]+(?:T+\s*)?{_ITEM})*(?:[,。;]+\s*(?:都|"
    r"全)?(?:走了|接走了|离校了|走))?[。.!了 ]*"
)
"""妞妞妈妈,牛牛爷爷,都走了; 步美→姑父;光彦→自己: nothing but who and with whom, as teachers jot it at the gate."""
FAMILY = frozenset({"家长", "监护人", "家里人", "家人"})
"""Somebody of the family, but no relation (guideline 5)."""


@dataclass
class Leaving:
    """Children who left together, as the clauses tell it."""

    names: list[FoundName] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    person: Person | None = None
    left: bool = False  # a clause has said that they left
    tentative: bool = False  # named beside something else; they count only if nobody else is named


def read_leaving(desk: Desk) -> list[Draft]:
    """Each child or group that has left."""
    if desk.has(trouble_words.REFUSED):
        return []
    if pattern(_GATE_LIST).fullmatch(desk.sketch.strip()):
        return [_draft(desk, leaving) for leaving in _jotted(desk)]
    if not any(_tells(clause) or _remain(clause) for clause in desk.clauses):
        return []
    return [*_all_but(desk), *(_draft(desk, leaving) for leaving in _leavings(desk))]


def _jotted(desk: Desk) -> list[Leaving]:
    """The items of a list jotted at the gate."""
    whole = Clause(
        0, len(desk.sketch), desk.message.text, desk.sketch, frozenset(m for c in desk.clauses for m in c.moods)
    )
    found = []
    for item in pattern(_ITEM).finditer(desk.sketch):
        span = Span(item.start(), item.end(), item.group())
        person = next((one.person for one in desk.within(desk.message.persons, span)), None)
        clause = Clause(span.start, span.end, whole.text[span.start : span.end], span.words, whole.moods)
        found.append(Leaving(list(desk.within(desk.names, span)), [clause], person, left=True))
    return found


def _tells(clause: Clause) -> bool:
    """A clause that says somebody left; 还没接走 does not (guideline 26)."""
    told = pattern(gate_words.LEFT).search(clause.plain) or pattern(gate_words.ALL_LEFT).search(clause.plain)
    return bool(told) and not pattern(gate_words.NOT_LEFT).search(clause.plain)


def _remain(clause: Clause) -> bool:
    """就剩小明了, 只有小明没走."""
    stays = rf"{gate_words.REMAIN}[^,。]{{0,4}}[CW]|(?:只|就)有C+[^,。]{{0,3}}没走"
    return bool(pattern(stays).search(clause.plain))


def _left_over(desk: Desk, clause: Clause) -> bool:
    """走了5个,剩果果: those left over, where another clause says that some have gone without naming them."""
    if not pattern(gate_words.LEFT_OVER).search(clause.plain):
        return False
    return any(_tells(one) and not desk.within(desk.names, one) for one in desk.clauses if one is not clause)


def _collective(clause: Clause) -> bool:
    """Says that all left, all of a class, or all but some."""
    everybody = pattern(rf"{gate_words.EVERYBODY}|{gate_words.OTHERS}").search(clause.plain)
    return _remain(clause) or (_tells(clause) and bool(everybody))


def _all_but(desk: Desk) -> list[Draft]:
    """除了小明都走了, 就剩小明了: the roster without those who stay; 四6班都走了: that class; 全部接走: all."""
    clauses = [clause for clause in desk.clauses if _collective(clause) or _left_over(desk, clause)]
    clauses = [clause for clause in clauses if not leads_away(desk, clause)]
    if any(_names_who_left(desk, clause) for clause in desk.clauses):
        clauses = [clause for clause in clauses if desk.within(desk.names, clause) or not _sums_up(clause)]
    named_all = [
        c
        for c in clauses
        if _remain(c)
        or _left_over(desk, c)
        or pattern(gate_words.EXCEPT).search(c.plain)
        or not desk.within(desk.names, c)
    ]
    if not named_all:
        return []
    stay = [name for clause in (*named_all, *_waiting(desk, named_all)) for name in desk.within(desk.names, clause)]
    clause = named_all[0]
    class_name = next((one.class_name for c in named_all for one in desk.within(desk.classes, c)), None)
    moods = frozenset(mood for c in named_all for mood in c.moods)
    if not stay and class_name is None:
        draft = say(Intent.RELEASE, clause.text, "all have left", all=True)
    else:
        gone = tuple(s for s in desk.roster if s not in pupils(stay) and class_name in (None, s.class_name))
        draft = say(Intent.RELEASE, clause.text, "all but those named have left", students=gone)
    several = len({one.class_name for c in named_all for one in desk.within(desk.classes, c)}) > 1
    return [_checked(desk, draft, moods, stay, several or _miscounted(desk, clause, draft))]


def _waiting(desk: Desk, told: list[Clause]) -> list[Clause]:
    """余二人未走:黄盖、甘宁。其余散。: beside 其余, who has not left stays, and so does the list behind it."""
    if not any(pattern(gate_words.OTHERS).search(clause.plain) for clause in told):
        return []
    waiting, stays = [], False
    for clause in desk.clauses:
        stays = not _tells(clause) or (stays and _listed(clause))
        if stays and clause not in told:
            waiting.append(clause)
    return waiting


def _miscounted(desk: Desk, clause: Clause, draft: Draft) -> bool:
    """四个都接走了, when the class has five."""
    count = next(people(clause.plain), None)
    gone = draft.act.students if draft.act.students is not None else desk.roster
    return (
        count is not None
        and bool(desk.roster)
        and count != len(gone)
        and not pattern(gate_words.LEFT_OVER).search(clause.plain)
        and not _remain(clause)
    )


def _leavings(desk: Desk) -> list[Leaving]:
    """Names gather until somebody has left; a name after that opens the next group."""
    found: list[Leaving] = []
    for clause in desk.clauses:
        names = list(desk.within(desk.names, clause))
        tells = _tells(clause)
        if found and not names and _sums_up(clause):
            found = [one for one in found if one.person or one.left]
            for one in found:
                one.left = True
            continue
        if (
            leads_away(desk, clause)
            or _remain(clause)
            or _left_over(desk, clause)
            or (_collective(clause) and (not names or pattern(gate_words.EXCEPT).search(clause.plain)))
        ):
            continue
        if pairs := _pairs(desk, clause) if tells else []:
            found += pairs
            continue
        if names and pattern(gate_words.NOT_LEFT).search(clause.plain):
            continue
        person = (
            _person(desk, clause)
            if tells or not names or pattern(_ITEM).fullmatch(clause.plain.strip(_EDGES))
            else None
        )
        complete = (bool(found) and (found[-1].left and (tells or person))) or (
            found and found[-1].names and found[-1].person
        )
        if found and found[-1].tentative and names and tells:
            found.pop()  # 分不清了,反正米雪走了: who was named before is not who left
            complete = bool(found)
        if names and (not found or complete):
            found.append(Leaving(tentative=not tells and not _listed(clause)))
        if not found:
            if tells:
                found.append(Leaving(clauses=[clause], left=True, person=person))
            continue
        last = found[-1]
        last.names += names
        last.clauses.append(clause)
        last.person = last.person or person
        last.left = last.left or tells
    if found and found[-1].left:
        for one in found:  # 巴桑,妈妈。次仁,自己走。: the verb at the end of a list stands for all
            one.left = one.left or one.person is not None
    told = [one for one in found if one.left and one.names]
    after = [one for one in told if one.names[0].start >= desk.corrected_from]
    return after or told


def _pairs(desk: Desk, clause: Clause) -> list[Leaving]:
    """丘陵爸爸、简晓丹妈妈都接走了: each child with the person named behind it."""
    names, persons = desk.within(desk.names, clause), desk.within(desk.message.persons, clause)
    if len(persons) < 2 or len(names) != len(persons):
        return []
    return [
        Leaving([name], [clause], person.person, left=True)
        for name, person in zip(names, persons, strict=True) if person.start >= name.end
    ]  # fmt: skip


def _names_who_left(desk: Desk, clause: Clause) -> bool:
    return bool(desk.within(desk.names, clause)) and (
        _tells(clause) or bool(pattern(_ITEM).fullmatch(clause.plain.strip(_EDGES)))
    )


def _sums_up(clause: Clause) -> bool:
    """都走了 behind named children is about them, not about everybody."""
    return bool(pattern(r"\W*(?:都|均|皆)(?:已|已经)?[^,。]{0,3}(?:走|接|离)[^,。]{0,3}\W*").fullmatch(clause.plain))


def _listed(clause: Clause) -> bool:
    """A clause that is nothing but names: the next of a list."""
    return not clause.plain.strip("CW、和跟,。:; 及与还有")


def _person(desk: Desk, clause: Clause) -> Person | None:
    """The collector of the clause; 家长 is no relation, and who only spoke on the phone does not collect."""
    if pattern(gate_words.ONLY_TOLD).search(clause.plain):
        return None
    for found in desk.within(desk.message.persons, clause):
        if found.person and (found.person.relation or found.person.name) not in FAMILY:
            return found.person
    match = pattern(gate_words.COLLECTED_BY).search(clause.plain)
    if match is None or not any("一" <= char <= "龥" for char in match["relation"]):
        return None
    start, end = match.span("relation")
    return Person(relation=desk.message.tidied.raw(clause.start + start, clause.start + end))


def _draft(desk: Desk, leaving: Leaving) -> Draft:
    denied = _denied(desk)
    students = pupils(leaving.names)
    words_read = ",".join(clause.text for clause in leaving.clauses)
    alone = leaving.person is None and bool(pattern(gate_words.ALONE).search(words_read))
    draft = say(
        Intent.RELEASE, words_read, "the child has left",
        students=students, person=leaving.person, instead_of=denied or None, alone=alone,
    )  # fmt: skip
    count = next((n for clause in leaving.clauses for n in people(clause.plain)), None)
    moods = frozenset(mood for clause in leaving.clauses for mood in clause.moods)
    return _checked(desk, draft, moods, leaving.names, count not in (None, 1, len(students)))


def _denied(desk: Desk) -> tuple[Student, ...]:
    """Whom the message takes back: 不是邓宇航, 孙武没走."""
    still = [
        c
        for c in desk.clauses
        if pattern(gate_words.NOT_LEFT).search(c.plain) and not pattern(gate_words.REMAIN).search(c.plain)
    ]
    stretches = [(d.start, d.end) for d in desk.denied] + [(c.start, c.end) for c in still] + [(0, desk.corrected_from)]
    return tuple(
        s for name in desk.message.names for s in name.students if any(name.within(*span) for span in stretches)
    )


def _checked(desk: Desk, draft: Draft, moods: frozenset[Mood], names: list[FoundName], miscounted: bool) -> Draft:
    if why := doubtful(moods) or (
        "it is planned" if pattern(group_words.PLANNED).search(draft.act.grounds[0].words) else ""
    ):
        return draft.doubted(About.INTENT, why)
    if desk.past:
        return draft.doubted(About.DATE, "the day is over")
    if odd := next(unclear(names), None):
        options = [draft.with_(students=_with(draft, student)).act for student in odd.students]
        return draft.doubted(About.STUDENT, f"{odd.words} is not one pupil of the group", options)
    return draft.doubted(About.STUDENT, "number and names do not agree") if miscounted else draft


def _with(draft: Draft, student: Student) -> tuple[Student, ...]:
    return (*(draft.act.students or ()), student)
