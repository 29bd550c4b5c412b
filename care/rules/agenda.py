"""What must be sent on a day: notices, each for one person, with a key, a time and an end of use. (promise 4)

Facts in, notices out; no clock. The agenda is asked again and again: a notice whose reason is gone (the roll was
called, the child was collected) is no longer in it, and one that was sent stays sent by its key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from care.acts import CareSession
from care.calendar import SHANGHAI, Calendar, YearNotConfirmed
from care.policy import Policy, SessionPlan
from care.rules import duty as duties
from care.rules.custody import Places, Roll
from care.rules.duty import Duty, DutyState
from care.rules.ladder import Around, Ladder
from care.rules.notice import Kind, Notice
from care.rules.summary import leads_home


@dataclass(frozen=True)
class GroupDay:
    """A care group on the day. `opened`: its list was written; `called`: its roll was taken."""

    id: int
    name: str
    room: str
    teacher: int | None
    expected: frozenset[int] = frozenset()
    on_leave: frozenset[int] = frozenset()
    called: bool = False
    opened: bool = False

    @property
    def waits_for_roll(self) -> bool:
        return not self.called and bool(self.expected - self.on_leave)


@dataclass(frozen=True)
class SessionDay:
    """One session of the day: its groups, and where the children stand now."""

    plan: SessionPlan
    groups: tuple[GroupDay, ...] = ()
    places: Places = field(default_factory=dict)
    leaders: tuple[int, ...] = ()

    @property
    def care(self) -> CareSession:
        return self.plan.session

    @property
    def leads_home(self) -> bool:
        """Lessons follow the morning's and the noon's care; from the evening's the children go home. (C44)"""
        return leads_home(self.care)

    @property
    def children(self) -> frozenset[int]:
        return frozenset(self.places) | frozenset(child for group in self.groups for child in group.expected)


@dataclass(frozen=True)
class DayFacts:
    """All that the day's agenda follows from, gathered at one moment (jobs/gather.py)."""

    school: str
    day: date
    sessions: tuple[SessionDay, ...] = ()
    duties: tuple[Duty, ...] = ()
    principals: tuple[int, ...] = ()
    keepers: tuple[int, ...] = ()  # who looks after the system: IT, else the principals
    class_teachers: Mapping[int, int] = field(default_factory=dict)  # by pupil
    guardians: Mapping[int, tuple[int, ...]] = field(default_factory=dict)  # of those still here
    later: Mapping[int, datetime] = field(default_factory=dict)  # when the family said it comes
    acknowledged: frozenset[tuple[int, int]] = frozenset()  # rungs: pupil and step
    unexplained: frozenset[int] = frozenset()  # absent pupils whose matter is open


def notices_of(facts: DayFacts, policy: Policy, calendar: Calendar) -> list[Notice]:
    """Every notice of the day, soonest first. None on a day without care; a year not confirmed is not guessed."""
    try:
        if not calendar.is_school_day(facts.day):
            return []
    except YearNotConfirmed:
        return list(_year(facts, policy))
    found = [*_duty_cards(facts, policy), *_duty_open(facts, policy), *_summary(facts, policy)]
    for session in facts.sessions:
        for make in OF_A_SESSION:
            found += make(facts, session, policy)
    return sorted((off_the_hour(notice) for notice in found), key=lambda notice: (notice.due, notice.key))


def off_the_hour(notice: Notice) -> Notice:
    """Not at :00 and :30 sharp, when WeChat Work is slow: a minute later."""
    sharp = notice.due.astimezone(SHANGHAI).minute in (0, 30)
    return replace(notice, due=(notice.due + timedelta(minutes=sharp)).astimezone(UTC))


def _duty_cards(facts: DayFacts, policy: Policy) -> Iterator[Notice]:
    """The evening before, one card for all duties of the day; and before each session. (C50)"""
    by_person: dict[int, list[Duty]] = {}
    for duty in duties.on_duty(facts.duties):
        by_person.setdefault(duty.person_id, []).append(duty)
    for person, own in by_person.items():
        unasked = [duty for duty in own if duties.asked_at(duty, facts.duties) is None]
        planned = [duty.id for duty in unasked if duty.state is DutyState.PLANNED]
        starts = [plan.starts(facts.day) for duty in own if (plan := policy.plan(duty.session))]
        if planned and starts:
            yield Notice(
                Kind.DUTY, _key(facts, None, Kind.DUTY, person, 1), person, facts.day,
                _at(facts.day - timedelta(days=1), policy.duty_notice_at),
                min(starts) - timedelta(minutes=policy.duty_remind_minutes), duties=tuple(planned),
            )  # fmt: skip
        for care in dict.fromkeys(duty.session for duty in own):
            yield from _duty_soon(facts, policy, person, [duty for duty in own if duty.session is care])


