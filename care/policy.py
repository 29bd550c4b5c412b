"""What a school decides for itself. Each field names its source; values marked [ours] are our defaults (G-ids)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from care.acts import CareSession
from care.calendar import SHANGHAI


def _setting(default: Any, source: str, unit: str = "") -> Any:
    return field(default=default, metadata={"source": source, "unit": unit})


@dataclass(frozen=True)
class SessionPlan:
    """One care session of the day: from when to when, on which weekdays, how many lessons. Local times."""

    session: CareSession
    label: str
    start: time
    end: time
    lessons: int = 1
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5)

    def starts(self, day: date) -> datetime:
        return datetime.combine(day, self.start, SHANGHAI)

    def ends(self, day: date) -> datetime:
        return datetime.combine(day, self.end, SHANGHAI)

    def lesson_starts(self, day: date) -> tuple[datetime, ...]:
        """When each lesson begins: the session in equal parts, by the whole minute. (002.13)"""
        length = (self.ends(day) - self.starts(day)) / max(self.lessons, 1)
        starts = (self.starts(day) + number * length for number in range(max(self.lessons, 1)))
        return tuple(start.replace(second=0, microsecond=0) for start in starts)


@dataclass(frozen=True)
class Step:
    """A rung of a ladder: so many minutes after, this person is asked."""

    minutes: int
    whom: str  # guardians, second_guardian, class_teacher, duty_leader, principal


NOON_AND_EVENING = (
    SessionPlan(CareSession.NOON, "午托", time(11, 30), time(13, 20), lessons=3),
    SessionPlan(CareSession.EVENING, "晚托", time(16, 25), time(18, 0), lessons=2),
)


class Change(StrEnum):
    """What a family may change of a day's session."""

    LEAVE = "leave"
    PICKUP = "pickup"  # who collects
    WALK_HOME = "walk_home"


@dataclass(frozen=True)
class Cutoff:
    """Until when a family changes something by itself: so many minutes before a session's start, or end."""

    change: Change
    minutes: int
    at_end: bool = False
    session: CareSession | None = None  # None: every session


CUTOFFS = (Cutoff(Change.LEAVE, 0), Cutoff(Change.PICKUP, 15, at_end=True), Cutoff(Change.WALK_HOME, 0))
LADDER = (Step(5, "guardians"), Step(10, "second_guardian"), Step(20, "class_teacher"), Step(30, "duty_leader"))


