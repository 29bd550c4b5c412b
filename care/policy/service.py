"""What the service holds, how long: lessons, contents, evening study, weekends, naps. (C03, C06-C08, C64, C70)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from care.acts import CareSession
from care.policy.setting import setting
from care.policy.terms import SeasonTime


class Content(StrEnum):
    """What is done in care. The last three are what every plan forbids (L-03)."""

    HOMEWORK = "homework"  # 作业辅导, with individual answers
    TUTORING = "tutoring"  # 个别辅导 of pupils in difficulty
    READING = "reading"
    SPORT = "sport"
    ART = "art"
    SCIENCE = "science"
    CLUBS = "clubs"
    GAMES = "games"
    PRACTICE = "practice"  # 综合实践, 拓展训练
    LABOUR = "labour"
    FILMS = "films"
    THEMES = "themes"  # 专题教育
    TEAM = "team"  # 团队活动
    NAP = "nap"
    MORNING_READING = "morning_reading"
    GROUP_LESSON = "group_lesson"  # 集体授课
    NEW_LESSON = "new_lesson"  # 上新课
    MAKE_UP_LESSON = "make_up_lesson"  # 补课


FORBIDDEN = frozenset({Content.GROUP_LESSON, Content.NEW_LESSON, Content.MAKE_UP_LESSON})


@dataclass(frozen=True)
class LearningLessons:
    """Which lessons of a session are homework and answers (学习类): counted from 1."""

    session: CareSession
    lessons: tuple[int, ...]


@dataclass(frozen=True)
class SeasonTimes:
    """What a plan says of a season's times; from when to when it lasts no seed says."""

    name: str
    times: tuple[SeasonTime, ...]


@dataclass(frozen=True)
class Service:
    """Contents and lengths. None: the plan sets no limit."""

    contents: tuple[Content, ...] = setting(
        (Content.HOMEWORK, Content.READING, Content.SPORT, Content.CLUBS), "L-03 L-04 D-35 003-10.01"
    )
    extension_of_teaching: bool = setting(False, "D-35 L-04", "lessons go on in care; refused")
    free_tutoring: bool = setting(True, "L-22 C69", "help for pupils in difficulty costs nothing")
    least_minutes_a_day: int | None = setting(None, "D-04 004-2.04", "minutes of care a day at least", least=0)
    most_minutes_a_day: int | None = setting(None, "D-04 002.04", "minutes of care a day at most", least=1)
    noon_lessons_most: int | None = setting(None, "D-04 004-4.04", "lessons", least=0)
    evening_lessons_most: int | None = setting(None, "D-04 004-4.04", "lessons", least=0)
    day_lessons_most: int | None = setting(None, "D-04 004-4.04", "lessons a day, this number included", least=0)
    learning_lessons: tuple[LearningLessons, ...] = setting((), "003-10.16", "which lessons are homework")
    slots: int = setting(1, "D-02 004-4.05", "time slots among which families choose", least=1)
    season_times: tuple[SeasonTimes, ...] = setting(
        (), "D-05 C04 G01 000-1.05 001-A.03 003-3.02", "times by season; the days are the school's (timetable.seasons)"
    )
    ends_after_work: bool = setting(False, "D-03 004-2.04", "not over before offices close")
    work_ends: time = setting(time(17, 30), "D-03 G01 [ours]", "local time at which offices close")
    early_care: bool = setting(False, "D-02 C08 001-A.04", "pupils who come early are watched")
    evening_study_counts: bool = setting(False, "W-54 [ours]", "evening study counts within the day's most lessons")
    weekend_care: bool = setting(False, "D-01 C06 004-4.19 003-11.05")
    weekend_times: int | None = setting(None, "C06 003-11.09", "Saturdays a term", least=0)
    vacation_care: bool = setting(False, "C06 004-4.19")
    extended_care: bool = setting(False, "D-38 004-2.04", "longer for families with special need")
    nap_first: str = setting("", "C64 004-4.07", "who gets the better rooms: graduating, or nobody named")
    nap_fire_safety: bool = setting(True, "L-29 004-4.07", "a nap room has passed the fire check")
