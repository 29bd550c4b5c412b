"""What the words of all notices share: what they are about, and whom to call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from care.people import Student
from care.policy import SessionPlan
from care.rules.agenda import DayFacts, GroupDay, SessionDay
from care.rules.duty import Duty
from care.rules.notice import Notice
from care.rules.who_sees import Viewer, shown_phone
from care.wording import agenda as wording
from handlers import audience
from handlers.desk import Desk
from storage import people
from storage.day import matters
from storage.questions import Choice
from storage.staff import duties

Worded = tuple[str, Sequence[Choice]]
Words = Callable[[Desk, DayFacts, Sequence[Notice]], Worded]
"""The text and the buttons of notices that go together."""


CALLED = frozenset({Viewer.HOLDER})
"""In what capacity somebody is told of a child that is not there: it is theirs at this minute."""


def seen() -> Choice:
    return Choice(wording.SEEN, "seen", {}, yes=True)


def session_of(facts: DayFacts, notice: Notice) -> SessionDay:
    return next(session for session in facts.sessions if session.care is notice.care)


def groups_of(facts: DayFacts, notice: Notice) -> list[GroupDay]:
    return [group for group in session_of(facts, notice).groups if group.id in notice.groups]


def duties_of(desk: Desk, notice: Notice) -> list[Duty]:
    return [duties.get(desk.session, id_) for id_ in notice.duties]


def children_of(desk: Desk, bundle: Iterable[Notice]) -> list[Student]:
    ids = list(dict.fromkeys(student for notice in bundle for student in notice.students))
    found = people.students(desk.session, ids)
    return [found[id_] for id_ in ids if id_ in found]


def pupils_of(desk: Desk, groups: Iterable[GroupDay]) -> dict[int, Student]:
    """Names that a reminder says: who is on leave, and one for the example."""
    ids: set[int] = set()
    for group in groups:
        ids |= {*group.on_leave, *sorted(group.expected - group.on_leave)[:1]}
    return people.students(desk.session, ids)


def contacts(desk: Desk, students: Iterable[int]) -> dict[int, str]:
    """妈妈王丽13800000001: whom to call about each child, the first two; to whoever has or expects it. (C108)"""
    found: dict[int, str] = {}
    allowed = audience.guardians_of(desk, sorted(students))
    for student, persons in allowed.items():
        kin = [one for one in people.guardians_of(desk.session, student) if one.person_id in persons][:2]
        found[student] = "、".join(f"{one.relation}{one.name}{shown_phone(one.phone, CALLED)}" for one in kin)
    return {student: text for student, text in found.items() if text}


def holders(desk: Desk, session: SessionDay, students: Iterable[int]) -> dict[int, str]:
    held = {id_: place.holder for id_ in students if (place := session.places.get(id_)) and place.holder}
    names = people.names_of(desk.session, held.values())
    return {id_: names.get(holder, "") for id_, holder in held.items()}


def incidents(desk: Desk, facts: DayFacts, notice: Notice, students: set[int]) -> list[str]:
    """Incidents of the day that concern these children; a leader hears all."""
    every = matters.of_day(desk.session, desk.school_id, facts.day, kind="incident")
    mine = [one for one in every if notice.whole or students & set(one.students)]
    return [one.text.splitlines()[0][:50] for one in mine]


def minutes_since_start(desk: Desk, facts: DayFacts, plan: SessionPlan) -> int:
    return int((desk.now - plan.starts(facts.day)).total_seconds() // 60)
