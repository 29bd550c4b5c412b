"""What must be sent on a day: notices, each for one person, with a key, a time and an end of use. (promise 4)

Facts in, notices out; no clock. The agenda is asked again and again: a notice whose reason is gone (the roll was
called, the child was collected) is no longer in it, and one that was sent stays sent by its key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, time, timedelta

from care.calendar import SHANGHAI, Calendar, YearNotConfirmed
from care.policy import Policy
from care.rules.agenda import clubs, duties, home, logs, musters, rolls
from care.rules.agenda.facts import DayFacts, GroupDay, SessionDay, at
from care.rules.notice import Kind, Notice

__all__ = ["DayFacts", "GroupDay", "SessionDay", "notices_of", "off_the_hour"]

OfADay = Callable[[DayFacts, Policy], Iterator[Notice]]
OfASession = Callable[[DayFacts, SessionDay, Policy], Iterator[Notice]]

OF_A_DAY: tuple[OfADay, ...] = (
    duties.duty_cards, duties.duty_open, logs.duty_logs, home.summary, home.chart, home.summary_corrections,
)  # fmt: skip
OF_A_SESSION: tuple[OfASession, ...] = (
    rolls.roll_calls, rolls.empty_groups, rolls.roll_late, rolls.absences, rolls.lessons, musters.silent_holders,
    clubs.untaken_offers, clubs.club_ends, home.uncollected, home.handovers, home.closing, home.corrections,
    logs.care_logs,
)  # fmt: skip


def notices_of(facts: DayFacts, policy: Policy, calendar: Calendar) -> list[Notice]:
    """Every notice of the day, soonest first. None on a day without care; a year not confirmed is not guessed."""
    try:
        if not calendar.is_school_day(facts.day):
            return []
    except YearNotConfirmed:
        return list(_year(facts))
    found = [notice for make in OF_A_DAY for notice in make(facts, policy)]
    found += [notice for session in facts.sessions for one in OF_A_SESSION for notice in one(facts, session, policy)]
    return sorted((off_the_hour(notice) for notice in found), key=lambda notice: (notice.due, notice.key))


def off_the_hour(notice: Notice) -> Notice:
    """Not at :00 and :30 sharp, when WeChat Work is slow: a minute later."""
    sharp = notice.due.astimezone(SHANGHAI).minute in (0, 30)
    return replace(notice, due=(notice.due + timedelta(minutes=sharp)).astimezone(UTC))


def _year(facts: DayFacts) -> Iterator[Notice]:
    """Nobody confirmed this year's days: whoever looks after the system hears it the day before, once. (C05)"""
    due = at(facts.day - timedelta(days=1), time(16, 37))
    for person in dict.fromkeys((*facts.keepers, *facts.principals)):
        key = f"{facts.school}/{Kind.YEAR}/{facts.day.year}/{person}"
        yield Notice(Kind.YEAR, key, person, facts.day, due, due + timedelta(days=60))
