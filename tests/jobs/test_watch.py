"""The watch: what is late, lost or set aside is raised once, to the duty leader and to IT. (promise 4)"""

from __future__ import annotations

from datetime import timedelta

import pytest

from care.messages import Inbound, Kind, Outgoing
from jobs.watch import watch
from storage import inbox, matters, outbox, sending
from storage.db import Sessions
from storage.sending import Receipt
from tests import story
from tests.jobs.test_tick import School


@pytest.fixture
def school(sessions: Sessions) -> School:
    return School(sessions)


def look(school: School) -> list[str]:
    return [cause.key for cause in watch(school.house, school.story.school_id, story.CODE)]


def put(school: School, key: str = "leave/1/2") -> int:
    with school.sessions.writing() as session:
        note = Outgoing(key, school.story.people["赵敏"], "李小明请假", about="leave")
        row_id = outbox.put(session, school.story.school_id, note, now=school.clock())
    assert row_id is not None
    return row_id


def test_a_message_that_did_not_leave_raises_one_alarm(school: School) -> None:
    row_id = put(school)
    assert look(school) == []
    school.clock.step(minutes=6)

    assert look(school) == [f"watch/unsent/{row_id}"]
    assert look(school) == []

    assert [len(school.told(name, "alarm")) for name in ("孙强", "钱进", "周建国")] == [1, 1, 0]
    with school.sessions.reading() as session:
        assert [m.kind for m in matters.open_ones(session, school.story.school_id)] == ["alarm"]


def test_a_message_that_no_channel_could_carry_is_an_alarm_too(school: School) -> None:
    row_id = put(school)
    with school.sessions.writing() as session:
        sending.record_failed(session, row_id, why="no channel")

    assert look(school) == [f"watch/failed/{school.clock():%Y-%m-%dT%H}"]


def test_an_unanswered_message_and_one_set_aside_are_alarms(school: School) -> None:
    for number in (1, 2):
        message = Inbound(story.CODE, "wecom_app", f"m{number}", "zhaomin", Kind.TEXT, "到齐")
        with school.sessions.writing() as session:
            inbox.receive(session, school.story.school_id, message, now=school.clock())
    with school.sessions.writing() as session:
        for _ in range(inbox.MAX_ATTEMPTS):
            inbox.mark_failed(session, 1, now=school.clock())
    school.clock.step(minutes=6)

    assert look(school) == ["watch/unanswered/2", "watch/aside/1"]


def test_a_message_that_left_is_no_alarm(school: School) -> None:
    row_id = put(school)
    with school.sessions.writing() as session:
        sending.record_sent(session, [Receipt(row_id, "wecom_app", "zhaomin")], now=school.clock())
    school.clock.at += timedelta(minutes=30)

    assert look(school) == []
