"""An application in words: what it asks for, for whom, by whom."""

from __future__ import annotations

from collections.abc import Iterable

from care.acts import CareSession
from care.people import Student
from care.policy import SessionPlan
from care.rules.enrolment.kinds import Kind
from care.wording import enrolment as wording
from handlers.desk import Desk
from storage import people
from storage.enrolment.approvals import Application

ALL_WEEK = (1, 2, 3, 4, 5)


def what_of(application: Application, desk: Desk) -> str:
    """晚托（每周一、三、五，从3月5日（周四）起）."""
    labels = [desk.policy.label(care) for care in application.sessions]
    match application.kind:
        case Kind.PERMIT:
            return wording.permit_what()
        case Kind.BIND:
            return "绑定家长微信"
        case Kind.WITHDRAW:
            return wording.leaving(labels, application.weekdays, application.clubs, application.since)
        case Kind.CHANGE:
            return "改为" + wording.place(labels, application.weekdays or ALL_WEEK, application.since)
        case Kind.CLUB:
            return "、".join(application.clubs) or wording.A_CLUB
        case _:
            club = f"和{'、'.join(application.clubs)}" if application.clubs else ""
            return wording.place(labels, application.weekdays or ALL_WEEK, application.since) + club


def offered(desk: Desk, child: Student) -> list[SessionPlan]:
    """The sessions that this child's grade can have. (004-4.04)"""
    grade = next(iter(people.grades_of(desk.session, [child.id])), None)
    return [plan for plan in desk.policy.sessions if plan.is_for(grade)]


def for_other_grades(desk: Desk, child: Student, sessions: Iterable[CareSession]) -> str:
    """Why the child cannot have one of these sessions; empty where nothing stands in the way."""
    mine = {plan.session for plan in offered(desk, child)}
    other = [plan for plan in desk.policy.sessions if plan.session in set(sessions) - mine]
    return wording.for_other_grades(child, other[0], [plan.label for plan in offered(desk, child)]) if other else ""


def child_of(desk: Desk, application: Application) -> Student:
    id_ = application.student_id or 0
    return people.students(desk.session, [id_])[id_]


def applicant(desk: Desk, application: Application) -> str:
    """王丽（妈妈）: who asked."""
    return guardian(desk, application.student_id or 0, application.by_id)


def guardian(desk: Desk, student_id: int, person_id: int) -> str:
    for kin in people.guardians_of(desk.session, student_id):
        if kin.person_id == person_id:
            return f"{kin.name}（{kin.relation}）" if kin.relation and kin.relation != kin.name else kin.name
    return people.name_of(desk.session, person_id)


def person(desk: Desk, person_id: int) -> str:
    """陈静老师; a parent of the committee is 家委会王丽."""
    name = people.name_of(desk.session, person_id)
    return f"{name}老师" if people.working_here(desk.session, [person_id]) else f"家委会{name}"
