"""Whether the day's and the year's shape hold together. (C03, C04, C09; D-03, D-04)"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import time
from itertools import combinations

from care.acts import CareSession
from care.policy import Policy, SessionPlan
from care.rules.limits.finding import Checks, Why, refusal, warning


def sessions(policy: Policy) -> Checks:
    for at, plan in enumerate(policy.sessions):
        if plan.end <= plan.start:
            yield refusal(
                "C03", f"sessions[{at}].end", Why.ENDS_BEFORE_START, plan.label, _hm(plan.start), _hm(plan.end)
            )
        if not plan.weekdays:
            yield refusal("C03", f"sessions[{at}].weekdays", Why.NO_WEEKDAY, plan.label)
    for one, two in combinations(policy.sessions, 2):
        if set(one.weekdays) & set(two.weekdays) and one.start < two.end and two.start < one.end:
            yield refusal("C03", "sessions", Why.OVERLAP, one.label, two.label)


def lessons(policy: Policy) -> Checks:
    """Noon, afternoon and the whole day against their caps; evening study counts where the plan says so. (W-54)"""
    service = policy.service
    caps = {CareSession.NOON: service.noon_lessons_most, CareSession.EVENING: service.evening_lessons_most}
    for at, plan in enumerate(policy.sessions):
        if (most := caps.get(plan.session)) is not None and plan.lessons > most:
            yield refusal("D-04", f"sessions[{at}].lessons", Why.TOO_MANY_LESSONS, plan.label, plan.lessons, most)
    counted = [one for one in policy.sessions if one.session is not CareSession.STUDY or service.evening_study_counts]
    for held in _same_days(counted):
        if (
            service.day_lessons_most is not None
            and (count := sum(one.lessons for one in held)) > service.day_lessons_most
        ):
            yield refusal("D-04", "sessions", Why.TOO_MANY_LESSONS, "全天", count, service.day_lessons_most)


def lengths(policy: Policy) -> Checks:
    service = policy.service
    for held in _same_days(policy.sessions):
        minutes = sum(one.minutes for one in held)
        if service.least_minutes_a_day is not None and minutes < service.least_minutes_a_day:
            yield refusal("D-04", "sessions", Why.TOO_SHORT, minutes, service.least_minutes_a_day)
        if service.most_minutes_a_day is not None and minutes > service.most_minutes_a_day:
            yield refusal("D-04", "sessions", Why.TOO_LONG, minutes, service.most_minutes_a_day)
        last = max(held, key=lambda one: one.end)
        if service.ends_after_work and last.end < service.work_ends:
            yield refusal(
                "D-03", "sessions", Why.ENDS_BEFORE_OFFICES, last.label, _hm(last.end), _hm(service.work_ends)
            )


def named_sessions(policy: Policy) -> Checks:
    """Lessons and kinds of care that are spoken of must be there."""
    lessons = {plan.session: plan.lessons for plan in policy.sessions}
    for one in policy.service.learning_lessons:
        for lesson in one.lessons:
            if not 1 <= lesson <= lessons.get(one.session, 0):
                label = policy.label(one.session)
                yield refusal("C70", "service.learning_lessons", Why.LESSON_MISSING, label, lesson)
    wished = {CareSession.WEEKEND: policy.service.weekend_care, CareSession.VACATION: policy.service.vacation_care}
    for session, runs in wished.items():
        if runs and session not in lessons:
            yield warning("C06", f"service.{session.value}_care", Why.NO_SUCH_SESSION, policy.label(session))


def seasons(policy: Policy) -> Checks:
    for at, season in enumerate(policy.timetable.seasons):
        if season.last < season.first:
            yield refusal("C04", f"timetable.seasons[{at}].last", Why.SEASON_REVERSED, season.name)
        for one in season.times:
            yield from _season_times(
                policy, season.name, f"timetable.seasons[{at}].times", one.session, one.start, one.end
            )
    dated = {season.name for season in policy.timetable.seasons}
    for times in policy.service.season_times:
        if times.name not in dated:
            yield warning("G01", "timetable.seasons", Why.SEASON_WITHOUT_DAYS, times.name)
        for one in times.times:
            yield from _season_times(policy, times.name, "service.season_times", one.session, one.start, one.end)


def _season_times(
    policy: Policy, name: str, field: str, session: CareSession, start: time | None, end: time | None
) -> Checks:
    plan = policy.usual(session)
    if plan is None:
        yield warning("C04", field, Why.NO_SUCH_SESSION, policy.label(session))
    elif (end or plan.end) <= (start or plan.start):
        since, until = _hm(start or plan.start), _hm(end or plan.end)
        yield refusal("C04", field, Why.ENDS_BEFORE_START, f"{name}{plan.label}", since, until)


def terms(policy: Policy) -> Checks:
    for at, term in enumerate(policy.timetable.terms):
        field = f"timetable.terms[{at}]"
        if term.last < term.first:
            yield refusal("C09", f"{field}.last", Why.TERM_REVERSED, term.name)
        if term.enrol_from and term.enrol_until and term.enrol_until < term.enrol_from:
            yield refusal("C09", f"{field}.enrol_until", Why.WINDOW_REVERSED, term.name)


def _same_days(plans: Sequence[SessionPlan]) -> Iterable[tuple[SessionPlan, ...]]:
    """The sets of sessions that fall on one school day, each set once."""
    days = (tuple(one for one in plans if day in one.weekdays) for day in range(1, 6))
    return dict.fromkeys(held for held in days if held)


def _hm(moment: time) -> str:
    return f"{moment:%H:%M}"


ALL = (sessions, lessons, lengths, named_sessions, seasons, terms)
