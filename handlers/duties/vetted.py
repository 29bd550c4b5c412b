"""Who may be put on duty on a day: the papers of people from outside, looked at wherever a duty goes. (L-13)"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from care.messages import Outgoing
from care.rules.duty import Duty
from care.rules.people import consent
from care.rules.people.consent import Standing
from care.rules.people.vetting import Lack, needs_reminder, runs_out
from care.wording import vetting as wording
from handlers.desk import Desk
from storage import people
from storage.staff import consents, vettings


def lacking(desk: Desk, persons: Iterable[int], day: date) -> dict[int, tuple[Lack, ...]]:
    """Those of the persons who may not be on duty that day, and what they lack. (L-13, L-25, L-31)"""
    wanted = list(persons)
    found = vettings.lacking(desk.session, desk.school_id, wanted, day, desk.policy)
    if consent.standing(False, desk.policy) is Standing.REFUSED:
        for one in consents.declined(desk.session, desk.school_id, wanted):
            found[one] = (*found.get(one, ()), Lack.CONSENT)
    return found


def fit(desk: Desk, some: Sequence[Duty]) -> list[Duty]:
    """The duties without those of people whose papers do not hold on their day."""
    by_day: dict[date, set[int]] = {}
    for duty in some:
        by_day.setdefault(duty.day, set()).add(duty.person_id)
    unfit = {(day, id_) for day, ids in by_day.items() for id_ in lacking(desk, ids, day)}
    return [duty for duty in some if (duty.day, duty.person_id) not in unfit]


def in_line(desk: Desk, some: Sequence[Duty]) -> list[Duty]:
    """The duties without those who would be asked next and whose papers do not hold; who is on duty stays."""
    next_ones = [duty for duty in some if duty.rank > 1]
    held = {duty.id for duty in fit(desk, next_ones)}
    return [duty for duty in some if duty.rank == 1 or duty.id in held]


def refusal(desk: Desk, person: int, days: Iterable[date]) -> str:
    """Why this person may not take a duty on these days; empty where nothing stands in the way."""
    for day in sorted(set(days)):
        if missing := lacking(desk, [person], day).get(person):
            return wording.refused(people.name_of(desk.session, person), day, missing)
    return ""


def running_out(desk: Desk) -> list[int]:
    """People from outside of whose papers the leader was not told that they run out."""
    plan, found = desk.policy.people, []
    for person, papers in vettings.of_school(desk.session, desk.school_id).items():
        last = runs_out(papers, plan)
        if last and needs_reminder(papers, desk.today, plan) and vettings.reminded_for(desk.session, person) != last:
            found.append(person)
    return found


def remind(desk: Desk) -> list[Outgoing]:
    """Once for each last day, to all who lead: before a duty is refused because of it. (C97)"""
    notes: list[Outgoing] = []
    leaders = [one.id for one in people.staff(desk.session, desk.school_id, *people.LEADING)]
    for person in running_out(desk):
        papers = vettings.of(desk.session, person)
        last = runs_out(papers, desk.policy.people)
        if last is None:
            continue
        vettings.mark_reminded(desk.session, person, last)
        after = lacking(desk, [person], last + timedelta(days=1)).get(person, ())
        text = wording.runs_out(people.name_of(desk.session, person), papers, after, last, over=last < desk.today)
        notes += desk.tell_all(leaders, text, f"papers/{person}/{last.isoformat()}", about="people")
    return notes
