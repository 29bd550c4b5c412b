"""One season from an empty database to its report, and all packs one after the other."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from datetime import time as day_time
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from bot.rehearse.season import later, record
from bot.rehearse.season.checks import Full
from bot.rehearse.season.deciders import Deciders
from bot.rehearse.season.families import Manner, draw_cases
from bot.rehearse.season.house import SeasonHouse, Shown
from bot.rehearse.season.parents import Parents
from bot.rehearse.season.places import taken
from bot.rehearse.season.proven import results
from bot.rehearse.season.renewal import Renewal
from bot.rehearse.season.report import SeasonReport, examine
from bot.rehearse.season.school import FIRST, NEXT_TERM, RENEWAL, SeasonSchool, set_up, settings_for
from bot.rehearse.season.stage import Acting
from bot.rehearse.season.term import DAYS, Term
from care.acts import CareSession
from care.calendar import SHANGHAI
from care.policy.packs import Pack
from care.rules.enrolment.course import ENDS, Stage
from storage import migrating, schools
from storage.db import Sessions, make_engine
from storage.enrolment import approvals

LOOKS = tuple(day_time(hour, minute) for hour, minute in ((9, 8), (12, 9), (18, 13), (18, 41)))
"""Minutes at which the house looks what time has brought."""
LONGEST = 70  # days until a season must be over
AFTER_WINDOW = 6  # days in which somebody may still come
SHORT = 0.45  # of all pupils: places of the first session where the plan speaks of places (C23)


@dataclass(frozen=True)
class SeasonWish:
    """What is to be rehearsed. `places` of the first session: None as the pack has it, 0 without a limit."""

    pupils: int = 600
    seed: int = 1
    places: int | None = None
    allocation: str = ""
    own: Mapping[str, Any] = field(default_factory=dict)


def places_wanted(pack: Pack, wish: SeasonWish) -> int:
    """A pack that speaks of places has fewer of them than wishes."""
    if wish.places is not None:
        return wish.places
    share = SHORT / len(pack.policy.sessions)
    return max(2, round(wish.pupils * share)) if "C23" in pack.asks else 0


def rehearse_season(pack: Pack, wish: SeasonWish, *, tell: Callable[[str], None] = lambda _: None) -> SeasonReport:
    """Play the season in a database of its own and examine what was kept. The process has its key already.

    Raises ValueError for a pack that the check does not let in."""
    with tempfile.TemporaryDirectory(prefix="season-") as folder:
        started = time.monotonic()
        url = f"sqlite:///{Path(folder) / 'season.db'}"
        migrating.upgrade(url)
        sessions = Sessions(make_engine(url))
        event.listen(sessions.engine, "connect", _in_a_hurry)
        try:
            few = max(1, wish.pupils // 25)
            own = {**settings_for(pack, places_wanted(pack, wish), wish.allocation, few), **wish.own}
            school = set_up(sessions, pack, pupils=wish.pupils, seed=wish.seed, own=own)
            season = Season(sessions, school, wish.seed, tell)
            season.play()
            report = season.examined(pack, wish)
            season.go_on()
            season.examine_later(report)
        finally:
            sessions.engine.dispose()
        report.seconds = round(time.monotonic() - started, 1)
        return report


def _in_a_hurry(connection: Any, _record: Any) -> None:
    """The database is thrown away with the season: nothing is lost where the disk was not waited for."""
    connection.execute("PRAGMA synchronous=OFF")


class Season:
    """Weeks of a school, day by day."""

    def __init__(self, sessions: Sessions, school: SeasonSchool, seed: int, tell: Callable[[str], None]) -> None:
        self._sessions, self._school, self._tell = sessions, school, tell
        house = SeasonHouse(sessions, school.school_id, _at(FIRST, day_time(7, 41)))
        self._acting = Acting(house, seed)
        self.cases = draw_cases(school, seed)
        self._parents = Parents(self._acting, school, self.cases)
        self._deciders = Deciders(self._acting, school)
        self._persons = school.persons
        self._seed = seed
        self._term: Term | None = None
        self._renewal: Renewal | None = None
        self._before_renewal: set[int] = set()
        self._late = 0
        self._full: list[Full] = []
        self._rolls: dict[CareSession, set[int]] = {}
        self.roll_day = FIRST

    def play(self) -> None:
        self._deciders.name_all(self._school.children[-1].kin[0])
        self._acting.listen(self._read)
        self._parents.plan()
        day = FIRST
        while not self._over(day):
            self._day(day)
            day += timedelta(days=1)
        self._first_roll(day)

    def _day(self, day: date) -> None:
        started = time.monotonic()
        for look in LOOKS:
            self._acting.until(_at(day, look), self._read)
            self._acting.house.wait()
            self._acting.listen(self._read)
        self._acting.until(_at(day, day_time(23, 50)), self._read)
        with self._sessions.reading() as session:
            self._full += taken(session, self._school, day)
            self._draw_lots(session)
        said = f"{self._acting.said + self._acting.pressed} messages"
        self._tell(f"{day}  {said}, {time.monotonic() - started:.1f} s")

    def _read(self, shown: Shown) -> None:
        who = self._persons.get(shown.to)
        if who is None or (self._renewal and self._renewal.read(shown)):
            return
        if who.is_staff or self._deciders.concerns(shown):
            self._deciders.read(who, shown)
        elif self._renewal is not None:
            self._renewal.read_on(shown)
        elif self._term is None or not self._term.read(shown):
            self._parents.read(who, shown)

    def _draw_lots(self, session: Session) -> None:
        """The morning after everybody has decided."""
        id_ = self._school.school_id
        drawing = approvals.in_stages(session, id_, [Stage.DRAW])
        if not drawing or approvals.in_stages(session, id_, [Stage.STEP]):
            return
        session_ = self._school.policy.sessions[0]
        at = self._acting.now + timedelta(hours=10)
        self._acting.at(at, lambda: self._deciders.draw_lots(session_.label))

    def _over(self, day: date, first: date = FIRST, least: int = 0) -> bool:
        """The window is over, nobody has anything in mind, and every application has its end."""
        if (day - first).days >= LONGEST:
            return True
        last = self._school.last_of_window if first == FIRST else first
        if day <= last + timedelta(days=least or AFTER_WINDOW) or self._acting.waiting:
            return False
        with self._sessions.reading() as session:
            open_ = [stage for stage in Stage if stage not in ENDS and stage is not Stage.QUEUE]
            waiting = approvals.in_stages(session, self._school.school_id, open_)
            return not waiting and not record.open_drafts(session)

    def _first_roll(self, day: date) -> None:
        """The Monday after, or the school day behind a holiday: the clock of the house opens the lists."""
        with self._sessions.reading() as session:
            calendar = schools.calendar(session, self._school.school_id)
        self.roll_day = day + timedelta(days=-day.weekday() % 7)
        while not calendar.is_school_day(self.roll_day):
            self.roll_day += timedelta(days=1)
        self._rolls = self._open_lists(self.roll_day)

    def _open_lists(self, day: date) -> dict[CareSession, set[int]]:
        house = self._acting.house
        house.at(_at(day, day_time(6, 58)))
        house.tick()
        for plan in self._school.policy.sessions:
            if day.isoweekday() in plan.weekdays:
                house.at(plan.starts(day).astimezone(SHANGHAI) + timedelta(minutes=2))
                house.tick()
        self._acting.listen(self._read)
        with self._sessions.reading() as session:
            return record.rolls(session, self._school.school_id, day)

    def go_on(self) -> None:
        """The term: clubs and other days; where places end with it, the next one's wishes and its first roll."""
        with self._sessions.reading() as session:
            have = {place.child for place in record.booked(session) if place.until is None}
        in_care = [case for case in self.cases if case.asked and case.child.id in have]
        self._term = Term(self._acting, self._school, in_care, self._seed)
        self._term.plan(self.roll_day + timedelta(days=1))
        self._days(self.roll_day, least=DAYS)
        if not self._school.policy.enrolment.renewal_each_term:
            return
        self._acting.until(_at(RENEWAL, day_time(9)), self._read)
        self._acting.house.wait()
        self._acting.listen(self._read)
        with self._sessions.reading() as session:
            self._before_renewal = {place.child for place in record.booked(session) if place.until is None}
        before = [case for case in self.cases if case.child.id in self._before_renewal]
        self._renewal = Renewal(self._acting, self._school, before, self._seed)
        self._renewal.send()
        self._acting.listen(self._read)
        self._days(RENEWAL, least=AFTER_WINDOW)
        self._renewal.roll = self._open_lists(NEXT_TERM)

    def _days(self, first: date, *, least: int) -> None:
        day = first
        while not self._over(day, first, least):
            self._day(day)
            day += timedelta(days=1)

    def examined(self, pack: Pack, wish: SeasonWish) -> SeasonReport:
        with self._sessions.reading() as session:
            kept = record.gather(session, self._school.school_id)
        stands = [case.stands for case in self.cases]
        rolls = {care.value: ids for care, ids in self._rolls.items()}
        report = examine(self._school, kept, stands, self._full, rolls, self.roll_day)
        report.pack, report.seed, report.pupils = pack.id, wish.seed, len(self._school.children)
        report.wrote = sum(case.wrote is not None for case in self.cases)
        report.asked_back = self._parents.asked_back
        report.said, report.pressed = self._acting.said, self._acting.pressed
        self._late = sum(case.manner is Manner.LATE and case.wrote is not None for case in self.cases)
        return report

    def examine_later(self, report: SeasonReport) -> None:
        """What came after the first roll, and what must hold of all of it."""
        with self._sessions.reading() as session:
            kept = record.gather(session, self._school.school_id)
        assert self._term is not None
        later.examine(report, self._school, kept, self._term, self._renewal, self._full, self._before_renewal)
        report.said, report.pressed = self._acting.said, self._acting.pressed
        report.results = results(self._school.policy.enrolment, kept, report.breaches, late=self._late)


def _at(day: date, clock: day_time) -> datetime:
    return datetime.combine(day, clock, SHANGHAI)
