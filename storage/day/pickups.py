"""Who collects whom: plans of a day and standing ones, and permits to go home alone (独自回家证). (C46, C47)"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.people import Person
from storage.db import Base, Key, Sealed


class PlanKind(StrEnum):
    PERSON = "person"  # this person collects
    TIME = "time"  # earlier or later than usual
    ALONE = "alone"  # goes home alone


class PickupPlanRow(Base):
    """Without a day the plan stands until it is taken back; with weekdays on these only.

    The day's own plan comes before one for the weekday, and that before one for every day.
    """

    __tablename__ = "pickup_plan"
    __table_args__ = (Index("pickup_plan_student", "student_id", "day"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    day: Mapped[str | None] = mapped_column(String(10))
    weekdays: Mapped[list[int]] = mapped_column(JSON, default=list, server_default="[]")
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str | None] = mapped_column(Sealed)
    relation: Mapped[str | None] = mapped_column(Sealed)
    phone: Mapped[str | None] = mapped_column(Sealed)
    clock: Mapped[str | None] = mapped_column(String(5))  # local HH:MM
    by_id: Mapped[int]
    inbox_id: Mapped[int | None]
    made_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
    replaced_by: Mapped[int | None]  # the plan for whose sake it was cancelled


class PermitRow(Base):
    """A permit to go home alone, entered by the school. (004-5.09)"""

    __tablename__ = "permit"

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"), index=True)
    number: Mapped[str] = mapped_column(String(40), default="")
    since: Mapped[str] = mapped_column(String(10))
    until: Mapped[str | None] = mapped_column(String(10))


@dataclass(frozen=True)
class PickupPlan:
    id: int
    student_id: int
    day: date | None
    kind: PlanKind
    person: Person
    clock: time | None
    by_id: int
    made_at: datetime
    weekdays: tuple[int, ...] = ()

    def is_for(self, on: date) -> bool:
        return self.day == on or (self.day is None and (not self.weekdays or on.isoweekday() in self.weekdays))


def add(
    session: Session,
    school_id: int,
    student_id: int,
    days: Iterable[date | None],
    kind: PlanKind,
    *,
    person: Person | None = None,
    clock: time | None = None,
    weekdays: Iterable[int] = (),
    by_id: int,
    inbox_id: int | None,
    now: datetime,
) -> list[int]:
    """Note a plan for each day (None: standing). It replaces an earlier one of its kind; a person and a walk
    home exclude each other. The new rows' ids."""
    wanted, on = list(days), sorted(set(weekdays))
    old = [row for row in _in_force(session, [student_id]) if _gives_way(row, wanted, on, kind)]
    person = person or Person()
    rows = [
        PickupPlanRow(
            school_id=school_id, student_id=student_id, day=day.isoformat() if day else None, kind=kind.value,
            weekdays=on, name=person.name, relation=person.relation, phone=person.phone,
            clock=clock.strftime("%H:%M") if clock else None, by_id=by_id, inbox_id=inbox_id, made_at=now,
        )
        for day in wanted
    ]  # fmt: skip
    session.add_all(rows)
    session.flush()
    for row in old:
        row.cancelled_at, row.replaced_by = now, rows[0].id
    return [row.id for row in rows]


def plans(session: Session, student_ids: Iterable[int], day: date) -> dict[int, list[PickupPlan]]:
    """What is planned for each pupil on the day, the day's own plans before standing ones, the latest first."""
    found: dict[int, list[PickupPlan]] = {}
    for row in _in_force(session, student_ids):
        if (plan := _to_value(row)).is_for(day):
            found.setdefault(row.student_id, []).append(plan)
    for own in found.values():
        own.sort(key=lambda plan: (plan.day is None, not plan.weekdays, -plan.id))
    return found


