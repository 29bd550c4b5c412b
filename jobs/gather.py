"""Gathers the facts of a school's day, at one moment, for the agenda. (care/rules/agenda.py)"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from care.acts import CareSession
from care.book import DutyKind, Post
from care.calendar import SHANGHAI
from care.policy import SessionPlan
from care.rules.agenda import DayFacts, GroupDay, SessionDay
from care.rules.custody import Event, Move, Places, Roll, fold
from care.rules.duty import Duty
from care.rules.logs import Log
from care.rules.moving import Meeting
from care.rules.muster import Muster
from care.rules.notice import Kind
from handlers import audience
from handlers.custody import closing, moving
from handlers.desk import Desk
from storage import ledger, outbox, people, questions
from storage.day import extensions, leaves, matters, musters, pickups, records
from storage.enrolment import bookings, clubs
from storage.enrolment.bookings import Group
from storage.staff import duties

MOST_SEEN = 200
_seen: dict[tuple[int, date, CareSession], tuple[int, str | None, Places]] = {}
"""Sessions as last looked at: up to which event, its hash, and the state after it."""


def facts(desk: Desk, school: str, on: date) -> DayFacts:
    """All that the day's agenda follows from. Costs a dozen small queries; what is not needed yet is not asked."""
    roster = duties.on(desk.session, desk.school_id, on)
    staff = people.holders(desk.session, desk.school_id)
    sessions = _taken_on(_sessions(desk, on, roster, staff))
    taken_over = any(session.places for session in sessions)
    late = _late(desk, on, sessions)
    ended = any(session.plan.ends(on) <= desk.now for session in sessions)
    return DayFacts(
        school=school,
        day=on,
        sessions=sessions,
        duties=tuple(roster),
        principals=tuple(staff[Post.PRINCIPAL]),
        keepers=tuple(staff[Post.IT]),
        class_teachers=people.class_teachers(desk.session, desk.school_id) if taken_over or sessions else {},
        guardians=late,
        extended=_extended(desk, on, late, sessions),
        later=_later(desk, on, late),
        acknowledged=_acknowledged(desk, on, late, staff),
        logs=tuple(_logs(desk, on)) if ended else (),
        duty_logs=frozenset(_duty_logs(desk, on)) if ended else frozenset(),
        told=_told(desk, school, on) if ended else {},
        unexplained=_unexplained(desk, on) if taken_over else frozenset(),
    )


def _sessions(desk: Desk, on: date, roster: list[Duty], staff: Mapping[Post, list[int]]) -> tuple[SessionDay, ...]:
    expected = bookings.expected_on(desk.session, desk.school_id, on)
    away = leaves.of_day(desk.session, desk.school_id, on)
    groups = bookings.groups(desk.session, desk.school_id)
    return tuple(
        _session(desk, on, plan, [g for g in groups if g.session is plan.session], expected, away, roster, staff)
        for plan in desk.policy.sessions_on(on)
    )


def _session(
    desk: Desk,
    on: date,
    plan: SessionPlan,
    groups: list[Group],
    expected: Mapping[int, set[int]],
    away: Mapping[CareSession, set[int]],
    roster: list[Duty],
    staff: Mapping[Post, list[int]],
) -> SessionDay:
    today = [duty for duty in roster if duty.session is plan.session]
    places = _places(desk, on, plan.session)
    return SessionDay(
        plan,
        tuple(
            _group(group, places, expected.get(group.id, set()), away.get(plan.session, set()), today)
            for group in groups
        ),
        places,
        tuple(_leaders(today, staff)),
        closed=_closed(desk, on, plan.session, places),
        clubs=_clubs(desk, on, plan.session, places),
        muster=_muster(desk, on, plan.session, places),
        entered=_entered(desk, on, plan),
    )


