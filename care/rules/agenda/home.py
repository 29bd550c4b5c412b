"""After the session: the ladder of those still here, the handover to all sides, the principal's summary. (C48, C57)"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from care.book import DutyKind
from care.policy import Policy
from care.rules import duty as duties
from care.rules.agenda.facts import DayFacts, SessionDay, at, end_of, key_of
from care.rules.correction import turned_wrong
from care.rules.ladder import Around, Ladder
from care.rules.notice import Kind, Notice

SETTLES = timedelta(minutes=2)
"""Several late entries in a row are corrected by one notice. [ours]"""
OF_USE = timedelta(hours=14)
"""Figures of a day are of use until the next morning. [ours]"""


def uncollected(facts: DayFacts, session: SessionDay, policy: Policy) -> Iterator[Notice]:
    """The ladder of each child that is still in the school's hands after the last session. (C48)"""
    if not session.leads_home:
        return
    ladder = Ladder(policy.uncollected_ladder, facts.acknowledged)
    for student, place in session.places.items():
        if not place.at_school:
            continue
        ended = max(session.plan.ends(facts.day), facts.extended.get(student, session.plan.ends(facts.day)))
        for rung in ladder.rungs(student, _around(facts, session, student), ended):
            yield Notice(
                Kind.UNCOLLECTED, key_of(facts, session.care, Kind.UNCOLLECTED, student, f"{rung.number}/{rung.to}"),
                rung.to, facts.day, rung.due, end_of(facts.day), session.care, students=(student,),
                step=rung.number, whom=rung.step.whom,
            )  # fmt: skip


def _around(facts: DayFacts, session: SessionDay, student: int) -> Around:
    return Around(
        facts.guardians.get(student, ()), facts.class_teachers.get(student), session.leaders, facts.principals,
        facts.later.get(student),
    )  # fmt: skip


def closing(facts: DayFacts, session: SessionDay, policy: Policy) -> Iterator[Notice]:
    """Everybody is gone and nobody ended the session: its leaders are asked to. Never before. (promise 1; C57)"""
    gone = [place.gone.at for place in session.places.values() if place.gone is not None]
    if not session.leads_home or session.closed or not gone or any(p.at_school for p in session.places.values()):
        return
    due = max(max(gone), session.plan.ends(facts.day) + timedelta(minutes=policy.close_remind_minutes))
    for leader in session.leaders:
        key = key_of(facts, session.care, Kind.CLOSE, leader, 1)
        yield Notice(Kind.CLOSE, key, leader, facts.day, due, end_of(facts.day), session.care)


def handovers(facts: DayFacts, session: SessionDay, policy: Policy) -> Iterator[Notice]:
    """After the session: to class teachers their class, to care teachers their group, to the gate who left by it,
    to leaders all of it. (C57; 003-10.14)"""
    if not session.children:
        return
    due = session.plan.ends(facts.day) + timedelta(minutes=policy.handover_notice_minutes)
    groups, classes, gate = _groups(session), _classes(facts, session), _gate(facts, session)
    for person in dict.fromkeys([*session.leaders, *groups, *classes, *gate]):
        yield Notice(
            Kind.HANDOVER, key_of(facts, session.care, Kind.HANDOVER, person, 1), person, facts.day, due,
            end_of(facts.day), session.care, groups=groups.get(person, ()), students=classes.get(person, ()),
            whole=person in session.leaders, gate=person in gate,
        )  # fmt: skip


def _groups(session: SessionDay) -> dict[int, tuple[int, ...]]:
    """Groups that had children, by teacher."""
    found: dict[int, tuple[int, ...]] = {}
    for group in session.groups:
        if group.teacher is not None and group.expected:
            found[group.teacher] = (*found.get(group.teacher, ()), group.id)
    return found


def _classes(facts: DayFacts, session: SessionDay) -> dict[int, tuple[int, ...]]:
    """The session's children, by class teacher."""
    found: dict[int, tuple[int, ...]] = {}
    for student in sorted(session.children):
        if (teacher := facts.class_teachers.get(student)) is not None:
            found[teacher] = (*found.get(teacher, ()), student)
    return found


def _gate(facts: DayFacts, session: SessionDay) -> list[int]:
    """Who is on duty at the gate (导护) when the children go home."""
    on_duty = duties.on_duty(facts.duties) if session.leads_home else []
    return [duty.person_id for duty in on_duty if duty.kind is DutyKind.GATE and duty.session is session.care]


def summary(facts: DayFacts, policy: Policy) -> Iterator[Notice]:
    """The principal's summary, after the last session's notices. (C57)"""
    if not any(session.children for session in facts.sessions):
        return
    last = max(session.plan.ends(facts.day) for session in facts.sessions)
    after = last + timedelta(minutes=policy.handover_notice_minutes + 4)
    due = max(at(facts.day, policy.summary_at), after)
    for person in facts.principals:
        key = key_of(facts, None, Kind.SUMMARY, person, 1)
        yield Notice(Kind.SUMMARY, key, person, facts.day, due, due + OF_USE, whole=True)


def chart(facts: DayFacts, policy: Policy) -> Iterator[Notice]:
    """With the summary its picture, where anything was recorded: no line at zero for a day that nobody called. (C57)"""
    if any(place.taken for session in facts.sessions for place in session.places.values()):
        for notice in summary(facts, policy):
            key = key_of(facts, None, Kind.CHART, notice.to, 1)
            yield replace(notice, kind=Kind.CHART, key=key, whole=False)


def corrections(facts: DayFacts, session: SessionDay, policy: Policy) -> Iterator[Notice]:
    """To whoever got figures of the session that were wrong then, the right ones. (promise 7)"""
    for notice in handovers(facts, session, policy):
        if notice.key in facts.told:
            yield from _again(notice, facts, _concerned(notice, session), [session])


def summary_corrections(facts: DayFacts, policy: Policy) -> Iterator[Notice]:
    for notice in summary(facts, policy):
        if notice.key in facts.told:
            yield from _again(notice, facts, None, facts.sessions)


def _again(
    notice: Notice, facts: DayFacts, concerned: frozenset[int] | None, sessions: Iterable[SessionDay]
) -> Iterator[Notice]:
    """One for each time that something wrong came to light; None are all children."""
    told = facts.told[notice.key]
    found = [event for session in sessions for event in turned_wrong(session.entered, told)]
    mine = [event for event in found if concerned is None or concerned & set(event.students)]
    if mine:
        last = max(mine, key=lambda event: event.seq)
        due = (last.entered_at or last.at) + SETTLES
        yield replace(
            notice, kind=Kind.CORRECTION, key=f"{notice.key}/again/{last.seq}", due=due, useful_until=due + OF_USE
        )


def _concerned(notice: Notice, session: SessionDay) -> frozenset[int] | None:
    """The children whose figures the notice told."""
    if notice.whole or notice.gate:
        return None
    of_groups = {child for group in session.groups if group.id in notice.groups for child in group.expected}
    return frozenset(of_groups | set(notice.students))
