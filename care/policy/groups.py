"""How children are put into groups, and with how many teachers. (C31, C32, C36; D-13, D-14)"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from care.policy.setting import setting


class By(StrEnum):
    """What makes a group. (D-14)"""

    CLASS = "class"
    GRADE = "grade"
    INTEREST = "interest"
    STAGE = "stage"
    SCHOOL = "school"  # as the school decides


class Merge(StrEnum):
    """Where a small group goes. (D-14)"""

    NONE = "none"
    GRADE = "grade"  # with classes of its grade
    NEXT_GRADE = "next_grade"  # first in the grade, then with the neighbouring one
    INTEREST = "interest"  # across classes
    NEED = "need"


class Neighbour(StrEnum):
    """Which grade is next. (W-48)"""

    ASK = "ask"
    UP = "up"
    DOWN = "down"


class OddGrade(StrEnum):
    """How many managers the odd grade has where two grades share them. (W-49)"""

    DOWN = "down"
    HALF = "half"
    UP = "up"


@dataclass(frozen=True)
class Groups:
    """Sizes and teachers. None: the plan sets no size."""

    by: By = setting(By.CLASS, "D-14 000-1.09")
    most: int | None = setting(45, "D-13 004-4.14", "pupils in a care group", least=1)
    least: int | None = setting(None, "D-13 004-5.06", "pupils in a care group", least=1)
    most_special: int | None = setting(30, "D-13 004-4.14", "pupils in a special group", least=1)
    size_is_target: bool = setting(False, "W-44 [ours]", "the size is a target, one more is no fault")
    exception_possible: bool = setting(True, "W-45 G15 004-5.06", "原则上: a person may decide otherwise")
    own_class_from: int | None = setting(None, "D-13 W-47 W-48", "from so many a class stays by itself", least=1)
    merge_below: int | None = setting(None, "D-14 W-47 W-48", "below so many it is merged; between: a person decides")
    merge: Merge = setting(Merge.NONE, "D-14")
    neighbour: Neighbour = setting(Neighbour.ASK, "W-48 G15 [ours]")
    pupils_per_teacher: int | None = setting(None, "C32 004-5.06", "pupils for one teacher", least=1)
    teachers_per_group: int = setting(1, "C32 002.11 003-2.03", least=1)
    managers_per_two_grades: int | None = setting(None, "C32 002.11", "managers and logistics at most", least=0)
    odd_grade: OddGrade = setting(OddGrade.DOWN, "W-49 [ours]")
    temporary_head: bool = setting(False, "C10 004-1.09", "a 临时班主任 leads the group")
    seat_plan: bool = setting(False, "C36 004-5.06")
    roster_each_month: bool = setting(False, "C36 D-11 003-10.10", "the list is built anew at each month's start")
    regroup_after_weeks: int = setting(0, "C29 003-11.09", "weeks after which groups are made anew; 0: never", least=0)
