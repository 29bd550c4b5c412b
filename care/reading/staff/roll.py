"""The roll call (点名): numbers only as said, and who is absent (guidelines 25, 33, 42, 45, 48)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from care.acts import About, CareSession, Intent
from care.people import Student
from care.reading.counts import Heads, heads, people
from care.reading.doubt import moods_of
from care.reading.parts import Clause, FoundName, Mood
from care.reading.policy import Draft
from care.reading.staff.desk import Desk, pattern, pupils, say, unclear
from care.reading.staff.handing import direction
from care.reading.staff.incidents import read_incidents
from care.reading.staff_phrases import gate as gate_words
from care.reading.staff_phrases import group as group_words
from care.reading.staff_phrases import hedges as hedge_words


@dataclass(frozen=True)
class Section:
    """One class's part of the message."""

    start: int
    end: int
    class_name: str | None


def read_roll(desk: Desk) -> list[Draft]:
    """One roll call a class; a second class with its own numbers opens a second one."""
    if not _is_roll(desk):
        return []
    whole = heads(desk.sketch)
    return [_draft(desk, section, _heads(desk, section, whole)) for section in _sections(desk)]


def _is_roll(desk: Desk) -> bool:
    """Counted in so many words; or heads or absentees told, and nothing else is going on."""
    said = heads(desk.sketch)
    if desk.has(rf"{group_words.COUNTED}|{group_words.OTHERS_CAME}") or (
        said.expected is not None and said.present is not None and said.expected != said.present
    ):
        return True
    if desk.has(group_words.SEARCHED) and read_incidents(desk) and not heads(desk.sketch).said:
        return False
    if any(_left(clause) or direction(clause.plain) for clause in desk.clauses):
        return False
    if _on_leave(desk) and any(number > 1 for number in people(desk.sketch)):
        return True
    return _heads_told(desk) or any(_tells_absence(desk, clause) for clause in desk.clauses)


def _left(clause: Clause) -> bool:
    """Somebody left, and not only by another's word (班主任说已经放学了)."""
    told = pattern(hedge_words.TOLD).search(clause.plain)
    return not told and bool(pattern(gate_words.LEFT).search(clause.plain))


def _heads_told(desk: Desk) -> bool:
    """Numbers without a roll-call word count only where nothing went wrong (进来一条狗)."""
    return heads(desk.sketch).said and not read_incidents(desk)


def _on_leave(desk: Desk) -> bool:
    """孙悦请假, beside a number: by name, and for no other day."""
    on_leave = pattern(group_words.ON_LEAVE)
    return not any(day > desk.today for day in desk.days()) and any(
        on_leave.search(one.plain) and desk.within(desk.names, one) and not pattern("P").search(one.plain)
        for one in desk.clauses
    )


def _tells_absence(desk: Desk, clause: Clause) -> bool:
    """小明没来: a name and that it is not here. A leave announced (家长说明天请假) is no roll call (26)."""
    named = desk.within(desk.names, clause)
    if desk.names and pattern(group_words.OTHERS_HERE).search(clause.plain):
        return True
    of_child = pattern(group_words.NOT_THE_CHILD).sub("", clause.plain)
    return bool(named) and bool(pattern(group_words.NOT_HERE).search(of_child))


def _sections(desk: Desk) -> list[Section]:
    """Cut before each class that has its own numbers."""
    classes = desk.classes
    starts = [0, *(one.start for one in classes[1:])]
    sections = [
        Section(start, end, one.class_name)
        for start, end, one in zip(starts, [*starts[1:], len(desk.sketch)], classes, strict=False)
    ]
    alone = len({one.class_name for one in classes}) < 2
    if alone or not all(_counted_section(desk, section) for section in sections):
        return [Section(0, len(desk.sketch), classes[0].class_name if classes and alone else None)]
    return sections


