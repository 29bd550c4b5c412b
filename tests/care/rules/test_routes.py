"""Which way a message goes: the window first, the notice next, and the last of the five for an answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from care.messages import Address, Outgoing, Urgency
from care.rules.routes import A_MOMENT, HOLD, Shut, Traffic, Way, choose

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
PUSH = Outgoing(key="push", to=1, text="通知")
ALARM = Outgoing(key="alarm", to=1, text="急事", urgency=Urgency.URGENT)
ANSWER = Outgoing(key="reply/1", to=1, text="答复", reply_to=1)


def kf(*, sent: int = 0, answered: bool = False, hours: float | None = 1) -> Way:
    heard = None if hours is None else NOW - timedelta(hours=hours)
    return Way(Address(1, "wecom_kf", "wm1"), Traffic(since_heard=sent, answered=answered), heard)


def notice(*, minute: int = 0, hour: int = 0) -> Way:
    return Way(Address(1, "school_notice", "p1"), Traffic(minute, hour))


def way_of(message: Outgoing, *ways: Way, pieces: int = 1, welcome: bool = False) -> str | Shut | None:
    found = choose(message, ways, pieces=lambda _: pieces, now=NOW, welcome=welcome)
    return found.address.channel if isinstance(found, Way) else found


def test_customer_service_goes_first_while_its_window_is_open() -> None:
    assert way_of(PUSH, notice(), kf()) == "wecom_kf"


@pytest.mark.parametrize("hours", [None, 48.1])
def test_a_shut_window_sends_by_school_notice(hours: float | None) -> None:
    assert way_of(PUSH, kf(hours=hours), notice()) == "school_notice"
    assert way_of(PUSH, kf(hours=hours)) == Shut(HOLD, "wecom_kf")


def test_the_last_of_the_five_is_left_to_the_answer() -> None:
    assert way_of(PUSH, kf(sent=3), notice()) == "wecom_kf"
    assert way_of(PUSH, kf(sent=4), notice()) == "school_notice"
    assert way_of(ANSWER, kf(sent=4), notice()) == "wecom_kf"
    assert way_of(ANSWER, kf(sent=5), notice()) == "school_notice"


def test_once_answered_a_push_may_take_the_last() -> None:
    assert way_of(PUSH, kf(sent=4, answered=True), notice()) == "wecom_kf"


def test_an_alarm_without_another_way_takes_the_last() -> None:
    assert way_of(ALARM, kf(sent=4)) == "wecom_kf"
    assert way_of(ALARM, kf(sent=4), notice()) == "school_notice"
    assert way_of(PUSH, kf(sent=4)) == Shut(HOLD, "wecom_kf")


def test_a_message_of_several_pieces_needs_room_for_all() -> None:
    assert way_of(ANSWER, kf(sent=3), notice(), pieces=3) == "school_notice"


def test_the_shortest_wait_counts() -> None:
    assert way_of(PUSH, kf(hours=None), notice(minute=30)) == Shut(A_MOMENT, "school_notice")
    assert way_of(PUSH, kf(hours=None), notice(hour=1000)) == Shut(HOLD, "wecom_kf")


def test_whoever_opens_the_chat_gets_one_message_without_having_written() -> None:
    assert way_of(ANSWER, kf(hours=None), notice(), welcome=True) == "wecom_kf"


def test_staff_are_reached_by_the_app_before_all_else() -> None:
    app = Way(Address(1, "wecom_app", "u1"))

    assert way_of(PUSH, kf(), notice(), app) == "wecom_app"


def test_without_any_address_there_is_no_way() -> None:
    assert way_of(PUSH) is None
