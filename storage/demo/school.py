"""The demo school as a book: 12 classes, 401 pupils, 30 colleagues, noon and evening care; or as large as one likes.
(003-10.16, .17)"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from care.acts import CareSession
from care.book import Book, CareGroup, Club, Colleague, Duty, DutyKind, Post, School, SchoolClass, SchoolDay
from care.calendar import monday_of
from care.policy import NOON_AND_EVENING
from storage.demo.names import FATHERS, MOTHERS, Names, letters
from storage.demo.people import CLUBS, STORY_FAMILIES, TEACHER_AND_MOTHER, Families
from storage.demo.shape import DEMO, Shape, grade_of, number_of
from storage.school import filling

CODE = "demo"
NAME = "实验小学（示例）"
STORY_CLASS = "三年级2班"
STORY_STAFF = ("陈静", "赵敏", "孙强", "周建国", "吴昊", TEACHER_AND_MOTHER[0])
LEADER_OF = {1: 1, 2: 1, 3: 0, 4: 0, 5: 2}
"""Which of the duty leaders has which weekday; 孙强 has Wednesdays and Thursdays."""


@dataclass(frozen=True)
class Colleagues:
    heads: tuple[Colleague, ...]  # class teachers, by class
    carers: tuple[Colleague, ...]  # evening teachers, by class
    leaders: tuple[Colleague, ...]
    others: tuple[Colleague, ...]  # principal, IT, gate

    @property
    def every(self) -> tuple[Colleague, ...]:
        return (*self.heads, *self.carers, *self.leaders, *self.others)


def last_wednesday(today: date) -> date:
    """The latest Wednesday of a term, not after today, on which there was school and whose year is known."""
    day = today - timedelta(days=(today.weekday() - 2) % 7)
    while not _is_term(day) or not _is_workday(day):
        day -= timedelta(days=7)
    return day


def demo_book(day: date, shape: Shape = DEMO) -> Book:
    """The same school for the same day and shape, always."""
    draw = random.Random(shape.seed)
    names = Names(draw)
    story = {kin.name for family in STORY_FAMILIES.values() for kin in family}
    names.taken |= {*story, *STORY_STAFF}
    staff = _staff(names, shape)
    families = Families(draw, names, term_start(day))
    return Book(
        school=School(CODE, NAME, NOON_AND_EVENING),
        staff=staff.every,
        classes=tuple(
            SchoolClass(name, grade_of(name), number_of(name), staff.heads[place].code)
            for place, name in enumerate(shape.classes)
        ),
        groups=tuple(_groups(staff, shape)),
        clubs=tuple(Club(name, note) for name, note in CLUBS.items()),
        pupils=tuple(families.pupils(day.year if day.month >= 8 else day.year - 1, shape)),
        duties=tuple(_duties(staff, day, shape)),
        days=tuple(_days(day.year)),
    )


def term_start(day: date) -> date:
    """The first Monday of March or the first of September."""
    autumn = date(day.year if day.month >= 8 else day.year - 1, 9, 1)
    spring = date(day.year, 3, 1)
    return spring if autumn.year < day.year and day >= spring else autumn


def _staff(names: Names, shape: Shape) -> Colleagues:
    """Class teachers, care teachers, leaders and others; their numbers stand apart by `step`."""
    step, story = max(20, len(shape)), shape.place(STORY_CLASS)
    heads = [
        _colleague(names, place, "陈静" if place == story else "", Post.CLASS_TEACHER) for place in range(len(shape))
    ]
    mother, phone, _ = TEACHER_AND_MOTHER
    if len(heads) > 6:
        heads[6] = Colleague(letters(mother), mother, phone, frozenset({Post.CLASS_TEACHER}))
    known = {story: "赵敏", 0: "吴昊"}
    carers = [_colleague(names, step + place, known.get(place, ""), Post.TEACHER) for place in range(len(shape))]
    leaders = [_colleague(names, 2 * step + n, "孙强" if n == 0 else "", Post.DUTY_LEADER) for n in range(3)]
    others = [
        _colleague(names, 2 * step + 10, "周建国", Post.PRINCIPAL),
        _colleague(names, 2 * step + 11, "", Post.IT),
        _colleague(names, 2 * step + 12, "", Post.TEACHER),
    ]
    return Colleagues(tuple(heads), tuple(carers), tuple(leaders), tuple(others))


def _colleague(names: Names, number: int, name: str, post: Post) -> Colleague:
    name = name or names.adult(FATHERS if number % 3 == 0 else MOTHERS)
    return Colleague(letters(name), name, f"138{100 + number:08d}", frozenset({post}))


def _groups(staff: Colleagues, shape: Shape) -> Iterator[CareGroup]:
    """At noon the class teacher, in the evening another: own-class teachers first where homework is done."""
    for place, name in enumerate(shape.classes):
        room = f"{name}教室"
        yield CareGroup(CareSession.NOON, f"{name}午托", staff.heads[place].code, room)
        yield CareGroup(CareSession.EVENING, f"{name}晚托", staff.carers[place].code, room)


def _duties(staff: Colleagues, day: date, shape: Shape) -> Iterator[Duty]:
    """Last week, this week and the two to come."""
    first = monday_of(day) - timedelta(days=7)
    for offset in range(28):
        one = first + timedelta(days=offset)
        if _is_workday(one):
            yield from _duties_of(staff, one, shape)


def _duties_of(staff: Colleagues, day: date, shape: Shape) -> Iterator[Duty]:
    gate = staff.others[2].code
    turn = LEADER_OF.get(day.isoweekday(), 0)
    for care, first, second in (
        (CareSession.NOON, staff.heads, staff.carers),
        (CareSession.EVENING, staff.carers, staff.heads),
    ):
        word = "午托" if care is CareSession.NOON else "晚托"
        for place, name in enumerate(shape.classes):
            yield Duty(day, care, DutyKind.CARE, first[place].code, f"{name}{word}", 1)
            if care is CareSession.EVENING:
                yield Duty(day, care, DutyKind.CARE, second[place].code, f"{name}{word}", 2)
        yield Duty(day, care, DutyKind.LEADER, staff.leaders[turn].code, "", 1)
        yield Duty(day, care, DutyKind.LEADER, staff.leaders[(turn + 1) % 3].code, "", 2)
        yield Duty(day, care, DutyKind.GATE, gate, "", 1)


def _days(year: int) -> Iterator[SchoolDay]:
    """Public holidays as the state published them, and the school's own winter and summer breaks.

    The winter break of the year to come is the school's own table, too, so that a rehearsal may cross the new year.
    """
    for one in (year - 1, year, year + 1):
        breaks = {*_between(date(one, 1, 25), date(one, 2, 20)), *_between(date(one, 7, 6), date(one, 8, 31))}
        day = date(one, 1, 1)
        while day.year == one:
            weekend, work = day.isoweekday() > 5, _is_workday(day)
            if day in breaks and not weekend:
                yield SchoolDay(day, False, None, "寒假" if day.month < 4 else "暑假")
            elif day not in breaks and weekend == work:
                yield SchoolDay(day, work, None, "调休上课" if work else "法定节假日")
            day += timedelta(days=1)


def _between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


def _is_term(day: date) -> bool:
    return (3, 1) <= (day.month, day.day) <= (6, 30) or (day.month, day.day) >= (9, 1)


def _is_workday(day: date) -> bool:
    """By the state's table; a year that it does not know has only New Year's Day, which never moves."""
    worked = filling.is_workday(day)
    return day.isoweekday() <= 5 and (day.month, day.day) != (1, 1) if worked is None else worked
