"""Makes messages of the agenda's notices, when they are due: fetches the names, words them, adds the buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from care.acts import Act, Intent, keep
from care.calendar import clock
from care.messages import Outgoing, Urgency
from care.people import Student
from care.policy import SessionPlan
from care.rules import summary as rules
from care.rules.agenda import DayFacts, GroupDay, SessionDay
from care.rules.custody import Places
from care.rules.duty import Duty, DutyState, deadline
from care.rules.notice import Kind, Notice
from care.wording import agenda as wording
from care.wording import duty as duty_words
from care.wording import summary as summary_words
from handlers import asking, audience, duty, roster, summary
from handlers.desk import Desk
from storage import duties, matters, people
from storage.questions import Choice

Words = Callable[[Desk, DayFacts, Sequence[Notice]], tuple[str, Sequence[Choice]]]


def message(desk: Desk, facts: DayFacts, bundle: Sequence[Notice]) -> Outgoing:
    """One message for notices that go together; its key is the first one's."""
    first = bundle[0]
    text, choices = WORDS[first.kind](desk, facts, bundle)
    return desk.tell(
        first.to,
        text,
        first.key,
        choices,
        title=wording.TITLES.get(first.kind.value, ""),
        about=first.kind.value,
        urgency=Urgency.URGENT if first.safety else Urgency.DEFAULT,
    )


def bare(notice: Notice) -> Outgoing:
    """The notice's place in the outbox where it is not sent itself: missed, or told in another."""
    return Outgoing(notice.key, notice.to, wording.KINDS[notice.kind.value], about=notice.kind.value)


def _duty(desk: Desk, _facts: DayFacts, bundle: Sequence[Notice]) -> tuple[str, Sequence[Choice]]:
    own = _duties(desk, bundle[0])
    return duty_words.tomorrow(roster.posts(desk, own), desk.today), duty.choices(one.id for one in own)


def _duty_soon(desk: Desk, facts: DayFacts, bundle: Sequence[Notice]) -> tuple[str, Sequence[Choice]]:
    own = _duties(desk, bundle[0])
    planned = [one for one in own if one.state is DutyState.PLANNED]
    until = deadline(planned[0], facts.duties, desk.policy) if planned else None
    text = duty_words.soon(roster.posts(desk, own), clock(until) if until else "")
    return text, duty.choices(one.id for one in planned) if planned else ()


def _duty_open(desk: Desk, _facts: DayFacts, bundle: Sequence[Notice]) -> tuple[str, Sequence[Choice]]:
    own = [one for notice in bundle for one in _duties(desk, notice)]
    lines = [duty_words.nobody_left(roster.post(desk, one), declined=False) for one in own]
    return "\n".join(lines), [Choice(duty_words.I_ARRANGE, "seen", {}, yes=True)]


def _roll_call(desk: Desk, facts: DayFacts, bundle: Sequence[Notice]) -> tuple[str, Sequence[Choice]]:
    session, groups = _session(facts, bundle[0]), _groups(facts, bundle[0])
    return wording.roll_call(session.plan, groups, _pupils(desk, groups)), ()


def _roll_late(desk: Desk, facts: DayFacts, bundle: Sequence[Notice]) -> tuple[str, Sequence[Choice]]:
    notice = bundle[0]
    plan, groups = _session(facts, notice).plan, _groups(facts, notice)
    minutes = _minutes_since_start(desk, facts, plan)
    if notice.whole:
        teachers = people.names_of(desk.session, (group.teacher for group in groups if group.teacher))
        return wording.roll_late_for_leader(plan, groups, teachers, minutes), [_seen()]
    return wording.roll_late(plan, groups, _pupils(desk, groups), minutes), ()


def _absence(desk: Desk, facts: DayFacts, bundle: Sequence[Notice]) -> tuple[str, Sequence[Choice]]:
    session, children = _session(facts, bundle[0]), _children(desk, bundle)
    text = wording.absent(
        session.plan.label, children, desk.policy.absence_alarm_minutes, _contacts(desk, (c.id for c in children))
    )
    lost = Act(Intent.INCIDENT, students=tuple(children), kind="missing", sessions=(session.care,))
    return text, [Choice(wording.SEARCH, asking.DO_ACT, {"act": keep(lost)}, style=3), _seen()]


