"""The resource survey (资源情况): rooms, what is used up, and what colleagues can do and when. (C17)"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.acts import CareSession
from care.policy import Policy
from care.rules import resources as rules
from care.rules.resources import Room, Told
from storage.db import Base, Key, insert_new
from storage.enrolment import bookings
from storage.once import remembered


class RoomRow(Base):
    __tablename__ = "room"
    __table_args__ = (UniqueConstraint("school_id", "name"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    name: Mapped[str] = mapped_column(String(40))
    places: Mapped[int | None]
    square_metres: Mapped[int | None]
    equipment: Mapped[str] = mapped_column(String(100), default="")
    uses: Mapped[list[str]] = mapped_column(JSON, default=list)  # sessions by value, clubs by name
    by_id: Mapped[int]
    changed_at: Mapped[datetime]
    gone_at: Mapped[datetime | None]


class GoodsRow(Base):
    """What is used up (耗材): a name and how much there is, as it was said last."""

    __tablename__ = "goods"
    __table_args__ = (UniqueConstraint("school_id", "name"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    name: Mapped[str] = mapped_column(String(40))
    amount: Mapped[str] = mapped_column(String(20))
    by_id: Mapped[int]
    changed_at: Mapped[datetime]


class SkillRow(Base):
    """What a colleague was asked and said of skills and free days. Asked and not answered: no `told_at`."""

    __tablename__ = "staff_skill"
    __table_args__ = (UniqueConstraint("school_id", "person_id"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    skills: Mapped[str] = mapped_column(String(60), default="")
    weekdays: Mapped[list[int]] = mapped_column(JSON, default=list)
    asked_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]


def put_room(session: Session, school_id: int, room: Room, *, by_id: int, now: datetime) -> bool:
    """As it is known now. False where it was known already and is changed."""
    row = _room(session, school_id, room.name)
    is_new = row is None
    row = row or RoomRow(school_id=school_id, name=room.name)
    row.places, row.square_metres, row.equipment = room.places, room.square_metres, room.equipment
    row.uses, row.by_id, row.changed_at, row.gone_at = list(room.uses), by_id, now, None
    session.add(row)
    session.flush()
    return is_new


def drop_room(session: Session, school_id: int, name: str, *, now: datetime) -> bool:
    """False where there is none of this name."""
    row = _room(session, school_id, name)
    if row is None or row.gone_at is not None:
        return False
    row.gone_at = now
    session.flush()
    return True


@remembered
def rooms(session: Session, school_id: int) -> list[Room]:
    query = select(RoomRow).where(RoomRow.school_id == school_id, RoomRow.gone_at.is_(None)).order_by(RoomRow.id)
    return [Room(r.name, r.places, r.square_metres, r.equipment, tuple(r.uses)) for r in session.scalars(query)]


def put_goods(session: Session, school_id: int, name: str, amount: str, *, by_id: int, now: datetime) -> None:
    new = {"school_id": school_id, "name": name, "amount": amount, "by_id": by_id, "changed_at": now}
    insert_new(session, GoodsRow, [new], told=("id",))
    row = session.scalars(select(GoodsRow).where(GoodsRow.school_id == school_id, GoodsRow.name == name)).one()
    row.amount, row.by_id, row.changed_at = amount, by_id, now
    session.flush()


def goods(session: Session, school_id: int) -> dict[str, str]:
    rows = session.scalars(select(GoodsRow).where(GoodsRow.school_id == school_id).order_by(GoodsRow.id))
    return {row.name: row.amount for row in rows}


def ask(session: Session, school_id: int, persons: Iterable[int], *, now: datetime) -> None:
    """These colleagues are asked now; what they said before stays until they say it anew."""
    wanted = sorted(set(persons))
    rows = [{"school_id": school_id, "person_id": one, "skills": "", "weekdays": []} for one in wanted]
    if rows:
        insert_new(session, SkillRow, rows, told=("id",))
    query = select(SkillRow).where(SkillRow.school_id == school_id, SkillRow.person_id.in_(wanted))
    for row in session.scalars(query):
        row.asked_at = now
    session.flush()


def tell(session: Session, school_id: int, told: Told, *, now: datetime) -> None:
    insert_new(
        session, SkillRow, [{"school_id": school_id, "person_id": told.person_id, "skills": "", "weekdays": []}],
        told=("id",),
    )  # fmt: skip
    query = select(SkillRow).where(SkillRow.school_id == school_id, SkillRow.person_id == told.person_id)
    row = session.scalars(query).one()
    row.skills, row.weekdays, row.told_at = told.skills, list(told.weekdays), now
    session.flush()


def told(session: Session, school_id: int) -> list[Told]:
    query = select(SkillRow).where(SkillRow.school_id == school_id, SkillRow.told_at.is_not(None))
    return [Told(r.person_id, r.skills, tuple(r.weekdays)) for r in session.scalars(query.order_by(SkillRow.id))]


def silent(session: Session, school_id: int) -> list[int]:
    """Who was asked and has not said anything yet."""
    query = select(SkillRow.person_id).where(
        SkillRow.school_id == school_id, SkillRow.asked_at.is_not(None), SkillRow.told_at.is_(None)
    )
    return list(session.scalars(query.order_by(SkillRow.id)))


def places_of(session: Session, school_id: int) -> dict[str, int]:
    """Places by session's value and club's name, as the rooms have them; empty without a survey. (C17, C23)"""
    known = rooms(session, school_id)
    if not known:
        return {}
    held: dict[str, list[str]] = {}
    for group in bookings.groups(session, school_id):
        held.setdefault(group.session.value, []).append(group.room)
    return rules.places_of(known, held)


def with_default_places(session: Session, school_id: int, policy: Policy) -> Policy:
    """The plan in force, with the rooms' places wherever it names none itself. (C17)"""
    found = places_of(session, school_id)
    if not found:
        return policy
    plan = rules.with_default_places(policy.enrolment, found, (care.value for care in CareSession))
    return policy if plan is policy.enrolment else replace(policy, enrolment=plan)


def _room(session: Session, school_id: int, name: str) -> RoomRow | None:
    return session.scalar(select(RoomRow).where(RoomRow.school_id == school_id, RoomRow.name == name))
