"""The way into care as values: who may join, who decides in which order, what is published, signed, insured. (C20-C30)

Days are school days unless a field says otherwise. The default plan is the shortest: the class teacher decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from care.policy.setting import setting


class Actor(StrEnum):
    """Who decides at a step. (C21)"""

    CLASS_TEACHER = "class_teacher"
    GRADE_LEADER = "grade_leader"  # of the pupil's grade (年段长, 组长)
    ADMINISTRATION = "administration"  # 教导处
    PRINCIPAL = "principal"
    COMMITTEE = "committee"  # 家委会; one of its members answers for it


class Silence(StrEnum):
    """What becomes of an application that its step's person does not answer in time."""

    REMIND = "remind"  # asked again, as often as the days pass; nothing is decided
    ESCALATE = "escalate"  # the principal is asked as well
    APPROVE = "approve"  # counts as agreed
    REFUSE = "refuse"  # never where the plan must not refuse


class Scope(StrEnum):
    """Who sees the list of those approved (公示). (D-09)"""

    NONE = "none"
    CLASS = "class"
    SCHOOL = "school"


class Signer(StrEnum):
    PARENT = "parent"
    PUPIL = "pupil"
    SCHOOL = "school"


class CountedFrom(StrEnum):
    """From what the days of notice run."""

    REQUEST = "request"
    APPROVAL = "approval"


class DayKind(StrEnum):
    CALENDAR = "calendar"
    SCHOOL = "school"


class InsuranceRule(StrEnum):
    NONE = "none"
    SCHOOL = "school"  # the school holds it
    ENCOURAGED = "encouraged"
    REQUIRED = "required"  # the family must show one before attendance


class WhoMayJoin(StrEnum):
    ALL = "all"
    DIFFICULTY = "difficulty"  # families that cannot collect at dismissal
    SELECTED = "selected"  # with a selection by health and independence


class Allocation(StrEnum):
    """Who gets a place where there are fewer than wishes."""

    QUEUE = "queue"  # priority group, then time of the application
    DRAW = "draw"  # priority group, then a draw that anybody can run again


class PriorityGroup(StrEnum):
    """Families that come first. The plans' sets differ. (C12, D-07)"""

    DISABLED = "disabled"  # 残疾儿童
    LEFT_BEHIND = "left_behind"  # 留守儿童
    MIGRANT = "migrant"  # 进城务工人员随迁子女
    SINGLE_PARENT = "single_parent"  # 单亲家庭
    POOR = "poor"  # 家庭经济困难
    FILED_POOR = "filed_poor"  # 建档立卡
    LOW_INCOME = "low_income"  # 低保
    ORPHAN = "orphan"  # 孤儿
    LOW_GRADE = "low_grade"  # 低年级 (1 and 2): by the class, nothing to show
    LOW_MIDDLE_GRADE = "low_middle_grade"  # 中低年级 (1 to 4): by the class


class Hidden(StrEnum):
    """What a published list does not show in full."""

    NAME = "name"  # 李*明
    CLASS = "class"
    SESSIONS = "sessions"
    CLUBS = "clubs"


@dataclass(frozen=True)
class ApprovalStep:
    """One step of the chain: who, in how many days, and what silence means."""

    actor: Actor = setting(Actor.CLASS_TEACHER, "C21")
    label: str = setting("", "C21", "the plan's own word (初审, 复审, 核准); empty: 审核")
    days: int = setting(3, "C21 [ours]", "school days to answer")
    on_silence: Silence = setting(Silence.REMIND, "C21 [ours]")
    may_select: bool = setting(False, "004-5.04", "may choose among those that fit (挑选)")


@dataclass(frozen=True)
class Publication:
    """公示: to whom, how long, before or after the agreement, what is hidden. (C25, D-09)"""

    scope: Scope = setting(Scope.NONE, "C25 D-09")
    days: int = setting(5, "C25 G05 [ours]", "calendar days, the first not counted")
    before_agreement: bool = setting(True, "D-09")
    hide: tuple[Hidden, ...] = setting((Hidden.NAME,), "C25 [ours]")
    answer_days: int = setting(3, "C25 G05 [ours]", "school days to answer an objection")


