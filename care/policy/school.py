"""What a school decides for itself. Each field names its source; values marked [ours] are our defaults (G-ids)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from care.acts import CareSession
from care.calendar import SHANGHAI
from care.policy.clubs import Clubs
from care.policy.day import CUTOFFS, LABELS, LADDER, NOON_AND_EVENING, Cutoff, SessionPlan, Step
from care.policy.daybook import DayBook, sessions_of
from care.policy.enrolment import EnrolmentPlan
from care.policy.fees import Fees
from care.policy.groups import Groups
from care.policy.homework import Homework
from care.policy.letters import LetterText
from care.policy.meals import Meals
from care.policy.override import Override
from care.policy.pay import Pay
from care.policy.people import PeoplePlan
from care.policy.pickup import PickupRule
from care.policy.plain import read
from care.policy.quality import Quality
from care.policy.service import Service
from care.policy.setting import setting
from care.policy.staffing import Staffing
from care.policy.surveys import NeedsSurvey
from care.policy.terms import Timetable


@dataclass(frozen=True)
class Policy:
    """A school's plan as values. Times are local (Asia/Shanghai)."""

    sessions: tuple[SessionPlan, ...] = setting(NOON_AND_EVENING, "003-10.16")
    duty_notice_at: time = setting(time(19, 7), "C50 [ours]", "local time, the evening before; an odd minute")
    duty_remind_minutes: int = setting(30, "C50 [ours]", "minutes before the session")
    duty_accept_minutes: int = setting(15, "C50 [ours]", "minutes before the session, then the next is asked")
    roll_remind_minutes: int = setting(5, "002.13", "minutes before the session")
    roll_late_minutes: int = setting(10, "003-10.13 G03 [ours]", "minutes after the start without a roll call")
    roll_per_lesson: bool = setting(False, "002.13", "a roll call before every lesson, not once a session")
    empty_group_minutes: int = setting(3, "C55 000-5.06 [ours]", "minutes after the start with nobody in the group")
    teacher_late_minutes: int = setting(
        10, "C55 004-3.04 [ours]", "minutes after the start that still count as on time"
    )
    teacher_early_minutes: int = setting(10, "C55 004-3.04 [ours]", "minutes before the end that still count as stayed")
    absence_alarm_minutes: int = setting(10, "C42 G03 [ours]", "minutes after the roll without an explanation")
    absence_repeat_minutes: int = setting(15, "C42 [ours]", "minutes until it is raised again, without an outcome")
    handover_notice_minutes: int = setting(13, "C57 [ours]", "minutes after the session's end")
    care_log_minutes: int = setting(23, "C53 000-1.16 [ours]", "minutes after the session's end without a care log")
    logs_missing_minutes: int = setting(37, "C53 [ours]", "minutes after the end: the leader sees who wrote none")
    duty_log_minutes: int = setting(41, "C52 003-10.15 [ours]", "minutes after the end of the leader's last session")
    summary_at: time = setting(time(18, 47), "C57 [ours]", "local time of the principal's summary")
    uncollected_ladder: tuple[Step, ...] = setting(LADDER, "C48 G03 [ours]", "minutes after the session's end")
    close_remind_minutes: int = setting(17, "C48, C57 [ours]", "minutes after the session's end, all children gone")
    record_form_minutes: int = setting(25, "C48 [ours]", "minutes after the end from which the record form is due")
    muster_first_minutes: int = setting(2, "C58 [ours]", "minutes after which a silent holder is asked again")
    muster_second_minutes: int = setting(4, "C58 [ours]", "minutes after which the leader hears who is silent")
    club_accept_minutes: int = setting(10, "C35 [ours]", "minutes after which children nobody took stay at the base")
    late_entry_days: int = setting(3, "promise 14 [ours]", "days back that paper is still entered")
    extended_until: time = setting(time(18, 30), "004-2.04 [ours]", "local time to which care is extended")
    quiet_from: time = setting(time(21, 30), "promise 13 [ours]", "local time")
    quiet_until: time = setting(time(6, 30), "promise 13 [ours]", "local time")
    family_cap: int = setting(12, "promise 13 [ours]", "routine notices to a family a day")
    question_minutes: int = setting(120, "promise 2 [ours]", "minutes a question of ours stays open")
    parent_undo_minutes: int = setting(30, "promise 7 [ours]", "minutes")
    staff_undo_minutes: int = setting(120, "promise 7 [ours]", "minutes")
    late_leave_after: int = setting(0, "G02 [ours]", "minutes after the start from which a leave counts as late")
    cutoffs: tuple[Cutoff, ...] = setting(CUTOFFS, "C39 C46 C47 G02 [ours]", "minutes before the start or the end")
    late_answer_minutes: int = setting(10, "promise 3 [ours]", "minutes to answer a late change, then the leader")
    delegate_code: bool = setting(True, "C46 [ours]", "a one-day delegate names a code of four digits")
    block_remind_days: int = setting(7, "promise 10 [ours]", "days before a restriction on collecting ends")
    repeat_after_days: int = setting(7, "C11 [ours]", "days a one-time link is good for")
    service: Service = setting(Service(), "D-02 D-03 D-04")
    meals: Meals = setting(Meals(), "D-29")
    pickup: PickupRule = setting(PickupRule(), "D-25 D-39")
    groups: Groups = setting(Groups(), "D-13 D-14")
    clubs: Clubs = setting(Clubs(), "D-16 D-30")
    fees: Fees = setting(Fees(), "D-18 to D-21, D-32")
    pay: Pay = setting(Pay(), "D-22 D-23")
    staffing: Staffing = setting(Staffing(), "D-15 D-17 D-37 D-40")
    homework: Homework = setting(Homework(), "D-26 D-27")
    quality: Quality = setting(Quality(), "D-28 D-32")
    overrides: tuple[Override, ...] = setting((), "C13", "findings that somebody answers for, with a reason")
    people: PeoplePlan = setting(PeoplePlan(), "D-17 D-40 C10-C13 C97-C100")
    enrolment: EnrolmentPlan = setting(EnrolmentPlan(), "C20-C30")
    timetable: Timetable = setting(Timetable(), "C03-C09 G01")
    needs_survey: NeedsSurvey = setting(NeedsSurvey(), "C15 C16 G23")
    letter_texts: tuple[LetterText, ...] = setting((), "C18 003-7.02 004-2.08", "the school's own words")
    book: DayBook = field(default=DayBook(), repr=False, compare=False, metadata={"record": True})

    def on(self, day: date) -> Policy:
        """The plan's version that holds on this day: a past day keeps its rules. (C01)"""
        found = [policy for since, policy in self.book.versions if since <= day]
        return replace(found[-1], book=self.book) if found else self

    def plan(self, session: CareSession, day: date) -> SessionPlan | None:
        """The session as it runs on this day; None where it does not."""
        return next((plan for plan in self.sessions_on(day) if plan.session is session), None)

    def usual(self, session: CareSession) -> SessionPlan | None:
        """The session by the week's rule, whatever a day brings: for its name and its place in the day's order."""
        return next((plan for plan in self.sessions if plan.session is session), None)

    def label(self, session: CareSession) -> str:
        plan = self.usual(session)
        return plan.label if plan else LABELS[session]

    def sessions_on(self, day: date) -> tuple[SessionPlan, ...]:
        """The sessions of this day with its own times: versions, seasons, holidays and changes of the day resolved.

        The one way in. Empty where no care runs, and for a year that nobody confirmed.
        """
        if day not in self._resolved:
            plan = self.on(day)
            seasons = {one.name: one.times for one in plan.service.season_times}
            self._resolved[day] = sessions_of(plan.sessions, plan.timetable, seasons, self.book, day)
        return self._resolved[day]

    @cached_property
    def _resolved(self) -> dict[date, tuple[SessionPlan, ...]]:
        """Days that were asked for: the same plan gives the same day, and an agenda asks hundreds of times."""
        return {}

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
    """The default policy with a school's own values. Raises ValueError naming the field that cannot be read.

    Keys that are no field of the plan belong to others and are passed over.
    """
    return read(Policy, settings, base=Policy(), strict=False)
