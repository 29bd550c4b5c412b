"""The duty roster (值班表): who has which group or post in which session of which day. (C50)"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.acts import CareSession
from care.book import DutyKind
from care.rules.duty import Duty, DutyState
from storage.db import Base, Key
from storage.once import remembered


class DutyRow(Base):
    """One person's duty. `rank` 1 is on duty; 2 and more are asked next, in order."""

    __tablename__ = "duty"
    __table_args__ = (Index("duty_day", "school_id", "day", "session"), Index("duty_person", "person_id", "day"))

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    day: Mapped[str] = mapped_column(String(10))
    session: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(10))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("care_group.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    rank: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(String(12), default=DutyState.PLANNED.value)
    answered_at: Mapped[datetime | None]


def add(
    session: Session,
    school_id: int,
    day: date,
    care: CareSession,
    kind: DutyKind,
    person_id: int,
    *,
    group_id: int | None = None,
    rank: int = 1,
) -> int:
    row = DutyRow(
        school_id=school_id, day=day.isoformat(), session=care.value, kind=kind.value, person_id=person_id,
        group_id=group_id, rank=rank, state=DutyState.PLANNED.value,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


@remembered
def on(session: Session, school_id: int, day: date, care: CareSession | None = None) -> list[Duty]:
    """The roster of a day, or of one session of it, in order of rank."""
    query = select(DutyRow).where(DutyRow.school_id == school_id, DutyRow.day == day.isoformat())
    if care is not None:
        query = query.where(DutyRow.session == care.value)
    return [_to_value(row) for row in session.scalars(query.order_by(DutyRow.rank, DutyRow.id))]


def of_person(session: Session, person_id: int, since: date, until: date) -> list[Duty]:
    query = (
        select(DutyRow)
        .where(DutyRow.person_id == person_id, DutyRow.day >= since.isoformat(), DutyRow.day <= until.isoformat())
        .order_by(DutyRow.day, DutyRow.id)
    )
    return [_to_value(row) for row in session.scalars(query)]


def get(session: Session, duty_id: int) -> Duty:
    return _to_value(session.get_one(DutyRow, duty_id))


def set_state(session: Session, duty_id: int, state: DutyState, *, now: datetime) -> None:
    session.execute(update(DutyRow).where(DutyRow.id == duty_id).values(state=state.value, answered_at=now))


def set_rank(session: Session, duty_id: int, rank: int) -> None:
    """Back on duty, or back in line."""
    session.execute(update(DutyRow).where(DutyRow.id == duty_id).values(rank=rank))


def promote(session: Session, duty_id: int) -> None:
    """The next in line is on duty now."""
    session.execute(update(DutyRow).where(DutyRow.id == duty_id).values(rank=1))


def give_to(session: Session, duty_id: int, person_id: int, *, now: datetime) -> None:
    """A duty that was traded: the other person has it, and has accepted it."""
    session.execute(
        update(DutyRow)
        .where(DutyRow.id == duty_id)
        .values(person_id=person_id, state=DutyState.ACCEPTED.value, answered_at=now)
    )


def standing(duties: Iterable[Duty], kind: DutyKind, *, group_id: int | None = None) -> Duty | None:
    """Who is on duty: the first in rank whose duty stands."""
    return next(
        (
            duty
            for duty in sorted(duties, key=lambda duty: (duty.rank, duty.id))
            if duty.kind is kind and duty.stands and (group_id is None or duty.group_id == group_id)
        ),
        None,
    )


def leaders(session: Session, school_id: int, day: date, care: CareSession | None = None) -> list[int]:
    """Person ids of the duty leaders of the day's session (or day)."""
    found = [
        duty.person_id for duty in on(session, school_id, day, care) if duty.kind is DutyKind.LEADER and duty.stands
    ]
    return list(dict.fromkeys(found))


def _to_value(row: DutyRow) -> Duty:
    return Duty(
        row.id,
        date.fromisoformat(row.day),
        CareSession(row.session),
        DutyKind(row.kind),
        row.group_id,
        row.person_id,
        row.rank,
        DutyState(row.state),
        row.answered_at,
    )
