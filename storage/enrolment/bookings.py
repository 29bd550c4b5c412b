"""Care groups (托管班) and who has a place in them on which weekdays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from care.acts import CareSession
from storage.db import Base, Key
from storage.once import remembered
from storage.school import days
from storage.school.days import DayRule


class GroupRow(Base):
    """A care group of one session. Its teacher of the day is on the duty roster; `teacher_id` is the usual one."""

    __tablename__ = "care_group"
    __table_args__ = (UniqueConstraint("school_id", "session", "name"),)

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    session: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(40))
    room: Mapped[str] = mapped_column(String(40), default="")
    teacher_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class BookingRow(Base):
    """A place in care (报名成功): from a day on, on these weekdays. Ends by `until`; rows are not deleted."""

    __tablename__ = "booking"
    __table_args__ = (Index("booking_student", "student_id", "session"), Index("booking_group", "group_id"))

    id: Mapped[Key]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    group_id: Mapped[int] = mapped_column(ForeignKey("care_group.id"))
    session: Mapped[str] = mapped_column(String(10))
    weekdays: Mapped[str] = mapped_column(String(7))  # "135"
    since: Mapped[str] = mapped_column(String(10))
    until: Mapped[str | None] = mapped_column(String(10))
    application_id: Mapped[int | None]
    made_at: Mapped[datetime]


@dataclass(frozen=True)
class Group:
    id: int
    session: CareSession
    name: str
    room: str
    teacher_id: int | None


@dataclass(frozen=True)
class Booking:
    id: int
    student_id: int
    group_id: int
    session: CareSession
    weekdays: tuple[int, ...]
    since: date
    until: date | None
    application_id: int | None = None

    def lasts(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


def add_group(
    session: Session, school_id: int, care: CareSession, name: str, *, teacher_id: int | None = None, room: str = ""
) -> int:
    row = GroupRow(school_id=school_id, session=care.value, name=name, teacher_id=teacher_id, room=room)
    session.add(row)
    session.flush()
    return row.id


@remembered
def groups(session: Session, school_id: int, care: CareSession | None = None) -> list[Group]:
    query = select(GroupRow).where(GroupRow.school_id == school_id).order_by(GroupRow.id)
    if care is not None:
        query = query.where(GroupRow.session == care.value)
    return [_group(row) for row in session.scalars(query)]


@remembered
def group(session: Session, group_id: int) -> Group:
    return _group(session.get_one(GroupRow, group_id))


def group_for(session: Session, school_id: int, care: CareSession, class_name: str) -> Group | None:
    """The group of an administrative class in this session: same name, or the first whose name begins with it."""
    every = groups(session, school_id, care)
    return next((g for g in every if g.name == class_name), None) or next(
        (g for g in every if g.name.startswith(class_name)), None
    )


def rooms(session: Session, group_ids: Iterable[int]) -> dict[int, str]:
    """Where each group is; a group without a room is left out."""
    query = select(GroupRow.id, GroupRow.room).where(GroupRow.id.in_(sorted(set(group_ids))), GroupRow.room != "")
    return dict(session.execute(query).all())


def book(
    session: Session,
    school_id: int,
    student_id: int,
    group_id: int,
    care: CareSession,
    *,
    weekdays: Iterable[int],
    since: date,
    now: datetime,
    application_id: int | None = None,
) -> int:
    row = BookingRow(
        school_id=school_id,
        student_id=student_id,
        group_id=group_id,
        session=care.value,
        weekdays="".join(str(day) for day in sorted(set(weekdays))),
        since=since.isoformat(),
        application_id=application_id,
        made_at=now,
    )
    session.add(row)
    session.flush()
    return row.id


@remembered
def of_student(session: Session, student_id: int, *, day: date | None = None) -> list[Booking]:
    """The pupil's places that are not over, or those that cover the day."""
    rows = list(session.scalars(select(BookingRow).where(BookingRow.student_id == student_id)))
    found = [_booking(row) for row in rows]
    if day is None or not rows:
        return found
    rule = days.rule_of(session, rows[0].school_id, day)
    return [b for b in found if b.lasts(day) and _attends(rule, b)]


@remembered
def expected(session: Session, group_id: int, day: date) -> list[int]:
    """Pupils with a place in the group on the day: by the weekday it runs, less half days; leave is not taken off."""
    rows = list(session.scalars(select(BookingRow).where(BookingRow.group_id == group_id)))
    if not rows:
        return []
    rule = days.rule_of(session, rows[0].school_id, day)
    return sorted({b.student_id for b in map(_booking, rows) if b.lasts(day) and _attends(rule, b)})


@remembered
def expected_on(
    session: Session, school_id: int, day: date, *, groups: tuple[int, ...] | None = None
) -> dict[int, set[int]]:
    """The same for every group of the school, or for some, at once; groups without anybody are left out."""
    query = select(BookingRow.group_id, BookingRow.student_id, BookingRow.weekdays, BookingRow.session).where(
        BookingRow.school_id == school_id,
        BookingRow.since <= day.isoformat(),
        or_(BookingRow.until.is_(None), BookingRow.until >= day.isoformat()),
    )
    if groups is not None:
        query = query.where(BookingRow.group_id.in_(groups))
    found: dict[int, set[int]] = {}
    rule = days.rule_of(session, school_id, day)
    for group_id, student_id, weekdays, care in session.execute(query):
        off = rule.off.get(CareSession(care), frozenset())
        if rule.attends(map(int, weekdays)) and student_id not in off:
            found.setdefault(group_id, set()).add(student_id)
    return found


def lasting(session: Session, school_id: int, care: CareSession, *, since: date) -> list[Booking]:
    """Places of a session that are not over on that day, also those that begin later. (C23)"""
    query = select(BookingRow).where(
        BookingRow.school_id == school_id,
        BookingRow.session == care.value,
        or_(BookingRow.until.is_(None), BookingRow.until >= since.isoformat()),
    )
    return [_booking(row) for row in session.scalars(query)]


def placed(session: Session, group_ids: Iterable[int], since: date) -> set[int]:
    """Pupils with a place in one of the groups that lasts on this day or after it."""
    query = select(BookingRow.student_id).where(
        BookingRow.group_id.in_(sorted(set(group_ids))),
        or_(BookingRow.until.is_(None), BookingRow.until >= since.isoformat()),
    )
    return set(session.scalars(query))


def end(session: Session, student_id: int, care: CareSession, *, until: date) -> int:
    """Close the pupil's places in the session after this day; how many."""
    closed = session.execute(
        update(BookingRow)
        .where(BookingRow.student_id == student_id, BookingRow.session == care.value, BookingRow.until.is_(None))
        .values(until=until.isoformat())
    )
    return int(closed.rowcount)  # type: ignore[attr-defined]


def _attends(rule: DayRule, booking: Booking) -> bool:
    return rule.attends(booking.weekdays) and booking.student_id not in rule.off.get(booking.session, frozenset())


def _group(row: GroupRow) -> Group:
    return Group(row.id, CareSession(row.session), row.name, row.room, row.teacher_id)


def _booking(row: BookingRow) -> Booking:
    return Booking(
        row.id,
        row.student_id,
        row.group_id,
        CareSession(row.session),
        tuple(int(day) for day in row.weekdays),
        date.fromisoformat(row.since),
        date.fromisoformat(row.until) if row.until else None,
        row.application_id,
    )
