"""What waits in the outbox leaves once, in order, by the way that is open."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.house import House
from care.messages import Failed, Inbound, Kind, Outgoing, TryLater, Urgency
from jobs.deliver import deliver
from storage import inbox, outbox
from storage.day import matters
from storage.db import Sessions
from storage.outbox import OutboxRow, State
from storage.platform import sending
from storage.platform.sending import Receipt
from tests import story
from tests.fakes import FakeBell, FakeChannels, SteppedClock

NOON = datetime(2026, 3, 4, 4, tzinfo=UTC)


class Desk:
    """A house with the story's school, and what is asked of it in these tests."""

    def __init__(self, sessions: Sessions) -> None:
        self.clock = SteppedClock(NOON)
        self.channels = FakeChannels()
        self.bell = FakeBell()
        self.house = House(sessions, self.channels, self.bell, now=self.clock, wall=self.clock)
        with sessions.writing() as session:
            self.story = story.build(session)

    def put(self, key: str, who: str = "赵敏", text: str = "您好", **more: object) -> None:
        message = Outgoing(key=key, to=self.story.people[who], text=text, **more)  # type: ignore[arg-type]
        with self.house.sessions.writing() as session:
            outbox.put(session, self.story.school_id, message, now=self.clock())

    def hears(self, who: str, kind: Kind = Kind.TEXT, **detail: str) -> None:
        """A parent writes: the customer-service window opens."""
        sender = story.GUARDIANS[who][0]
        text = "在吗" if kind is Kind.TEXT else ""
        note = Inbound(story.CODE, "wecom_kf", f"in{self.clock()}{kind}", sender, kind, text, detail=dict(detail))
        with self.house.sessions.writing() as session:
            inbox.receive(session, self.story.school_id, note, now=self.clock())

    def texts(self) -> list[str]:
        return [message.text for message, _, _ in self.channels.sent]

    def states(self) -> dict[str, State]:
        with self.house.sessions.reading() as session:
            return {row.key: State(row.state) for row in session.scalars(select(OutboxRow))}


@pytest.fixture
def desk(sessions: Sessions) -> Desk:
    return Desk(sessions)


def test_a_message_leaves_once_however_often_the_bell_rings(desk: Desk) -> None:
    desk.put("a")

    deliver(desk.house)
    deliver(desk.house)

    assert desk.texts() == ["您好"]
    assert desk.states() == {"a": State.SENT}


def test_the_same_key_is_kept_once(desk: Desk) -> None:
    desk.put("a", text="first")
    desk.put("a", text="second")

    deliver(desk.house)

    assert desk.texts() == ["first"]


def test_urgent_messages_leave_before_a_broadcast(desk: Desk) -> None:
    desk.put("bulk", who="赵敏", text="notice", urgency=Urgency.BULK)
    desk.put("urgent", who="赵敏", text="accident", urgency=Urgency.URGENT)

    deliver(desk.house)

    assert desk.texts() == ["accident", "notice"]


def test_a_busy_platform_is_tried_again_later_and_order_is_kept(desk: Desk) -> None:
    desk.channels.outcomes = [TryLater("retry:-1", 2.0)]
    desk.put("one", text="one")
    desk.put("two", text="two")

    deliver(desk.house)
    assert desk.texts() == ["one"]

    desk.clock.step(seconds=30)
    deliver(desk.house)
    assert desk.texts() == ["one", "one", "two"]


def test_a_row_whose_sender_died_comes_back_after_its_lease(desk: Desk) -> None:
    desk.put("a")
    with desk.house.sessions.writing() as session:
        outbox.claim(session, now=NOON, real_now=NOON)

    deliver(desk.house)
    assert desk.texts() == []

    desk.clock.step(seconds=61)
    deliver(desk.house)
    assert desk.texts() == ["您好"]


def test_a_parent_who_never_wrote_is_waited_for_and_urgent_words_become_a_call(desk: Desk) -> None:
    desk.put("a", who="王丽", text="急事", urgency=Urgency.URGENT)

    deliver(desk.house)
    deliver(desk.house)

    assert [text for text in desk.texts() if "请电话联系" in text]
    assert desk.states()["a"] is State.WAITING
    with desk.house.sessions.reading() as session:
        assert [m.kind for m in matters.open_ones(session, desk.story.school_id)] == ["call"]


def test_a_parents_window_leaves_its_last_message_to_an_answer(desk: Desk) -> None:
    desk.hears("王丽")
    desk.clock.step(seconds=1)
    for number in range(7):
        desk.put(f"n{number}", who="王丽", text=f"{number}")

    deliver(desk.house)
    assert desk.texts() == ["0", "1", "2", "3"]

    desk.put("reply/1", who="王丽", text="answer", reply_to=1)
    deliver(desk.house)
    assert desk.texts() == ["0", "1", "2", "3", "answer"]

    desk.clock.step(minutes=11)
    desk.hears("王丽")
    deliver(desk.house)
    assert desk.texts() == ["0", "1", "2", "3", "answer", "4", "5", "6"]


def test_a_members_thirty_a_minute_are_counted_by_us(desk: Desk) -> None:
    for number in range(33):
        desk.put(f"n{number}", text=f"{number}")

    deliver(desk.house)
    assert len(desk.texts()) == 30

    desk.clock.step(minutes=2)
    deliver(desk.house)
    assert len(desk.texts()) == 33


def test_a_final_refusal_of_the_only_channel_ends_with_a_person(desk: Desk) -> None:
    desk.channels.outcomes = [Failed("target:81013")]
    desk.put("a", who="赵敏", urgency=Urgency.URGENT)

    while deliver(desk.house):
        pass
    deliver(desk.house)

    assert desk.states()["a"] is State.FAILED
    assert any("请电话联系" in text for text in desk.texts())


def test_a_card_is_greyed_by_its_code_once(desk: Desk) -> None:
    with desk.house.sessions.writing() as session:
        note = Outgoing(key="card/1", to=desk.story.people["陈静"], text="请审核", card="card/1")
        id_ = outbox.put(session, desk.story.school_id, note, now=NOON)
        assert id_ is not None
        sending.record_sent(session, [Receipt(id_, "wecom_app", "chenjing", "m", "code-1")], now=NOON)
    desk.put("grey/1", who="陈静", text="", grey="已同意 陈静 17:12", card="card/1")
    desk.put("grey/2", who="陈静", text="", grey="已同意 陈静 17:12", card="card/1")

    deliver(desk.house)

    assert [(message.grey, handle) for message, _, handle in desk.channels.sent] == [("已同意 陈静 17:12", "code-1")]


def test_a_crash_of_the_channel_does_not_lose_the_message(desk: Desk) -> None:
    class Broken(FakeChannels):
        def send(self, message, address, *, handle=""):  # type: ignore[no-untyped-def]
            if not self.sent:
                self.sent.append((message, address, handle))
                raise RuntimeError("broken")
            return super().send(message, address, handle=handle)

    desk.house.channels = desk.channels = Broken()
    desk.put("a")

    deliver(desk.house)
    desk.clock.step(seconds=30)
    deliver(desk.house)

    assert desk.states() == {"a": State.SENT}
