"""After each session: care logs and duty logs that nobody wrote yet, and who is missing. (C52, C53)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from care.book import DutyKind
from care.policy import Policy
from care.rules import duty as duties
from care.rules.agenda.facts import DayFacts, GroupDay, SessionDay, end_of, key_of
from care.rules.logs import is_logged
from care.rules.notice import Kind, Notice


def care_logs(facts: DayFacts, session: SessionDay, policy: Policy) -> Iterator[Notice]:
    """Each care teacher who wrote none, and then whoever leads. (C53)"""
    ended = session.plan.ends(facts.day)
    missing = _unlogged(facts, session, policy)
    by_teacher: dict[int, tuple[int, ...]] = {}
    for group in missing:
        if group.teacher is not None:
            by_teacher[group.teacher] = (*by_teacher.get(group.teacher, ()), group.id)
    for teacher, groups in by_teacher.items():
        yield Notice(
            Kind.CARE_LOG, key_of(facts, session.care, Kind.CARE_LOG, teacher, 1), teacher, facts.day,
            ended + timedelta(minutes=policy.care_log_minutes), end_of(facts.day), session.care, groups=groups,
        )  # fmt: skip
    for leader in session.leaders if missing else ():
        yield Notice(
            Kind.LOGS_MISSING, key_of(facts, session.care, Kind.LOGS_MISSING, leader, 1), leader, facts.day,
            ended + timedelta(minutes=policy.logs_missing_minutes), end_of(facts.day), session.care,
            groups=tuple(group.id for group in missing),
        )  # fmt: skip


def duty_logs(facts: DayFacts, policy: Policy) -> Iterator[Notice]:
    """The duty leader's own, after the last session that they lead. (C52; 003-10.15)"""
    led: dict[int, list[SessionDay]] = {}
    for duty in duties.on_duty(facts.duties):
        if duty.kind is DutyKind.LEADER and duty.person_id not in facts.duty_logs:
            led.setdefault(duty.person_id, []).extend(
                s for s in facts.sessions if s.care is duty.session and s.children
            )
    for person, sessions in led.items():
        if sessions:
            last = max(session.plan.ends(facts.day) for session in sessions)
            yield Notice(
                Kind.DUTY_LOG, key_of(facts, None, Kind.DUTY_LOG, person, 1), person, facts.day,
                last + timedelta(minutes=policy.duty_log_minutes), end_of(facts.day),
            )  # fmt: skip


def _unlogged(facts: DayFacts, session: SessionDay, policy: Policy) -> list[GroupDay]:
    order = [plan.session for plan in policy.sessions_on(facts.day)]
    return [
        group for group in session.groups
        if group.expected - group.on_leave and not is_logged(group.id, group.teacher, session.care, facts.logs, order)
    ]  # fmt: skip
