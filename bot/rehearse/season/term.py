"""The weeks after the first roll: clubs that are full, other days, other sessions. (C24, C29)

Who is in care goes on with what it has; some of them want a club, or change their days, and one in five says so twice.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial

from bot.rehearse.season import wordings as ways
from bot.rehearse.season.families import Case, Wanted, Weekdays
from bot.rehearse.season.house import Shown
from bot.rehearse.season.school import SeasonSchool
from bot.rehearse.season.stage import Acting, Do
from care.calendar import SHANGHAI
from care.wording import course

CLUBS, CHANGES = 0.4, 0.3  # of all who are in care
DAYS = 10  # in which they say so
FULL, OTHERS = "已满，", "现在还有名额的："


@dataclass
class Later:
    """One child in care: what its family wants besides, and what it was told."""

    case: Case
    club: str = ""  # wanted first
    weekdays: Weekdays = ()  # wanted instead; nothing: stays
    twice: bool = False  # says it a second time
    leaves_club: bool = False
    clubs: set[str] = field(default_factory=set)  # what the family stands to
    was_full: set[str] = field(default_factory=set)
    other_offered: set[str] = field(default_factory=set)  # full clubs with which others were named
    changes: int = 0  # that the family was told of
    moved: bool = False
    once: set[str] = field(default_factory=set)


class Term:
    def __init__(self, acting: Acting, school: SeasonSchool, cases: Iterable[Case], seed: int) -> None:
        """`cases`: those in care."""
        self._acting = acting
        self._draw = random.Random(f"term/{seed}")
        self.laters = [self._drawn(case, school) for case in cases]
        self._of: dict[int, list[Later]] = {}
        for later in self.laters:
            for one in later.case.child.kin:
                self._of.setdefault(one.id, []).append(later)

    def _drawn(self, case: Case, school: SeasonSchool) -> Later:
        later = Later(case)
        if school.clubs and self._draw.random() < CLUBS:
            later.club = school.clubs[0] if self._draw.random() < 0.7 else self._draw.choice(school.clubs[1:])
            later.leaves_club = self._draw.random() < 0.25
        if case.asked and self._draw.random() < CHANGES:
            later.weekdays, later.twice = ways.OTHER_DAYS[case.asked.weekdays], self._draw.random() < 0.2
        return later

    def plan(self, first: date) -> None:
        """When each of them writes."""
        for later in self.laters:
            if later.club:
                later.clubs.add(later.club)
                self._at(first, later, "club", partial(self._club, later, ways.CLUB, later.club))
            if later.weekdays:
                self._at(first, later, "change", partial(self._change, later))

    def _at(self, first: date, later: Later, mark: str, do: Do) -> None:
        later.once.add(mark)
        day = first + timedelta(days=self._draw.randrange(DAYS))
        minutes = timedelta(minutes=self._draw.randrange(12 * 60))
        self._acting.at(datetime.combine(day, time(8), SHANGHAI) + minutes, do)

    def _club(self, later: Later, patterns: tuple[str, ...], club: str) -> None:
        child = later.case.child
        self._acting.say(later.case.applicant, ways.written(self._draw, patterns, c=child.name, k=club))

    def _change(self, later: Later) -> None:
        days = ways.days_in_words(self._draw, later.weekdays)
        text = ways.written(self._draw, ways.CHANGE, c=later.case.child.name, s=later.case.label, d=days)
        self._acting.say(later.case.applicant, text)
        if later.twice:
            later.twice = False
            self._acting.soon(lambda: self._change(later), least=30, most=4 * 1440)

    # --- reading ---

    def read(self, shown: Shown) -> bool:
        """Whether the message was about a club or a change of days."""
        later = next((one for one in self._of.get(shown.to, ()) if one.case.child.called in shown.text), None)
        if later is None:
            return False
        club = next((name for name in (later.club, *sorted(later.clubs)) if name and name in shown.text), "")
        if "改为" in shown.text:
            self._changed(later, shown)
        elif club:
            self._in_club(later, club, shown)
        else:
            return False
        return True

    def _changed(self, later: Later, shown: Shown) -> None:
        if label := shown.label(course.ACCEPT):
            self._press(later, shown, shown.label(course.DECLINE) or label)
        elif shown.text.startswith(("申请已通过", "已办好", "手续都办好了")):
            later.changes += 1
            later.moved = True
            if later.case.asked:
                later.case.asked = Wanted(later.case.asked.session, later.weekdays)

    def _in_club(self, later: Later, club: str, shown: Shown) -> None:
        if FULL in shown.text:
            later.was_full.add(club)
            if OTHERS in shown.text:
                later.other_offered.add(club)
                self._take_other(later, shown.text)
        elif label := shown.label(course.TAKE):
            takes = self._draw.random() < 0.7
            if not takes:
                later.clubs.discard(club)
            self._press(later, shown, label if takes else shown.label(course.LEAVE_IT))
        elif "已结束" in shown.text:
            later.clubs.discard(club)
        elif shown.text.startswith("已登记") and "退出" not in shown.text and later.leaves_club:
            later.leaves_club = False
            self._acting.soon(lambda: self._drop(later, club), least=1440, most=5 * 1440)

    def _take_other(self, later: Later, text: str) -> None:
        names = text.split(OTHERS)[1].split("，")[0].split("、")
        if self._draw.random() < 0.5 and "other" not in later.once:
            later.once.add("other")
            club = self._draw.choice(names)
            later.clubs.add(club)
            self._acting.soon(lambda: self._club(later, ways.CLUB_INSTEAD, club), most=600)

    def _drop(self, later: Later, club: str) -> None:
        later.clubs.discard(club)
        self._club(later, ways.DROP_CLUB, club)

    def _press(self, later: Later, shown: Shown, label: str) -> None:
        self._acting.soon(lambda: self._acting.press(later.case.applicant, shown, label), most=600)