@dataclass(frozen=True)
class Agreement:
    """What is signed, by whom, and whether nobody attends before. (C26, D-10, L-15)"""

    required: bool = setting(False, "C26 D-10")
    name: str = setting("课后服务协议", "003-7.09 004-2.06", "the document's title")
    text: str = setting("", "C26", "the school's own text with {variables}; empty: the house's template")
    signers: tuple[Signer, ...] = setting((Signer.PARENT,), "D-10 003-3.03")
    before_attendance: bool = setting(True, "L-15 004-2.06")
    days: int = setting(5, "C26 [ours]", "school days to sign, then the place is given up")


@dataclass(frozen=True)
class Withdrawal:
    """Leaving care: notice and approval. (C28, D-12, W-21)"""

    notice_days: int = setting(0, "C28 004-2.07", "days between request and the first day without a place")
    counted_from: CountedFrom = setting(CountedFrom.REQUEST, "W-21")
    day_kind: DayKind = setting(DayKind.CALENDAR, "W-21")
    needs_approval: bool = setting(True, "C28 004-2.07 004-4.06")
    chain: tuple[ApprovalStep, ...] = setting((), "C28", "empty: the first step of the way in")


@dataclass(frozen=True)
class Window:
    """When applications are taken. Without weeks and dates: always. (D-11)"""

    weeks: int = setting(0, "D-11 004-5.04", "weeks from the term's first day; 0: no limit")
    opens: date | None = setting(None, "D-11", "the school's own day; wins over weeks")
    closes: date | None = setting(None, "D-11", "the last day")


@dataclass(frozen=True)
class Capacity:
    """Places of one session, or of one club. (C23)"""

    places: int
    session: str = ""  # morning, noon, evening
    club: str = ""  # a club's name


@dataclass(frozen=True)
class EnrolmentPlan:
    """A school's way into care. Nothing here enrols anybody: an application begins with a family's wish. (L-01)"""

    who_may_join: WhoMayJoin = setting(WhoMayJoin.ALL, "D-06")
    must_not_refuse: bool = setting(False, "D-06 L-02 003-7.02", "a refusal names an alternative")
    leave_on_time_check: bool = setting(False, "C22 L-20 004-1.07", "asks whether the family can collect at dismissal")
    ask_weekdays: bool = setting(False, "C20 [ours]", "asks for the weekdays where none are said; else the whole week")
    ask_reason: bool = setting(False, "C20 D-06", "asks for the reason (确有困难)")
    priority: tuple[PriorityGroup, ...] = setting((), "C12 D-07", "groups that come first, in this order")
    chain: tuple[ApprovalStep, ...] = setting((ApprovalStep(),), "C21 D-08", "1 to 4 steps in order")
    capacity: tuple[Capacity, ...] = setting((), "C23", "places; what is not named has no limit")
    allocation: Allocation = setting(Allocation.QUEUE, "C23 [ours]")
    offer_days: int = setting(2, "C23 [ours]", "school days to take a place that became free, or an alternative")
    publication: Publication = setting(Publication(), "C25 D-09")
    agreement: Agreement = setting(Agreement(), "C26 D-10 L-15")
    insurance: InsuranceRule = setting(InsuranceRule.NONE, "C27 D-24 L-16")
    insurance_days: int = setting(5, "C27 [ours]", "school days to show a policy, then the place is given up")
    withdrawal: Withdrawal = setting(Withdrawal(), "C28 D-12")
    window: Window = setting(Window(), "D-11")
    club_wishes: int = setting(2, "C24 [ours]", "wishes for one club place, in the family's order")
    clubs_by_application: bool = setting(False, "C24 C33", "a club is applied for like a place, not joined at once")
    trial_days: int = setting(0, "C29 003-11.09", "school days from the start in which a change needs nobody's yes")
    change_needs_approval: bool = setting(True, "C29 [ours]", "a change of session or weekday is decided")
    renewal_each_term: bool = setting(False, "C30 004-2.06", "places end with the term; last term's is a proposal")
    draft_days: int = setting(14, "C20 [ours]", "calendar days an unfinished application is kept")

    def __post_init__(self) -> None:
        """Raises ValueError for a chain that no plan has, and for silence that would refuse where none may be."""
        if not 1 <= len(self.chain) <= 4:
            raise ValueError("enrolment.chain: 1 to 4 steps are wanted")
        if self.must_not_refuse and any(step.on_silence is Silence.REFUSE for step in self.chain):
            raise ValueError("enrolment.chain: silence cannot refuse where must_not_refuse holds")
