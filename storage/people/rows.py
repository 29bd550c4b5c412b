"""Classes, pupils, guardians, staff and addresses, as the database keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from care.book import Post
from care.people import Student
from storage.db import Base, Key, Sealed

LEADING = frozenset({Post.DUTY_LEADER, Post.PRINCIPAL})


class PersonRow(Base):
    """A grown-up: guardian, staff member, or both."""

    __tablename__ = "person"
    __table_args__ = (Index("person_phone", "school_id", "phone_mark"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    name: Mapped[str] = mapped_column(Sealed)
    phone: Mapped[str | None] = mapped_column(Sealed)
    phone_mark: Mapped[str | None] = mapped_column(String(24))


class AddressRow(Base):
    """Where a person is reached on a platform. Bound once; unbound keeps the row."""

    __tablename__ = "address"
    __table_args__ = (UniqueConstraint("school_id", "channel", "value"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    channel: Mapped[str] = mapped_column(String(20))
    value: Mapped[str] = mapped_column(String(100))
    account: Mapped[str] = mapped_column(String(64), default="")
    bound_at: Mapped[datetime]
    bound_how: Mapped[str] = mapped_column(String(20))
    unbound_at: Mapped[datetime | None]


class ClassRow(Base):
    """An administrative class (行政班)."""

    __tablename__ = "school_class"
    __table_args__ = (UniqueConstraint("school_id", "name"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    name: Mapped[str] = mapped_column(String(40))
    grade: Mapped[int]
    number: Mapped[int]
    teacher_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class StudentRow(Base):
    __tablename__ = "student"
    __table_args__ = (Index("student_name", "school_id", "name_mark"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), index=True)
    name: Mapped[str] = mapped_column(Sealed)
    name_mark: Mapped[str] = mapped_column(String(24))
    number: Mapped[str] = mapped_column(String(30), default="")  # 学号, text
    second_detail: Mapped[bool] = mapped_column(default=False)  # looks like another name: asked again at release
    left_on: Mapped[str | None] = mapped_column(String(10))


class GuardianRow(Base):
    """Ties a grown-up to a child. `rank` 1 is asked first."""

    __tablename__ = "guardian"
    __table_args__ = (UniqueConstraint("student_id", "person_id"),)

    id: Mapped[Key]
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    relation: Mapped[str] = mapped_column(Sealed)
    rank: Mapped[int] = mapped_column(default=1)


class StaffRow(Base):
    __tablename__ = "staff"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), index=True)
    posts: Mapped[list[str]] = mapped_column(JSON, default=list)
    code: Mapped[str] = mapped_column(String(64), default="")  # 工号 = userid on the platform
    left_on: Mapped[str | None] = mapped_column(String(10))


@dataclass(frozen=True)
class Guardian:
    """A grown-up of one child, in the order they are asked."""

    person_id: int
    name: str
    relation: str
    rank: int
    phone: str | None


@dataclass(frozen=True)
class Speaker:
    """Who is writing, as the house knows them. `person_id` 0 is a stranger."""

    person_id: int
    name: str
    posts: frozenset[Post] = frozenset()
    children: tuple[Student, ...] = ()
    relation: str = ""
    left_on: date | None = None  # worked here until the day before

    @property
    def is_staff(self) -> bool:
        return bool(self.posts)

    @property
    def leads(self) -> bool:
        return bool(self.posts & LEADING)


STRANGER = Speaker(0, "")