def _places(desk: Desk, on: date, care: CareSession) -> Places:
    """As ledger.places, but only what happened since the last look is read: a tick comes every second."""
    key = (desk.school_id, on, care)
    seq, mark, places = _seen.get(key, (0, None, {}))
    if seq and ledger.hash_of(desk.session, desk.school_id, seq) != mark:
        seq, places = 0, {}  # Another past: a transaction that was rolled back, another database.
    new = ledger.events(desk.session, desk.school_id, on, care, after=seq)
    if new:
        if len(_seen) >= MOST_SEEN:
            _seen.clear()
        seq, places = new[-1].seq, fold(new, onto=places)
        _seen[key] = (seq, ledger.hash_of(desk.session, desk.school_id, seq), places)
    return places


def _group(group: Group, places: Places, booked: set[int], away: set[int], roster: list[Duty]) -> GroupDay:
    """By its list, once that is opened; before, by bookings and leaves."""
    own = {id_: place for id_, place in places.items() if place.group == group.id}
    duty = duties.standing(roster, DutyKind.CARE, group_id=group.id)
    teacher = duty.person_id if duty else group.teacher_id
    if not own:
        return GroupDay(group.id, group.name, group.room, teacher, frozenset(booked), frozenset(booked & away))
    called = any(place.taken or place.roll in (Roll.PRESENT, Roll.MISSING) for place in own.values())
    listed = frozenset(id_ for id_, place in own.items() if place.expected)
    on_leave = frozenset(id_ for id_ in listed if own[id_].roll is Roll.LEAVE)
    return GroupDay(
        group.id, group.name, group.room, teacher, listed, on_leave, called, opened=True, called_at=_called_at(own)
    )


def _called_at(own: Places) -> datetime | None:
    """The last count of the group that agreed with the ledger: a roll, or an accepted handover. (002.13)"""
    counts = (Move.PRESENT, Move.MISSING, Move.ACCEPTED, Move.MOVED, Move.MOVED_BACK)
    return max((p.proof.at for p in own.values() if p.proof is not None and p.proof.kind in counts), default=None)


def _leaders(roster: list[Duty], staff: Mapping[Post, list[int]]) -> list[int]:
    """The session's duty leaders; without any the principals, then whoever may lead. (as handlers/audience.py)"""
    found = [duty.person_id for duty in roster if duty.kind is DutyKind.LEADER and duty.stands and duty.rank == 1]
    return list(dict.fromkeys(found)) or staff[Post.PRINCIPAL] or staff[Post.DUTY_LEADER]


def _late(desk: Desk, on: date, sessions: tuple[SessionDay, ...]) -> dict[int, tuple[int, ...]]:
    """Guardians of the children that are still here after the day's last session."""
    here = [
        student
        for session in sessions
        if session.leads_home and desk.now >= session.plan.ends(on)
        for student, place in session.places.items()
        if place.at_school
    ]
    kin = audience.guardians_of(desk, here)
    return {student: tuple(persons) for student, persons in kin.items()}


def _extended(
    desk: Desk, on: date, late: Mapping[int, tuple[int, ...]], sessions: tuple[SessionDay, ...]
) -> dict[int, datetime]:
    """Until when children that are still here may stay. (C48; 004-2.04)"""
    until = extensions.of_day(desk.session, desk.school_id, on) if late else {}
    found = {student: datetime.combine(on, clock, SHANGHAI) for student, clock in until.items()}
    for student in late:
        if (begins := _goes_on(student, sessions, on, desk.now)) is not None:
            found[student] = max(begins, found.get(student, begins))
    return found


def _goes_on(student: int, sessions: tuple[SessionDay, ...], on: date, now: datetime) -> datetime | None:
    """When the child's next session begins, evening study after evening care: until then nobody comes. (C07)"""
    ahead = [s for s in sessions if s.leads_home and now < s.plan.ends(on) and student in s.children]
    away = {child for session in ahead for group in session.groups for child in group.on_leave}
    return min((s.plan.starts(on) for s in ahead), default=None) if student not in away else None


