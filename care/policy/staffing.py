"""Who looks after the children, checked how, with what hours. (C94-C99; D-15, D-37)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from care.policy.setting import setting


class Teachers(StrEnum):
    """Who is asked first. (D-15, D-37)"""

    OWN_CLASS = "own_class"  # the class's own teachers first
    VOLUNTEERS = "volunteers"  # who says yes
    ASSIGNED = "assigned"  # all staff, the school decides


class Check(StrEnum):
    """What is looked at before anybody is rostered. (L-13)"""

    RECORD = "record"
    CHARACTER = "character"
    HEALTH = "health"
    QUALIFICATION = "qualification"


class Patrol(StrEnum):
    """How leaders walk round. (C51)"""

    NONE = "none"
    IRREGULAR = "irregular"
    DAILY = "daily"  # every group, every day


@dataclass(frozen=True)
class Staffing:
    """People of the service, the school's own and others."""

    teachers: Teachers = setting(Teachers.OWN_CLASS, "D-15 003-1.03 003-2.03 003-10.09")
    consent: bool = setting(True, "D-37 L-31 004-4.01", "teachers agree before they are rostered")
    undertaking: bool = setting(False, "C96 000-1.08", "school and teacher sign a 责任状")
    checks: tuple[Check, ...] = setting((Check.RECORD,), "L-13 003-7.10 004-2.09", "before anybody is rostered")
    external_people: bool = setting(False, "C97 003-7.10", "hired people beside the school's own")
    external_contract: bool = setting(True, "L-25 003-7.10", "they have a labour or service contract")
    volunteers_filed: bool = setting(False, "L-23 004-6.08", "their papers are filed with the authority")
    duty_leader: bool = setting(True, "C50 000-1.15", "a leader on duty every day (领导带班制)")
    watch_by_floor: bool = setting(False, "C50 000-1.15", "named persons for each grade group or floor")
    roster_published: bool = setting(False, "C50 004-5.06")
    patrol: Patrol = setting(Patrol.IRREGULAR, "C51 003-10.15")
    duty_log: bool = setting(True, "C52 003-10.15", "the duty leader writes a log")
    care_log: bool = setting(True, "C53 001-A.09", "the teacher writes the day's record")
    credit: bool = setting(False, "C94 003-8.07", "counts for appraisal, titles, awards")
    flexible_hours: bool = setting(False, "C95 003-14.02 003-11.06")
    arrive_at: time = setting(time(9), "C95 W-58 003-14.02", "who has no first lesson may come then")
    leave_at: time = setting(time(16, 30), "C95 W-58 003-14.02", "who has no task after it may go then")
    flexible_times_a_week: int = setting(0, "C95 003-14.02", "times a week for everybody at least", least=0)
    grade_leaders: int = setting(1, "C10 003-14.03", "leaders of a grade (双组长: 2)", least=1)
