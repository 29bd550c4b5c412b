"""Whether the house is at rest: nothing waits for an answer, nothing that is due waits to leave."""

from __future__ import annotations

import time
from datetime import datetime
from datetime import time as day_time

from sqlalchemy import func, or_, select

from bot.rehearse.stage import Stage
from care.calendar import SHANGHAI
from storage.demo.load import CODE
from storage.inbox import InboxRow
from storage.inbox import State as Answered
from storage.outbox import OutboxRow
from storage.outbox import State as Sending
from storage.platform import kf

TONIGHT = day_time(21, 0)
LOOK = 0.06  # seconds from one look to the next
CLAIMED = 20.0  # seconds that an unanswered message is waited for: a killed worker's claim runs out in that time


class Rest:
    """`expected` gets the keys of all that the agenda demands at the moments that are looked at."""

    def __init__(self, stage: Stage, expected: set[str]) -> None:
        self._stage = stage
        self._expected = expected

    def settle(self, seconds: float) -> bool:
        """Until nothing waits anywhere, or nothing has moved for so long."""
        moved, until = -1, time.monotonic() + seconds
        while True:
            if self._at_rest():
                return True
            if (now := self._work_done()) != moved:
                moved, until = now, time.monotonic() + seconds
            elif time.monotonic() > until + (CLAIMED if self._is_asked() else 0.0):
                return False
            time.sleep(LOOK)

    def held(self) -> datetime | None:
        """When the first of the messages that wait is to leave, if that is this evening."""
        tonight = datetime.combine(self._stage.cast.day, TONIGHT, SHANGHAI)
        with self._stage.sessions.reading() as session:
            query = select(func.min(OutboxRow.due_at))
            return session.scalar(query.where(OutboxRow.state == int(Sending.WAITING), OutboxRow.due_at <= tonight))

    def _is_asked(self) -> bool:
        """Whether somebody waits for an answer."""
        with self._stage.sessions.reading() as session:
            waiting = select(InboxRow.id).where(InboxRow.state == Answered.WAITING)
            return session.scalar(waiting.limit(1)) is not None

    def _work_done(self) -> int:
        """A figure that rises with each message that is answered or sent: a slow machine is not a stuck house."""
        with self._stage.sessions.reading() as session:
            answered = session.scalar(
                select(func.count()).select_from(InboxRow).where(InboxRow.state != Answered.WAITING)
            )
            sent = session.scalar(select(func.count()).select_from(OutboxRow).where(OutboxRow.sent_at.is_not(None)))
            return int(answered or 0) + int(sent or 0)

    def _at_rest(self) -> bool:
        platform, stage = self._stage.platform, self._stage
        if platform.courier.pending or platform.kf.unread or self._is_busy():
            return False
        due = stage.due(stage.sessions, stage.cast.school_id, CODE, platform.clock.now())
        self._expected |= due.keys
        return bool(due.idle) and not self._is_busy()

    def _is_busy(self) -> bool:
        """Whether a message waits for its answer, or one that is due to leave."""
        now = self._stage.platform.clock.now()
        unsent = (OutboxRow.state == int(Sending.SENDING)) | (
            (OutboxRow.state == int(Sending.WAITING)) & (OutboxRow.due_at <= now)
        )
        with self._stage.sessions.reading() as session:
            unanswered = session.scalar(
                select(func.count()).select_from(InboxRow).where(InboxRow.state == Answered.WAITING)
            )
            waiting = session.scalar(select(func.count()).select_from(OutboxRow).where(or_(unsent)))
            return bool(unanswered or waiting or kf.waiting(session))
