"""The papers of people from outside (C97, C99), and the institutions they come from (C98)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.policy import Policy
from care.rules.people.vetting import OWN, Institution, Lack, Origin, Vetting, lacks
from storage.db import Base, Key, Sealed
from storage.once import remembered


class VettingRow(Base):
    """One person's papers. Whoever has no row is the school's own."""

    __tablename__ = "vetting"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), index=True)
    origin: Mapped[str] = mapped_column(String(12))
    institution: Mapped[str] = mapped_column(String(60), default="")
    qualification: Mapped[str] = mapped_column(Sealed, default="")
    record_checked: Mapped[str | None] = mapped_column(String(10))
    clean: Mapped[bool] = mapped_column(default=True)
    health_until: Mapped[str | None] = mapped_column(String(10))
    contract: Mapped[str] = mapped_column(String(60), default="")
    contract_until: Mapped[str | None] = mapped_column(String(10))
    filing: Mapped[str] = mapped_column(String(60), default="")
    reminded_for: Mapped[str | None] = mapped_column(String(10))  # of which last day the leader was told


class InstitutionRow(Base):
    __tablename__ = "institution"
    __table_args__ = (UniqueConstraint("school_id", "name"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    name: Mapped[str] = mapped_column(String(60))
    teaches_subjects: Mapped[bool] = mapped_column(default=False)
    is_listed: Mapped[bool] = mapped_column(default=False)
    is_paid: Mapped[bool] = mapped_column(default=False)
    approval: Mapped[str] = mapped_column(String(60), default="")
    evaluation: Mapped[str] = mapped_column(Sealed, default="")
    removed_at: Mapped[datetime | None]
    removed_why: Mapped[str] = mapped_column(Sealed, default="")


def put(session: Session, school_id: int, person_id: int, vetting: Vetting) -> None:
    """Keep the papers as they are now; the school's own staff need none."""
    row = session.get(VettingRow, person_id)
    if vetting.origin is Origin.OWN:
        if row is not None:
            session.delete(row)
        session.flush()
        return
    row = row or VettingRow(person_id=person_id, school_id=school_id)
    row.origin, row.institution, row.qualification = vetting.origin.value, vetting.institution, vetting.qualification
    row.record_checked, row.clean = _iso(vetting.record_checked), vetting.clean
    row.health_until, row.filing = _iso(vetting.health_until), vetting.filing
    row.contract, row.contract_until = vetting.contract, _iso(vetting.contract_until)
    session.add(row)
    session.flush()


def of_all(session: Session, person_ids: Iterable[int]) -> dict[int, Vetting]:
    """Papers by person; the school's own are left out."""
    wanted = sorted(set(person_ids))
    query = select(VettingRow).where(VettingRow.person_id.in_(wanted))
    return {row.person_id: _to_value(row) for row in session.scalars(query)} if wanted else {}


def of(session: Session, person_id: int) -> Vetting:
    return of_all(session, [person_id]).get(person_id, OWN)


@remembered
def of_school(session: Session, school_id: int) -> dict[int, Vetting]:
    query = select(VettingRow).where(VettingRow.school_id == school_id).order_by(VettingRow.person_id)
    return {row.person_id: _to_value(row) for row in session.scalars(query)}


def lacking(
    session: Session, school_id: int, person_ids: Iterable[int], day: date, policy: Policy
) -> dict[int, tuple[Lack, ...]]:
    """Whom of these a duty on the day may not be given to, and why. (L-13)"""
    papers = of_all(session, person_ids)
    known = institutions(session, school_id) if papers else {}
    found = {
        id_: lacks(one, day, policy.staffing, policy.people, known.get(one.institution)) for id_, one in papers.items()
    }
    return {id_: missing for id_, missing in found.items() if missing}


def reminded_for(session: Session, person_id: int) -> date | None:
    row = session.get(VettingRow, person_id)
    return date.fromisoformat(row.reminded_for) if row and row.reminded_for else None


def mark_reminded(session: Session, person_id: int, last: date) -> None:
    session.get_one(VettingRow, person_id).reminded_for = last.isoformat()


def put_institution(session: Session, school_id: int, one: Institution) -> None:
    """As it is known now; its evaluation stays. One that was removed comes back by being put again."""
    row = _institution(session, school_id, one.name) or InstitutionRow(school_id=school_id, name=one.name)
    row.teaches_subjects, row.is_listed, row.is_paid = one.teaches_subjects, one.is_listed, one.is_paid
    row.approval, row.removed_at, row.removed_why = one.approval, None, ""
    session.add(row)
    session.flush()


def remove_institution(session: Session, school_id: int, name: str, *, why: str, now: datetime) -> bool:
    """From now on nobody of it may be put on duty. False where it is not known."""
    row = _institution(session, school_id, name)
    if row is None or row.removed_at is not None:
        return False
    row.removed_at, row.removed_why = now, why
    return True


def evaluate(session: Session, school_id: int, name: str, text: str) -> bool:
    """What the school found of it; the last one counts. False where it is not known."""
    row = _institution(session, school_id, name)
    if row is None:
        return False
    row.evaluation = text
    session.flush()
    return True


def evaluations(session: Session, school_id: int) -> dict[str, str]:
    query = select(InstitutionRow.name, InstitutionRow.evaluation).where(InstitutionRow.school_id == school_id)
    return {name: text for name, text in session.execute(query) if text}


@remembered
def institutions(session: Session, school_id: int) -> dict[str, Institution]:
    rows = session.scalars(
        select(InstitutionRow).where(InstitutionRow.school_id == school_id).order_by(InstitutionRow.name)
    )
    return {
        row.name: Institution(
            row.name, row.teaches_subjects, row.is_listed, row.is_paid, row.approval, row.removed_at is not None
        )
        for row in rows
    }


def number_of(session: Session, school_id: int, name: str) -> int:
    """Its row's number; 0 where it is not known."""
    row = _institution(session, school_id, name)
    return row.id if row else 0


def why_removed(session: Session, school_id: int, name: str) -> str:
    row = _institution(session, school_id, name)
    return row.removed_why if row else ""


def _institution(session: Session, school_id: int, name: str) -> InstitutionRow | None:
    return session.scalar(
        select(InstitutionRow).where(InstitutionRow.school_id == school_id, InstitutionRow.name == name)
    )


def _to_value(row: VettingRow) -> Vetting:
    return Vetting(
        Origin(row.origin), row.institution, row.qualification, _day(row.record_checked), row.clean,
        _day(row.health_until), row.contract, _day(row.contract_until), row.filing,
    )  # fmt: skip


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