def _taken_on(sessions: tuple[SessionDay, ...]) -> tuple[SessionDay, ...]:
    """Whom a later session has taken over waits for nobody in the earlier one: each child is in one pair of hands."""
    found: list[SessionDay] = []
    for at, session in enumerate(sessions):
        later = {id_ for one in sessions[at + 1 :] if one.leads_home for id_, p in one.places.items() if p.taken}
        if session.leads_home and later & set(session.places):
            session = replace(session, places={id_: p for id_, p in session.places.items() if id_ not in later})
        found.append(session)
    return tuple(found)


def _closed(desk: Desk, on: date, care: CareSession, places: Places) -> bool:
    """Asked only where everybody has left."""
    if not places or on != desk.today or any(place.at_school for place in places.values()):
        return False
    return closing.is_closed(desk, care)


def _clubs(desk: Desk, on: date, care: CareSession, places: Places) -> tuple[Meeting, ...]:
    """Clubs that children are at now. (C35)"""
    wanted = {place.club for place in places.values() if place.club is not None and place.at_school}
    if on != desk.today or not wanted:
        return ()
    found = (moving.meeting_of(desk, club, care) for club in clubs.by_ids(desk.session, wanted).values())
    return tuple(meeting for meeting in found if meeting is not None)


def _muster(desk: Desk, on: date, care: CareSession, places: Places) -> Muster | None:
    """The muster that runs now. Asked only where children are in hand. (C58)"""
    if on != desk.today or not any(place.at_school for place in places.values()):
        return None
    return musters.running(desk.session, desk.school_id, on, care)


def _later(desk: Desk, on: date, late: Mapping[int, tuple[int, ...]]) -> dict[int, datetime]:
    """When the family said it comes. (C46)"""
    found: dict[int, datetime] = {}
    for student, plans in pickups.plans(desk.session, late, on).items():
        clock = next((plan.clock for plan in plans if plan.clock is not None), None)
        if clock is not None:
            found[student] = datetime.combine(on, clock, SHANGHAI)
    return found


def _acknowledged(
    desk: Desk, on: date, late: Mapping[int, tuple[int, ...]], staff: Mapping[Post, list[int]]
) -> frozenset[tuple[int, int]]:
    """Rungs of the ladder that somebody took: pupil and step."""
    if not late:
        return frozenset()
    persons = {person for own in late.values() for person in own} | {p for held in staff.values() for p in held}
    since = datetime.combine(on, datetime.min.time(), SHANGHAI)
    answers = questions.answers_of(desk.session, persons, since)
    return frozenset(
        (student, step)
        for args in answers
        if "rungs" in args and args["day"] == on.isoformat()
        for student, step in args["rungs"]
    )


def _told(desk: Desk, school: str, on: date) -> dict[str, datetime]:
    """Figures of the day that were told, and when. (promise 7)"""
    return outbox.told(desk.session, desk.school_id, f"{school}/{on.isoformat()}/", (Kind.HANDOVER, Kind.SUMMARY))


def _entered(desk: Desk, on: date, plan: SessionPlan) -> tuple[Event, ...]:
    """What was written into the ledger after the session's figures were due. (promise 7)"""
    since = plan.ends(on) + timedelta(minutes=desk.policy.handover_notice_minutes)
    if desk.now <= since:
        return ()
    return tuple(ledger.events(desk.session, desk.school_id, on, plan.session, entered_after=since))


def _logs(desk: Desk, on: date) -> Iterator[Log]:
    """Care logs of the day. (C53)"""
    for record in records.of_day(desk.session, desk.school_id, on, "care_log"):
        yield Log(CareSession(record.care), record.group_id, record.by_id)


def _duty_logs(desk: Desk, on: date) -> Iterator[int]:
    """Who wrote the day's duty log. (C52)"""
    return (record.by_id for record in records.of_day(desk.session, desk.school_id, on, "duty_log"))


def _unexplained(desk: Desk, on: date) -> frozenset[int]:
    """Absent pupils whose matter nobody ended yet. (C42)"""
    open_ = matters.open_ones(desk.session, desk.school_id, kind="absence")
    return frozenset(student for matter in open_ if matter.day == on for student in matter.students)
