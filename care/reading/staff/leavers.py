"""Who left together, gathered clause by clause (guidelines 8, 26, 33, 45)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from care.people import Person, Student
from care.reading.counts import people
from care.reading.parts import Clause, FoundName, FoundPerson, Span
from care.reading.staff import gate
from care.reading.staff.desk import Desk, pattern
from care.reading.staff_phrases import gate as gate_words

FAMILY = frozenset({"家长", "监护人", "家里人", "家人"})
"""Somebody of the family, but no relation (guideline 5)."""


@dataclass
class Leaving:
    """Children who left together, as the clauses tell it."""

    names: list[FoundName] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    person: Person | None = None
    left: bool = False  # a clause has said that they left
    unsure: bool = False  # several came, and it is not said for whom
    tentative: bool = False  # named beside something else; they count only if nobody else is named

    def add(self, clause: Clause, names: list[FoundName], person: Person | None, *, left: bool) -> None:
        self.names += names
        self.clauses.append(clause)
        self.person = self.person or person
        self.left = self.left or left


def jotted(desk: Desk) -> list[Leaving]:
    """The items of a list jotted at the gate."""
    moods = frozenset(mood for clause in desk.clauses for mood in clause.moods)
    found = []
    for item in pattern(gate.ITEM).finditer(desk.sketch):
        span = Span(item.start(), item.end(), item.group())
        clause = Clause(span.start, span.end, desk.message.text[span.start : span.end], span.words, moods)
        person = next((one.person for one in desk.within(desk.persons, span) if _collects(one)), None)
        found.append(Leaving(list(desk.within(desk.names, span)), [clause], person, left=True))
    return found


def gathered(desk: Desk) -> list[Leaving]:
    """Those who left, group by group; behind a correction only those named there."""
    gathering = Gathering(desk)
    for clause in desk.clauses:
        gathering.take(clause)
    told = [one for one in gathering.closed() if one.left and one.names]
    return [one for one in told if one.names[0].start >= desk.corrected_from] or told


class Gathering:
    """Names gather until somebody has left; a name after that opens the next group."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.found: list[Leaving] = []
        self.staying = gate.stay_listed(desk)

    def take(self, clause: Clause) -> None:
        names = list(self.desk.within(self.desk.names, clause))
        told = gate.tells(clause)
        if clause in self.staying or self._took_both(clause, names):
            return
        if self.found and not names and gate.sums_up(clause):
            self._close_all()
            if self.found and next(people(clause.plain), None) is not None:
                self.found[-1].clauses.append(clause)
        elif not gate.about_named(self.desk, clause):
            return
        elif told and (pairs := [*_takes(self.desk, clause), *_pairs(self.desk, clause)]):
            self.found += pairs
        elif pattern(gate_words.BOTH_CAME).fullmatch(clause.plain):
            self.found += _pairs(self.desk, clause, left=False)
        elif pattern(gate_words.NOT_THE_USUAL).fullmatch(clause.plain):
            self._join(clause, names, told=False)
        elif not (names and pattern(gate_words.NOT_LEFT).search(clause.plain)):
            self._join(clause, names, told=told)

    def _join(self, clause: Clause, names: list[FoundName], *, told: bool) -> None:
        speaks = told or not names or gate.is_item(clause) or gate.came_for(clause)
        person = collector(self.desk, clause) if speaks else None
        if names and told and self.found and self._only_mentioned(names):
            self.found.pop()  # 分不清了,反正米雪走了: who was named before is not who left
        if names and self._opens(names, told=told, person=person):
            self.found.append(Leaving(tentative=not told and not gate.listed(clause)))
        if self.found:
            self.found[-1].add(clause, names, person, left=told)
            self.found[-1].unsure |= told and _several(self.desk, clause, names)
        elif told:
            self.found.append(Leaving(clauses=[clause], left=True, person=person))

    def _only_mentioned(self, names: list[FoundName]) -> bool:
        """The last was named beside something else, and is another child."""
        last = self.found[-1]
        return last.tentative and not last.left and _students(names) != _students(last.names)

    def _took_both(self, clause: Clause, names: list[FoundName]) -> bool:
        """嘉怡妈妈带的, behind two who went together."""
        match = pattern(gate_words.TOOK_BOTH).fullmatch(clause.plain)
        last = self.found[-1] if self.found else None
        if match is None or last is None or last.person or len(last.names) < 2:
            return False
        if not last.left and not pattern(gate_words.TOGETHER).search(last.clauses[-1].plain):
            return False
        if not _students(names) <= _students(last.names):
            return False
        start, end = match.span("whose")
        last.person = Person(relation=self.desk.message.tidied.raw(clause.start + start, clause.start + end))
        last.left = True
        return True

    def _opens(self, names: list[FoundName], *, told: bool, person: Person | None) -> bool:
        """Whether names begin a new group: the last one is complete."""
        if not self.found:
            return True
        last = self.found[-1]
        if _students(names) == _students(last.names):
            return False
        gone = last.left and (told or person is not None)
        return gone or (bool(last.names) and last.person is not None)

    def _close_all(self) -> None:
        """都走了: all whom the list gave a collector have left."""
        self.found = [one for one in self.found if one.person or one.left]
        for one in self.found:
            one.left = True

    def closed(self) -> list[Leaving]:
        """巴桑,妈妈。次仁,自己走。: the verb at the end of a list stands for all of it."""
        if self.found and self.found[-1].left:
            for one in self.found:
                one.left = one.left or one.person is not None
        for one in self.found:
            one.person = one.person or _came_before(self.desk, one)
        return self.found


