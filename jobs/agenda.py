"""What there is to do for one school at one moment: the agenda, minus what is in the outbox. (promise 4)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from care.calendar import YearNotConfirmed, today
from care.rules import duty as duty_rules
from care.rules.agenda import DayFacts, notices_of
from care.rules.duty import PassOn
from care.rules.notice import Notice
from handlers.desk import Desk
from handlers.duties import vetted
from jobs.gather import facts
from storage import known, outbox, schools
from storage.platform.ticks import Watched


@dataclass(frozen=True)
class Look:
    """What there is to do for one school at one moment."""

    watched: Watched | None
    days: tuple[DayFacts, ...] = ()
    due: tuple[Notice, ...] = ()  # of use, and not in the outbox
    missed: tuple[Notice, ...] = ()  # found too late
    passing: tuple[PassOn, ...] = ()
    to_open: tuple[int, ...] = ()  # groups whose list of today is not written

    @property
    def is_idle(self) -> bool:
        return self.watched is not None and not (self.due or self.missed or self.passing or self.to_open)


def desk_of(session: Session, school_id: int, now: datetime) -> Desk:
    return Desk(
        session=session,
        school_id=school_id,
        policy=known.policy_at_work(session, school_id, today(now)),
        calendar=schools.calendar(session, school_id),
        now=now,
    )


def look(desk: Desk, code: str, watched: Watched | None) -> Look:
    """The agenda of today and of the day after, and of the day on which the house was last awake."""
    if watched is None:
        return Look(None)
    days = [facts(desk, code, on) for on in _days(desk, watched)]
    agenda = [notice for one in days for notice in notices_of(one, desk.policy, desk.calendar)]
    ours = [notice for notice in agenda if notice.due <= desk.now and _is_ours(notice, watched, desk.now)]
    have = outbox.have(desk.session, desk.school_id, (notice.key for notice in ours))
    new = [notice for notice in ours if notice.key not in have]
    now = next((one for one in days if one.day == desk.today), None)
    return Look(
        watched,
        tuple(days),
        tuple(notice for notice in new if desk.now < notice.useful_until),
        tuple(notice for notice in new if desk.now >= notice.useful_until),
        tuple(_passing(desk, now)) if now else (),
        tuple(_to_open(desk, now, watched)) if now else (),
    )


def _is_ours(notice: Notice, watched: Watched, now: datetime) -> bool:
    """Due since the house watches; what is about a child's safety now, whenever it was due."""
    return notice.due >= watched.since or (notice.safety and now < notice.useful_until)


def _days(desk: Desk, watched: Watched) -> list[date]:
    last = max(today(watched.until), desk.today - timedelta(days=1))
    return [*([last] if last < desk.today else []), desk.today, desk.today + timedelta(days=1)]


def _passing(desk: Desk, now: DayFacts) -> list[PassOn]:
    """Duties that nobody acknowledged in time and that somebody else can be asked for. (C56)"""
    here = {place.holder for session in now.sessions for place in session.places.values() if place.holder is not None}
    if not _has_care(desk, now.day):
        return []
    return duty_rules.pass_on(vetted.in_line(desk, now.duties), desk.policy, desk.now, here)


def _to_open(desk: Desk, now: DayFacts, watched: Watched) -> list[int]:
    """Groups whose session has begun since the house watches, and whose list is not written. (C41)"""
    if not _has_care(desk, now.day):
        return []
    begun = [s for s in now.sessions if s.plan.starts(now.day) <= desk.now and s.plan.ends(now.day) > watched.since]
    return [group.id for session in begun for group in session.groups if group.expected and not group.opened]


def _has_care(desk: Desk, on: date) -> bool:
    try:
        return desk.calendar.is_school_day(on)
    except YearNotConfirmed:
        return False
