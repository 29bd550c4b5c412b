"""What a colleague holds and to whom it goes: classes, groups, clubs, duties, approvals, open matters. (C10, C11)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from care.people import Student
from care.rules.duty import Duty, DutyState
from storage import people
from storage.day.matters import MatterRow
from storage.enrolment import approvals
from storage.enrolment.approvals import ApplicationRow
from storage.enrolment.bookings import GroupRow
from storage.enrolment.clubs import ClubRow
from storage.people import ClassRow, StaffRow, StudentRow
from storage.staff import duties
from storage.staff.duties import DutyRow

FAR = date(9999, 12, 31)


@dataclass(frozen=True)
class Held:
    """Numbers of what somebody holds, without their duties."""

    classes: tuple[int, ...] = ()
    groups: tuple[int, ...] = ()
    clubs: tuple[int, ...] = ()
    approvals: tuple[int, ...] = ()
    matters: tuple[int, ...] = ()


def held(session: Session, school_id: int, person_id: int) -> Held:
    """Everything that would be nobody's when this person is gone."""
    classes = select(ClassRow.id).where(ClassRow.school_id == school_id, ClassRow.teacher_id == person_id)
    groups = select(GroupRow.id).where(GroupRow.school_id == school_id, GroupRow.teacher_id == person_id)
    clubs = select(ClubRow.id).where(ClubRow.school_id == school_id, ClubRow.teacher_id == person_id)
    matters = select(MatterRow.id).where(
        MatterRow.school_id == school_id, MatterRow.owner_id == person_id, MatterRow.closed_at.is_(None)
    )
    found = [tuple(session.scalars(query.order_by("id"))) for query in (classes, groups, clubs, matters)]
    return Held(
        found[0], found[1], found[2], tuple(one.id for one in approvals.waiting_for(session, person_id)), found[3]
    )


def children_of(session: Session, applications: tuple[int, ...]) -> list[Student]:
    """The pupils that these applications are about."""
    query = select(ApplicationRow.student_id).where(
        ApplicationRow.id.in_(applications), ApplicationRow.student_id.is_not(None)
    )
    return list(people.students(session, [id_ for id_ in session.scalars(query) if id_]).values())


def names_of_clubs(session: Session, ids: tuple[int, ...]) -> list[str]:
    return list(session.scalars(select(ClubRow.name).where(ClubRow.id.in_(ids)).order_by(ClubRow.id)))


def hand_over(session: Session, what: Held, from_id: int, to_id: int) -> None:
    """All of it goes to the other."""
    for row, ids in ((ClassRow, what.classes), (GroupRow, what.groups), (ClubRow, what.clubs)):
        session.execute(update(row).where(row.id.in_(ids)).values(teacher_id=to_id))
    session.execute(update(MatterRow).where(MatterRow.id.in_(what.matters)).values(owner_id=to_id))
    approvals.hand_over(session, what.approvals, from_id, to_id)


def approvals_of_class(session: Session, class_id: int, person_id: int) -> tuple[int, ...]:
    """What waits for this person about pupils of the class."""
    ids = [one.id for one in approvals.waiting_for(session, person_id)]
    query = (
        select(ApplicationRow.id)
        .join(StudentRow, StudentRow.id == ApplicationRow.student_id)
        .where(ApplicationRow.id.in_(ids), StudentRow.class_id == class_id)
    )
    return tuple(session.scalars(query.order_by(ApplicationRow.id))) if ids else ()


def set_class_teacher(session: Session, class_id: int, person_id: int | None) -> None:
    session.execute(update(ClassRow).where(ClassRow.id == class_id).values(teacher_id=person_id))


def duties_from(session: Session, person_id: int, since: date) -> list[Duty]:
    """Duties of this person from the day on, whatever their rank."""
    return duties.of_person(session, person_id, since, FAR)


def give_duty(session: Session, duty_id: int, person_id: int) -> None:
    """Somebody else's from now on, and to be acknowledged anew."""
    session.execute(
        update(DutyRow)
        .where(DutyRow.id == duty_id)
        .values(person_id=person_id, state=DutyState.PLANNED.value, answered_at=None)
    )


def put_duty_back(session: Session, duty_id: int, person_id: int, rank: int, state: str) -> None:
    """As it was before."""
    session.execute(update(DutyRow).where(DutyRow.id == duty_id).values(person_id=person_id, rank=rank, state=state))


def leave(session: Session, person_id: int, since: date) -> None:
    """No longer staff from this day on. The person stays: a parent may be left of them."""
    session.get_one(StaffRow, person_id).left_on = since.isoformat()


def come_back(session: Session, person_id: int) -> None:
    session.get_one(StaffRow, person_id).left_on = None
