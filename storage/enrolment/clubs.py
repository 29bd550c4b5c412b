"""Clubs (社团) on the school's menu, and who joined them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import Base, Key
from storage.once import remembered


class ClubRow(Base):
    __tablename__ = "club"
    __table_args__ = (UniqueConstraint("school_id", "name"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    name: Mapped[str] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(String(200), default="")  # days, grades, room: as the school words it
    teacher_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class MemberRow(Base):
    __tablename__ = "club_member"

    id: Mapped[Key]
    club_id: Mapped[int] = mapped_column(ForeignKey("club.id"), index=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"), index=True)
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]


def add(session: Session, school_id: int, name: str, *, note: str = "", teacher_id: int | None = None) -> int:
    row = ClubRow(school_id=school_id, name=name, note=note, teacher_id=teacher_id)
    session.add(row)
    session.flush()
    return row.id


@remembered
def names_of(session: Session, school_id: int) -> tuple[str, ...]:
    return tuple(session.scalars(select(ClubRow.name).where(ClubRow.school_id == school_id).order_by(ClubRow.id)))


def menu(session: Session, school_id: int) -> list[tuple[str, str]]:
    """Names and notes."""
    query = select(ClubRow.name, ClubRow.note).where(ClubRow.school_id == school_id).order_by(ClubRow.id)
    return [(name, note) for name, note in session.execute(query)]


@dataclass(frozen=True)
class Club:
    """A club with its words, its teacher, and who is in it."""

    id: int
    name: str
    note: str
    teacher_id: int | None
    members: frozenset[int] = frozenset()


def get(session: Session, school_id: int, name: str) -> Club | None:
    row = session.scalar(select(ClubRow).where(ClubRow.school_id == school_id, ClubRow.name == name))
    return _with_members(session, row) if row else None


def by_ids(session: Session, ids: Iterable[int]) -> dict[int, Club]:
    wanted = sorted(set(ids))
    rows = session.scalars(select(ClubRow).where(ClubRow.id.in_(wanted))) if wanted else ()
    return {row.id: _with_members(session, row) for row in rows}


def _with_members(session: Session, row: ClubRow) -> Club:
    query = select(MemberRow.student_id).where(MemberRow.club_id == row.id, MemberRow.left_at.is_(None))
    return Club(row.id, row.name, row.note, row.teacher_id, frozenset(session.scalars(query)))


def of_student(session: Session, student_id: int) -> list[str]:
    query = (
        select(ClubRow.name)
        .join(MemberRow, MemberRow.club_id == ClubRow.id)
        .where(MemberRow.student_id == student_id, MemberRow.left_at.is_(None))
    )
    return list(session.scalars(query.order_by(ClubRow.id)))


def join(session: Session, school_id: int, student_id: int, names: tuple[str, ...], *, now: datetime) -> list[str]:
    """Put the pupil into these clubs; the names of those joined anew."""
    have = set(of_student(session, student_id))
    new = [name for name in names if name not in have]
    ids = session.execute(select(ClubRow.id, ClubRow.name).where(ClubRow.school_id == school_id, ClubRow.name.in_(new)))
    joined = [(id_, name) for id_, name in ids]
    session.add_all(MemberRow(club_id=id_, student_id=student_id, joined_at=now) for id_, _ in joined)
    session.flush()
    return [name for _, name in joined]


def leave(session: Session, school_id: int, student_id: int, names: tuple[str, ...], *, now: datetime) -> int:
    ids = select(ClubRow.id).where(ClubRow.school_id == school_id, ClubRow.name.in_(names))
    left = session.execute(
        update(MemberRow)
        .where(MemberRow.club_id.in_(ids), MemberRow.student_id == student_id, MemberRow.left_at.is_(None))
        .values(left_at=now)
    )
    return int(left.rowcount)  # type: ignore[attr-defined]


def members(session: Session, school_id: int, name: str) -> list[int]:
    """Pupils that are in the club now."""
    query = (
        select(MemberRow.student_id)
        .join(ClubRow, ClubRow.id == MemberRow.club_id)
        .where(ClubRow.school_id == school_id, ClubRow.name == name, MemberRow.left_at.is_(None))
    )
    return sorted(set(session.scalars(query)))
