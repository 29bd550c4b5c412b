"""What is wrong with a workbook: where, and what. The sentences are in care/wording/workbook.py."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Flaw(StrEnum):
    # the file
    NOT_A_WORKBOOK = "not_a_workbook"
    TOO_LARGE = "too_large"
    NO_SHEET = "no_sheet"
    NO_HEADINGS = "no_headings"
    NO_COLUMN = "no_column"
    SHEET_TWICE = "sheet_twice"
    # one cell
    MISSING = "missing"
    EXCEL_ERROR = "excel_error"
    PHONE = "phone"
    PHONE_ROUNDED = "phone_rounded"
    DAY = "day"
    DAY_WITHOUT_YEAR = "day_without_year"
    WEEKDAYS = "weekdays"
    HOURS = "hours"
    CHOICE = "choice"
    CLASS_NAME = "class_name"
    WHOLE_NUMBER = "whole_number"
    TOO_LONG = "too_long"
    CODE = "code"
    NUMBER_ROUNDED = "number_rounded"
    # one row with others
    UNKNOWN_CLASS = "unknown_class"
    UNKNOWN_PUPIL = "unknown_pupil"
    UNKNOWN_STAFF = "unknown_staff"
    UNKNOWN_GROUP = "unknown_group"
    UNKNOWN_CLUB = "unknown_club"
    NO_GROUP_FOR_CLASS = "no_group_for_class"
    NO_SUCH_SESSION = "no_such_session"
    WHICH_PUPIL = "which_pupil"
    WHICH_STAFF = "which_staff"
    TWICE = "twice"
    NUMBER_TWICE = "number_twice"
    NAMESAKES = "namesakes"
    GUARDIAN_TWICE = "guardian_twice"
    ACCOUNT_TWICE = "account_twice"
    NO_GUARDIAN = "no_guardian"
    NO_GUARDIAN_PHONE = "no_guardian_phone"
    COLLECTS_TWICE = "collects_twice"
    DAYS_REVERSED = "days_reversed"
    DAY_TWICE = "day_twice"
    PLAN_FIELD = "plan_field"
    PLAN_TWICE = "plan_twice"
    PLAN_VALUE = "plan_value"
    PLAN_PAST = "plan_past"
    PLAN_LIMIT = "plan_limit"
    NO_SCHOOL_CODE = "no_school_code"
    OTHER_SCHOOL = "other_school"
    NO_SCHOOL_NAME = "no_school_name"
    DUTY_NEEDS_GROUP = "duty_needs_group"
    BUSY_TWICE = "busy_twice"
    IN_CARE_NOW = "in_care_now"
    UNVETTED = "unvetted"
    NO_CONSENT = "no_consent"
    RAIL = "rail"
    COUNT = "count"
    UNKNOWN_USE = "unknown_use"
    NOT_OF_KIND = "not_of_kind"


@dataclass(frozen=True)
class Problem:
    """`row` 0 is the whole sheet; an empty sheet is the whole file."""

    flaw: Flaw
    sheet: str = ""
    row: int = 0
    column: str = ""  # the heading
    value: str = ""
    other: str = ""  # what it collides with: another row, the choices, the name that stands elsewhere


@dataclass(frozen=True)
class Bad:
    """A cell that cannot be read."""

    flaw: Flaw
    value: str = ""
    other: str = ""