def without_phone(session: Session, by_id: int, *, since: datetime, today: date) -> list[PickupPlan]:
    """Who collects by this person's latest message since then, where no number was given and the day is not over."""
    query = select(PickupPlanRow).where(
        PickupPlanRow.by_id == by_id, PickupPlanRow.made_at >= since, PickupPlanRow.cancelled_at.is_(None),
        PickupPlanRow.kind == PlanKind.PERSON.value,
    )  # fmt: skip
    rows = [row for row in session.scalars(query.order_by(PickupPlanRow.id))]
    latest = [row for row in rows if row.made_at == rows[-1].made_at]
    return [_to_value(row) for row in latest if not row.phone and (row.day is None or row.day >= today.isoformat())]


def complete(session: Session, ids: Iterable[int], person: Person) -> None:
    """What was left open of a person is added; the plan, its author and its code stay."""
    for row in session.scalars(select(PickupPlanRow).where(PickupPlanRow.id.in_(list(ids)))):
        row.name, row.relation, row.phone = person.name, person.relation, person.phone


def replaced_by(session: Session, ids: Iterable[int]) -> list[PickupPlan]:
    """The plans whose place these took."""
    query = select(PickupPlanRow).where(PickupPlanRow.replaced_by.in_(list(ids))).order_by(PickupPlanRow.id)
    return [_to_value(row) for row in session.scalars(query)]


def cancel(session: Session, ids: Iterable[int], *, now: datetime) -> list[PickupPlan]:
    """Take plans back; what they had replaced is in force again."""
    wanted = list(ids)
    rows = list(
        session.scalars(select(PickupPlanRow).where(PickupPlanRow.id.in_(wanted), PickupPlanRow.cancelled_at.is_(None)))
    )
    for row in rows:
        row.cancelled_at = now
    for row in session.scalars(select(PickupPlanRow).where(PickupPlanRow.replaced_by.in_([row.id for row in rows]))):
        row.cancelled_at = row.replaced_by = None
    return [_to_value(row) for row in rows]


def add_permit(
    session: Session, school_id: int, student_id: int, *, number: str, since: date, until: date | None
) -> None:
    session.add(
        PermitRow(
            school_id=school_id, student_id=student_id, number=number, since=since.isoformat(),
            until=until.isoformat() if until else None,
        )
    )  # fmt: skip
    session.flush()


def permits(session: Session, student_ids: Iterable[int], day: date) -> dict[int, str]:
    """Permit numbers valid on the day, by pupil."""
    wanted = sorted(set(student_ids))
    rows = session.scalars(select(PermitRow).where(PermitRow.student_id.in_(wanted))) if wanted else ()
    iso = day.isoformat()
    return {row.student_id: row.number for row in rows if row.since <= iso and (row.until is None or iso <= row.until)}


def _in_force(session: Session, student_ids: Iterable[int]) -> list[PickupPlanRow]:
    wanted = sorted(set(student_ids))
    query = select(PickupPlanRow).where(PickupPlanRow.student_id.in_(wanted), PickupPlanRow.cancelled_at.is_(None))
    return list(session.scalars(query.order_by(PickupPlanRow.id))) if wanted else []


def _gives_way(row: PickupPlanRow, days: list[date | None], weekdays: list[int], kind: PlanKind) -> bool:
    """Whether a new plan for these days (and weekdays) takes the place of this one."""
    if row.kind != kind and {row.kind, kind} != {PlanKind.PERSON, PlanKind.ALONE}:
        return False
    if (date.fromisoformat(row.day) if row.day else None) not in days:
        return False
    return row.day is not None or not weekdays or (bool(row.weekdays) and set(row.weekdays) <= set(weekdays))


def _to_value(row: PickupPlanRow) -> PickupPlan:
    return PickupPlan(
        row.id,
        row.student_id,
        date.fromisoformat(row.day) if row.day else None,
        PlanKind(row.kind),
        Person(row.name, row.relation, row.phone),
        time.fromisoformat(row.clock) if row.clock else None,
        row.by_id,
        row.made_at,
        tuple(row.weekdays),
    )
