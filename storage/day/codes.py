"""One-day pickup codes (接送码): four digits for one child, one person and one day; kept as keyed hashes. (C46)

The digits follow from the house's key and the plan, so nobody who reads the database can tell them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.rules.codes import Code
from storage.db import Base, Key
from storage.seal import Seal


class PickupCodeRow(Base):
    __tablename__ = "pickup_code"

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("pickup_plan.id"), unique=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    day: Mapped[str] = mapped_column(String(10))
    mark: Mapped[str] = mapped_column(String(24))
    wrong: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


def issue(session: Session, school_id: int, plan_id: int, student_id: int, day: date, *, now: datetime) -> str:
    """A new code for this plan. It is told once; only its mark is kept."""
    digits = Seal.current().digits(f"pickup/{school_id}/{plan_id}/{now.timestamp()}")
    session.add(
        PickupCodeRow(
            school_id=school_id, plan_id=plan_id, student_id=student_id, day=day.isoformat(),
            mark=_mark(plan_id, digits), made_at=now,
        )
    )  # fmt: skip
    session.flush()
    return digits


def of_plans(session: Session, plan_ids: Iterable[int], said: str | None) -> dict[int, Code]:
    """The codes of these plans, each with whether what was said fits it."""
    wanted = sorted(set(plan_ids))
    query = select(PickupCodeRow).where(PickupCodeRow.plan_id.in_(wanted))
    return {
        row.plan_id: Code(
            said=said is not None,
            fits=said is not None and row.mark == _mark(row.plan_id, said),
            used=row.used_at is not None,
            wrong=row.wrong,
        )
        for row in (session.scalars(query) if wanted else ())
    }


def count_wrong(session: Session, plan_id: int) -> int:
    """One more wrong code; how many there were."""
    row = _row(session, plan_id)
    row.wrong += 1
    return row.wrong


def spend(session: Session, plan_id: int, *, now: datetime) -> None:
    """Dead after use."""
    _row(session, plan_id).used_at = now


def revive(session: Session, student_id: int, day: date) -> None:
    """The release was taken back: the delegate is still to come."""
    query = select(PickupCodeRow).where(PickupCodeRow.student_id == student_id, PickupCodeRow.day == day.isoformat())
    for row in session.scalars(query):
        row.used_at = None


def _row(session: Session, plan_id: int) -> PickupCodeRow:
    return session.scalars(select(PickupCodeRow).where(PickupCodeRow.plan_id == plan_id)).one()


def _mark(plan_id: int, digits: str) -> str:
    return Seal.current().mark(f"pickup/{plan_id}/{digits}")
