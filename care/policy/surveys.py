"""What the needs survey asks and how the missing slips are chased. (C15, C16; G23)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from care.policy.setting import setting


class Topic(StrEnum):
    """A question of the needs survey; its options come from the plan. (003-7.09, 004-4.10)"""

    JOIN = "join"  # 参加意愿
    SESSIONS = "sessions"  # 时段
    WEEKDAYS = "weekdays"
    LATE = "late"  # whether the parents work late
    PICKUP = "pickup"  # how the child goes home
    CLUBS = "clubs"  # which clubs


@dataclass(frozen=True)
class NeedsSurvey:
    """The survey goes to every pupil of the school, booked or not. (003-7.09)"""

    topics: tuple[Topic, ...] = setting(tuple(Topic), "C15 G23 003-7.09 004-4.10", "in this order")
    reminders_most: int = setting(2, "C16 [ours]", "reminders a slip; none after the last day", least=0, most=5)
    remind_at: time = setting(time(18, 53), "C16 [ours]", "local time, on the last days before the end")
    tally_at: time = setting(time(20, 7), "C16 [ours]", "local time on the last day: class teachers hear the count")
    days: int = setting(5, "C15 [ours]", "days until the end where none is named", least=1)
