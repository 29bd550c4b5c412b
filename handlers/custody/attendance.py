"""Signing in by taking over: the first roll call or accepted handover is the arrival. (C55; 004-6.07)"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from care.acts import CareSession
from care.rules.attendance import Sign, staffing
from care.rules.custody import held_by
from care.wording import attendance as wording
from handlers import day
from handlers.desk import Desk
from storage import ledger, people
from storage.day import attendance


def signed_in(desk: Desk, care: CareSession, how: Sign) -> None:
    """Whoever speaks has children in hand now."""
    plan = desk.policy.plan(care, desk.today)
    if plan is not None and desk.me:
        attendance.arrive(
            desk.session, desk.school_id, desk.today, plan, desk.me, how, now=desk.now, inbox_id=desk.inbox_id
        )


def handed_on(desk: Desk, care: CareSession, giver: int) -> None:
    """The giver's children went to a colleague; with the last of them the giver has left."""
    places = ledger.places(desk.session, desk.school_id, desk.today, care)
    if not held_by(places, giver):
        attendance.leave(desk.session, desk.school_id, desk.today, care, giver, now=desk.now)


def in_words(desk: Desk, on: date, care: CareSession, groups: Iterable[int], *, labelled: bool = False) -> str:
    """The session's teachers for whoever leads; empty where none was to be there by now."""
    plan = desk.policy.plan(care, on)
    teachers = [teacher for group in groups if (teacher := day.teacher(desk, group, on, care)) is not None]
    if plan is None or not teachers or desk.now < plan.starts(on) + timedelta(minutes=desk.policy.teacher_late_minutes):
        return ""
    found = staffing(teachers, attendance.of_session(desk.session, desk.school_id, on, care), desk.policy)
    return wording.line(found, people.names_of(desk.session, teachers), plan.label if labelled else "")
