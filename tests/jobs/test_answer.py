"""One sender's messages are answered once, in order, and set aside when they cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.house import House
from care.messages import Inbound, Kind
from jobs.answer import answer
from storage import inbox
from storage.day import leaves, matters
from storage.db import Sessions
from storage.inbox import InboxRow, State
from storage.outbox import OutboxRow, to_value
from tests import story
from tests.fakes import FakeBell, FakeChannels, SteppedClock

AFTERNOON = datetime(2026, 3, 4, 7, tzinfo=UTC)  # 15:00 in Shanghai


class TornSessions(Sessions):
    """A database on which no answer can be kept while `torn` is set: its transaction ends in a full disk."""

    torn = False

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with super().writing() as session:
            yield session
            if self.torn and session.scalar(select(OutboxRow.id).where(OutboxRow.key.like("reply/%"))):
                raise OSError("the disk is full")


class Desk:
    def __init__(self, sessions: Sessions) -> None:
        sessions = self.sessions = TornSessions(sessions.engine)
        self.clock = SteppedClock(AFTERNOON)
        self.house = House(sessions, FakeChannels(), FakeBell(), now=self.clock, wall=self.clock)
        with sessions.writing() as session:
            self.story = story.build(session)

    def keep(
        self, id_: str, text: str, who: str = "王丽", kind: Kind = Kind.TEXT, sent_at: datetime | None = None
    ) -> inbox.Receipt:
        message = Inbound(story.CODE, "wecom_kf", id_, story.GUARDIANS[who][0], kind, text, sent_at=sent_at)
        with self.house.sessions.writing() as session:
            return inbox.receive(session, self.story.school_id, message, now=self.clock())

    def answer(self, who: str = "王丽") -> int:
        return answer(inbox.sender_key(self.story.school_id, "wecom_kf", story.GUARDIANS[who][0]), self.house)

    def replies(self, who: str = "王丽") -> list[str]:
        with self.house.sessions.reading() as session:
            rows = session.scalars(select(OutboxRow).order_by(OutboxRow.id))
            return [to_value(row).text for row in rows if row.to_id == self.story.people[who]]

    def states(self) -> list[State]:
        with self.house.sessions.reading() as session:
            return [State(row.state) for row in session.scalars(select(InboxRow).order_by(InboxRow.id))]


@pytest.fixture
def desk(sessions: Sessions) -> Desk:
    return Desk(sessions)


def test_messages_of_one_sender_are_answered_in_the_order_they_came(desk: Desk) -> None:
    desk.keep("1", "小明今天晚托请假")
    desk.keep("2", "取消请假")

    assert desk.answer() == 2

    assert [text[:5] for text in desk.replies()] == ["已登记：三", "已取消请假"]


def test_a_second_delivery_has_no_second_effect(desk: Desk) -> None:
    desk.keep("1", "小明今天晚托请假")
    assert desk.keep("1", "小明今天晚托请假") is not inbox.Receipt.NEW

    desk.answer()
    desk.answer()

    assert len(desk.replies()) == 1


def test_a_sender_that_another_worker_answers_is_left_alone(desk: Desk) -> None:
    desk.keep("1", "小明今天晚托请假")
    key = inbox.sender_key(desk.story.school_id, "wecom_kf", story.GUARDIANS["王丽"][0])
    with desk.house.sessions.writing() as session:
        inbox.claim(session, key, now=desk.clock())

    assert desk.answer() == 0

    desk.clock.step(seconds=16)
    assert desk.answer() == 1


def test_what_comes_while_a_message_is_answered_is_answered_too(desk: Desk) -> None:
    desk.keep("1", "小明今天晚托请假")
    key = inbox.sender_key(desk.story.school_id, "wecom_kf", story.GUARDIANS["王丽"][0])
    with desk.house.sessions.writing() as session:
        inbox.claim(session, key, now=desk.clock())
        came = inbox.give_back(session, key, now=desk.clock())

    assert [message.inbound.platform_id for message in came] == ["1"]
    assert desk.answer() == 0  # The sender stays taken for it.


def test_tomorrow_is_the_day_after_the_writing_however_late_it_is_read(desk: Desk) -> None:
    desk.keep("1", "小明明天晚托请假", sent_at=desk.clock())
    desk.clock.step(hours=10)  # After midnight.

    desk.answer()

    with desk.house.sessions.reading() as session:
        found = leaves.of_student(session, desk.story.pupils["李小明"])
    assert [leave.day for leave in found] == [date(2026, 3, 5)]


def test_what_fails_leaves_nothing_behind_and_is_tried_again(desk: Desk) -> None:
    desk.keep("1", "小明今天晚托请假")
    desk.sessions.torn = True
    desk.answer()
    with desk.house.sessions.reading() as session:
        assert leaves.of_student(session, desk.story.pupils["李小明"]) == []

    desk.sessions.torn = False
    desk.clock.step(minutes=1)
    desk.answer()

    assert desk.states() == [State.DONE]
    assert len(desk.replies()) == 1


def test_what_fails_again_and_again_is_set_aside_and_the_sender_is_told(desk: Desk) -> None:
    desk.keep("1", "小明今天晚托请假")
    desk.sessions.torn = True
    for _ in range(inbox.MAX_ATTEMPTS):
        desk.answer()
        desk.clock.step(minutes=5)

    assert desk.states() == [State.ASIDE]
    assert "人工查看" in desk.replies()[0]
    with desk.house.sessions.reading() as session:
        assert [m.kind for m in matters.open_ones(session, desk.story.school_id)] == ["aside"]


def test_a_voice_message_is_kept_and_answered_kindly(desk: Desk) -> None:
    desk.keep("1", "", kind=Kind.VOICE)

    desk.answer()

    assert "请打字" in desk.replies()[0]


def test_a_text_of_a_hundred_kilobytes_is_kept_and_answered(desk: Desk) -> None:
    desk.keep("1", "请假" * 25_000)

    desk.answer()

    assert desk.states() == [State.DONE]
    assert "太长" in desk.replies()[0]


def test_the_reading_is_kept_with_the_message(desk: Desk) -> None:
    desk.keep("1", "小明今天晚托请假")
    desk.answer()

    with desk.house.sessions.reading() as session:
        reading = session.scalar(select(InboxRow.reading))

    assert '"intent": "leave"' in str(reading)
