"""Staff: who teaches which class, who holds which post, who still works here."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from care.book import Post
from care.people import Staff
from storage.once import remembered
from storage.people.rows import ClassRow, GuardianRow, PersonRow, StaffRow, StudentRow


@remembered
def class_teachers(session: Session, school_id: int) -> dict[int, int]:
    """The class teacher (班主任) of each pupil in school."""
    query = (
        select(StudentRow.id, ClassRow.teacher_id)
        .join(ClassRow, ClassRow.id == StudentRow.class_id)
        .where(StudentRow.school_id == school_id, StudentRow.left_on.is_(None), ClassRow.teacher_id.is_not(None))
    )
    return {student: teacher for student, teacher in session.execute(query) if teacher is not None}


@remembered
def class_teacher_of(session: Session, student_id: int) -> int | None:
    return session.scalar(
        select(ClassRow.teacher_id)
        .join(StudentRow, StudentRow.class_id == ClassRow.id)
        .where(StudentRow.id == student_id)
    )


@remembered
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


@remembered
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


def who_calls(session: Session, school_id: int, person_id: int) -> int | None:
    """Who telephones when no message can reach this person: the class teacher of a child, else a duty leader."""
    child = session.scalar(select(GuardianRow.student_id).where(GuardianRow.person_id == person_id).limit(1))
    teacher = class_teacher_of(session, child) if child else None
    if teacher:
        return teacher
    leaders = staff(session, school_id, Post.DUTY_LEADER)
    return leaders[0].id if leaders else None