def _duty_soon(facts: DayFacts, policy: Policy, person: int, own: list[Duty]) -> Iterator[Notice]:
    """A reminder; who was asked to stand in after its time was told then."""
    plan = policy.plan(own[0].session)
    if plan is None:
        return
    due = plan.starts(facts.day) - timedelta(minutes=policy.duty_remind_minutes)
    asked = {duty.id: duties.asked_at(duty, facts.duties) for duty in own}
    known = tuple(id_ for id_, at in asked.items() if at is None or at < due)
    if known:
        key = _key(facts, plan.session, Kind.DUTY, person, 2)
        yield Notice(Kind.DUTY_SOON, key, person, facts.day, due, plan.starts(facts.day), plan.session, duties=known)


def _duty_open(facts: DayFacts, policy: Policy) -> Iterator[Notice]:
    """Nobody acknowledged in time and nobody is left to ask: the leader sees to it. (C56)"""
    for session in facts.sessions:
        here = {place.holder for place in session.places.values() if place.holder}
        for duty in duties.unanswered(facts.duties, here):
            due = duties.deadline(duty, facts.duties, policy)
            if duty.session is not session.care or due is None or duties.next_in_line(duty, facts.duties) is not None:
                continue
            for leader in [one for one in session.leaders if one != duty.person_id] or facts.principals:
                yield Notice(
                    Kind.DUTY_OPEN, _key(facts, session.care, Kind.DUTY_OPEN, duty.id, leader), leader, facts.day,
                    due, session.plan.ends(facts.day), session.care, duties=(duty.id,),
                )  # fmt: skip


def _roll_calls(facts: DayFacts, session: SessionDay, policy: Policy) -> Iterator[Notice]:
    """A reminder before the session, one for each teacher. (002.13)"""
    start = session.plan.starts(facts.day)
    for teacher, groups in _waiting(session).items():
        yield Notice(
            Kind.ROLL_CALL, _key(facts, session.care, Kind.ROLL_CALL, teacher, 1), teacher, facts.day,
            start - timedelta(minutes=policy.roll_remind_minutes), start + timedelta(minutes=policy.roll_late_minutes),
            session.care, groups=groups,
        )  # fmt: skip


def _roll_late(facts: DayFacts, session: SessionDay, policy: Policy) -> Iterator[Notice]:
    """Still no roll call: the teacher again, and the duty leader. (003-10.13)"""
    due = session.plan.starts(facts.day) + timedelta(minutes=policy.roll_late_minutes)
    end = session.plan.ends(facts.day)
    for teacher, groups in _waiting(session).items():
        key = _key(facts, session.care, Kind.ROLL_CALL, teacher, 2)
        yield Notice(Kind.ROLL_LATE, key, teacher, facts.day, due, end, session.care, groups=groups)
    missing = tuple(group.id for group in session.groups if group.waits_for_roll)
    for leader in session.leaders if missing else ():
        key = _key(facts, session.care, Kind.ROLL_LATE, leader, 1)
        yield Notice(Kind.ROLL_LATE, key, leader, facts.day, due, end, session.care, groups=missing, whole=True)


def _waiting(session: SessionDay) -> dict[int, tuple[int, ...]]:
    """Groups whose roll was not taken yet, by teacher."""
    found: dict[int, tuple[int, ...]] = {}
    for group in session.groups:
        if group.waits_for_roll and group.teacher is not None:
            found[group.teacher] = (*found.get(group.teacher, ()), group.id)
    return found


def _absences(facts: DayFacts, session: SessionDay, policy: Policy) -> Iterator[Notice]:
    """A child that was called, is not here, and nobody knows why: class teacher and duty leader again. (C42)"""
    for student, place in session.places.items():
        if student not in facts.unexplained or place.roll is not Roll.MISSING or place.proof is None:
            continue
        due = place.proof.at + timedelta(minutes=policy.absence_alarm_minutes)
        for person in dict.fromkeys([*session.leaders, facts.class_teachers.get(student)]):
            if person is not None:
                yield Notice(
                    Kind.ABSENCE, _key(facts, session.care, Kind.ABSENCE, student, person), person, facts.day, due,
                    _end_of(facts.day), session.care, students=(student,),
                )  # fmt: skip


