"""Homework: how much, when it is posted, and what chat may not do. (C65-C68; D-26, D-27)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from care.policy.setting import setting


class Board(StrEnum):
    """When the homework board is posted. (D-26)"""

    NONE = "none"
    POSTED = "posted"  # how often is not stated
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True)
class Homework:
    """Written homework. Minutes are a day's sum over all subjects."""

    low_grade_minutes: int = setting(0, "D-27 L-05 001-B.01", "minutes a day, grades 1 and 2", least=0)
    primary_minutes: int = setting(60, "D-27 L-06 001-B.01", "minutes a day, other primary grades", least=0)
    junior_minutes: int = setting(90, "D-27 L-06 001-B.01", "minutes a day, grades 7 to 9", least=0)
    average: bool = setting(False, "W-59 003-12.01", "the limit holds for the average, not each day")
    none_on: tuple[int, ...] = setting((), "D-27 003-11.04", "weekdays without homework, 1 = Monday")
    board: Board = setting(Board.NONE, "D-26 C65")
    board_weekday: int | None = setting(
        None, "D-26 003-12.06 003-14.04", "weekday of the weekly board", least=1, most=7
    )
    due_at: time = setting(time(10), "C65 003-11.03", "local time until which classes report the day's total")
    due_included: bool = setting(True, "W-57 [ours]", "10:00 itself is in time")
    approved_by_office: bool = setting(False, "C65 003-11.03", "posted only when 教导处 agrees")
    parents_mark: bool = setting(False, "L-17 003-12.02", "parents mark or print homework")
    done_in_care: bool = setting(True, "001-B.03", "finished at school as far as possible")
    punitive: bool = setting(False, "L-27 003-12.02", "mass copying, beyond the syllabus, as a punishment")
    levels: int = setting(1, "003-12.06 003-14.06 003-15.04", "graded sets to choose from", least=1)
    patrolled: bool = setting(False, "C68 003-11.03", "leaders walk round with the homework sheet")
    reading_check_in: bool = setting(False, "D-26 C72 003-5.06", "home reading is checked in, daily")
