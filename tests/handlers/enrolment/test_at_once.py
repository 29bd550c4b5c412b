"""Two who decide at the same moment, on both databases. (C21, C23)"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import UTC, datetime

from care.acts import CareSession
from care.rules.enrolment.course import Event, Stage
from handlers.enrolment import course
from handlers.enrolment.course import Moved
from jobs.agenda import desk_of
from storage import schools
from storage.db import Sessions
from storage.enrolment import approvals, bookings
from tests import story

NOW = datetime(2026, 3, 4, 1, tzinfo=UTC)
ONE_LEFT = {"capacity": [{"places": 6, "session": "noon"}]}


def wishes(sessions: Sessions, *children: str) -> tuple[int, list[int]]:
    """Each child's application for noon care, with the class teacher; five of six places are taken."""
    with sessions.writing() as session:
        house = story.build(session)
        schools.get(session, house.school_id).settings = {"enrolment": ONE_LEFT}
        bookings.end(session, house.pupils["李小明"], CareSession.NOON, until=NOW.date().replace(day=1))
        return house.school_id, [
            approvals.add(
                session, house.school_id, "enroll", student_id=house.pupils[child], by_id=house.people["陈刚"],
                decider_id=house.people["陈静"], now=NOW, sessions=(CareSession.NOON,), weekdays=(1, 2, 3, 4, 5),
            )
            for child in children
        ]  # fmt: skip


def agree_at_once(sessions: Sessions, school_id: int, ids: Sequence[int]) -> list[bool]:
    """A yes to each at the same moment; whether it changed anything."""
    barrier, moved = threading.Barrier(len(ids)), [False] * len(ids)

    def agree(number: int) -> None:
        barrier.wait(timeout=20)
        with sessions.writing() as session:
            desk = desk_of(session, school_id, NOW)
            done = course.move(desk, approvals.get(session, ids[number]), Event.AGREED, by_id=1)
            moved[number] = isinstance(done, Moved)

    threads = [threading.Thread(target=agree, args=(number,)) for number in range(len(ids))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return moved


def test_one_application_is_decided_once(sessions: Sessions) -> None:
    school_id, ids = wishes(sessions, "陈晨")

    assert sorted(agree_at_once(sessions, school_id, [*ids, *ids])) == [False, True]


def test_the_last_place_is_given_once(sessions: Sessions) -> None:
    school_id, ids = wishes(sessions, "陈晨", "李子涵")

    agree_at_once(sessions, school_id, ids)

    with sessions.reading() as session:
        stages = sorted(approvals.get(session, id_).course.stage for id_ in ids)
    assert stages == [Stage.IN_CARE, Stage.QUEUE]
