"""The facts that a day's agenda follows from, and what all its notices share: key, time, end of use. (promise 4)"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from care.acts import CareSession
from care.calendar import SHANGHAI
from care.policy import SessionPlan
from care.rules.custody import Event, Places
from care.rules.duty import Duty
from care.rules.logs import Log
from care.rules.moving import Meeting
from care.rules.muster import Muster
from care.rules.notice import Kind
from care.rules.summary import leads_home


@dataclass(frozen=True)
class GroupDay:
    """A care group on the day. `opened`: its list was written; `called`: its roll was taken."""

    id: int
    name: str
    room: str
    teacher: int | None
    expected: frozenset[int] = frozenset()
    on_leave: frozenset[int] = frozenset()
    called: bool = False
    opened: bool = False
    called_at: datetime | None = None  # the last roll or handover that agreed

    @property
    def waits_for_roll(self) -> bool:
        return not self.called and bool(self.expected - self.on_leave)


@dataclass(frozen=True)
class SessionDay:
    """One session of the day: its groups, and where the children stand now."""

    plan: SessionPlan
    groups: tuple[GroupDay, ...] = ()
    places: Places = field(default_factory=dict)
    leaders: tuple[int, ...] = ()
    entered: tuple[Event, ...] = ()  # what was written after the session's figures were told
    closed: bool = False  # the duty leader ended it
    clubs: tuple[Meeting, ...] = ()  # clubs that children are at now (走班)
    muster: Muster | None = None  # everybody counts, and nobody ended it yet

    @property
    def care(self) -> CareSession:
        return self.plan.session

    @property
    def leads_home(self) -> bool:
        """Lessons follow the morning's and the noon's care; from the evening's the children go home. (C44)"""
        return leads_home(self.care)

    @property
    def children(self) -> frozenset[int]:
        return frozenset(self.places) | frozenset(child for group in self.groups for child in group.expected)


@dataclass(frozen=True)
class DayFacts:
    """All that the day's agenda follows from, gathered at one moment (jobs/gather.py)."""

    school: str
    day: date
    sessions: tuple[SessionDay, ...] = ()
    duties: tuple[Duty, ...] = ()
    principals: tuple[int, ...] = ()
    keepers: tuple[int, ...] = ()  # who looks after the system: IT, else the principals
    class_teachers: Mapping[int, int] = field(default_factory=dict)  # by pupil
    guardians: Mapping[int, tuple[int, ...]] = field(default_factory=dict)  # of those still here
    extended: Mapping[int, datetime] = field(default_factory=dict)  # may stay until then (延长看护)
    later: Mapping[int, datetime] = field(default_factory=dict)  # when the family said it comes
    acknowledged: frozenset[tuple[int, int]] = frozenset()  # rungs: pupil and step
    logs: tuple[Log, ...] = ()  # care logs of the day
    duty_logs: frozenset[int] = frozenset()  # who wrote the duty log
    told: Mapping[str, datetime] = field(default_factory=dict)  # keys of figures that were told, and when
    unexplained: frozenset[int] = frozenset()  # absent pupils whose matter is open


def key_of(facts: DayFacts, care: CareSession | None, kind: Kind, *rest: int | str) -> str:
    """demo/2026-03-04/evening/rollcall/17/1."""
    parts = [facts.school, facts.day.isoformat(), care.value if care else "", kind.value, *map(str, rest)]
    return "/".join(part for part in parts if part)


def at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, SHANGHAI)


def end_of(day: date) -> datetime:
    """For what is of use as long as its reason is there."""
    return datetime.combine(day + timedelta(days=1), time(0), SHANGHAI)
