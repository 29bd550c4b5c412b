"""Who hears of it: guardians, class teachers, duty leaders, those on duty. One place for each (promise 3, 11)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from care.acts import CareSession
from care.book import Post
from care.people import Person, Student
from care.rules.blocks import barring
from handlers.desk import Desk
from storage import known, people
from storage.day import blocks
from storage.enrolment import bookings
from storage.staff import duties


def leaders(desk: Desk, care: CareSession) -> list[int]:
    """The session's duty leaders; where nobody is rostered, the principals, then whoever may lead."""
    found = duties.leaders(desk.session, desk.school_id, desk.today, care)
    if found:
        return found
    for post in (Post.PRINCIPAL, Post.DUTY_LEADER):
        if held := people.staff(desk.session, desk.school_id, post):
            return [one.id for one in held]
    return []


def guardians(desk: Desk, children: Iterable[Student]) -> dict[int, list[int]]:
    """The guardians of each child, first to be asked first."""
    return guardians_of(desk, [child.id for child in children])


def guardians_of(desk: Desk, ids: Sequence[int]) -> dict[int, list[int]]:
    """The same by number. Who may not collect a child is told nothing of its way (promise 10)."""
    kin = people.guardians_of_all(desk.session, ids)
    for id_, own in blocks.in_force(desk.session, ids, desk.today).items():
        barred = {
            g.person_id for g in people.guardians_of(desk.session, id_)
            if barring(own, Person(g.name, g.relation, g.phone))
        }  # fmt: skip
        kin[id_] = [person for person in kin[id_] if person not in barred]
    return kin


def families(desk: Desk, children: Iterable[Student]) -> dict[int, list[Student]]:
    """Each guardian with the children among these that are theirs: a family is told once."""
    own: dict[int, list[Student]] = {}
    listed = list(children)
    kin = guardians(desk, listed)
    for child in listed:
        for person in kin[child.id]:
            own.setdefault(person, []).append(child)
    return own


def class_teachers(desk: Desk, children: Iterable[Student]) -> dict[int, list[Student]]:
    """Each class teacher (班主任) with those of the children who are in the class."""
    heads: dict[int, list[Student]] = {}
    for child in children:
        teacher = people.class_teacher_of(desk.session, child.id)
        if teacher:
            heads.setdefault(teacher, []).append(child)
    return heads


def on_duty(desk: Desk, care: CareSession) -> list[int]:
    """Everybody at work in the session: the groups' teachers, the gate, the leaders."""
    groups = bookings.groups(desk.session, desk.school_id, care)
    teachers = [known.teacher_of(desk.session, desk.school_id, group.id, desk.today, care) for group in groups]
    rostered = [d.person_id for d in duties.on(desk.session, desk.school_id, desk.today, care) if d.stands]
    return list(dict.fromkeys([*(t for t in teachers if t), *rostered, *leaders(desk, care)]))
