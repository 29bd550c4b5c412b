"""Roll calls: reminders, those that are late, and children that nobody explains. (C41, C42; 002.13, 003-10.13)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from care.policy import Policy
from care.rules.agenda.facts import DayFacts, SessionDay, end_of, key_of
from care.rules.custody import Roll
from care.rules.notice import Kind, Notice


def roll_calls(facts: DayFacts, session: SessionDay, policy: Policy) -> Iterator[Notice]:
    """A reminder before the session, one for each teacher. (002.13)"""
    start = session.plan.starts(facts.day)
    for teacher, groups in _waiting(session).items():
        yield Notice(
            Kind.ROLL_CALL, key_of(facts, session.care, Kind.ROLL_CALL, teacher, 1), teacher, facts.day,
            start - timedelta(minutes=policy.roll_remind_minutes), start + timedelta(minutes=policy.roll_late_minutes),
            session.care, groups=groups,
        )  # fmt: skip


def roll_late(facts: DayFacts, session: SessionDay, policy: Policy) -> Iterator[Notice]:
    """Still no roll call: the teacher again, and the duty leader. (003-10.13)"""
    due = session.plan.starts(facts.day) + timedelta(minutes=policy.roll_late_minutes)
    end = session.plan.ends(facts.day)
    for teacher, groups in _waiting(session).items():
        key = key_of(facts, session.care, Kind.ROLL_CALL, teacher, 2)
        yield Notice(Kind.ROLL_LATE, key, teacher, facts.day, due, end, session.care, groups=groups)
    missing = tuple(group.id for group in session.groups if group.waits_for_roll)
    for leader in session.leaders if missing else ():
        key = key_of(facts, session.care, Kind.ROLL_LATE, leader, 1)
        yield Notice(Kind.ROLL_LATE, key, leader, facts.day, due, end, session.care, groups=missing, whole=True)


def _waiting(session: SessionDay) -> dict[int, tuple[int, ...]]:
    """Groups whose roll was not taken yet, by teacher."""
    found: dict[int, tuple[int, ...]] = {}
    for group in session.groups:
        if group.waits_for_roll and group.teacher is not None:
            found[group.teacher] = (*found.get(group.teacher, ()), group.id)
    return found


def absences(facts: DayFacts, session: SessionDay, policy: Policy) -> Iterator[Notice]:
    """A child that was called, is not here, and nobody knows why: class teacher and duty leader again. (C42)"""
    for student, place in session.places.items():
        if student not in facts.unexplained or place.roll is not Roll.MISSING or place.proof is None:
            continue
        due = place.proof.at + timedelta(minutes=policy.absence_alarm_minutes)
        for person in dict.fromkeys([*session.leaders, facts.class_teachers.get(student)]):
            if person is not None:
                yield Notice(
                    Kind.ABSENCE, key_of(facts, session.care, Kind.ABSENCE, student, person), person, facts.day, due,
                    end_of(facts.day), session.care, students=(student,),
                )  # fmt: skip
