"""One season from an empty database to its report, and all packs one after the other."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from datetime import time as day_time
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from bot.rehearse.season import record
from bot.rehearse.season.checks import Full, Stands
from bot.rehearse.season.deciders import Deciders
from bot.rehearse.season.families import Case, Manner, draw_cases
from bot.rehearse.season.house import SeasonHouse, Shown
from bot.rehearse.season.parents import Parents
from bot.rehearse.season.proven import results
from bot.rehearse.season.report import SeasonReport, examine
from bot.rehearse.season.school import FIRST, SeasonSchool, set_up, settings_for
from bot.rehearse.season.stage import Acting
from care.acts import CareSession
from care.calendar import SHANGHAI
from care.policy.packs import Pack
from care.rules.enrolment.course import ENDS, HOLDS_PLACE, Stage
from care.rules.enrolment.places import WHOLE_WEEK, places_of
from storage import migrating
from storage.db import Sessions, make_engine
from storage.enrolment import approvals, bookings

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
            own = {**settings_for(pack, places_wanted(pack, wish), wish.allocation), **wish.own}
            school = set_up(sessions, pack, pupils=wish.pupils, seed=wish.seed, own=own)
            season = Season(sessions, school, wish.seed, tell)
            season.play()
            report = season.examined(pack, wish)
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
            self._full += _taken(session, self._school, day)
            self._draw_lots(session)
        said = f"{self._acting.said + self._acting.pressed} messages"
        self._tell(f"{day}  {said}, {time.monotonic() - started:.1f} s")

    def _read(self, shown: Shown) -> None:
        who = self._persons.get(shown.to)
        if who is None:
            return
        if who.is_staff or self._deciders.concerns(shown):
            self._deciders.read(who, shown)
        else:
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

    def _over(self, day: date) -> bool:
        """The window is over, nobody has anything in mind, and every application has its end."""
        if (day - FIRST).days >= LONGEST:
            return True
        if day <= self._school.last_of_window + timedelta(days=AFTER_WINDOW) or self._acting.waiting:
            return False
        with self._sessions.reading() as session:
            open_ = [stage for stage in Stage if stage not in ENDS and stage is not Stage.QUEUE]
            waiting = approvals.in_stages(session, self._school.school_id, open_)
            return not waiting and not record.open_drafts(session)

    def _first_roll(self, day: date) -> None:
        """The Monday after: the clock of the house opens the lists."""
        self.roll_day = day + timedelta(days=-day.weekday() % 7)
        house = self._acting.house
        house.at(_at(self.roll_day, day_time(6, 58)))
        house.tick()
        for plan in self._school.policy.sessions:
            if self.roll_day.isoweekday() in plan.weekdays:
                house.at(plan.starts(self.roll_day).astimezone(SHANGHAI) + timedelta(minutes=2))
                house.tick()
        house.heard()
        with self._sessions.reading() as session:
            self._rolls = record.rolls(session, self._school.school_id, self.roll_day)

    def examined(self, pack: Pack, wish: SeasonWish) -> SeasonReport:
        with self._sessions.reading() as session:
            kept = record.gather(session, self._school.school_id)
        stands = [_stands(case) for case in self.cases]
        rolls = {care.value: ids for care, ids in self._rolls.items()}
        report = examine(self._school, kept, stands, self._full, rolls, self.roll_day)
        report.pack, report.seed, report.pupils = pack.id, wish.seed, len(self._school.children)
        report.wrote = sum(case.wrote is not None for case in self.cases)
        report.asked_back = self._parents.asked_back
        report.said, report.pressed = self._acting.said, self._acting.pressed
        late = sum(case.manner is Manner.LATE and case.wrote is not None for case in self.cases)
        report.results = results(self._school.policy.enrolment, kept, report.breaches, late=late)
        return report


def _stands(case: Case) -> Stands:
    asked = (case.asked.session.value, case.asked.weekdays) if case.asked else None
    return Stands(case.child.id, asked, case.left, case.wrote, insists=case.manner is not Manner.LEAVES_OPEN)


def _taken(session: Session, school: SeasonSchool, day: date) -> Iterable[Full]:
    """Places of what is counted, taken or kept, each pupil once."""
    for item, places in places_of(school.policy.enrolment).items():
        have: dict[int, set[int]] = {weekday: set() for weekday in WHOLE_WEEK}
        for booking in bookings.lasting(session, school.school_id, CareSession(item), since=day + timedelta(days=1)):
            for weekday in booking.weekdays:
                have[weekday].add(booking.student_id)
        for held in approvals.in_stages(session, school.school_id, HOLDS_PLACE):
            if item in [care.value for care in held.sessions]:
                for weekday in held.weekdays or WHOLE_WEEK:
                    have[weekday].add(held.student_id or 0)
        for weekday, children in have.items():
            yield Full(day, item, weekday, len(children), places)


def _at(day: date, clock: day_time) -> datetime:
    return datetime.combine(day, clock, SHANGHAI)
