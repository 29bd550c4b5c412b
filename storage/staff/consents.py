"""Teachers' consent (征求意愿): who was asked, what each said to which text, when. Rows are only added. (L-31)"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import Base, Key
from storage.people import StaffRow


class ConsentRow(Base):
    """`agreed` None: asked. What is said later counts, what was said before stays."""

    __tablename__ = "staff_consent"
    __table_args__ = (Index("staff_consent_school", "school_id", "person_id"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    agreed: Mapped[bool | None]
    text: Mapped[str] = mapped_column(String(300))  # what was asked, or said
    at: Mapped[datetime]
    inbox_id: Mapped[int | None]


@dataclass(frozen=True)
class Consent:
    """The last word of one person; `agreed` None where only asked."""

    person_id: int
    agreed: bool | None
    text: str
    at: datetime


def ask(session: Session, school_id: int, persons: Iterable[int], text: str, *, now: datetime) -> None:
    for person in sorted(set(persons)):
        session.add(ConsentRow(school_id=school_id, person_id=person, agreed=None, text=text[:300], at=now))
    session.flush()


def answer(
    session: Session, school_id: int, person_id: int, agreed: bool, text: str, *, now: datetime, inbox_id: int | None
) -> None:
    row = ConsentRow(school_id=school_id, person_id=person_id, agreed=agreed, text=text[:300], at=now)
    row.inbox_id = inbox_id
    session.add(row)
    session.flush()


def of_school(session: Session, school_id: int) -> dict[int, Consent]:
    """The last answer of each, else that they were asked."""
    query = select(ConsentRow).where(ConsentRow.school_id == school_id).order_by(ConsentRow.id)
    found: dict[int, Consent] = {}
    for row in session.scalars(query):
        if row.agreed is not None or row.person_id not in found:
            found[row.person_id] = Consent(row.person_id, row.agreed, row.text, row.at)
    return found


def record(session: Session, school_id: int, person_id: int) -> list[Consent]:
    """Everything one person was asked and said, in its order: the evidence."""
    query = select(ConsentRow).where(ConsentRow.school_id == school_id, ConsentRow.person_id == person_id)
    return [Consent(r.person_id, r.agreed, r.text, r.at) for r in session.scalars(query.order_by(ConsentRow.id))]


def by_code(session: Session, school_id: int) -> dict[str, bool]:
    """The answers by staff code, as a workbook names colleagues."""
    codes = session.execute(select(StaffRow.person_id, StaffRow.code).where(StaffRow.school_id == school_id))
    every = of_school(session, school_id)
    found = {code: every[person].agreed for person, code in codes if person in every}
    return {code: answer for code, answer in found.items() if answer is not None}


def declined(session: Session, school_id: int, persons: Iterable[int]) -> set[int]:
    """Those of these whose last word was no."""
    wanted = set(persons)
    return {one.person_id for one in of_school(session, school_id).values() if one.agreed is False} & wanted
