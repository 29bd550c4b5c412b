"""Roll calls and absences in words. (C41, C42)"""

from __future__ import annotations

from collections.abc import Sequence

from care.acts import Act, Intent, keep
from care.rules.agenda import DayFacts
from care.rules.notice import Notice
from care.wording import agenda as wording
from handlers import asking
from handlers.custody import absence as errand
from handlers.desk import Desk
from handlers.duties import duty
from handlers.notices.parts import (
    Worded,
    children_of,
    contacts,
    groups_of,
    minutes_since_start,
    pupils_of,
    seen,
    session_of,
)
from storage import people
from storage.questions import Choice


def roll_call(desk: Desk, facts: DayFacts, bundle: Sequence[Notice]) -> Worded:
    session, groups = session_of(facts, bundle[0]), groups_of(facts, bundle[0])
    return wording.roll_call(session.plan, groups, pupils_of(desk, groups)), ()


def roll_late(desk: Desk, facts: DayFacts, bundle: Sequence[Notice]) -> Worded:
    notice = bundle[0]
    plan, groups = session_of(facts, notice).plan, groups_of(facts, notice)
    minutes = minutes_since_start(desk, facts, plan)
    if notice.whole:
        teachers = people.names_of(desk.session, (group.teacher for group in groups if group.teacher))
        return wording.roll_late_for_leader(plan, groups, teachers, minutes), [seen()]
    return wording.roll_late(plan, groups, pupils_of(desk, groups), minutes), ()


def empty(desk: Desk, facts: DayFacts, bundle: Sequence[Notice]) -> Worded:
    """To the leader all such groups; to the next on the list the card to take it. (C55, C56)"""
    notice = bundle[0]
    plan = session_of(facts, notice).plan
    groups = [group for one in bundle for group in groups_of(facts, one)]
    minutes = minutes_since_start(desk, facts, plan)
    if notice.whole:
        teachers = people.names_of(desk.session, (group.teacher for group in groups if group.teacher))
        return wording.empty_for_leader(plan, groups, teachers, minutes), [seen()]
    return wording.empty_for_next(plan, groups, minutes), duty.choices(id_ for one in bundle for id_ in one.duties)


def lesson(desk: Desk, facts: DayFacts, bundle: Sequence[Notice]) -> Worded:
    """Before a later lesson, with what the record has; late, to whoever leads. (002.13)"""
    notice, session = bundle[0], session_of(facts, bundle[0])
    names = [group.name for group in groups_of(facts, notice)]
    if notice.whole:
        return wording.lesson_late(session.plan, notice.step, names), [seen()]
    here = sum(place.at_school and place.group in notice.groups for place in session.places.values())
    start = session.plan.lesson_starts(facts.day)[notice.step - 1]
    return wording.lesson(session.plan, notice.step, f"{start:%H:%M}", names, here), ()


def absence(desk: Desk, facts: DayFacts, bundle: Sequence[Notice]) -> Worded:
    """Every so many minutes, until a button, a roll or the family says how it ended. (C42)"""
    session, children = session_of(facts, bundle[0]), children_of(desk, bundle)
    times, minutes = bundle[0].step, desk.policy.absence_alarm_minutes
    minutes += (times - 1) * desk.policy.absence_repeat_minutes
    text = wording.absent(
        session.plan.label, children, minutes, contacts(desk, (c.id for c in children)), again=times > 1
    )
    lost = Act(Intent.INCIDENT, students=tuple(children), kind="missing", sessions=(session.care,))
    about = {"students": [child.id for child in children], "session": session.care.value}
    return text, [
        Choice(wording.SEARCH, asking.DO_ACT, {"act": keep(lost)}, style=3),
        Choice(wording.SAFE, errand.OUTCOME, about),
        seen(),
    ]
