"""Who may change what about people, and until when it is taken back. (C10, C11; promises 7, 11)"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import Enum

from care.reading.orders.people import Order


class Why(Enum):
    """What stands in the way of a change."""

    NOT_ALLOWED = "only who leads, looks after the system, or heads the class"
    NOT_ALLOWED_STAFF = "only who leads or looks after the system"
    DAY_IS_OVER = "the day is over"
    REVERSED = "ends before it begins"
    SAME = "it is so already"
    TOO_LATE = "the hours for taking it back are over"
    CHANGED_SINCE = "somebody changed it again"


def may_change(order: Order, *, leads: bool, keeps: bool, heads: bool) -> bool:
    """Leaders and who looks after the system change all; a class teacher the families of the own class."""
    if order in (Order.PHONE, Order.GUARDIAN):
        return leads or keeps or heads
    return leads or keeps


def decide_days(since: date, until: date | None, today: date) -> Why | None:
    """What is over is not changed; an end comes after its beginning."""
    if since < today:
        return Why.DAY_IS_OVER
    return Why.REVERSED if until is not None and until < since else None


def decide_undo(made: datetime, now: datetime, hours: int, *, newer: bool) -> Why | None:
    """Within the hours, unless the same thing was changed again since."""
    if now - made > timedelta(hours=hours):
        return Why.TOO_LATE
    return Why.CHANGED_SINCE if newer else None


def masked(phone: str | None) -> str:
    """138****0001: enough to recognise, not enough to ring. (promise 11)"""
    if not phone:
        return "未登记"
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 9 else "****"
