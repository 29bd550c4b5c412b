"""Wishes that are not complete yet: kept for days, taken up again where they stopped. (C20)"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.rules.enrolment.wish import Ask, Wish, keep, recall
from storage.db import Base, Key, Sealed


class DraftRow(Base):
    __tablename__ = "enrolment_draft"
    __table_args__ = (Index("enrolment_draft_person", "person_id", "ended_at"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    wish: Mapped[str] = mapped_column(Sealed)
    asked: Mapped[str] = mapped_column(String(12))
    asked_at: Mapped[datetime]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


@dataclass(frozen=True)
class Draft:
    id: int
    person_id: int
    student_id: int
    wish: Wish
    asked: Ask
    asked_at: datetime
    made_at: datetime
    ended_at: datetime | None


def start(
    session: Session, school_id: int, person_id: int, student_id: int, wish: Wish, asked: Ask, *, now: datetime
) -> int:
    """Begin, or begin anew: a person has one draft a child."""
    for old in open_of(session, person_id):
        if old.student_id == student_id:
            end(session, old.id, now=now)
    row = DraftRow(
        school_id=school_id, person_id=person_id, student_id=student_id, wish=_text(wish), asked=asked.value,
        asked_at=now, made_at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def ask(session: Session, draft_id: int, wish: Wish, asked: Ask, *, now: datetime) -> None:
    """An answer was given, and the next question was asked."""
    row = session.get_one(DraftRow, draft_id)
    row.wish, row.asked, row.asked_at = _text(wish), asked.value, now
    session.flush()


def end(session: Session, draft_id: int, *, now: datetime) -> None:
    session.get_one(DraftRow, draft_id).ended_at = now
    session.flush()


def get(session: Session, draft_id: int) -> Draft:
    return _to_value(session.get_one(DraftRow, draft_id))


def open_of(session: Session, person_id: int) -> list[Draft]:
    """This person's drafts, latest first."""
    query = select(DraftRow).where(DraftRow.person_id == person_id, DraftRow.ended_at.is_(None))
    return [_to_value(row) for row in session.scalars(query.order_by(DraftRow.id.desc()))]


def older_than(session: Session, school_id: int, moment: datetime) -> list[Draft]:
    """Drafts that nobody went on with since then."""
    query = select(DraftRow).where(
        DraftRow.school_id == school_id, DraftRow.ended_at.is_(None), DraftRow.asked_at <= moment
    )
    return [_to_value(row) for row in session.scalars(query.order_by(DraftRow.id))]


def _text(wish: Wish) -> str:
    return json.dumps(keep(wish), ensure_ascii=False)


def _to_value(row: DraftRow) -> Draft:
    return Draft(
        row.id, row.person_id, row.student_id, recall(json.loads(row.wish)), Ask(row.asked), row.asked_at, row.made_at,
        row.ended_at,
    )  # fmt: skip
