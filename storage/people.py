"""Classes, pupils, guardians, staff, and the addresses at which they are reached.

A child is reached through `child_of` and its kin, so "is this your child?" is asked in one place (promise 11).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from care.book import Post
from care.messages import Inbound
from care.people import Person, Staff, Student
from storage.db import Base, Key, Sealed
from storage.seal import Seal

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

    @property
    def is_staff(self) -> bool:
        return bool(self.posts)

    @property
    def leads(self) -> bool:
        return bool(self.posts & LEADING)


STRANGER = Speaker(0, "")


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


def speaker(session: Session, person_id: int | None) -> Speaker:
    """Everything that makes up the speaker: name, posts, children."""
    if not person_id:
        return STRANGER
    name = session.scalar(select(PersonRow.name).where(PersonRow.id == person_id)) or ""
    posts = session.scalar(select(StaffRow.posts).where(StaffRow.person_id == person_id, StaffRow.left_on.is_(None)))
    kin = session.execute(
        select(StudentRow, ClassRow.name, GuardianRow.relation)
        .join(GuardianRow, GuardianRow.student_id == StudentRow.id)
        .join(ClassRow, ClassRow.id == StudentRow.class_id)
        .where(GuardianRow.person_id == person_id, StudentRow.left_on.is_(None))
        .order_by(ClassRow.grade.desc(), StudentRow.id)
    ).all()
    return Speaker(
        person_id,
        name,
        frozenset(Post(post) for post in posts or ()),
        tuple(Student(row.id, row.name, class_name) for row, class_name, _ in kin),
        kin[0][2] if kin else "",
    )


def child_of(speaker: Speaker, child: Student) -> Student | None:
    """The child, if it is the speaker's own."""
    return next((own for own in speaker.children if own.id == child.id), None)


def students(session: Session, ids: Iterable[int]) -> dict[int, Student]:
    """Pupils by id, in the order of the school's lists."""
    wanted = sorted(set(ids))
    query = (
        select(StudentRow.id, StudentRow.name, ClassRow.name)
        .join(ClassRow, ClassRow.id == StudentRow.class_id)
        .where(StudentRow.id.in_(wanted))
        .order_by(ClassRow.grade, ClassRow.number, StudentRow.id)
    )
    return {id_: Student(id_, name, class_name) for id_, name, class_name in session.execute(query)} if wanted else {}


def find_students(session: Session, school_id: int, name: str, class_name: str | None = None) -> list[Student]:
    """Pupils with exactly this name, in the class if one is given."""
    query = (
        select(StudentRow.id, StudentRow.name, ClassRow.name)
        .join(ClassRow, ClassRow.id == StudentRow.class_id)
        .where(
            StudentRow.school_id == school_id,
            StudentRow.name_mark == Seal.current().mark(name),
            StudentRow.left_on.is_(None),
        )
    )
    if class_name:
        query = query.where(ClassRow.name == class_name)
    return [Student(id_, found, klass) for id_, found, klass in session.execute(query)]


