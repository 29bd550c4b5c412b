"""Places in care: asking for one, changing and giving it up, taking a wish back. (C20, C28, C29; L-01)

A wish becomes an application; nothing is booked before the school has decided, and nothing without a wish.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from care.acts import Act, CareSession
from care.messages import Outgoing
from care.people import Role, Student
from care.reading.applying import Change, days_behind_session, read_change
from care.rules.enrolment.course import Event, No
from care.rules.enrolment.days import first_day_out, school_days_between
from care.rules.enrolment.kinds import Kind
from care.rules.enrolment.wish import Wish, filled
from care.wording import enrolment as wording
from handlers import day
from handlers.asking import ask_which_child
from handlers.enrolment import applying, clubs, course, disagreeing
from handlers.enrolment.carrying import next_care_day
from handlers.enrolment.places import left
from handlers.enrolment.wishes import child_of, for_other_grades, guardian, what_of
from handlers.turn import Turn
from storage import people
from storage.enrolment import approvals
from storage.enrolment.bookings import Booking
from storage.questions import Choice


def enroll(act: Act, turn: Turn) -> list[Outgoing]:
    if act.students is None and len(turn.speaker.children) != 1:
        return ask_which_child(turn, act)
    return [note for child in act.students or turn.speaker.children for note in _enroll(act, child, turn)]


def _enroll(act: Act, child: Student, turn: Turn) -> list[Outgoing]:
    act = act if act.weekdays else act.with_(weekdays=days_behind_session(turn.text) or None)
    booked = day.places_booked(turn, child.id)
    have = [b for b in booked if b.until is None]
    sessions = _named(act, turn) or (() if len(turn.policy.sessions) > 1 else (turn.policy.sessions[0].session,))
    offered = {plan.session for plan in turn.policy.sessions}
    if strange := [care for care in sessions if care not in offered]:
        return [turn.reply(wording.not_held("、".join(turn.policy.label(care) for care in strange)))]
    if other := for_other_grades(turn, child, sessions):
        return [turn.reply(other)]
    changed = [b for b in have if b.session in sessions and act.weekdays and set(b.weekdays) != set(act.weekdays)]
    wanted = tuple(care for care in sessions if care not in {b.session for b in have})
    if sessions and not wanted:
        place = _change(act, child, turn, changed) if changed else _booked_already(turn, child, sessions)
        return place + (clubs.choose(act.with_(students=(child,)), turn) if act.clubs else [])
    if shut := applying.window_shut(turn):
        return [turn.reply(shut)]
    wish = Wish(wanted, act.weekdays, act.clubs, _after_places(booked, wanted, act.since), act.reason_text)
    draft = applying.draft_of(turn, child)
    return applying.go_on(turn, child, wish if draft is None else filled(draft.wish, wish), draft)


def _booked_already(turn: Turn, child: Student, sessions: tuple[CareSession, ...]) -> list[Outgoing]:
    """There is a place already; where leaving it is being decided, that can be taken back. (C28)"""
    labels = "、".join(turn.policy.label(care) for care in sessions)
    for open_ in approvals.open_of_student(turn.session, child.id):
        if open_.kind == Kind.WITHDRAW and set(open_.sessions) & set(sessions):
            back = [Choice(wording.STAY, "take_back", {"application": open_.id})] if open_.by_id == turn.me else []
            by = "" if back else guardian(turn, child.id, open_.by_id)
            return [turn.reply(wording.leaving_still(child, what_of(open_, turn), by), back, asks=bool(back))]
    return [turn.reply(wording.already_booked(child, labels))]


def _after_places(booked: Sequence[Booking], sessions: tuple[CareSession, ...], since: date | None) -> date | None:
    """A place that has its last day already is followed by the new one, never doubled by it. (C28, C30)"""
    ends = [b.until for b in booked if b.until is not None and (not sessions or b.session in sessions)]
    return max([max(ends) + timedelta(days=1), *([since] if since else [])]) if ends else since


def _named(act: Act, turn: Turn) -> tuple[CareSession, ...]:
    """The sessions that are meant. The school's own words win: where it calls its evening study 晚自习, that is not
    the care session which others call so. A word of the school's that was read as such stays as it was read."""
    own = tuple(plan.session for plan in turn.policy.sessions if plan.label in turn.text)
    return act.sessions or () if not own or set(own) & set(act.sessions or ()) else own


def _change(act: Act, child: Student, turn: Turn, changed: list[Booking]) -> list[Outgoing]:
    """Other weekdays from a day on."""
    sessions = tuple(b.session for b in changed)
    return _changed(turn, child, changed, sessions, act.weekdays or (), act.since)


