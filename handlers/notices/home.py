"""After the session, in words: who is still here, the handover to all sides, the summary. (C48, C57)"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from care.people import Student
from care.rules import summary as rules
from care.rules.agenda import DayFacts, SessionDay
from care.rules.custody import Places
from care.rules.notice import Notice
from care.wording import agenda as wording
from care.wording import chart as chart_words
from care.wording import closing as closing_words
from care.wording import staying as staying_words
from care.wording import summary as summary_words
from handlers.custody import attendance, closing
from handlers.desk import Desk
from handlers.notices.parts import Worded, children_of, contacts, holders, incidents, session_of
from handlers.record import patrol
from handlers.record import summary as figures
from handlers.wayhome import staying
from storage import people
from storage.questions import Choice


def uncollected(desk: Desk, facts: DayFacts, bundle: Sequence[Notice]) -> Worded:
    """The ladder's card; a press of its first button acknowledges the rung for all children on it. (C48)"""
    first, session, children = bundle[0], session_of(facts, bundle[0]), children_of(desk, bundle)
    minutes = int((desk.now - session.plan.ends(facts.day)).total_seconds() // 60)
    ids = [child.id for child in children]
    family = first.whom in ("guardians", "second_guardian")
    text = wording.uncollected(
        first.whom,
        session.plan,
        children,
        minutes,
        holders(desk, session, ids),
        {} if family else contacts(desk, ids),
    )
    about = {"students": ids, "session": session.care.value, "day": facts.day.isoformat()}
    rungs = [[student, notice.step] for notice in bundle for student in notice.students]
    if not family:
        press = staying.TAKE if first.whom in ("duty_leader", "principal") else "seen"
        seen = Choice(wording.SEEN, press, {**about, "rungs": rungs}, yes=True)
        return text, [seen, Choice(staying_words.EXTEND, staying.EXTEND, about, style=2)]
    coming = Choice(wording.COMING, "coming", {**about, "rungs": rungs}, yes=True)
    return text, [coming, Choice(wording.CANNOT_COME, "cannot_come", about, no=True, style=2)]


def close(_desk: Desk, facts: DayFacts, bundle: Sequence[Notice]) -> Worded:
    """Everybody is gone: the leader is asked to end the session. (promise 1)"""
    session = session_of(facts, bundle[0])
    last = max(place.gone.at for place in session.places.values() if place.gone is not None)
    choice = Choice(closing_words.START, closing.START, {"session": session.care.value}, yes=True)
    return closing_words.remind(session.plan.label, last), [choice]


def handover(desk: Desk, facts: DayFacts, bundle: Sequence[Notice]) -> Worded:
    """One paragraph for each part: all of it with the teachers, the own group, the own class, the gate. (C55, C57)"""
    notice, session = bundle[0], session_of(facts, bundle[0])
    names = people.students(desk.session, session.children)
    label = session.plan.label
    parts = [
        summary_words.handover(
            scope,
            facts.day,
            label,
            rules.figures(places, names_here=session.leads_home),
            names,
            incidents(desk, facts, notice, set(places)),
            in_hand=bool(notice.groups) and session.leads_home,
        )
        for scope, places in _scopes(notice, session, names)
    ]
    choices: list[Choice] = []
    if notice.whole:
        findings, choices = patrol.open_findings(desk)
        parts += [attendance.in_words(desk, facts.day, session.care, _with_children(session)), findings]
    elif notice.gate:
        every = _listed(session, session.children)
        parts.append(summary_words.gate(facts.day, label, rules.figures(every), rules.walkers(every), names))
    return "\n\n".join(dict.fromkeys(part for part in parts if part)), choices


def _with_children(session: SessionDay) -> list[int]:
    """Groups that somebody had to be with."""
    return [group.id for group in session.groups if group.expected - group.on_leave]


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


def summary(desk: Desk, facts: DayFacts, _bundle: Sequence[Notice]) -> Worded:
    return figures.in_words(desk, facts.day, figures.of_day(desk, facts.day)), ()


def correction(desk: Desk, facts: DayFacts, bundle: Sequence[Notice]) -> Worded:
    """The same figures again, as they are now. (promise 7)"""
    text, choices = (summary if bundle[0].care is None else handover)(desk, facts, bundle)
    return summary_words.corrected(text), choices


def chart(desk: Desk, facts: DayFacts, _bundle: Sequence[Notice]) -> Worded:
    return chart_words.caption(facts.day, figures.flows(desk, facts.day)), ()


def chart_picture(desk: Desk, facts: DayFacts) -> bytes:
    """The principal's picture. (C57)"""
    return chart_words.draw(facts.day, figures.flows(desk, facts.day))


def year(_desk: Desk, facts: DayFacts, _bundle: Sequence[Notice]) -> Worded:
    return wording.year_missing(facts.day.year), ()
