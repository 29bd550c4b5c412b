"""How much went to whom of late, for many persons in one query each: the platform's silent limits. (wecom.md 5)"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from storage.outbox import OutboxRow

To = tuple[int, str]
"""A person and one of their addresses."""


def of_late(session: Session, to_ids: Iterable[int], *, now: datetime, minute: datetime) -> dict[To, tuple[int, int]]:
    """Messages of the platform in the last minute, which began at `minute`, and the last hour (real clock)."""
    wanted = sorted(set(to_ids))
    of_the_minute = func.sum(case((OutboxRow.sent_at >= minute, OutboxRow.pieces), else_=0))
    query = (
        select(OutboxRow.to_id, OutboxRow.address, of_the_minute, func.sum(OutboxRow.pieces))
        .where(OutboxRow.to_id.in_(wanted), OutboxRow.sent_at >= now - timedelta(hours=1))
        .group_by(OutboxRow.to_id, OutboxRow.address)
    )
    rows = session.execute(query) if wanted else ()
    return {(to_id, address): (int(lately), int(hour)) for to_id, address, lately, hour in rows}


def since(session: Session, moments: Mapping[To, datetime]) -> dict[To, tuple[int, bool]]:
    """Messages of the platform to each address since its own moment, and whether one of them was an answer."""
    if not moments:
        return {}
    after = [
        and_(OutboxRow.to_id == to_id, OutboxRow.sent_at >= at, OutboxRow.address == address)
        for (to_id, address), at in moments.items()
    ]
    query = (
        select(OutboxRow.to_id, OutboxRow.address, func.sum(OutboxRow.pieces), func.max(OutboxRow.inbox_id))
        .where(or_(*after))
        .group_by(OutboxRow.to_id, OutboxRow.address)
    )
    return {
        (to_id, address): (int(pieces), answer is not None) for to_id, address, pieces, answer in session.execute(query)
    }
