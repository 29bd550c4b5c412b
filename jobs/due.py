"""What the agenda of a school's day demands by a moment: asked by rehearsals, which look what was sent. (promise 4)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from care.rules.agenda import notices_of
from jobs.agenda import desk_of, look
from storage.db import Sessions
from storage.platform import ticks


@dataclass(frozen=True)
class Due:
    """Notices that are due by now and still of use. `idle`: the tick has nothing left to do."""

    keys: frozenset[str]
    idle: bool


def due(sessions: Sessions, school_id: int, code: str, now: datetime) -> Due:
    with sessions.reading() as session:
        desk = desk_of(session, school_id, now)
        seen = look(desk, code, ticks.watched(session, school_id))
    if seen.watched is None:
        return Due(frozenset(), False)
    since = seen.watched.since
    agenda = (notice for day in seen.days for notice in notices_of(day, desk.policy, desk.calendar))
    keys = (notice.key for notice in agenda if since <= notice.due <= now < notice.useful_until)
    return Due(frozenset(keys), seen.is_idle)
