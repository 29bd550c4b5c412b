"""People are written down, tied to an account, changed, and taken off a list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from care.book import Post
from care.messages import Inbound
from storage.people.rows import AddressRow, ClassRow, GuardianRow, PersonRow, Speaker, StaffRow, StudentRow
from storage.seal import Seal


def add_person(session: Session, school_id: int, name: str, *, phone: str | None = None) -> int:
    row = PersonRow(school_id=school_id, name=name, phone=phone, phone_mark=phone and Seal.current().mark(phone))
    session.add(row)
    session.flush()
    return row.id


def add_class(
    session: Session, school_id: int, name: str, grade: int, number: int, teacher_id: int | None = None
) -> int:
    row = ClassRow(school_id=school_id, name=name, grade=grade, number=number, teacher_id=teacher_id)
    session.add(row)
    session.flush()
    return row.id


def add_student(session: Session, school_id: int, class_id: int, name: str, *, number: str = "") -> int:
    row = StudentRow(
        school_id=school_id, class_id=class_id, name=name, name_mark=Seal.current().mark(name), number=number
    )
    session.add(row)
    session.flush()
    return row.id


def add_guardian(session: Session, student_id: int, person_id: int, relation: str, *, rank: int = 1) -> None:
    session.add(GuardianRow(student_id=student_id, person_id=person_id, relation=relation, rank=rank))
    session.flush()


def add_staff(session: Session, school_id: int, person_id: int, posts: Iterable[Post], *, code: str = "") -> None:
    session.add(
        StaffRow(
            school_id=school_id, person_id=person_id, posts=sorted(post.value for post in posts), code=code.lower()
        )
    )
    session.flush()


def bind(
    session: Session,
    school_id: int,
    person_id: int,
    channel: str,
    value: str,
    *,
    account: str = "",
    how: str,
    now: datetime,
) -> None:
    """Tie an address to a person. An address that was another's goes to the new one."""
    row = session.scalar(
        select(AddressRow).where(
            AddressRow.school_id == school_id, AddressRow.channel == channel, AddressRow.value == value
        )
    ) or AddressRow(school_id=school_id, channel=channel, value=value)
    row.person_id, row.account, row.bound_at, row.bound_how, row.unbound_at = person_id, account, now, how, None
    session.add(row)
    session.flush()


def rebind(
    session: Session, school_id: int, channel: str, value: str, *, person_id: int, how: str, now: datetime
) -> None:
    """A guest's address becomes the guardian's; the account it wrote to stays."""
    row = session.scalar(
        select(AddressRow).where(
            AddressRow.school_id == school_id, AddressRow.channel == channel, AddressRow.value == value
        )
    )
    bind(session, school_id, person_id, channel, value, account=row.account if row else "", how=how, now=now)


def set_contact(session: Session, person_id: int, *, name: str, phone: str) -> None:
    """What somebody said about themselves, after a teacher has vouched for it."""
    row = session.get_one(PersonRow, person_id)
    row.name, row.phone, row.phone_mark = row.name or name, phone, Seal.current().mark(phone)


def set_phone(session: Session, person_id: int, phone: str | None) -> None:
    row = session.get_one(PersonRow, person_id)
    row.phone, row.phone_mark = phone, Seal.current().mark(phone) if phone else None
    session.flush()


def remove_guardian(session: Session, student_id: int, person_id: int) -> None:
    """The tie ends; the person and what was said stay."""
    query = select(GuardianRow).where(GuardianRow.student_id == student_id, GuardianRow.person_id == person_id)
    for row in session.scalars(query):
        session.delete(row)
    session.flush()


def guest(session: Session, school_id: int, inbound: Inbound, *, now: datetime) -> Speaker:
    """Somebody who wrote for the first time and is on no list yet: a person without a name, so that we can answer."""
    id_ = add_person(session, school_id, "")
    account = str(inbound.detail.get("open_kfid", ""))
    bind(session, school_id, id_, inbound.channel, inbound.sender, account=account, how="guest", now=now)
    return Speaker(id_, "")
