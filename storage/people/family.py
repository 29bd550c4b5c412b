"""Guardians: of a child, of a class, of the school."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from care.people import Person
from storage.once import remembered
from storage.people.rows import Guardian, GuardianRow, PersonRow, StudentRow


@remembered
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


def all_guardians(session: Session, school_id: int) -> list[int]:
    """Person ids of the guardians of all pupils in school, each once."""
    query = (
        select(GuardianRow.person_id)
        .join(StudentRow, StudentRow.id == GuardianRow.student_id)
        .where(StudentRow.school_id == school_id, StudentRow.left_on.is_(None))
        .order_by(GuardianRow.person_id)
    )
    return list(session.scalars(query.distinct()))


def guardians_of_class(session: Session, class_id: int) -> dict[str, int]:
    """Person ids of the parents of a class by name."""
    query = (
        select(PersonRow.name, PersonRow.id)
        .join(GuardianRow, GuardianRow.person_id == PersonRow.id)
        .join(StudentRow, StudentRow.id == GuardianRow.student_id)
        .where(StudentRow.class_id == class_id, StudentRow.left_on.is_(None))
    )
    return {name: id_ for name, id_ in session.execute(query).tuples()}
