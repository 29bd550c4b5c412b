"""Who decides for the grade, the office, the principal or the committee, where the school named somebody. (C21)"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Select, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.policy.enrolment import Actor
from storage.db import Base, Key
from storage.people import ClassRow, StudentRow


class ApproverRow(Base):
    __tablename__ = "approver"
    __table_args__ = (Index("approver_school", "school_id", "actor", "ended_at"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    actor: Mapped[str] = mapped_column(String(20))
    grade: Mapped[int | None]  # None: of every grade
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    by_id: Mapped[int]
    named_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


@dataclass(frozen=True)
class Approver:
    actor: Actor
    grade: int | None
    person_id: int


def name(
    session: Session,
    school_id: int,
    actor: Actor,
    persons: Iterable[int],
    *,
    grade: int | None,
    by_id: int,
    now: datetime,
) -> None:
    """These decide from now on; who did before no longer does."""
    for row in session.scalars(_rows(school_id, actor)):
        if row.grade == grade:
            row.ended_at = now
    session.add_all(
        ApproverRow(school_id=school_id, actor=actor.value, grade=grade, person_id=one, by_id=by_id, named_at=now)
        for one in dict.fromkeys(persons)
    )
    session.flush()


def of(session: Session, school_id: int, actor: Actor, grade: int | None) -> list[int]:
    """Who decides for this grade; where nobody is named for it, whoever is named for all."""
    rows = list(session.scalars(_rows(school_id, actor).order_by(ApproverRow.id)))
    return [row.person_id for row in rows if row.grade == grade and grade is not None] or [
        row.person_id for row in rows if row.grade is None
    ]


def every(session: Session, school_id: int) -> list[Approver]:
    query = select(ApproverRow).where(ApproverRow.school_id == school_id, ApproverRow.ended_at.is_(None))
    return [Approver(Actor(row.actor), row.grade, row.person_id) for row in session.scalars(query)]


def grade_of(session: Session, student_id: int) -> int | None:
    """The grade of the pupil's class."""
    query = select(ClassRow.grade).join(StudentRow, StudentRow.class_id == ClassRow.id)
    return session.scalar(query.where(StudentRow.id == student_id))


def _rows(school_id: int, actor: Actor) -> Select[ApproverRow]:
    return select(ApproverRow).where(
        ApproverRow.school_id == school_id, ApproverRow.actor == actor.value, ApproverRow.ended_at.is_(None)
    )