def numbers_of(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """The pupils' numbers (学号), where they have one."""
    wanted = sorted(set(ids))
    query = select(StudentRow.id, StudentRow.number).where(StudentRow.id.in_(wanted), StudentRow.number != "")
    return {id_: number for id_, number in session.execute(query)} if wanted else {}


def second_details(session: Session, ids: Iterable[int]) -> set[int]:
    """Those of the pupils whose name looks like another's: a release asks for the class as well (promise 9)."""
    wanted = sorted(set(ids))
    query = select(StudentRow.id).where(StudentRow.id.in_(wanted), StudentRow.second_detail)
    return set(session.scalars(query)) if wanted else set()


def look_alikes(session: Session, school_id: int) -> list[Student]:
    """All pupils in school whose name looks like another's."""
    query = (
        select(StudentRow.id, StudentRow.name, ClassRow.name)
        .join(ClassRow, ClassRow.id == StudentRow.class_id)
        .where(StudentRow.school_id == school_id, StudentRow.second_detail, StudentRow.left_on.is_(None))
        .order_by(StudentRow.id)
    )
    return [Student(id_, name, class_name) for id_, name, class_name in session.execute(query)]


def pupils(session: Session, school_id: int) -> list[Student]:
    """All pupils in school."""
    query = (
        select(StudentRow.id, StudentRow.name, ClassRow.name)
        .join(ClassRow, ClassRow.id == StudentRow.class_id)
        .where(StudentRow.school_id == school_id, StudentRow.left_on.is_(None))
        .order_by(StudentRow.id)
    )
    return [Student(id_, name, class_name) for id_, name, class_name in session.execute(query)]


def guardians_of(session: Session, student_id: int) -> list[Guardian]:
    """The child's grown-ups, first to be asked first."""
    query = (
        select(PersonRow.id, PersonRow.name, GuardianRow.relation, GuardianRow.rank, PersonRow.phone)
        .join(GuardianRow, GuardianRow.person_id == PersonRow.id)
        .where(GuardianRow.student_id == student_id)
        .order_by(GuardianRow.rank, GuardianRow.id)
    )
    return [Guardian(*row) for row in session.execute(query)]


def as_guardian(session: Session, person_id: int) -> list[Person]:
    """This person as each of their children's lists has them: name, relation, phone."""
    query = (
        select(PersonRow.name, GuardianRow.relation, PersonRow.phone)
        .join(GuardianRow, GuardianRow.person_id == PersonRow.id)
        .where(PersonRow.id == person_id)
        .order_by(GuardianRow.id)
    )
    return list(dict.fromkeys(Person(*row) for row in session.execute(query).tuples()))


def guardians_of_all(session: Session, student_ids: Sequence[int]) -> dict[int, list[int]]:
    """Person ids of the guardians of each pupil, in order."""
    found: dict[int, list[int]] = {id_: [] for id_ in student_ids}
    query = (
        select(GuardianRow.student_id, GuardianRow.person_id)
        .where(GuardianRow.student_id.in_(list(student_ids)))
        .order_by(GuardianRow.rank, GuardianRow.id)
    )
    for student_id, person_id in session.execute(query) if student_ids else ():
        found[student_id].append(person_id)
    return found


def siblings(session: Session, student_ids: Sequence[int]) -> dict[int, list[Student]]:
    """Other pupils in school who share a guardian with each of these."""
    own, other = aliased(GuardianRow), aliased(GuardianRow)
    query = (
        select(own.student_id, other.student_id)
        .join(other, other.person_id == own.person_id)
        .join(StudentRow, StudentRow.id == other.student_id)
        .where(own.student_id.in_(list(student_ids)), other.student_id != own.student_id, StudentRow.left_on.is_(None))
        .distinct()
    )
    pairs = list(session.execute(query)) if student_ids else []
    named = students(session, [other_id for _, other_id in pairs])
    return {id_: [named[other_id] for own_id, other_id in pairs if own_id == id_] for id_ in student_ids}


def all_guardians(session: Session, school_id: int) -> list[int]:
    """Person ids of the guardians of all pupils in school, each once."""
    query = (
        select(GuardianRow.person_id)
        .join(StudentRow, StudentRow.id == GuardianRow.student_id)
        .where(StudentRow.school_id == school_id, StudentRow.left_on.is_(None))
        .order_by(GuardianRow.person_id)
    )
    return list(session.scalars(query.distinct()))


def students_of_classes(session: Session, class_ids: Iterable[int]) -> list[int]:
    """Pupils in school of these classes."""
    wanted = sorted(set(class_ids))
    query = select(StudentRow.id).where(StudentRow.class_id.in_(wanted), StudentRow.left_on.is_(None))
    return list(session.scalars(query.order_by(StudentRow.id))) if wanted else []


def guardians_of_class(session: Session, class_id: int) -> dict[str, int]:
    """Person ids of the parents of a class by name."""
    query = (
        select(PersonRow.name, PersonRow.id)
        .join(GuardianRow, GuardianRow.person_id == PersonRow.id)
        .join(StudentRow, StudentRow.id == GuardianRow.student_id)
        .where(StudentRow.class_id == class_id, StudentRow.left_on.is_(None))
    )
    return {name: id_ for name, id_ in session.execute(query).tuples()}


def grades_of(session: Session, student_ids: Iterable[int]) -> frozenset[int]:
    """The grades that these pupils are in."""
    wanted = sorted(set(student_ids))
    query = select(ClassRow.grade).join(StudentRow, StudentRow.class_id == ClassRow.id)
    return frozenset(session.scalars(query.where(StudentRow.id.in_(wanted)).distinct())) if wanted else frozenset()


def class_teachers(session: Session, school_id: int) -> dict[int, int]:
    """The class teacher (班主任) of each pupil in school."""
    query = (
        select(StudentRow.id, ClassRow.teacher_id)
        .join(ClassRow, ClassRow.id == StudentRow.class_id)
        .where(StudentRow.school_id == school_id, StudentRow.left_on.is_(None), ClassRow.teacher_id.is_not(None))
    )
    return {student: teacher for student, teacher in session.execute(query) if teacher is not None}


def class_teacher_of(session: Session, student_id: int) -> int | None:
    return session.scalar(
        select(ClassRow.teacher_id)
        .join(StudentRow, StudentRow.class_id == ClassRow.id)
        .where(StudentRow.id == student_id)
    )


def classes(session: Session, school_id: int) -> list[ClassRow]:
    return list(
        session.scalars(
            select(ClassRow).where(ClassRow.school_id == school_id).order_by(ClassRow.grade, ClassRow.number)
        )
    )


def staff(session: Session, school_id: int, *posts: Post) -> list[Staff]:
    """Staff in service, with one of these posts where any is given."""
    query = (
        select(PersonRow.id, PersonRow.name, StaffRow.posts)
        .join(StaffRow, StaffRow.person_id == PersonRow.id)
        .where(StaffRow.school_id == school_id, StaffRow.left_on.is_(None))
        .order_by(PersonRow.id)
    )
    wanted = {post.value for post in posts}
    return [Staff(id_, name) for id_, name, held in session.execute(query) if not wanted or wanted & set(held)]


def holders(session: Session, school_id: int) -> dict[Post, list[int]]:
    """Who holds each post: person ids of staff in service, without their names."""
    query = select(StaffRow.person_id, StaffRow.posts).where(
        StaffRow.school_id == school_id, StaffRow.left_on.is_(None)
    )
    found: dict[Post, list[int]] = {post: [] for post in Post}
    for person_id, posts in session.execute(query.order_by(StaffRow.person_id)):
        for post in posts:
            found[Post(post)].append(person_id)
    return found


def working_here(session: Session, ids: Iterable[int]) -> set[int]:
    """Those of the persons who are staff in service."""
    query = select(StaffRow.person_id).where(StaffRow.person_id.in_(sorted(set(ids))), StaffRow.left_on.is_(None))
    return set(session.scalars(query))


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


def who_calls(session: Session, school_id: int, person_id: int) -> int | None:
    """Who telephones when no message can reach this person: the class teacher of a child, else a duty leader."""
    child = session.scalar(select(GuardianRow.student_id).where(GuardianRow.person_id == person_id).limit(1))
    teacher = class_teacher_of(session, child) if child else None
    if teacher:
        return teacher
    leaders = staff(session, school_id, Post.DUTY_LEADER)
    return leaders[0].id if leaders else None
