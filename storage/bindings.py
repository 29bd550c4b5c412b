"""One-time tokens that tie an account to a guardian: opaque, expiring, used once. (wecom.md 4b)"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.people import Student
from storage.db import Base, Key
from storage.people import AddressRow, ClassRow, GuardianRow, PersonRow, StudentRow


class BindTokenRow(Base):
    """Only the token's hash is kept: whoever reads the database cannot bind with it."""

    __tablename__ = "bind_token"

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


def make(session: Session, school_id: int, person_id: int, *, days: int, now: datetime) -> str:
    """A new token for this guardian; it is shown once and not kept."""
    token = secrets.token_urlsafe(16)
    session.add(
        BindTokenRow(
            school_id=school_id, token_hash=_hash(token), person_id=person_id, made_at=now,
            expires_at=now + timedelta(days=days),
        )
    )  # fmt: skip
    session.flush()
    return token


def use(session: Session, school_id: int, token: str, *, now: datetime) -> int | None:
    """The guardian that the token stands for, once; None when it is unknown, used or too old."""
    row = session.scalar(
        select(BindTokenRow).where(BindTokenRow.school_id == school_id, BindTokenRow.token_hash == _hash(token))
    )
    if row is None or row.expires_at <= now:
        return None
    taken = session.execute(
        update(BindTokenRow).where(BindTokenRow.id == row.id, BindTokenRow.used_at.is_(None)).values(used_at=now)
    )
    return row.person_id if taken.rowcount else None  # type: ignore[attr-defined]


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True)
class Invitee:
    """A guardian who is to get a link, and the child by which the sheet is sorted and handed out."""

    person_id: int
    name: str
    relation: str
    child: Student


def invitees(session: Session, school_id: int, *, class_name: str = "", bound_too: bool = False) -> list[Invitee]:
    """Guardians of pupils at school whose account is not tied yet, once each, by class and pupil."""
    tied = select(AddressRow.person_id).where(
        AddressRow.school_id == school_id, AddressRow.channel == "wecom_kf", AddressRow.unbound_at.is_(None)
    )
    query = (
        select(PersonRow.id, PersonRow.name, GuardianRow.relation, StudentRow.id, StudentRow.name, ClassRow.name)
        .join(GuardianRow, GuardianRow.person_id == PersonRow.id)
        .join(StudentRow, StudentRow.id == GuardianRow.student_id)
        .join(ClassRow, ClassRow.id == StudentRow.class_id)
        .where(StudentRow.school_id == school_id, StudentRow.left_on.is_(None))
        .order_by(ClassRow.grade, ClassRow.number, StudentRow.id, GuardianRow.rank)
    )
    if class_name:
        query = query.where(ClassRow.name == class_name)
    if not bound_too:
        query = query.where(PersonRow.id.not_in(tied))
    found: dict[int, Invitee] = {}
    for person_id, name, relation, student_id, student, in_class in session.execute(query):
        found.setdefault(person_id, Invitee(person_id, name, relation, Student(student_id, student, in_class)))
    return list(found.values())
