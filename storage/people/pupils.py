"""Pupils: by id, name, class; who looks like whom; brothers and sisters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from care.people import Student
from storage.once import remembered
from storage.people.rows import ClassRow, GuardianRow, StudentRow
from storage.seal import Seal


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


def students_of_classes(session: Session, class_ids: Iterable[int]) -> list[int]:
    """Pupils in school of these classes."""
    wanted = sorted(set(class_ids))
    query = select(StudentRow.id).where(StudentRow.class_id.in_(wanted), StudentRow.left_on.is_(None))
    return list(session.scalars(query.order_by(StudentRow.id))) if wanted else []


def grades_of(session: Session, student_ids: Iterable[int]) -> frozenset[int]:
    """The grades that these pupils are in."""
    wanted = sorted(set(student_ids))
    query = select(ClassRow.grade).join(StudentRow, StudentRow.class_id == ClassRow.id)
    return frozenset(session.scalars(query.where(StudentRow.id.in_(wanted)).distinct())) if wanted else frozenset()


@remembered
def classes(session: Session, school_id: int) -> list[ClassRow]:
    return list(
        session.scalars(
            select(ClassRow).where(ClassRow.school_id == school_id).order_by(ClassRow.grade, ClassRow.number)
        )
    )
