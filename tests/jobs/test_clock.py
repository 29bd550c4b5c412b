"""The clock: rings, and does the round itself while nobody could hear a ring. (docs/decisions.md)"""

from __future__ import annotations

import threading
import time

from care.messages import Inbound, Kind
from jobs.clock import Clock
from storage import inbox
from storage.db import Sessions
from tests import story
from tests.jobs.test_tick import School


class Bell:
    def __init__(self, *, there: bool) -> None:
        self.there = there
        self.rung = 0

    def alive(self) -> bool:
        return self.there

    def tick(self) -> None:
        self.rung += 1


def run(clock: Clock, seconds: float = 0.3) -> None:
    threading.Timer(seconds, clock.stop).start()
    clock.run()


def test_it_rings_until_it_is_stopped(sessions: Sessions) -> None:
    bell = Bell(there=True)
    started = time.monotonic()

    run(Clock(School(sessions).house, bell, every=0.05))

    assert bell.rung >= 3
    assert time.monotonic() - started < 5


def test_without_redis_messages_are_answered_and_delivered_all_the_same(sessions: Sessions) -> None:
    school, bell = School(sessions), Bell(there=False)
    message = Inbound(story.CODE, "wecom_app", "m1", "zhaomin", Kind.TEXT, "你好")
    with sessions.writing() as session:
        inbox.receive(session, school.story.school_id, message, now=school.clock())

    run(Clock(school.house, bell, every=10))

    assert bell.rung == 0
    assert [address.value for _, address, _ in school.house.channels.sent] == ["zhaomin"]  # type: ignore[attr-defined]
