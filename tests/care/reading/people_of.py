"""Makers for the reader's tests: a teacher's desk, a parent's phone."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from care.acts import Act
from care.people import Known, Role, Sender, Staff, Student
from care.reading.read import read

NOON = datetime(2026, 3, 4, 16, 40, tzinfo=timezone(timedelta(hours=8)))  # a Wednesday


def pupils(*names: str, room: str = "三年级2班") -> tuple[Student, ...]:
    return tuple(Student(number, name, room) for number, name in enumerate(names, 1))


def teacher(
    *roster: str, staff: tuple[str, ...] = ("王磊", "陈静"), pending: tuple[str, ...] = (), room: str = "三年级2班"
) -> Known:
    return Known(
        Role.TEACHER,
        Sender("周敏"),
        roster=pupils(*roster, room=room),
        staff=tuple(Staff(number, name) for number, name in enumerate(staff, 1)),
        pending=pupils(*pending, room=""),
    )


def leader(staff: tuple[str, ...] = ("王磊", "陈静"), pending: tuple[str, ...] = ()) -> Known:
    known = teacher(staff=staff, pending=pending)
    return Known(Role.LEADER, Sender("刘建平"), staff=known.staff, pending=known.pending)


def parent(*children: tuple[str, str]) -> Known:
    own = tuple(Student(number, name, room) for number, (name, room) in enumerate(children, 1))
    return Known(Role.PARENT, Sender("王丽", "妈妈"), children=own)


def acts(text: str, known: Known) -> tuple[Act, ...]:
    return read(text, known, NOON).acts


def only(text: str, known: Known) -> Act:
    (act,) = acts(text, known)
    return act
