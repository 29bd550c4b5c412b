"""The day's figures from the ledger: one way for the summary that is asked for and the one that is sent. (C57)"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from care.acts import Act, CareSession
from care.calendar import YearNotConfirmed
from care.messages import Outgoing
from care.people import Student
from care.policy import SessionPlan
from care.rules import summary as rules
from care.rules.custody import Balance, Place, Places, Roll, balance
from care.rules.flow import Flow, flow
from care.rules.summary import SessionFigures
from care.wording import summary as wording
from handlers import groups
from handlers.custody import attendance
from handlers.day import is_care_day
from handlers.desk import Desk
from handlers.turn import Turn
from storage import ledger, outbox, people
from storage.day import leaves, matters
from storage.enrolment import bookings
from storage.platform import ticks

LOOK_BACK = 14
"""Days in which the last care day is looked for."""


def ask_summary(act: Act, turn: Turn) -> list[Outgoing]:
    """The day's or the week's figures; who leads sees the school, a teacher the own groups. (promise 11)"""
    asked = act.dates or (turn.today,)
    days = care_days(turn, asked)
    if not days:
        return [turn.reply(wording.no_care(asked))]
    own = None if turn.speaker.leads else _own_groups(turn)
    if own is not None and not own:
        return [turn.reply(wording.NOTHING_YOURS)]
    if len(days) > 1:
        return [turn.reply(wording.days([(on, of_day(turn, on, own)) for on in days], today=turn.today))]
    sessions = of_day(turn, days[0], own)
    if not sessions:
        return [turn.reply(wording.no_record(days[0], _expected(turn, days[0], own), today=turn.today))]
    return [turn.reply(in_words(turn, days[0], sessions, own))]


def in_words(desk: Desk, on: date, sessions: Sequence[SessionFigures], own: Collection[int] | None = None) -> str:
    """The summary of one day; open matters and the other day's figures for the whole school only."""
    whole = own is None
    open_ = [one.text for one in matters.open_ones(desk.session, desk.school_id) if one.day <= on] if whole else None
    return wording.day(
        sessions, desk.policy, names(desk, sessions), on=on, before=_others(desk, on, own), open_matters=open_,
        held_back=outbox.held_back(desk.session, desk.school_id, desk.midnight) if whole else 0,
        teachers=_teachers(desk, on, sessions) if whole else (),
    )  # fmt: skip


def _others(desk: Desk, on: date, own: Collection[int] | None) -> list[tuple[date, list[SessionFigures]]]:
    """What the day is compared with: the last care day, and the same weekday a week before. (C57)"""
    week = on - timedelta(days=7)
    found = [] if (last := last_before(desk, on, own)) is None else [last]
    if care_days(desk, [week]) and week not in [day for day, _ in found]:
        found.append((week, of_day(desk, week, own)))
    return found


def flows(desk: Desk, on: date) -> list[Flow]:
    """Arrivals and departures of each session, for the picture."""
    return [
        flow(plan.session, ledger.events(desk.session, desk.school_id, on, plan.session))
        for plan in desk.policy.on(on).sessions
    ]


def _teachers(desk: Desk, on: date, sessions: Iterable[SessionFigures]) -> list[str]:
    """Who was there to look after the children, a line a session. (C55)"""
    lines = [
        attendance.in_words(
            desk, on, session.care,
            [one.group for one in session.groups if one.figures.heads.expected > one.figures.heads.leave],
            labelled=True,
        )
        for session in sessions
    ]  # fmt: skip
    return [line for line in lines if line]


def _own_groups(turn: Turn) -> set[int]:
    return {group.id for plan in turn.policy.sessions for group in groups.visible(turn, plan.session, None)}


def of_day(desk: Desk, on: date, groups: Collection[int] | None = None) -> list[SessionFigures]:
    """Each session of the day that has a record; of some groups only where they are given."""
    found: list[SessionFigures] = []
    for plan in desk.policy.on(on).sessions:
        every = [
            (group.id, group.name, group.teacher_id)
            for group in bookings.groups(desk.session, desk.school_id, plan.session)
            if groups is None or group.id in groups
        ]
        places = ledger.places(desk.session, desk.school_id, on, plan.session, groups=groups)
        if places or _should_have_begun(desk, plan, on):
            places = _unopened(desk, on, plan.session, [id_ for id_, _, _ in every], places) | places
        if not places:
            continue
        found.append(SessionFigures(on, plan.session, rules.figures(places), rules.by_group(places, every)))
    return found


def _should_have_begun(desk: Desk, plan: SessionPlan, on: date) -> bool:
    """Whether the session has begun, since the house watches: then a list that nobody opened is unknown, not none."""
    watched, today = ticks.watched(desk.session, desk.school_id), desk.policy.plan(plan.session, on)
    if watched is None or today is None:
        return False
    return today.starts(on) <= desk.now and today.ends(on) > watched.since


def _expected(desk: Desk, on: date, own: Collection[int] | None) -> list[tuple[str, Balance]]:
    """Who is expected and who is on leave, session by session, where nothing is on record yet."""
    found: list[tuple[str, Balance]] = []
    for plan in desk.policy.on(on).sessions:
        every = bookings.groups(desk.session, desk.school_id, plan.session)
        ids = [group.id for group in every if own is None or group.id in own]
        if places := _unopened(desk, on, plan.session, ids, {}):
            found.append((plan.label, balance(places)))
    return found


def _unopened(desk: Desk, on: date, care: CareSession, groups: Sequence[int], places: Places) -> Places:
    """The children of groups whose list was never written: expected, and not called. (promise 8)"""
    opened = {place.group for place in places.values()}
    expected = bookings.expected_on(desk.session, desk.school_id, on)
    away = leaves.of_day(desk.session, desk.school_id, on).get(care, set())
    return {
        student: Place(Roll.LEAVE if student in away else Roll.NOT_CALLED, expected=True, group=group)
        for group in groups
        if group not in opened
        for student in expected.get(group, ())
    }


def last_before(desk: Desk, on: date, own: Collection[int] | None = None) -> tuple[date, list[SessionFigures]] | None:
    """The last care day before this one, and its figures."""
    for back in range(1, LOOK_BACK + 1):
        day = on - timedelta(days=back)
        try:
            if is_care_day(desk, day):
                return day, of_day(desk, day, own)
        except YearNotConfirmed:
            return None
    return None


def names(desk: Desk, sessions: Iterable[SessionFigures]) -> dict[int, Student]:
    """The pupils that the figures name."""
    named: set[int] = set()
    for session in sessions:
        whole = session.whole
        for ids in (whole.here, whole.missing, whole.not_called, whole.unsettled):
            named |= set(ids[: wording.MOST_NAMES])
    return people.students(desk.session, named)


def care_days(desk: Desk, days: Sequence[date]) -> list[date]:
    """Those of the days that have care; a year that is not confirmed has none that we know of."""
    found: list[date] = []
    for day in days:
        try:
            found += [day] if is_care_day(desk, day) else []
        except YearNotConfirmed:
            continue
    return found
