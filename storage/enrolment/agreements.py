"""Agreements: the texts by their hash, and who signed which, when, from which account. Never changed. (C26, L-15)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import Base, Key, Sealed


class TextRow(Base):
    """A version of a template. A new text is a new version; the old ones stay."""

    __tablename__ = "agreement_text"
    __table_args__ = (UniqueConstraint("school_id", "mark"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    mark: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(60))
    text: Mapped[str]
    made_at: Mapped[datetime]


class SignatureRow(Base):
    """Evidence: the filled text as it was shown, its hash, and the account that said yes to it."""

    __tablename__ = "agreement_signature"
    __table_args__ = (Index("agreement_signature_student", "student_id"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    signer: Mapped[str] = mapped_column(String(10))  # parent, pupil
    name: Mapped[str] = mapped_column(String(60))
    template_mark: Mapped[str] = mapped_column(String(64))
    mark: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Sealed)
    channel: Mapped[str] = mapped_column(String(20))
    account: Mapped[str] = mapped_column(Sealed)
    inbox_id: Mapped[int | None]
    signed_at: Mapped[datetime]


class PolicyRow(Base):
    """A pupil's insurance, as the family named it. (C27, L-16)"""

    __tablename__ = "insurance"
    __table_args__ = (Index("insurance_student", "student_id"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    number: Mapped[str] = mapped_column(Sealed)
    until: Mapped[str] = mapped_column(String(10))
    by_id: Mapped[int]
    at: Mapped[datetime]


@dataclass(frozen=True)
class Signature:
    id: int
    application_id: int | None
    student_id: int
    person_id: int
    signer: str
    name: str
    template_mark: str
    mark: str
    text: str
    channel: str
    account: str
    signed_at: datetime


def keep_text(session: Session, school_id: int, name: str, text: str, mark: str, *, now: datetime) -> None:
    """Remember a version; the same text is the same version."""
    known = select(TextRow.id).where(TextRow.school_id == school_id, TextRow.mark == mark)
    if session.scalar(known) is None:
        session.add(TextRow(school_id=school_id, mark=mark, name=name, text=text, made_at=now))
        session.flush()


def sign(session: Session, school_id: int, signature: Signature, *, inbox_id: int | None) -> int:
    """Keep the evidence. `signature.id` is not looked at."""
    row = SignatureRow(
        school_id=school_id, inbox_id=inbox_id,
        **{name: value for name, value in vars(signature).items() if name != "id"},
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def of_student(session: Session, student_id: int) -> list[Signature]:
    query = select(SignatureRow).where(SignatureRow.student_id == student_id).order_by(SignatureRow.id)
    return [_to_value(row) for row in session.scalars(query)]


def of_application(session: Session, application_id: int) -> list[Signature]:
    query = select(SignatureRow).where(SignatureRow.application_id == application_id).order_by(SignatureRow.id)
    return [_to_value(row) for row in session.scalars(query)]


def of_school(session: Session, school_id: int) -> list[Signature]:
    query = select(SignatureRow).where(SignatureRow.school_id == school_id).order_by(SignatureRow.id)
    return [_to_value(row) for row in session.scalars(query)]


def insure(
    session: Session, school_id: int, student_id: int, *, number: str, until: date, by_id: int, now: datetime
) -> int:
    row = PolicyRow(
        school_id=school_id, student_id=student_id, number=number, until=until.isoformat(), by_id=by_id, at=now
    )
    session.add(row)
    session.flush()
    return row.id


def insured_until(session: Session, student_id: int) -> date | None:
    """The last day of the pupil's latest policy."""
    latest = session.scalar(
        select(PolicyRow.until).where(PolicyRow.student_id == student_id).order_by(PolicyRow.until.desc()).limit(1)
    )
    return date.fromisoformat(latest) if latest else None


def _to_value(row: SignatureRow) -> Signature:
    return Signature(
        row.id, row.application_id, row.student_id, row.person_id, row.signer, row.name, row.template_mark, row.mark,
        row.text, row.channel, row.account, row.signed_at,
    )  # fmt: skip
