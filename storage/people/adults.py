"""Grown-ups: who stands behind an address, what they are called, and "is this your child?" (promise 11)"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from care.book import Post
from care.people import Student
from storage.once import remembered
from storage.people.rows import STRANGER, AddressRow, ClassRow, GuardianRow, PersonRow, Speaker, StaffRow, StudentRow
from storage.seal import Seal


def person_at(session: Session, school_id: int, channel: str, value: str) -> int | None:
    """Whose address this is. None for a stranger."""
    return session.scalar(
        select(AddressRow.person_id).where(
            AddressRow.school_id == school_id,
            AddressRow.channel == channel,
            AddressRow.value == value,
            AddressRow.unbound_at.is_(None),
        )
    )


def addresses_of_all(session: Session, person_ids: Iterable[int]) -> dict[int, list[AddressRow]]:
    """Their addresses in use, the latest bound first. Persons without any are left out."""
    wanted = sorted(set(person_ids))
    query = (
        select(AddressRow)
        .where(AddressRow.person_id.in_(wanted), AddressRow.unbound_at.is_(None))
        .order_by(AddressRow.bound_at.desc())
    )
    found: dict[int, list[AddressRow]] = {}
    for row in session.scalars(query) if wanted else ():
        found.setdefault(row.person_id, []).append(row)
    return found


@remembered
def speaker(session: Session, person_id: int | None) -> Speaker:
    """Everything that makes up the speaker: name, posts, children."""
    if not person_id:
        return STRANGER
    name, posts, left_on = session.execute(
        select(PersonRow.name, StaffRow.posts, StaffRow.left_on)
        .outerjoin(StaffRow, StaffRow.person_id == PersonRow.id)
        .where(PersonRow.id == person_id)
    ).one_or_none() or ("", None, None)
    kin = session.execute(
        select(StudentRow.id, StudentRow.name, ClassRow.name, GuardianRow.relation)
        .join(GuardianRow, GuardianRow.student_id == StudentRow.id)
        .join(ClassRow, ClassRow.id == StudentRow.class_id)
        .where(GuardianRow.person_id == person_id, StudentRow.left_on.is_(None))
        .order_by(ClassRow.grade.desc(), StudentRow.id)
    ).all()
    return Speaker(
        person_id,
        name,
        frozenset(Post(post) for post in posts or () if left_on is None),
        tuple(Student(id_, child, class_name) for id_, child, class_name, _ in kin),
        kin[0][3] if kin else "",
        date.fromisoformat(left_on) if left_on else None,
    )


def child_of(speaker: Speaker, child: Student) -> Student | None:
    """The child, if it is the speaker's own."""
    return next((own for own in speaker.children if own.id == child.id), None)


@remembered
def name_of(session: Session, person_id: int | None) -> str:
    return session.scalar(select(PersonRow.name).where(PersonRow.id == person_id)) or "" if person_id else ""


def names_of(session: Session, ids: Iterable[int]) -> dict[int, str]:
    wanted = sorted({id_ for id_ in ids if id_})
    query = select(PersonRow.id, PersonRow.name).where(PersonRow.id.in_(wanted))
    return {id_: name for id_, name in session.execute(query)} if wanted else {}


def with_phone(session: Session, school_id: int, phone: str) -> list[tuple[int, str]]:
    """Persons on the school's list with this phone; two adults may share one."""
    query = select(PersonRow.id, PersonRow.name).where(
        PersonRow.school_id == school_id, PersonRow.phone_mark == Seal.current().mark(phone)
    )
    return [(id_, name) for id_, name in session.execute(query)]