@dataclass(frozen=True)
class Policy:
    """A school's plan as values. Times are local (Asia/Shanghai)."""

    sessions: tuple[SessionPlan, ...] = _setting(NOON_AND_EVENING, "003-10.16")
    duty_notice_at: time = _setting(time(19, 7), "C50 [ours]", "local time, the evening before; an odd minute")
    duty_remind_minutes: int = _setting(30, "C50 [ours]", "minutes before the session")
    duty_accept_minutes: int = _setting(15, "C50 [ours]", "minutes before the session, then the next is asked")
    roll_remind_minutes: int = _setting(5, "002.13", "minutes before the session")
    roll_late_minutes: int = _setting(10, "003-10.13 G03 [ours]", "minutes after the start without a roll call")
    roll_per_lesson: bool = _setting(False, "002.13", "a roll call before every lesson, not once a session")
    empty_group_minutes: int = _setting(3, "C55 000-5.06 [ours]", "minutes after the start with nobody in the group")
    teacher_late_minutes: int = _setting(
        10, "C55 004-3.04 [ours]", "minutes after the start that still count as on time"
    )
    teacher_early_minutes: int = _setting(
        10, "C55 004-3.04 [ours]", "minutes before the end that still count as stayed"
    )
    absence_alarm_minutes: int = _setting(10, "C42 G03 [ours]", "minutes after the roll without an explanation")
    absence_repeat_minutes: int = _setting(15, "C42 [ours]", "minutes until it is raised again, without an outcome")
    handover_notice_minutes: int = _setting(13, "C57 [ours]", "minutes after the session's end")
    care_log_minutes: int = _setting(23, "C53 000-1.16 [ours]", "minutes after the session's end without a care log")
    logs_missing_minutes: int = _setting(37, "C53 [ours]", "minutes after the end: the leader sees who wrote none")
    duty_log_minutes: int = _setting(41, "C52 003-10.15 [ours]", "minutes after the end of the leader's last session")
    summary_at: time = _setting(time(18, 47), "C57 [ours]", "local time of the principal's summary")
    uncollected_ladder: tuple[Step, ...] = _setting(LADDER, "C48 G03 [ours]", "minutes after the session's end")
    close_remind_minutes: int = _setting(17, "C48, C57 [ours]", "minutes after the session's end, all children gone")
    extended_until: time = _setting(time(18, 30), "004-2.04 [ours]", "local time to which care is extended")
    quiet_from: time = _setting(time(21, 30), "promise 13 [ours]", "local time")
    quiet_until: time = _setting(time(6, 30), "promise 13 [ours]", "local time")
    family_cap: int = _setting(12, "promise 13 [ours]", "routine notices to a family a day")
    question_minutes: int = _setting(120, "promise 2 [ours]", "minutes a question of ours stays open")
    parent_undo_minutes: int = _setting(30, "promise 7 [ours]", "minutes")
    staff_undo_minutes: int = _setting(120, "promise 7 [ours]", "minutes")
    late_leave_after: int = _setting(0, "G02 [ours]", "minutes after the start from which a leave counts as late")
    cutoffs: tuple[Cutoff, ...] = _setting(CUTOFFS, "C39 C46 C47 G02 [ours]", "minutes before the start or the end")
    late_answer_minutes: int = _setting(10, "promise 3 [ours]", "minutes to answer a late change, then the leader")
    delegate_code: bool = _setting(True, "C46 [ours]", "a one-day delegate names a code of four digits")
    block_remind_days: int = _setting(7, "promise 10 [ours]", "days before a restriction on collecting ends")
    repeat_after_days: int = _setting(7, "C11 [ours]", "days a one-time link is good for")

    def plan(self, session: CareSession) -> SessionPlan | None:
        return next((plan for plan in self.sessions if plan.session is session), None)

    def label(self, session: CareSession) -> str:
        plan = self.plan(session)
        return plan.label if plan else {"morning": "早托", "noon": "午托", "evening": "晚托"}[session.value]

    def sessions_on(self, day: date) -> tuple[SessionPlan, ...]:
        """Sessions that the week's rule gives this weekday, whatever the calendar says."""
        return tuple(plan for plan in self.sessions if day.isoweekday() in plan.weekdays)

    def current(self, now: datetime) -> SessionPlan | None:
        """The session that a message of this moment is about: about to start, running, or over and still in hand.

        From 40 minutes before the start; to half an hour after the end where another session follows that day, to
        three hours after the end of the last one.
        """
        here = now.astimezone(SHANGHAI)
        plans = sorted(self.sessions_on(here.date()), key=lambda plan: plan.start)
        for plan in plans:
            rest = timedelta(hours=3) if plan is plans[-1] else timedelta(minutes=30)
            if plan.starts(here.date()) - timedelta(minutes=40) <= here <= plan.ends(here.date()) + rest:
                return plan
        return None


def policy_of(settings: dict[str, Any]) -> Policy:
    """The default policy with a school's own values. Raises ValueError naming the field that cannot be read."""
    changes: dict[str, Any] = {}
    for name, raw in settings.items():
        known = {f.name: f for f in fields(Policy)}
        if name not in known:
            continue
        try:
            changes[name] = _read(known[name].default, raw)
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"setting {name}: {raw!r} cannot be read") from error
    return replace(Policy(), **changes)


def _read(default: Any, raw: Any) -> Any:
    if default is NOON_AND_EVENING:
        return tuple(_session(entry) for entry in raw)
    if default is CUTOFFS:
        return tuple(_cutoff(entry) for entry in raw)
    if default is LADDER:
        return tuple(Step(int(entry["minutes"]), str(entry["whom"])) for entry in raw)
    if isinstance(default, bool):
        return raw if isinstance(raw, bool) else {"是": True, "否": False, "1": True, "0": False}[str(raw)]
    if isinstance(default, time):
        return _clock(raw)
    return type(default)(raw)


def _session(entry: dict[str, Any]) -> SessionPlan:
    return SessionPlan(
        CareSession(entry["session"]),
        str(entry["label"]),
        _clock(entry["start"]),
        _clock(entry["end"]),
        int(entry.get("lessons", 1)),
        tuple(int(day) for day in entry.get("weekdays", (1, 2, 3, 4, 5))),
    )


def _cutoff(entry: dict[str, Any]) -> Cutoff:
    session = CareSession(entry["session"]) if entry.get("session") else None
    return Cutoff(Change(entry["change"]), int(entry["minutes"]), entry.get("at") == "end", session)


def _clock(raw: str) -> time:
    found = re.fullmatch(r"(\d{1,2}):(\d{2})", str(raw))
    if not found:
        raise ValueError(raw)
    return time(int(found[1]), int(found[2]))
