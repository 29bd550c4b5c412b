"""Gathers what is known when a message arrives: for the reader (Known), and for the turn (policy, calendar)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from care.acts import CareSession
from care.book import DutyKind
from care.calendar import today
from care.people import Known, Role, Sender, Staff, Student
from care.policy import DayBook, Policy, policy_of
from care.policy.plain import read
from care.rules.duty import may_return
from care.rules.enrolment.agreement import with_undertaking
from storage import people, schools
from storage.enrolment import approvals, bookings
from storage.enrolment.clubs import names_of as club_names
from storage.ledger import LedgerRow
from storage.once import remembered
from storage.people import Speaker
from storage.school import days, plans, resources
from storage.staff import duties


def gather(session: Session, school_id: int, speaker: Speaker, role: Role, *, now: datetime) -> Known:
    """What the reader may lean on for this speaker in this role."""
    year = schools.calendar(session, school_id)
    me = Sender(speaker.name, speaker.relation if role is Role.PARENT else "", speaker.person_id)
    clubs = club_names(session, school_id)
    if role is Role.PARENT:
        return Known(role, me, children=speaker.children, clubs=clubs, days_off=year.off, extra_days=year.extra)
    return Known(
        role,
        me,
        roster=roster(session, school_id, speaker, day=today(now)),
        staff=tuple(s for s in colleagues(session, school_id) if s.id != speaker.person_id),
        pending=_pending(session, speaker.person_id),
        clubs=clubs,
        days_off=year.off,
        extra_days=year.extra,
    )


def roster(session: Session, school_id: int, speaker: Speaker, *, day: date) -> tuple[Student, ...]:
    """The pupils in care with this teacher today; for those who lead, all that are in care today."""
    wanted = groups_of(session, school_id, speaker.person_id, day)
    if speaker.leads and not wanted:
        wanted = [group.id for group in bookings.groups(session, school_id)]
    expected = bookings.expected_on(session, school_id, day, groups=tuple(wanted)) if wanted else {}
    ids = {id_ for own in expected.values() for id_ in own} | held_today(session, school_id, speaker.person_id, day)
    return tuple(people.students(session, ids).values())


def held_today(session: Session, school_id: int, person_id: int, day: date) -> set[int]:
    """Pupils that came into this person's hands today otherwise than by the roster (handed over, kept back)."""
    query = select(LedgerRow.students).where(
        LedgerRow.school_id == school_id, LedgerRow.day == day.isoformat(), LedgerRow.receiver_id == person_id
    )
    return {id_ for ids in session.scalars(query) for id_ in ids}


def groups_of(
    session: Session, school_id: int, person_id: int, day: date, care: CareSession | None = None
) -> list[int]:
    """Care groups that are this person's today: by the duty roster; without one for the day, the usual teacher's.

    Who was passed over for want of an answer has theirs as long as nobody else said that they come. (C56)
    """
    roster_of_day = [d for d in duties.on(session, school_id, day, care) if d.kind is DutyKind.CARE]
    mine = [
        d.group_id for d in roster_of_day
        if d.person_id == person_id and d.group_id and ((d.stands and d.rank == 1) or may_return(d, roster_of_day))
    ]  # fmt: skip
    rostered = {d.group_id for d in roster_of_day}
    usual = [
        group.id
        for group in bookings.groups(session, school_id, care)
        if group.teacher_id == person_id and group.id not in rostered
    ]
    return list(dict.fromkeys([*mine, *usual]))


def teacher_of(session: Session, school_id: int, group_id: int, day: date, care: CareSession) -> int | None:
    """Who has the group today: by the duty roster, else the usual teacher."""
    duty = duties.standing(duties.on(session, school_id, day, care), DutyKind.CARE, group_id=group_id)
    return duty.person_id if duty else bookings.group(session, group_id).teacher_id


def colleagues(session: Session, school_id: int) -> list[Staff]:
    return people.staff(session, school_id)


@remembered
def policy(session: Session, school_id: int, day: date) -> Policy:
    """The plan as it holds on this day. It knows the other days, too: `sessions_on`, `plan` and `on` take any."""
    settings = schools.get(session, school_id).settings
    return _policy(
        json.dumps(settings, sort_keys=True),
        plans.written(session, school_id),
        DayBook(schools.calendar(session, school_id), days.changes(session, school_id)),
        day,
    )


def policy_at_work(session: Session, school_id: int, day: date) -> Policy:
    """The plan as errands work with it: where it names no places, those that the rooms have; a pickup undertaking
    is signed like an agreement. (C17, C23, C26)"""
    return with_undertaking(resources.with_default_places(session, school_id, policy(session, school_id, day)))


@lru_cache(maxsize=64)
def _policy(settings: str, written: tuple[tuple[date, str], ...], book: DayBook, day: date) -> Policy:
    """Each version is laid over the one before it; a nested table that is given in part keeps the rest."""
    versions = [(date.min, policy_of(json.loads(settings)))]
    for since, changes in written:
        versions.append((since, read(Policy, json.loads(changes), base=versions[-1][1], strict=False)))
    return replace(versions[-1][1], book=replace(book, versions=tuple(versions))).on(day)


def _pending(session: Session, person_id: int) -> tuple[Student, ...]:
    waiting: Iterable[int] = (a.student_id for a in approvals.waiting_for(session, person_id) if a.student_id)
    return tuple(people.students(session, waiting).values())
