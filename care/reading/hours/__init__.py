"""Clock times in a message: 五点半 → 17:30, 二十分钟后 → now and twenty minutes (guidelines 14, 31)."""

from care.reading.hours.find import find_times

__all__ = ["find_times"]
