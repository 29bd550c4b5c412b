"""Roll calls: reminders, those that are late, and children that nobody explains. (C41, C42; 002.13, 003-10.13)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from care.book import DutyKind
from care.policy import Policy
from care.rules import duty as duties
from care.rules.agenda.facts import DayFacts, GroupDay, SessionDay, end_of, key_of
from care.rules.custody import Roll
from care.rules.duty import Duty, DutyState
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


def empty_groups(facts: DayFacts, session: SessionDay, policy: Policy) -> Iterator[Notice]:
    """The session runs, children are expected, and neither a roll nor an acknowledgement says that somebody is with
    them (空堂): the leader, and whoever is next on the list. (C55; 000-5.06, W-07)"""
    due = session.plan.starts(facts.day) + timedelta(minutes=policy.empty_group_minutes)
    end = session.plan.ends(facts.day)
    for group in session.groups:
        duty = _duty_of(facts, session, group)
        if not group.waits_for_roll or _is_there(session, group, duty):
            continue
        for leader in session.leaders or facts.principals:
            key = key_of(facts, session.care, Kind.EMPTY, group.id, leader)
            yield Notice(Kind.EMPTY, key, leader, facts.day, due, end, session.care, groups=(group.id,), whole=True)
        next_one = _next(facts, duty) if duty is not None else None
        if next_one is not None and next_one.person_id not in (session.leaders or facts.principals):
            key = key_of(facts, session.care, Kind.EMPTY, group.id, next_one.person_id)
            yield Notice(
                Kind.EMPTY, key, next_one.person_id, facts.day, due, end, session.care, duties=(next_one.id,),
                groups=(group.id,),
            )  # fmt: skip


def _duty_of(facts: DayFacts, session: SessionDay, group: GroupDay) -> Duty | None:
    """Who has the group by the roster."""
    of_group = (d for d in duties.on_duty(facts.duties) if d.session is session.care and d.group_id == group.id)
    return next((duty for duty in of_group if duty.kind is DutyKind.CARE), None)


def _is_there(session: SessionDay, group: GroupDay, duty: Duty | None) -> bool:
    """An acknowledged duty, children in hand, or a usual teacher whom nobody asked to acknowledge anything."""
    if group.teacher is None:
        return False
    holds = any(place.holder == group.teacher for place in session.places.values())
    return holds or duty is None or duty.state is DutyState.ACCEPTED


def _next(facts: DayFacts, duty: Duty) -> Duty | None:
    """The next on the list; where nobody is left, whoever was asked last and did not answer."""
    following = duties.next_in_line(duty, facts.duties)
    asked = duties.asked_at(duty, facts.duties) is not None
    return following or (duty if asked else None)


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
        first = place.proof.at + timedelta(minutes=policy.absence_alarm_minutes)
        for person in dict.fromkeys([*session.leaders, facts.class_teachers.get(student)]):
            if person is not None:
                yield from _until_explained(facts, session, student, person, first, policy)


def _until_explained(
    facts: DayFacts, session: SessionDay, student: int, person: int, first: datetime, policy: Policy
) -> Iterator[Notice]:
    """Again and again, the day through, until somebody writes the outcome: then it is no longer on the agenda. (C42)"""
    due, times, end = first, 1, end_of(facts.day)
    while due < end - timedelta(minutes=1):
        again = () if times == 1 else (times,)
        yield Notice(
            Kind.ABSENCE, key_of(facts, session.care, Kind.ABSENCE, student, person, *again), person, facts.day, due,
            end, session.care, students=(student,), step=times,
        )  # fmt: skip
        due, times = due + timedelta(minutes=max(policy.absence_repeat_minutes, 1)), times + 1


def lessons(facts: DayFacts, session: SessionDay, policy: Policy) -> Iterator[Notice]:
    """Before each later lesson the roll again, where the school wants it; then the leader. (002.13)"""
    starts = session.plan.lesson_starts(facts.day)[1:] if policy.roll_per_lesson else ()
    for number, start in enumerate(starts, 2):
        due, late = (
            start - timedelta(minutes=policy.roll_remind_minutes),
            start + timedelta(minutes=policy.roll_late_minutes),
        )
        groups = [group for group in session.groups if _uncalled_since(session, group, due)]
        by_teacher: dict[int, tuple[int, ...]] = {}
        for group in groups:
            if group.teacher is not None:
                by_teacher[group.teacher] = (*by_teacher.get(group.teacher, ()), group.id)
        for teacher, own in by_teacher.items():
            key = key_of(facts, session.care, Kind.LESSON, teacher, number)
            yield Notice(Kind.LESSON, key, teacher, facts.day, due, late, session.care, groups=own, step=number)
        for leader in session.leaders if groups else ():
            key = key_of(facts, session.care, Kind.LESSON, leader, number, "late")
            yield Notice(
                Kind.LESSON, key, leader, facts.day, late, session.plan.ends(facts.day), session.care,
                groups=tuple(group.id for group in groups), step=number, whole=True,
            )  # fmt: skip


def _uncalled_since(session: SessionDay, group: GroupDay, since: datetime) -> bool:
    """Children of the group are here, and no roll was called and no count accepted since then."""
    here = any(place.at_school and place.group == group.id for place in session.places.values())
    return here and (group.called_at is None or group.called_at < since)
