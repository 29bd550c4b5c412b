"""People who may not collect a child (限制接送), with the evidence and both who entered it. (promise 10)

Names, phones and evidence are sealed. Whoever is shown one is written into the audit log (promise 11).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.people import Person
from care.rules.blocks import Block, State
from storage import audit
from storage.audit import Entry
from storage.db import Base, Key, Sealed
from storage.once import remembered


class BlockRow(Base):
    __tablename__ = "block"
    __table_args__ = (Index("block_student", "student_id", "state"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    name: Mapped[str | None] = mapped_column(Sealed)
    relation: Mapped[str | None] = mapped_column(Sealed)
    phone: Mapped[str | None] = mapped_column(Sealed)
    evidence: Mapped[str] = mapped_column(Sealed)
    until: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10), default=State.PROPOSED.value)
    asked_by: Mapped[int]
    asked_at: Mapped[datetime]
    second_by: Mapped[int | None]
    second_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]


def propose(
    session: Session,
    school_id: int,
    student_id: int,
    person: Person,
    *,
    evidence: str,
    until: date,
    by_id: int,
    now: datetime,
) -> int:
    """Enter a block. It holds when a second person has confirmed it."""
    row = BlockRow(
        school_id=school_id, student_id=student_id, name=person.name, relation=person.relation, phone=person.phone,
        evidence=evidence, until=until.isoformat(), asked_by=by_id, asked_at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def get(session: Session, block_id: int) -> Block:
    return _to_value(session.get_one(BlockRow, block_id))


def evidence_of(session: Session, block_id: int) -> str:
    return session.get_one(BlockRow, block_id).evidence


def ask_to_lift(session: Session, block_id: int, *, by_id: int, now: datetime) -> None:
    """It stays in force until a second person agrees."""
    row = session.get_one(BlockRow, block_id)
    row.state, row.asked_by, row.asked_at = State.LIFTING.value, by_id, now


def settle(session: Session, block_id: int, state: State, *, by_id: int, now: datetime) -> None:
    """The second person's answer."""
    row = session.get_one(BlockRow, block_id)
    row.state, row.second_by, row.second_at = state.value, by_id, now


def in_force(session: Session, student_ids: Iterable[int], day: date) -> dict[int, list[Block]]:
    """Whom each of these pupils may not be given to on the day."""
    wanted = sorted(set(student_ids))
    states = (State.IN_FORCE.value, State.LIFTING.value)
    query = select(BlockRow).where(BlockRow.student_id.in_(wanted), BlockRow.state.in_(states))
    found: dict[int, list[Block]] = {}
    for row in session.scalars(query.order_by(BlockRow.id)) if wanted else ():
        if row.until >= day.isoformat():
            found.setdefault(row.student_id, []).append(_to_value(row))
    return found


@remembered
def of_school(session: Session, school_id: int, day: date) -> list[Block]:
    """All that hold or wait for the second person, first to end first."""
    states = (State.PROPOSED.value, State.IN_FORCE.value, State.LIFTING.value)
    query = select(BlockRow).where(
        BlockRow.school_id == school_id, BlockRow.state.in_(states), BlockRow.until >= day.isoformat()
    )
    return [_to_value(row) for row in session.scalars(query.order_by(BlockRow.until, BlockRow.id))]


def not_reminded(session: Session, school_id: int, day: date) -> list[Block]:
    """Those that hold, and of whose end nobody was told."""
    query = select(BlockRow.id).where(BlockRow.school_id == school_id, BlockRow.reminded_at.is_(None))
    fresh = set(session.scalars(query))
    return [block for block in of_school(session, school_id, day) if block.id in fresh and block.holds_on(day)]


def mark_reminded(session: Session, block_id: int, *, now: datetime) -> None:
    session.get_one(BlockRow, block_id).reminded_at = now


def looked(session: Session, school_id: int, block_id: int, what: str, *, person_id: int, now: datetime) -> None:
    """Who was shown it, and on what occasion. (promise 11)"""
    audit.append(session, school_id, Entry(what, f"block/{block_id}", now, person_id))


def _to_value(row: BlockRow) -> Block:
    person = Person(row.name, row.relation, row.phone)
    return Block(row.student_id, person, date.fromisoformat(row.until), State(row.state), row.asked_by, row.id)