def _changed(
    turn: Turn,
    child: Student,
    places: list[Booking],
    sessions: tuple[CareSession, ...],
    weekdays: tuple[int, ...],
    since: date | None,
) -> list[Outgoing]:
    """Decided like a wish; in the trial days nobody's yes is needed where there is room. (C29; 003-11.09)"""
    if other := for_other_grades(turn, child, sessions):
        return [turn.reply(other)]
    plan = turn.policy.enrolment
    wanted = {
        "sessions": sessions,
        "weekdays": weekdays,
        "since": since or next_care_day(turn),
        "detail": {"instead_of": [b.session.value for b in places]},
    }
    tried = max(school_days_between(b.since, turn.today, turn.calendar) for b in places)
    free = tried <= plan.trial_days or not plan.change_needs_approval
    if free and all(left(turn, care.value) != 0 for care in sessions if care not in {b.session for b in places}):
        return course.at_once(turn, child, Kind.CHANGE, **wanted)
    return course.submit(turn, child, Kind.CHANGE, **wanted)


def typed(turn: Turn) -> list[Outgoing] | None:
    """小明午托改成周一三五; 晚托换成午托. None: it is something else. (C29)"""
    if turn.known.role is not Role.PARENT:
        return None
    labels = {plan.label: plan.session for plan in turn.policy.sessions}
    said = read_change(turn.text, turn.speaker.children, labels, turn.today)
    if said is None:
        return None
    return [note for child in said.children for note in _change_as_said(said, child, turn)]


def _change_as_said(said: Change, child: Student, turn: Turn) -> list[Outgoing]:
    every = day.places_booked(turn, child.id)
    have = [b for b in every if b.session is said.old]
    have = [b for b in have if b.until is None] or have
    if not have:
        return [turn.reply(wording.not_booked_to_change(child, turn.policy.label(said.old)))]
    weekdays = said.weekdays or tuple(sorted({one for b in have for one in b.weekdays}))
    same = said.session is said.old and set(weekdays) == {one for b in have for one in b.weekdays}
    if same or (said.session is not said.old and said.session in {b.session for b in every}):
        return [turn.reply(wording.already_booked(child, turn.policy.label(said.session)))]
    if said.since is not None and said.since <= turn.today:
        return [turn.reply(wording.from_tomorrow(child))]
    return _changed(turn, child, have, (said.session,), weekdays, said.since)


def withdraw(act: Act, turn: Turn) -> list[Outgoing]:
    if act.students is None and len(turn.speaker.children) != 1:
        return ask_which_child(turn, act)
    return [note for child in act.students or turn.speaker.children for note in _withdraw(act, child, turn)]


def _withdraw(act: Act, child: Student, turn: Turn) -> list[Outgoing]:
    """Leaving care is decided too; until then the place is kept. (C28, W-21)"""
    have = {booking.session for booking in day.places_booked(turn, child.id)}
    meant = tuple(care for care in _named(act, turn) or tuple(have) if care in have)
    if not meant:
        return disagreeing.end_wish(act, child, turn) or [turn.reply(wording.not_booked(child))]
    rule = turn.policy.enrolment.withdrawal
    asked = act.since or next_care_day(turn)
    earliest = first_day_out(
        rule, asked=asked, requested=turn.today, approved=turn.today, calendar=turn.calendar
    )  # fmt: skip
    if rule.needs_approval:
        return course.submit(turn, child, Kind.WITHDRAW, sessions=meant, weekdays=act.weekdays or (), since=earliest)
    return course.at_once(turn, child, Kind.WITHDRAW, sessions=meant, weekdays=act.weekdays or (), since=earliest)


def press_take_back(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[撤销], [撤回申请]: as long as it has no end."""
    application = approvals.get(turn.session, args["application"])
    asked = approvals.deciders_of(turn.session, application.id)
    moved = course.move(turn, application, Event.TAKEN_BACK, by_id=turn.me)
    child = child_of(turn, application)
    if isinstance(moved, No):
        return [turn.reply(wording.too_late_to_take_back(child))]
    text = wording.taken_back(child, what_of(application, turn))
    key = f"application-back/{application.id}"
    return [*moved.notes, *turn.tell_all([one for one in asked if one], text, key, about="application")]


def press_apply_permit(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    """[申请办证]: a permit to go home alone, decided by the class teacher. (004-5.09)"""
    child = people.students(turn.session, [args["student"]])[args["student"]]
    return course.submit(turn, child, Kind.PERMIT, since=turn.today)
