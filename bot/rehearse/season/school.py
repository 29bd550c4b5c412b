"""The school of a season: pupils of whom nobody is in care yet, a pack in force, and whoever decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from care.acts import CareSession
from care.book import Book, Post, Pupil
from care.calendar import SHANGHAI
from care.policy import Policy
from care.policy.enrolment import Allocation
from care.policy.packs import Pack
from care.rules.limits import check
from storage import known, people
from storage.db import Sessions
from storage.demo import load
from storage.demo.people import CLUBS
from storage.demo.shape import shape_of
from storage.enrolment import bookings
from storage.school import adopting
from storage.workbook.current import book_of

FIRST = date(2026, 3, 2)
"""The Monday on which the window opens. [ours]"""
WINDOW_DAYS = 5
SMALL_CLUB = next(iter(CLUBS))  # has few places
TERM_DAYS = 130
NEXT_TERM = date(2026, 9, 1)
RENEWAL = date(2026, 6, 8)
"""The Monday on which last term's places are proposed anew. [ours]"""


@dataclass(frozen=True)
class Grown:
    """A grown-up with a phone."""

    id: int
    name: str
    address: str
    is_staff: bool = False


@dataclass(frozen=True)
class Child:
    id: int
    class_name: str
    name: str
    kin: tuple[Grown, ...]
    only: bool  # none of its grown-ups has another child here

    @property
    def called(self) -> str:
        return f"{self.class_name} {self.name}"

    @property
    def short(self) -> str:
        return self.name[1:] if self.only and len(self.name) > 2 else self.name


@dataclass(frozen=True)
class SeasonSchool:
    school_id: int
    policy: Policy
    children: tuple[Child, ...]
    heads: tuple[Grown, ...]  # class teachers
    others: tuple[Grown, ...]  # other colleagues, those who lead first
    principal: Grown
    clubs: tuple[str, ...] = ()  # of the menu, the one with few places first

    @property
    def persons(self) -> dict[int, Grown]:
        kin = [one for child in self.children for one in child.kin]
        return {one.id: one for one in (*self.heads, *self.others, self.principal, *kin)}

    @property
    def last_of_window(self) -> date:
        """The last day on which a wish is taken."""
        weeks = self.policy.enrolment.window.weeks
        return FIRST + (timedelta(weeks=weeks, days=-1) if weeks else timedelta(days=WINDOW_DAYS - 1))


def set_up(sessions: Sessions, pack: Pack, *, pupils: int, seed: int, own: Mapping[str, Any]) -> SeasonSchool:
    """The school with the pack adopted. `own`: what the school decides itself (settings_for)."""
    shape = shape_of(pupils, max(40, 2 * -(-pupils // 30) + 8), seed)
    school_id = load.load_demo(sessions, day=FIRST, shape=shape, as_it_is=_before_enrolment)
    with sessions.writing() as session:
        now = datetime.combine(FIRST, time(6), SHANGHAI)
        adoption = adopting.look(session, school_id, pack, FIRST, nested(own))
        if adoption.refused:
            raise ValueError(f"{pack.id} cannot be used: {[(one.limit, one.field) for one in adoption.findings]}")
        adopting.adopt(session, school_id, adoption, now=now)
        policy = known.policy_at_work(session, school_id, FIRST)
        _open_groups(session, school_id, policy)
        return _gathered(session, school_id, policy)


def settings_for(pack: Pack, places: int, allocation: str = "", club_places: int = 0) -> dict[str, Any]:
    """What a school must decide itself, by path: its term and window, places, an answer for what the check stops at."""
    until = FIRST + timedelta(days=WINDOW_DAYS - 1)
    term = {"name": "春季学期", "first": f"{FIRST}", "last": f"{FIRST + timedelta(days=TERM_DAYS)}"}
    autumn = {"name": "秋季学期", "first": f"{NEXT_TERM}", "last": "2027-01-20"}
    weeks = {"enrol_from": f"{RENEWAL}", "enrol_until": f"{RENEWAL + timedelta(days=18)}"}
    terms = [{**term, "enrol_from": f"{FIRST}", "enrol_until": f"{until}"}, {**autumn, **weeks}]
    values: dict[str, Any] = {"timetable.terms": terms}
    session = [{"places": places, "session": pack.policy.sessions[0].session.value}] if places else []
    club = [{"places": club_places, "club": SMALL_CLUB}] if club_places else []
    if session or club:
        values["enrolment.capacity"] = session + club
    if allocation:
        values["enrolment.allocation"] = Allocation(allocation).value
    stops = sorted({one.limit for one in check(pack.policy, said=pack.said) if one.stops})
    if stops:
        answer = {"reason": "季节演练", "by": "演练", "on": f"{FIRST}"}
        values["overrides"] = [{"limit": limit, **answer} for limit in stops]
    return values


def nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """{"a.b": 1} → {"a": {"b": 1}}."""
    found: dict[str, Any] = {}
    for path, value in values.items():
        *above, last = path.split(".")
        inside = found
        for name in above:
            inside = inside.setdefault(name, {})
        inside[last] = value
    return found


def _before_enrolment(book: Book) -> Book:
    """Nobody has a place, a club or a permit yet."""
    pupils = tuple(replace(pupil, places=(), clubs=None, permit=None) for pupil in book.pupils or ())
    return replace(book, pupils=pupils)


def _open_groups(session: Session, school_id: int, policy: Policy) -> None:
    """A group a class in each of the plan's sessions that the book does not know."""
    for plan in policy.sessions:
        if plan.session not in (CareSession.NOON, CareSession.EVENING):
            for one in people.classes(session, school_id):
                bookings.add_group(session, school_id, plan.session, f"{one.name}{plan.label}")


def _gathered(session: Session, school_id: int, policy: Policy) -> SeasonSchool:
    book = book_of(session, school_id, today=FIRST)
    phones: dict[int, load.Phone] = {}
    for phone in load.phones(session, day=FIRST):
        if phone.is_staff or phone.person_id not in phones:
            phones[phone.person_id] = phone
    grown = {one.person_id: Grown(one.person_id, one.name, one.id, one.is_staff) for one in phones.values()}
    staff = {one.code: grown[one.id] for one in book.staff or ()}
    heads = tuple(dict.fromkeys(staff[one.teacher] for one in book.classes or ()))
    principal = next(staff[one.code] for one in book.staff or () if Post.PRINCIPAL in one.posts)
    leaders = [staff[one.code] for one in book.staff or () if Post.DUTY_LEADER in one.posts]
    others = tuple(dict.fromkeys(one for one in (*leaders, *staff.values()) if one not in (*heads, principal)))
    children = tuple(_children(book.pupils or (), grown))
    clubs = tuple(club.name for club in book.clubs or ()) if policy.clubs.run else ()
    return SeasonSchool(school_id, policy, children, heads, others, principal, clubs)


def _children(pupils: Iterable[Pupil], grown: Mapping[int, Grown]) -> Iterable[Child]:
    """Those with a grown-up who is no colleague: a teacher who is also a mother speaks as a teacher here."""
    every = list(pupils)
    count: dict[int, int] = {}
    for pupil in every:
        for kin in pupil.kin or ():
            count[kin.id] = count.get(kin.id, 0) + 1
    for pupil in every:
        own = tuple(grown[one.id] for one in pupil.kin or () if one.id in grown and not grown[one.id].is_staff)
        if own:
            yield Child(pupil.id, pupil.class_name, pupil.name, own, all(count[one.id] == 1 for one in own))