def _uncollected(desk: Desk, facts: DayFacts, bundle: Sequence[Notice]) -> tuple[str, Sequence[Choice]]:
    """The ladder's card; a press of its first button acknowledges the rung for all children on it. (C48)"""
    first, session, children = bundle[0], _session(facts, bundle[0]), _children(desk, bundle)
    minutes = int((desk.now - session.plan.ends(facts.day)).total_seconds() // 60)
    ids = [child.id for child in children]
    family = first.whom in ("guardians", "second_guardian")
    text = wording.uncollected(
        first.whom,
        session.plan,
        children,
        minutes,
        _holders(desk, session, ids),
        {} if family else _contacts(desk, ids),
    )
    about = {"students": ids, "session": session.care.value, "day": facts.day.isoformat()}
    rungs = [[student, notice.step] for notice in bundle for student in notice.students]
    if not family:
        return text, [Choice(wording.SEEN, "seen", {**about, "rungs": rungs}, yes=True)]
    coming = Choice(wording.COMING, "coming", {**about, "rungs": rungs}, yes=True)
    return text, [coming, Choice(wording.CANNOT_COME, "cannot_come", about, no=True, style=2)]


def _handover(desk: Desk, facts: DayFacts, bundle: Sequence[Notice]) -> tuple[str, Sequence[Choice]]:
    """One paragraph for each part: all of it, the own group, the own class, the gate. (C57)"""
    notice, session = bundle[0], _session(facts, bundle[0])
    names = people.students(desk.session, session.children)
    label = session.plan.label
    parts = [
        summary_words.handover(
            scope,
            facts.day,
            label,
            rules.figures(places, names_here=session.leads_home),
            names,
            _incidents(desk, facts, notice, set(places)),
            in_hand=bool(notice.groups) and session.leads_home,
        )
        for scope, places in _scopes(notice, session, names)
    ]
    if notice.gate and not notice.whole:
        every = _listed(session, session.children)
        parts.append(summary_words.gate(facts.day, label, rules.figures(every), rules.walkers(every), names))
    return "\n\n".join(dict.fromkeys(parts)), ()


def _scopes(notice: Notice, session: SessionDay, names: Mapping[int, Student]) -> list[tuple[str, Places]]:
    """Which children somebody is told about, by name of the part. The whole session holds the other parts."""
    if notice.whole:
        return [("全部", _listed(session, session.children))]
    found = [(g.name, _listed(session, g.expected)) for g in session.groups if g.id in notice.groups]
    told = {student for _, places in found for student in places}
    own = [student for student in notice.students if student not in told]
    if own:
        classes = "、".join(dict.fromkeys(names[id_].class_name for id_ in notice.students if id_ in names))
        found.append((f"{classes}（本班）", _listed(session, notice.students)))
    return found


def _listed(session: SessionDay, students: Iterable[int]) -> Places:
    """Where these children stand; one whose list nobody opened is expected and not called."""
    return {id_: session.places.get(id_) or rules.EXPECTED for id_ in students}


def _summary(desk: Desk, facts: DayFacts, _bundle: Sequence[Notice]) -> tuple[str, Sequence[Choice]]:
    return summary.in_words(desk, facts.day, summary.of_day(desk, facts.day)), ()


def _year(_desk: Desk, facts: DayFacts, _bundle: Sequence[Notice]) -> tuple[str, Sequence[Choice]]:
    return wording.year_missing(facts.day.year), ()


WORDS: dict[Kind, Words] = {
    Kind.DUTY: _duty,
    Kind.DUTY_SOON: _duty_soon,
    Kind.DUTY_OPEN: _duty_open,
    Kind.ROLL_CALL: _roll_call,
    Kind.ROLL_LATE: _roll_late,
    Kind.ABSENCE: _absence,
    Kind.UNCOLLECTED: _uncollected,
    Kind.HANDOVER: _handover,
    Kind.SUMMARY: _summary,
    Kind.YEAR: _year,
}


def _seen() -> Choice:
    return Choice(wording.SEEN, "seen", {}, yes=True)


def _session(facts: DayFacts, notice: Notice) -> SessionDay:
    return next(session for session in facts.sessions if session.care is notice.care)


def _groups(facts: DayFacts, notice: Notice) -> list[GroupDay]:
    return [group for group in _session(facts, notice).groups if group.id in notice.groups]


def _duties(desk: Desk, notice: Notice) -> list[Duty]:
    return [duties.get(desk.session, id_) for id_ in notice.duties]


def _children(desk: Desk, bundle: Iterable[Notice]) -> list[Student]:
    ids = list(dict.fromkeys(student for notice in bundle for student in notice.students))
    found = people.students(desk.session, ids)
    return [found[id_] for id_ in ids if id_ in found]


def _pupils(desk: Desk, groups: Iterable[GroupDay]) -> dict[int, Student]:
    """Names that a reminder says: who is on leave, and one for the example."""
    ids: set[int] = set()
    for group in groups:
        ids |= {*group.on_leave, *sorted(group.expected - group.on_leave)[:1]}
    return people.students(desk.session, ids)


def _contacts(desk: Desk, students: Iterable[int]) -> dict[int, str]:
    """妈妈王丽13800000001: whom to call about each child, the first two."""
    found: dict[int, str] = {}
    allowed = audience.guardians_of(desk, sorted(students))
    for student, persons in allowed.items():
        kin = [one for one in people.guardians_of(desk.session, student) if one.person_id in persons][:2]
        found[student] = "、".join(f"{one.relation}{one.name}{one.phone or ''}" for one in kin)
    return {student: text for student, text in found.items() if text}


def _holders(desk: Desk, session: SessionDay, students: Iterable[int]) -> dict[int, str]:
    held = {id_: place.holder for id_ in students if (place := session.places.get(id_)) and place.holder}
    names = people.names_of(desk.session, held.values())
    return {id_: names.get(holder, "") for id_, holder in held.items()}


def _incidents(desk: Desk, facts: DayFacts, notice: Notice, students: set[int]) -> list[str]:
    """Incidents of the day that concern these children; a leader hears all."""
    every = matters.of_day(desk.session, desk.school_id, facts.day, kind="incident")
    mine = [one for one in every if notice.whole or students & set(one.students)]
    return [one.text.splitlines()[0][:50] for one in mine]


def _minutes_since_start(desk: Desk, facts: DayFacts, plan: SessionPlan) -> int:
    return int((desk.now - plan.starts(facts.day)).total_seconds() // 60)