def _uncollected(facts: DayFacts, session: SessionDay, policy: Policy) -> Iterator[Notice]:
    """The ladder of each child that is still in the school's hands after the last session. (C48)"""
    if not session.leads_home:
        return
    ladder = Ladder(policy.uncollected_ladder, facts.acknowledged)
    for student, place in session.places.items():
        if not place.at_school:
            continue
        for rung in ladder.rungs(student, _around(facts, session, student), session.plan.ends(facts.day)):
            yield Notice(
                Kind.UNCOLLECTED, _key(facts, session.care, Kind.UNCOLLECTED, student, f"{rung.number}/{rung.to}"),
                rung.to, facts.day, rung.due, _end_of(facts.day), session.care, students=(student,),
                step=rung.number, whom=rung.step.whom,
            )  # fmt: skip


def _around(facts: DayFacts, session: SessionDay, student: int) -> Around:
    return Around(
        facts.guardians.get(student, ()), facts.class_teachers.get(student), session.leaders, facts.principals,
        facts.later.get(student),
    )  # fmt: skip


def _handovers(facts: DayFacts, session: SessionDay, policy: Policy) -> Iterator[Notice]:
    """After the session: to class teachers their class, to care teachers their group, to leaders all of it. (C57)"""
    if not session.children:
        return
    due = session.plan.ends(facts.day) + timedelta(minutes=policy.handover_notice_minutes)
    groups: dict[int, tuple[int, ...]] = {}
    for group in session.groups:
        if group.teacher is not None and group.expected:
            groups[group.teacher] = (*groups.get(group.teacher, ()), group.id)
    classes: dict[int, tuple[int, ...]] = {}
    for student in sorted(session.children):
        if (teacher := facts.class_teachers.get(student)) is not None:
            classes[teacher] = (*classes.get(teacher, ()), student)
    for person in dict.fromkeys([*session.leaders, *groups, *classes]):
        yield Notice(
            Kind.HANDOVER, _key(facts, session.care, Kind.HANDOVER, person, 1), person, facts.day, due,
            _end_of(facts.day), session.care, groups=groups.get(person, ()), students=classes.get(person, ()),
            whole=person in session.leaders,
        )  # fmt: skip


def _summary(facts: DayFacts, policy: Policy) -> Iterator[Notice]:
    """The principal's summary, after the last session's notices. (C57)"""
    if not any(session.children for session in facts.sessions):
        return
    last = max(session.plan.ends(facts.day) for session in facts.sessions)
    after = last + timedelta(minutes=policy.handover_notice_minutes + 4)
    due = max(_at(facts.day, policy.summary_at), after)
    for person in facts.principals:
        key = _key(facts, None, Kind.SUMMARY, person, 1)
        yield Notice(Kind.SUMMARY, key, person, facts.day, due, due + timedelta(hours=14), whole=True)


def _year(facts: DayFacts, policy: Policy) -> Iterator[Notice]:
    """Nobody confirmed this year's days: whoever looks after the system hears it the day before, once. (C05)"""
    due = _at(facts.day - timedelta(days=1), time(16, 37))
    for person in dict.fromkeys((*facts.keepers, *facts.principals)):
        key = f"{facts.school}/{Kind.YEAR}/{facts.day.year}/{person}"
        yield Notice(Kind.YEAR, key, person, facts.day, due, due + timedelta(days=60))


OF_A_SESSION: tuple[Callable[[DayFacts, SessionDay, Policy], Iterator[Notice]], ...] = (
    _roll_calls, _roll_late, _absences, _uncollected, _handovers,
)  # fmt: skip


def _key(facts: DayFacts, care: CareSession | None, kind: Kind, *rest: int | str) -> str:
    """demo/2026-03-04/evening/rollcall/17/1."""
    parts = [facts.school, facts.day.isoformat(), care.value if care else "", kind.value, *map(str, rest)]
    return "/".join(part for part in parts if part)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, SHANGHAI)


def _end_of(day: date) -> datetime:
    """For what is of use as long as its reason is there."""
    return datetime.combine(day + timedelta(days=1), time(0), SHANGHAI)
