"""Parent volunteers (家长义工): signing up, what becomes of it, the days on which they help. (C99, D-40)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.acts import CareSession
from care.policy.people import Helping
from storage.db import Base, Key, Sealed


class State(StrEnum):
    APPLIED = "applied"
    CLEARED = "cleared"  # vetted and filed
    DECLINED = "declined"
    LEFT = "left"


class VolunteerRow(Base):
    """A parent who offered help; one row a person and school."""

    __tablename__ = "volunteer"
    __table_args__ = (UniqueConstraint("school_id", "person_id"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    skill: Mapped[str] = mapped_column(Sealed)
    state: Mapped[str] = mapped_column(String(10))
    asked_at: Mapped[datetime]
    settled_by: Mapped[int | None]
    settled_at: Mapped[datetime | None]


class HelpRow(Base):
    """A day on which a volunteer helps."""

    __tablename__ = "help"
    __table_args__ = (
        UniqueConstraint("school_id", "person_id", "day", "session"),
        Index("help_day", "school_id", "day"),
    )

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    day: Mapped[str] = mapped_column(String(10))
    session: Mapped[str] = mapped_column(String(10))
    role: Mapped[str] = mapped_column(String(10))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("care_group.id"))
    by_id: Mapped[int]
    made_at: Mapped[datetime]
    off_at: Mapped[datetime | None]


@dataclass(frozen=True)
class Volunteer:
    person_id: int
    skill: str
    state: State
    asked_at: datetime


@dataclass(frozen=True)
class Help:
    id: int
    person_id: int
    day: date
    session: CareSession
    role: Helping
    group_id: int | None


def sign_up(session: Session, school_id: int, person_id: int, skill: str, *, now: datetime) -> State:
    """Keep the offer; who is cleared already stays so, with the new skill."""
    row = _row(session, school_id, person_id)
    if row is None:
        row = VolunteerRow(school_id=school_id, person_id=person_id, state=State.APPLIED.value, asked_at=now)
        session.add(row)
    elif row.state in (State.DECLINED.value, State.LEFT.value):
        row.state, row.asked_at = State.APPLIED.value, now
    row.skill = skill
    session.flush()
    return State(row.state)


def settle(session: Session, school_id: int, person_id: int, state: State, *, by_id: int, now: datetime) -> None:
    row = _row(session, school_id, person_id)
    if row is None:
        raise LookupError(f"person {person_id} did not sign up")
    row.state, row.settled_by, row.settled_at = state.value, by_id, now


def of_school(session: Session, school_id: int) -> list[Volunteer]:
    query = select(VolunteerRow).where(VolunteerRow.school_id == school_id).order_by(VolunteerRow.id)
    return [Volunteer(row.person_id, row.skill, State(row.state), row.asked_at) for row in session.scalars(query)]


def of(session: Session, school_id: int, person_id: int) -> Volunteer | None:
    return next((one for one in of_school(session, school_id) if one.person_id == person_id), None)


def arrange(
    session: Session,
    school_id: int,
    person_id: int,
    day: date,
    care: CareSession,
    role: Helping,
    *,
    group_id: int | None,
    by_id: int,
    now: datetime,
) -> int | None:
    """Put a volunteer on a day. None where it stands already."""
    query = select(HelpRow).where(
        HelpRow.school_id == school_id, HelpRow.person_id == person_id, HelpRow.day == day.isoformat(),
        HelpRow.session == care.value,
    )  # fmt: skip
    row = session.scalar(query)
    if row is not None and row.off_at is None:
        return None
    row = row or HelpRow(school_id=school_id, person_id=person_id, day=day.isoformat(), session=care.value)
    row.role, row.group_id, row.by_id, row.made_at, row.off_at = role.value, group_id, by_id, now, None
    session.add(row)
    session.flush()
    return row.id


def call_off(session: Session, help_id: int, *, now: datetime) -> Help:
    row = session.get_one(HelpRow, help_id)
    row.off_at = row.off_at or now
    return _to_help(row)


def on(session: Session, school_id: int, day: date) -> list[Help]:
    query = select(HelpRow).where(
        HelpRow.school_id == school_id, HelpRow.day == day.isoformat(), HelpRow.off_at.is_(None)
    )
    return [_to_help(row) for row in session.scalars(query.order_by(HelpRow.id))]


def get(session: Session, help_id: int) -> Help:
    return _to_help(session.get_one(HelpRow, help_id))


def is_off(session: Session, help_id: int) -> bool:
    return session.get_one(HelpRow, help_id).off_at is not None


def ahead(session: Session, school_id: int, person_id: int, since: date) -> list[Help]:
    """The days on which this person still helps, in their order."""
    query = select(HelpRow).where(
        HelpRow.school_id == school_id, HelpRow.person_id == person_id, HelpRow.day >= since.isoformat(),
        HelpRow.off_at.is_(None),
    )  # fmt: skip
    return [_to_help(row) for row in session.scalars(query.order_by(HelpRow.day, HelpRow.id))]


def _row(session: Session, school_id: int, person_id: int) -> VolunteerRow | None:
    return session.scalar(
        select(VolunteerRow).where(VolunteerRow.school_id == school_id, VolunteerRow.person_id == person_id)
    )


def _to_help(row: HelpRow) -> Help:
    return Help(
        row.id, row.person_id, date.fromisoformat(row.day), CareSession(row.session), Helping(row.role), row.group_id
    )
