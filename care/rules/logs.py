"""Logs that are due: the care log of each group and day, the duty log of whoever leads. (C52, C53; 000-1.16)"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from care.acts import CareSession


@dataclass(frozen=True)
class Log:
    """A care log that was written. Without a group it is about all groups that its writer has."""

    care: CareSession
    group: int | None
    by: int


def is_logged(
    group: int, teacher: int | None, care: CareSession, logs: Iterable[Log], order: Sequence[CareSession]
) -> bool:
    """Written for the group, or by its teacher for all; what is written in a later session is the whole day's. (C53)"""
    return any(_covers(log, group, teacher, care, order) for log in logs)


def _covers(log: Log, group: int, teacher: int | None, care: CareSession, order: Sequence[CareSession]) -> bool:
    if log.care is care:
        return log.group == group or (log.group is None and log.by == teacher)
    later = log.care in order and care in order and order.index(log.care) > order.index(care)
    return later and log.by == teacher
