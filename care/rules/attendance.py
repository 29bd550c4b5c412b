"""Teacher attendance (考勤): who takes children over has arrived. Late, early and nobody there follow from it.

(C55; 004-3.04, 000-5.06, 004-6.07: 教师看护到岗, 迟到, 早退, 空堂)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from care.policy import Policy


class Sign(StrEnum):
    """What proves that a teacher was there."""

    ROLL = "roll"  # the first roll call
    ACCEPTED = "accepted"  # an accepted handover


@dataclass(frozen=True)
class Attendance:
    """One teacher in one session: planned and actual times, and what proves them."""

    person: int
    planned_from: datetime
    planned_until: datetime
    arrived_at: datetime
    how: Sign
    left_at: datetime | None = None  # handed the last child on to a colleague


@dataclass(frozen=True)
class Off:
    """Somebody who came late or left early, and by how much."""

    person: int
    at: datetime
    minutes: int


@dataclass(frozen=True)
class Staffing:
    """A session's teachers, sorted: those with no record are named, never counted as there. (promise 8)"""

    here: tuple[int, ...] = ()
    late: tuple[Off, ...] = ()
    early: tuple[Off, ...] = ()
    absent: tuple[int, ...] = ()

    @property
    def planned(self) -> int:
        return len(self.here) + len(self.absent)


def staffing(planned: Iterable[int], found: Mapping[int, Attendance], policy: Policy) -> Staffing:
    """Who of the planned teachers was there, and who was late or left early by the school's minutes. (C55)"""
    wanted = list(dict.fromkeys(planned))
    here = [found[person] for person in wanted if person in found]
    return Staffing(
        tuple(one.person for one in here),
        tuple(off for one in here if (off := _late(one, policy)) is not None),
        tuple(off for one in here if (off := _early(one, policy)) is not None),
        tuple(person for person in wanted if person not in found),
    )


def _late(one: Attendance, policy: Policy) -> Off | None:
    by = one.arrived_at - one.planned_from
    return Off(one.person, one.arrived_at, _whole(by)) if by > timedelta(minutes=policy.teacher_late_minutes) else None


def _early(one: Attendance, policy: Policy) -> Off | None:
    if one.left_at is None:
        return None
    by = one.planned_until - one.left_at
    return Off(one.person, one.left_at, _whole(by)) if by > timedelta(minutes=policy.teacher_early_minutes) else None


def _whole(length: timedelta) -> int:
    return int(length.total_seconds() // 60)
