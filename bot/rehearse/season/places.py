"""Places of a season, as they stand at the end of a day. (C23)"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy.orm import Session

from bot.rehearse.season.checks import Full
from bot.rehearse.season.school import SeasonSchool
from care.acts import CareSession
from care.rules.enrolment.course import HOLDS_PLACE
from care.rules.enrolment.places import WHOLE_WEEK, places_of
from storage.enrolment import approvals, bookings, clubs
from storage.enrolment.approvals import Application


def taken(session: Session, school: SeasonSchool, day: date) -> Iterable[Full]:
    """Places of what is counted, taken or kept, each pupil once."""
    for item, places in places_of(school.policy.enrolment).items():
        have: dict[int, set[int]] = {weekday: set() for weekday in WHOLE_WEEK}
        for child, weekdays in _having(session, school.school_id, item, day):
            for weekday in weekdays:
                have[weekday].add(child)
        for held in approvals.in_stages(session, school.school_id, HOLDS_PLACE):
            if item in _wanted(held):
                for weekday in held.weekdays or WHOLE_WEEK:
                    have[weekday].add(held.student_id or 0)
        for weekday, children in have.items():
            yield Full(day, item, weekday, len(children), places)


def _having(session: Session, school_id: int, item: str, day: date) -> Iterable[tuple[int, Iterable[int]]]:
    if item not in [care.value for care in CareSession]:
        return [(child, WHOLE_WEEK) for child in clubs.members(session, school_id, item)]
    lasting = bookings.lasting(session, school_id, CareSession(item), since=day + timedelta(days=1))
    return [(booking.student_id, booking.weekdays) for booking in lasting]


def _wanted(held: Application) -> list[str]:
    return [*(care.value for care in held.sessions), *(held.clubs if held.kind == "club" else ())]
