"""A parent's ways, tried in order: the chat while it is open, 学校通知, and a held message that the parent frees."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from care.messages import Failed, Kind, Sent, Urgency
from jobs.answer import answer
from jobs.deliver import deliver
from storage import inbox, people
from storage.day import matters
from storage.db import Sessions
from storage.outbox import State
from tests import story
from tests.jobs.test_deliver import Desk

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def desk(sessions: Sessions) -> Desk:
    return Desk(sessions)


def follow(desk: Desk, who: str = "王丽") -> None:
    """The guardian follows the school: 学校通知 reaches them."""
    with desk.house.sessions.writing() as session:
        school_id, person_id = desk.story.school_id, desk.story.people[who]
        people.bind(session, school_id, person_id, "school_notice", f"p-{who}", how="list", now=LONG_AGO)


def deliver_all(desk: Desk) -> None:
    while deliver(desk.house):
        pass
    deliver(desk.house)


def ways(desk: Desk) -> list[tuple[str, str]]:
    return [(message.text, address.channel) for message, address, _ in desk.channels.sent]


def test_a_parent_who_never_wrote_is_reached_by_school_notice(desk: Desk) -> None:
    follow(desk)
    desk.put("a", who="王丽", text="急事", urgency=Urgency.URGENT)

    deliver_all(desk)

    assert ways(desk) == [("急事", "school_notice")]
    assert desk.states() == {"a": State.SENT}
    with desk.house.sessions.reading() as session:
        assert matters.open_ones(session, desk.story.school_id) == []


def test_five_of_a_batch_fill_the_window_and_the_rest_go_by_school_notice(desk: Desk) -> None:
    follow(desk)
    desk.hears("王丽")
    desk.clock.step(seconds=1)
    for number in range(6):
        desk.put(f"n{number}", who="王丽", text=f"{number}")
    desk.put("reply/1", who="王丽", text="答复", reply_to=1)

    deliver_all(desk)

    by_chat = [text for text, channel in ways(desk) if channel == "wecom_kf"]
    assert by_chat == ["0", "1", "2", "3", "答复"]
    assert [text for text, channel in ways(desk) if channel == "school_notice"] == ["4", "5"]


def test_a_window_that_the_platform_calls_shut_is_passed_by(desk: Desk) -> None:
    """95002: we counted it open, the platform did not."""
    follow(desk)
    desk.hears("王丽")
    desk.channels.outcomes = [Failed("hold:95002", final=False)]
    desk.put("a", who="王丽", text="通知")

    deliver_all(desk)

    assert ways(desk) == [("通知", "wecom_kf"), ("通知", "school_notice")]


def test_a_parent_who_does_not_follow_is_telephoned_when_it_cannot_wait(desk: Desk) -> None:
    follow(desk)
    desk.channels.outcomes = [Failed("target:invalid_parent_userid")]
    desk.put("a", who="王丽", text="急事", urgency=Urgency.URGENT)

    deliver_all(desk)

    assert ways(desk)[0] == ("急事", "school_notice")
    assert any("请电话联系" in text and channel == "wecom_app" for text, channel in ways(desk))
    assert desk.states()["a"] is State.WAITING


def test_both_ways_refused_is_held_and_not_given_up(desk: Desk) -> None:
    follow(desk)
    desk.hears("王丽")
    desk.channels.outcomes = [Failed("hold:95001", final=False), Failed("target:81013")]
    desk.put("a", who="王丽", text="通知")

    deliver_all(desk)

    assert desk.states()["a"] is State.WAITING
    desk.channels.outcomes = [Sent("m")]
    desk.clock.step(minutes=11)
    deliver_all(desk)
    assert ways(desk)[-1] == ("通知", "wecom_kf")


def test_a_held_message_goes_as_soon_as_the_parent_writes(desk: Desk) -> None:
    desk.put("a", who="王丽", text="明天放假")
    deliver_all(desk)
    assert ways(desk) == []

    desk.hears("王丽")
    answer(inbox.sender_key(desk.story.school_id, "wecom_kf", story.GUARDIANS["王丽"][0]), desk.house)
    deliver_all(desk)

    assert ("明天放假", "wecom_kf") in ways(desk)
    assert len(ways(desk)) == 2  # and the answer


def test_what_is_held_for_others_stays_held(desk: Desk) -> None:
    desk.put("a", who="张伟", text="明天放假")
    deliver_all(desk)

    desk.hears("王丽")
    answer(inbox.sender_key(desk.story.school_id, "wecom_kf", story.GUARDIANS["王丽"][0]), desk.house)
    deliver_all(desk)

    assert desk.states()["a"] is State.WAITING


def test_opening_the_chat_is_no_message_and_opens_no_window(desk: Desk) -> None:
    desk.hears("王丽", Kind.ENTER)
    desk.put("a", who="王丽", text="明天放假")

    deliver_all(desk)

    assert ways(desk) == []


def test_who_opens_the_chat_is_greeted_by_the_code_of_the_entry(desk: Desk) -> None:
    desk.hears("王丽", Kind.ENTER, welcome_code="w1")
    answer(inbox.sender_key(desk.story.school_id, "wecom_kf", story.GUARDIANS["王丽"][0]), desk.house)

    deliver_all(desk)

    assert [(address.channel, handle) for _, address, handle in desk.channels.sent] == [("wecom_kf", "w1")]


def test_a_welcome_that_came_too_late_waits_for_the_parents_own_message(desk: Desk) -> None:
    desk.hears("王丽", Kind.ENTER, welcome_code="w1")
    answer(inbox.sender_key(desk.story.school_id, "wecom_kf", story.GUARDIANS["王丽"][0]), desk.house)
    desk.channels.outcomes = [Failed("drop:95007")]

    deliver_all(desk)
    assert len(ways(desk)) == 1

    desk.hears("王丽")
    answer(inbox.sender_key(desk.story.school_id, "wecom_kf", story.GUARDIANS["王丽"][0]), desk.house)
    deliver_all(desk)
    assert [handle for _, _, handle in desk.channels.sent] == ["w1", "", ""]