def _counted_section(desk: Desk, section: Section) -> bool:
    """Whether this class has a number, or somebody absent, of its own."""
    text = desk.sketch[section.start : section.end]
    return heads(text).said or next(people(text), None) is not None or bool(pattern(group_words.NOT_HERE).search(text))


def _said(desk: Desk, section: Section) -> Heads:
    return heads(desk.sketch[section.start : section.end])


def _heads(desk: Desk, section: Section, whole: Heads) -> Heads:
    """The section's numbers; 全齐 said once holds for each class, and only what follows a correction is full."""
    said = _said(desk, section)
    if len(desk.classes) > 1 and heads(desk.sketch[: desk.classes[0].start]).full:  # 两个班都齐了,三2六个,三3四个
        start = max(section.start, desk.classes[0].start)
        count = next(people(desk.sketch[start : section.end]), None)
        return replace(said, expected=count, present=count, full=True)
    if said.expected is not None and said.present is None and not desk.names and _all_came(desk):
        return replace(said, full=True)  # 三2应到6,三3应到4,都到了: of each class
    full = heads(desk.sketch[max(section.start, desk.corrected_from) : section.end]).full
    own = heads(desk.sketch[: section.end]).full
    if (
        not full
        and whole.full
        and not own
        and said.expected is None
        and said.present is None
        and section.end < len(desk.sketch)
    ):
        count = next(people(desk.sketch[section.start : section.end]), None)
        return replace(said, expected=count, present=count, full=True)
    return replace(said, full=full)


def _all_came(desk: Desk) -> bool:
    return len(desk.classes) > 1 and bool(pattern(group_words.ALL_CAME).fullmatch(desk.clauses[-1].plain))


def _absentees(desk: Desk, section: Section, *, only_full: bool) -> tuple[FoundName, ...]:
    """Who is named and does not turn out to have come; behind a correction only who is named there."""
    named = [name for name in desk.names if name.within(section.start, section.end)]
    after = [name for name in named if name.start >= desk.corrected_from]
    others = desk.has(group_words.OTHERS_HERE)
    return tuple(
        name
        for name in (after or named)
        if not _came(desk, name) and (not only_full or others or _said_absent(desk, name))
    )


def _said_absent(desk: Desk, name: FoundName) -> bool:
    """Beside a bare 到齐, a name counts as absent only where its clause, or the list it is in, says so."""
    place = next(i for i, one in enumerate(desk.clauses) if name.within(one.start, one.end))
    near = " ".join(one.plain for one in desk.clauses[max(0, place - 1) : place + 2])
    return bool(pattern(rf"{group_words.ABSENT}|{gate_words.EXCEPT}|{group_words.OTHERS_HERE}").search(near))


def _came(desk: Desk, name: FoundName) -> bool:
    clause = next(one for one in desk.clauses if name.within(one.start, one.end))
    absent, here = pattern(group_words.ABSENT), pattern(group_words.ARRIVED)
    plain = pattern(group_words.WAS_MISSING).sub("", clause.plain)
    return bool(here.search(plain)) and not absent.search(plain) and not pattern(gate_words.EXCEPT).search(plain)


