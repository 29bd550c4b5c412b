"""How the service is talked about and looked at: notices, surveys, committee, reviews, adoption, showcase."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from care.policy.setting import setting


class Adoption(StrEnum):
    """Who must agree to the school's plan. (C02, L-23)"""

    SCHOOL = "school"
    BUREAU_REVIEW = "bureau_review"
    FILED = "filed"  # 备案
    COMMITTEE = "committee"  # 家委会
    CONGRESS = "congress"  # 教代会


class SurveyAt(StrEnum):
    """When families are asked. (D-28)"""

    BEFORE_TERM = "before_term"
    WEEK_ONE = "week_one"
    MID_TERM = "mid_term"
    TERM_END = "term_end"
    REGULAR = "regular"


class Told(StrEnum):
    """What a notice to parents must name. (C18)"""

    TIME = "time"
    PLACE = "place"
    CONTENT = "content"
    METHOD = "method"
    STAFF = "staff"
    FEE = "fee"
    SPENDING = "spending"
    CAPACITY = "capacity"
    MENU = "menu"
    SAFETY = "safety"
    WHOM = "whom"
    NOTES = "notes"


@dataclass(frozen=True)
class Report:
    """A day of the showcase: the courses of these weekdays report on it. (000-7.02)"""

    weekdays: tuple[int, ...]
    on: date


@dataclass(frozen=True)
class Course:
    """How many teachers the text names for a course. (000-7.06)"""

    name: str
    teachers: int


@dataclass(frozen=True)
class Showcase:
    """The end-of-term showcase (结业汇报). (C73, 000-7)"""

    held: bool = setting(False, "C73 000-7.01")
    reports: tuple[Report, ...] = setting((), "C73 W-60 000-7.02")
    milestones: tuple[date, ...] = setting((), "C73 W-60 000-7.12", "days of discussion and briefing")
    briefing_weekday: int | None = setting(None, "W-60 000-7.12", "the weekday that the text prints", least=1, most=7)
    health_code_days_before: int | None = setting(None, "C60 W-60 000-7.09", "days before", least=0)
    guests: str = setting("", "000-7.08", "whole or second half")
    courses: tuple[Course, ...] = setting((), "W-61 000-7.06")
    teachers_twice: int = setting(0, "W-61 000-7.06", "persons who stand under two courses", least=0)


@dataclass(frozen=True)
class Quality:
    """Talking and looking."""

    adoption: Adoption = setting(Adoption.SCHOOL, "C02 L-23 D-08 000-1.07 003-7.08 004-6.13")
    adopted_on: date | None = setting(None, "C02 004-6.13")
    plan_each_term: bool = setting(True, "C02 000-1.16 003-7.08")
    told: tuple[Told, ...] = setting(
        (Told.TIME, Told.CONTENT, Told.METHOD, Told.FEE, Told.SAFETY), "C18 003-7.02 004-2.08"
    )
    letter: str = setting("告家长书", "C18 002.10 003-10.02 003-9.02", "title of the letter to parents")
    application: str = setting("书面申请", "C20 000-1.14 002.01 004-1.06 004-4.12", "title of the written application")
    return_slip: bool = setting(False, "C16 003-13.01")
    needs_survey: tuple[SurveyAt, ...] = setting((), "D-28 C15 003-14.01 003-10.05")
    satisfaction: tuple[SurveyAt, ...] = setting((SurveyAt.TERM_END,), "D-28 C101 002.16 004-3.08")
    anonymous: bool = setting(True, "D-28 C101 C108 003-12.07")
    committee_takes_part: bool = setting(False, "D-08 C100 003-7.09 004-4.08")
    review_weekly: bool = setting(False, "C103 003-11.09 003-14.04")
    review_monthly: bool = setting(False, "C103 003-11.09")
    emergency_plan: bool = setting(True, "L-19 C14 C58 000-1.16 001-A.07")
    shared_compensation: bool = setting(False, "D-24 003-7.12 004-4.16", "a loss is borne by several sides")
    sleep_hours: int | None = setting(None, "L-30 C107 003-15.03", "hours at least", least=0)
    sport_minutes: int | None = setting(None, "L-30 C107 003-15.03 003-11.02", "minutes a day", least=0)
    higher_rules_win: bool = setting(True, "D-33 L-24 000-5.12 002.17 004-3.09")
    showcase: Showcase = setting(Showcase(), "C73")
