"""What is wrong with a plan: which limit, at which setting, why, and whether it stops the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from care.policy import Policy
from care.policy.override import Override


class Why(StrEnum):
    """Each reason has its sentence in care/wording/policy/findings.py."""

    # The plan contradicts itself.
    ENDS_BEFORE_START = "ends_before_start"
    NO_WEEKDAY = "no_weekday"
    OVERLAP = "overlap"
    TOO_MANY_LESSONS = "too_many_lessons"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    ENDS_BEFORE_OFFICES = "ends_before_offices"
    LESSON_MISSING = "lesson_missing"
    SEASON_REVERSED = "season_reversed"
    SEASON_WITHOUT_DAYS = "season_without_days"
    TERM_REVERSED = "term_reversed"
    WINDOW_REVERSED = "window_reversed"
    NO_SUCH_SESSION = "no_such_session"
    GROUP_REVERSED = "group_reversed"
    SIZE_UNDECIDED = "size_undecided"
    SIZE_TWICE = "size_twice"
    PRICE_WITHOUT_FEE = "price_without_fee"
    PRICE_MISSING = "price_missing"
    SHARES_REVERSED = "shares_reversed"
    LATE_BELOW_ABSENT = "late_below_absent"
    PART_MONTH = "part_month"
    # The plan breaks a limit.
    ALL_TAKE_PART = "all_take_part"
    MAY_REFUSE = "may_refuse"
    FORBIDDEN_CONTENT = "forbidden_content"
    EXTENSION = "extension"
    WRITTEN_HOMEWORK = "written_homework"
    TOO_MUCH_HOMEWORK = "too_much_homework"
    LEARNING_LESSONS = "learning_lessons"
    FOR_PROFIT = "for_profit"
    NO_DOCUMENT = "no_document"
    ABOVE_CAP = "above_cap"
    BELOW_BAND = "below_band"
    NOT_RING_FENCED = "not_ring_fenced"
    NOT_PUBLISHED = "not_published"
    FREE_INSTITUTIONS = "free_institutions"
    PAID_CLASSES = "paid_classes"
    NO_CHECK = "no_check"
    NO_RECORD_CHECK = "no_record_check"
    EQUIPMENT = "equipment"
    SIGNED_AFTER = "signed_after"
    HOMEWORK_BY_CHAT = "homework_by_chat"
    PARENTS_MARK = "parents_mark"
    NO_LEAVE_CHECK = "no_leave_check"
    PAID_TUTORING = "paid_tutoring"
    NOT_FILED = "not_filed"
    NOT_ADOPTED = "not_adopted"
    NO_CONTRACT = "no_contract"
    NEXT_YEARS_BASE = "next_years_base"
    PUNITIVE = "punitive"
    NAP_ROOMS = "nap_rooms"
    NO_CONSENT = "no_consent"


@dataclass(frozen=True)
class Finding:
    """`limit` is an L-id, or the C-, D-, G- or W-id of what contradicts itself; `given` fills the sentence."""

    limit: str
    field: str
    why: Why
    refuses: bool = True
    given: tuple[str, ...] = ()
    overridden: Override | None = None

    @property
    def stops(self) -> bool:
        """The plan cannot be used until this is mended or somebody answers for it."""
        return self.refuses and self.overridden is None


Checks = Iterator[Finding]
Check = Callable[[Policy], Checks]


def warning(limit: str, field: str, why: Why, *given: object) -> Finding:
    return Finding(limit, field, why, False, tuple(map(str, given)))


def refusal(limit: str, field: str, why: Why, *given: object) -> Finding:
    return Finding(limit, field, why, True, tuple(map(str, given)))