def _draft(desk: Desk, section: Section, said: Heads) -> Draft:
    named = _absentees(desk, section, only_full=said.full and said.expected is None)
    named = _without_hurt(desk, said, named)
    if size := _only_number(desk, section, said, named):
        here = size != len(desk.roster) and size + len(pupils(named)) == len(desk.roster)
        said = replace(said, present=size) if here or desk.corrected_from else replace(said, expected=size)
    if named and said.full and said.expected == said.present:
        said = replace(said, expected=None, full=False)  # 其余都在,8个: eight of those who are not named
    absent: tuple[Student, ...] | None = pupils(named) or (() if said.full else None)
    draft = say(
        Intent.ROLL_CALL, desk.message.text[section.start : section.end], "heads were counted",
        class_name=section.class_name, expected=said.expected, present=said.present, absent=absent,
        sessions=_sessions(desk),
    )  # fmt: skip
    if any(mood in _moods(clause) for clause in _counted(desk) for mood in (Mood.CONDITION, Mood.QUESTION)):
        return draft.doubted(About.INTENT, "it is asked or hangs on a condition")
    if desk.past:
        return draft.doubted(About.DATE, "the day is over")
    if odd := next(unclear(named), None):
        options = [draft.with_(absent=(*(absent or ()), student)).act for student in odd.students]
        return draft.doubted(About.STUDENT, f"{odd.words} is not one pupil of the group", options)
    if desk.has(group_words.OTHERS_ABSENT):
        others = tuple(one for one in desk.roster if one not in pupils(named))
        return draft.doubted(About.STUDENT, "those named are here", [draft.with_(absent=others).act])
    if not absent and said.full and desk.has(gate_words.EXCEPT):
        return draft.doubted(About.STUDENT, "all but some, who are not named")
    if _in_parts(desk, section, said) or (absent and said.present == len(desk.roster)):
        return draft.doubted(About.STUDENT, "numbers of parts, or nobody to be missing")
    if desk.has(group_words.MORE):
        return draft.doubted(About.STUDENT, "somebody more than the group")
    if _of_several(desk, section, said):
        return draft.doubted(About.STUDENT, "the numbers of several classes")
    if not said.adds_up(len(absent or ())):
        return draft.doubted(About.STUDENT, "numbers and names do not add up")
    return draft


def _without_hurt(desk: Desk, said: Heads, named: tuple[FoundName, ...]) -> tuple[FoundName, ...]:
    """到齐,孙悦肚子疼在医务室: who is only told of in the trouble is here, where the numbers say so."""
    if not said.full and said.adds_up(len(pupils(named))):
        return named
    troubles = {draft.act.grounds[0].words for draft in read_incidents(desk)}
    hurt = [
        clause for clause in desk.clauses
        if clause.text.strip() in troubles and not pattern(group_words.ABSENT).search(clause.plain)
    ]  # fmt: skip
    return tuple(name for name in named if not any(name.within(one.start, one.end) for one in hurt))


def _moods(clause: Clause) -> frozenset[Mood]:
    """不知道怎么回事 asks nothing."""
    return moods_of(pattern(group_words.NOT_KNOWN).sub("", clause.plain))


def _counted(desk: Desk) -> list[Clause]:
    return [clause for clause in desk.clauses if heads(clause.plain).said]


def _only_number(desk: Desk, section: Section, said: Heads, named: tuple[FoundName, ...]) -> int | None:
    """五(6)9人,缺石榴: the only number, said before who is absent: the size of the group, or who is here."""
    if not named or said.expected is not None or said.present is not None or said.lacking is not None:
        return None
    before = desk.sketch[section.start : named[0].start]
    return next(people(before), None)


def _in_parts(desk: Desk, section: Section, said: Heads) -> bool:
    """男生5个女生5个全到: the numbers of parts, of which none is the group."""
    numbers = list(people(desk.sketch[section.start : section.end]))
    summed = len(numbers) > 2 and sum(numbers[:-1]) == numbers[-1]
    whole = summed or pattern(group_words.OF_WHOLE).search(desk.sketch, section.start, section.end)
    apart = len(set(numbers)) > 1 or pattern(group_words.PARTS).search(desk.sketch, section.start, section.end)
    return said.full and said.expected not in (None, len(desk.roster)) and bool(apart) and not whole


def _of_several(desk: Desk, section: Section, said: Heads) -> bool:
    """三2 4 三3 6: one number of two classes, and not their sum."""
    several = len({one.class_name for one in desk.classes if one.within(section.start, section.end)}) > 1
    counted = {said.expected, said.present} - {None, len(desk.roster)}
    return several and bool(counted) and not desk.has(group_words.TOTAL)


def _sessions(desk: Desk) -> tuple[CareSession, ...] | None:
    found = [session for one in desk.message.sessions for session in one.sessions]
    return tuple(dict.fromkeys(found)) or None
