from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from care.messages import Inbound, Kind
from storage import inbox, schools
from storage.db import Sessions
from storage.inbox import InboxRow, Receipt

NOW = datetime(2026, 3, 4, 7, 10, tzinfo=UTC)


@pytest.fixture
def school(sessions: Sessions) -> int:
    with sessions.writing() as session:
        return schools.add(session, "yucai", "育才小学")


def message(platform_id: str, nonce: str = "1.a", channel: str = "wecom_app") -> Inbound:
    return Inbound(
        school="yucai",
        channel=channel,
        platform_id=platform_id,
        sender="lihua",
        kind=Kind.TEXT,
        text="请假",
        nonce=nonce,
    )


def receive(sessions: Sessions, school: int, inbound: Inbound) -> Receipt:
    with sessions.single() as connection:
        return inbox.receive(connection, school, inbound, now=NOW)


def test_a_message_is_new_once_then_a_second_delivery_or_a_replay(sessions: Sessions, school: int) -> None:
    assert receive(sessions, school, message("1")) is Receipt.NEW
    assert receive(sessions, school, message("1", nonce="2.b")) is Receipt.DUPLICATE
    assert receive(sessions, school, message("1")) is Receipt.REPLAY
    assert receive(sessions, school, message("1", channel="wecom_kf")) is Receipt.NEW


def test_one_statement_keeps_many_and_says_of_each_what_became_of_it(sessions: Sessions, school: int) -> None:
    receive(sessions, school, message("old"))
    arrived = [message("a"), message("old", nonce="2.b"), message("a"), message("b"), message("old")]
    with sessions.single() as connection:
        receipts = inbox.receive_together(connection, [(school, each) for each in arrived], now=NOW)

    assert receipts == [Receipt.NEW, Receipt.DUPLICATE, Receipt.REPLAY, Receipt.NEW, Receipt.REPLAY]


def test_a_thousand_messages_of_one_page_are_kept(sessions: Sessions, school: int) -> None:
    with sessions.writing() as session:
        batch = [message(str(number)) for number in range(2500)]
        assert inbox.receive_all(session, school, batch, now=NOW) == [f"{school}/wecom_app/lihua"]
        assert inbox.receive_all(session, school, batch, now=NOW) == []
        assert session.scalar(select(func.count()).select_from(InboxRow)) == 2500


def test_of_many_doors_one_finds_it_new(sessions: Sessions, school: int) -> None:
    receipts: list[Receipt] = []
    doors = [
        threading.Thread(target=lambda n=n: receipts.append(receive(sessions, school, message("1", nonce=f"{n}"))))
        for n in range(8)
    ]
    for door in doors:
        door.start()
    for door in doors:
        door.join()

    assert sorted(receipts) == [Receipt.DUPLICATE] * 7 + [Receipt.NEW]
