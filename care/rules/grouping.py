"""How many groups, how many teachers, and what becomes of a small class. (C31, C32; W-43 to W-50)"""

from __future__ import annotations

from enum import StrEnum
from math import ceil

from care.policy.groups import Groups, Merge, OddGrade


class Place(StrEnum):
    """What becomes of a class's children."""

    OWN = "own"  # a group of its own
    GRADE = "grade"  # together with classes of the grade
    NEXT_GRADE = "next_grade"  # together with a neighbouring grade
    ASK = "ask"  # no rule decides (G15)


def group_count(pupils: int, most: int | None) -> int:
    """So many groups at the least. (W-43, W-44)"""
    return ceil(pupils / most) if most else min(pupils, 1)


def split(pupils: int, groups: Groups) -> tuple[int, ...] | None:
    """Even group sizes, the larger first; None where no split keeps every group within the sizes. (W-45)"""
    count = group_count(pupils, groups.most)
    if not count:
        return ()
    size, more = divmod(pupils, count)
    sizes = (size + 1,) * more + (size,) * (count - more)
    return None if groups.least is not None and sizes[-1] < groups.least else sizes


def teachers(pupils: int, groups: Groups) -> int:
    """By the ratio where there is one (W-46), else by the group (W-50)."""
    if groups.pupils_per_teacher:
        return ceil(pupils / groups.pupils_per_teacher)
    return group_count(pupils, groups.most) * groups.teachers_per_group


def managers(grades: int, groups: Groups) -> int | None:
    """Managers and logistics at most; the odd grade as the school reads it. None: no limit. (W-49)"""
    if groups.managers_per_two_grades is None:
        return None
    pairs, odd = divmod(grades, 2)
    more = {OddGrade.DOWN: 0, OddGrade.HALF: ceil(groups.managers_per_two_grades / 2)}
    return (pairs * groups.managers_per_two_grades) + odd * more.get(groups.odd_grade, groups.managers_per_two_grades)


def place(size: int, in_grade: int, groups: Groups) -> Place:
    """Where a class with so many sign-ups goes, `in_grade` of them in its grade. (W-47, W-48)"""
    if groups.own_class_from is None or size >= groups.own_class_from:
        return Place.OWN
    if groups.merge_below is None or size >= groups.merge_below:
        return Place.ASK
    if groups.merge is Merge.GRADE:
        return Place.GRADE
    if groups.merge is Merge.NEXT_GRADE:
        return Place.GRADE if in_grade >= groups.own_class_from else Place.NEXT_GRADE
    return Place.ASK