def _came_before(desk: Desk, leaving: Leaving) -> Person | None:
    """孙悦的姑姑没带卡,确认后让接走了: she who was named with the child took it."""
    told = " ".join(clause.plain for clause in leaving.clauses)
    if not pattern(gate_words.HANDED_ON).search(told) or pattern(gate_words.ALONE).search(told):
        return None
    beside = [one for one in leaving.clauses if pattern(gate_words.COMES_FOR).search(one.plain)]
    return collector(desk, beside[0]) if len(beside) == 1 else None


def _takes(desk: Desk, clause: Clause) -> Iterator[Leaving]:
    """许诺妈妈把孙悦带走了: only 孙悦 left; 也 leaves open whether 许诺 did."""
    match = pattern(gate_words.TAKES_CHILD).search(clause.plain)
    if match is None:
        return
    whose, child = (clause.start + match.start(group) for group in ("whose", "child"))
    by, gone = ([one for one in desk.within(desk.names, clause) if one.start == at] for at in (whose, child))
    if by and gone and by[0].students != gone[0].students:
        person = Person(relation=desk.message.tidied.raw(whose, clause.start + match.end("whose")))
        too = pattern(gate_words.TOO).search(clause.plain)
        yield Leaving(gone, [clause], person, left=True, unsure=bool(too))


def _several(desk: Desk, clause: Clause, names: list[FoundName]) -> bool:
    """孙悦妈、许诺爸、郑好奶都接走了, where not each child has one that is known."""
    persons = {one.person for one in desk.within(desk.persons, clause)}
    if len(names) > 1 and pattern(gate_words.EACH_CAME).search(clause.plain):
        return True
    if len(names) == 1 and len(persons) > 1 and pattern(gate_words.TWO_TOOK).search(clause.plain):
        return True
    return len(names) > 1 and len(persons) > 1 and len(persons) != len(names)


def _pairs(desk: Desk, clause: Clause, *, left: bool = True) -> Iterator[Leaving]:
    """丘陵爸爸、简晓丹妈妈都接走了: each child with the person named behind it."""
    names, persons = desk.within(desk.names, clause), desk.within(desk.persons, clause)
    if len(persons) < 2 or len(names) != len(persons):
        return
    for name, person in zip(names, persons, strict=True):
        if person.start >= name.end:
            yield Leaving([name], [clause], person.person, left=left)


def collector(desk: Desk, clause: Clause) -> Person | None:
    """Who collects in this clause; 家长 is no relation, and who only spoke on the phone does not collect."""
    if pattern(gate_words.ONLY_TOLD).search(clause.plain):
        return None
    asked = pattern(gate_words.ON_BEHALF).search(clause.plain)
    for found in desk.within(desk.persons, clause):
        if asked and found.start < clause.start + asked.end("by"):
            continue
        if person := _collects(found):
            return _with_name(desk, person)
    return _unheard_of(desk, clause)


def _students(names: list[FoundName]) -> set[Student]:
    return {one for name in names for one in name.students}


def _collects(found: FoundPerson) -> Person | None:
    """Who is named, unless only as one of the family."""
    person = found.person
    return person if person and (person.relation or person.name) not in FAMILY else None


def _with_name(desk: Desk, person: Person) -> Person:
    """让她姨妈接走了,姨妈叫董岚: the name may follow."""
    if person.name or not person.relation:
        return person
    named = (one.person for one in desk.persons if one.person and one.person.name)
    return next((one for one in named if one.relation == person.relation), person)


def _unheard_of(desk: Desk, clause: Clause) -> Person | None:
    """A relative by a word that no table knows (妗子), found by its place before the verb."""
    match = pattern(gate_words.COLLECTED_BY).search(clause.plain)
    if match is None or match["relation"] in FAMILY or not any("一" <= char <= "龥" for char in match["relation"]):
        return None
    start, end = match.span("relation")
    return Person(relation=desk.message.tidied.raw(clause.start + start, clause.start + end))
