"""Clubs and what repeats in weeks: days, counts, sizes, rotations. (C33-C37; D-16, D-30)"""

from __future__ import annotations

from dataclasses import dataclass

from care.policy.setting import setting


@dataclass(frozen=True)
class Rotation:
    """Contents that take turns by the week, for some grades; `stages` groups are each one step further. (W-56)"""

    name: str
    items: tuple[str, ...]
    grades: tuple[int, ...] = ()
    stages: int = 1

    def item(self, week: int, stage: int = 0) -> str:
        """What stands in this week (from 1) for this stage (from 0); which comes first no seed says."""
        return self.items[(week - 1 + stage) % len(self.items)]


@dataclass(frozen=True)
class Clubs:
    """A school's own clubs are allowed; paid interest classes (学习兴趣班) are not, where the plan says so. (D-16)"""

    run: bool = setting(True, "D-16 C33")
    paid_interest_classes: bool = setting(False, "D-16 001-A.08 004-4.15")
    free: bool = setting(True, "C33 003-1.05 003-2.06")
    weekdays: tuple[int, ...] = setting((), "D-01 003-5.03 003-12.03", "1 = Monday; empty: any day of care")
    times_a_week: int | None = setting(None, "004-4.08", "how often special service is held", least=1)
    on_a_day: int | None = setting(None, "D-30 003-12.03", "courses on one club day", least=0)
    in_catalogue: int | None = setting(None, "D-30 C33 003-12.03", "courses in all", least=0)
    pupil_picks_teacher: bool = setting(False, "C33 003-5.02", "club and teacher are chosen")
    founded_by_pupils: bool = setting(False, "C34 003-5.01", "pupils found one and ask a teacher")
    roaming: bool = setting(True, "C35 003-1.04", "走班: to the club on club days, else to the own group")
    menu_by_stage: bool = setting(False, "C33 003-10.17", "low and high grades choose from their own menus")
    all_take_part: bool = setting(False, "D-36 003-11.07", "the plan counts on everybody; nobody is enrolled by it")
    equipment_by_choice: bool = setting(True, "C86 L-14 004-4.15", "nobody must buy equipment")
    class_clubs: bool = setting(False, "003-11.04 003-13.03", "一班一品: who stays in class has a club there")
    rotations: tuple[Rotation, ...] = setting((), "C37 W-56 003-11.02")
