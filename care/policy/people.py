"""Who may work with the children, and what may not be said through the house: what plans decide differently."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from care.policy.setting import setting


class Institutions(StrEnum):
    """What the plan says of outside institutions (D-17)."""

    BANNED = "banned"  # 003-7, 003-8, 004-8
    UNPAID = "unpaid"  # paid cooperation banned: 001-A, 004-1, 004-6
    LISTED = "listed"  # from the district's list, non-subject ones: 004-2
    APPROVED = "approved"  # qualified people of those the authority approved: 004-4
    FREE = "free"  # brought in by the school: 003-11


class Helping(StrEnum):
    """What a parent volunteer does (D-40)."""

    NONE = "none"  # the plan names no volunteers
    CARE = "care"  # has a group: 004-1, 003-8
    LECTURE = "lecture"  # lectures, tutors a club: 003-10, 003-14
    BESIDE = "beside"  # joins in beside a teacher: 003-9


class Unconsented(StrEnum):
    """What becomes of a roster with a teacher who has not agreed to take part (L-31)."""

    WARN = "warn"
    REFUSE = "refuse"


@dataclass(frozen=True)
class PeoplePlan:
    """The people's part of a plan."""

    homework_by_chat: bool = setting(False, "L-17 003-12.02 D-26", "homework may be sent to parents by chat")
    overridable: tuple[str, ...] = setting(
        (), "C13 [ours]", "limits that a leader may override with a reason, by their id (L-14)"
    )
    price_document: str = setting("", "L-09 000-1 002 004-2", "number of the document that approves the price")
    learning_lessons: int = setting(1, "L-07 003-7", "lessons of learning in a session at most")
    institutions: Institutions = setting(Institutions.LISTED, "D-17 L-12")
    helping: Helping = setting(Helping.BESIDE, "D-40 [ours]", "what parent volunteers may do")
    check_days: int = setting(365, "L-13 [ours]", "days that a record check (无犯罪记录) holds")
    expiry_days: int = setting(14, "C97 [ours]", "days before a paper runs out that the leader hears of it")
    committee_per_class: int = setting(2, "003-10.04 W-62", "members of the parents' committee per class")
    without_consent: Unconsented = setting(Unconsented.WARN, "L-31 D-37 [ours]", "rostering who has not agreed")
    change_undo_hours: int = setting(24, "promise 7 C11 [ours]", "hours in which a change of people is taken back")
