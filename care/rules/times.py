"""Lengths of sessions: from an end and a length to the start, and what a session may not exceed. (D-03, D-04; W-51)"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

_ANY_DAY = date(2000, 1, 3)


def start_of(end: time, minutes: int) -> time:
    """When a session of this length begins that ends then."""
    return (datetime.combine(_ANY_DAY, end) - timedelta(minutes=minutes)).time()


def earliest_start(end: time, *, most: int) -> time:
    """Before this a session that ends then would be longer than the plan's most. (002.04)"""
    return start_of(end, most)
