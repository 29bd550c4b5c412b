from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.channels.kf_pull import pull
from bot.house import House
from storage import inbox
from storage.db import Sessions
from storage.inbox import InboxRow
from storage.platform import kf
from tests.bot.platform import OPEN_KFID, Asked, StubApi

SYNC = "kf/sync_msg"
NAME = f"1/{OPEN_KFID}"
ACCOUNT = kf.Account(1, OPEN_KFID)


def ring(sessions: Sessions, nonce: str = "1.n", *, ago: timedelta = timedelta(0)) -> None:
    with sessions.single() as connection:
        kf.ring(connection, ACCOUNT, token=f"token-of-{nonce}", nonce=nonce, now=datetime.now(UTC) - ago)


def item(number: int, text: str = "小明请假", **changed: Any) -> dict[str, Any]:
    whole = {"msgid": f"m{number}", "external_userid": f"wm{number % 3}", "send_time": 1700000000, "origin": 3}
    return whole | {"msgtype": "text", "text": {"content": text}} | changed


def page(cursor: str, *numbers: int, more: int = 0) -> dict[str, Any]:
    return {"errcode": 0, "next_cursor": cursor, "has_more": more, "msg_list": [item(number) for number in numbers]}


def kept(sessions: Sessions) -> list[str]:
    with sessions.reading() as session:
        return list(session.scalars(select(InboxRow.platform_id).order_by(InboxRow.id)))


def cursors(stub: StubApi) -> list[str | None]:
    return [asked.body.get("cursor") for asked in stub.asked_for(SYNC)]


def test_everything_is_fetched_until_nothing_is_left(house: House, sessions: Sessions, stub: StubApi) -> None:
    """A page may be empty and still not be the last. (wecom.md 4b)"""
    ring(sessions)
    stub.lay_out(SYNC, page("c1", 1, 2, more=1), page("c2", more=1), page("c3", 3))

    assert pull(NAME, house) == ["1/wecom_kf/wm1", "1/wecom_kf/wm2", "1/wecom_kf/wm0"]
    assert kept(sessions) == ["m1", "m2", "m3"]
    assert cursors(stub) == [None, "c1", "c2"]
    assert {asked.body["token"] for asked in stub.asked_for(SYNC)} == {"token-of-1.n"}


def test_the_next_bell_goes_on_where_the_last_one_ended(house: House, sessions: Sessions, stub: StubApi) -> None:
    stub.lay_out(SYNC, page("c1", 1), page("c2", 2))
    for nonce in ("1.a", "1.b"):
        ring(sessions, nonce)
        pull(NAME, house)

    assert cursors(stub) == [None, "c1"]
    assert kept(sessions) == ["m1", "m2"]


def test_without_a_bell_nothing_is_asked(house: House, stub: StubApi) -> None:
    assert pull(NAME, house) == []
    assert stub.asked == []


def test_a_crash_between_the_batch_and_its_cursor_leaves_neither(
    house: House, sessions: Sessions, stub: StubApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring(sessions)
    stub.lay_out(SYNC, page("c1", 1, 2), page("c1", 1, 2))
    with monkeypatch.context() as patched:
        patched.setattr(kf, "advance", _die)
        with pytest.raises(KeyboardInterrupt):
            pull(NAME, house)
    assert kept(sessions) == []

    assert len(pull(NAME, replace(house, wall=_in_a_while))) == 2
    assert kept(sessions) == ["m1", "m2"]
    assert cursors(stub) == [None, None]


def _die(*_args: Any, **_named: Any) -> None:
    raise KeyboardInterrupt


def _in_a_while() -> datetime:
    return datetime.now(UTC) + kf.LEASE + timedelta(seconds=1)


def test_two_readers_never_read_one_account_at_once(house: House, sessions: Sessions, stub: StubApi) -> None:
    ring(sessions)
    inside, go_on = threading.Event(), threading.Event()

    def slow(_asked: Asked) -> dict[str, Any]:
        inside.set()
        go_on.wait(5)
        return page("c1", 1)

    stub.lay_out(SYNC, slow)
    first = threading.Thread(target=pull, args=[NAME, house])
    first.start()
    assert inside.wait(5)
    assert pull(NAME, house) == []
    ring(sessions, "1.second")  # Rung while the first one reads: the first one looks again.
    assert pull(NAME, house) == []
    stub.lay_out(SYNC, page("c2", 2))
    go_on.set()
    first.join()

    assert cursors(stub) == [None, "c1"]
    assert kept(sessions) == ["m1", "m2"]


def test_a_reader_whose_time_ran_out_keeps_nothing_more(house: House, sessions: Sessions, stub: StubApi) -> None:
    ring(sessions)

    def overtaken(_asked: Asked) -> dict[str, Any]:
        pull(NAME, replace(house, wall=_in_a_while))
        return page("c1", 1)

    stub.lay_out(SYNC, overtaken, page("c1", 1))
    assert pull(NAME, house) == []
    assert kept(sessions) == ["m1"]


@pytest.mark.parametrize("answer", [{"errcode": -1}, {"errcode": 48007}, 502])
def test_a_failure_leaves_the_bell_for_the_sweep(house: House, sessions: Sessions, stub: StubApi, answer: Any) -> None:
    ring(sessions)
    stub.lay_out(SYNC, page("c1", 1, more=1), answer)
    pull(NAME, house)
    with sessions.reading() as session:
        assert kf.waiting(session) == [ACCOUNT]

    stub.lay_out(SYNC, page("c2", 2))
    pull(NAME, house)
    with sessions.reading() as session:
        assert kf.waiting(session) == []
    assert kept(sessions) == ["m1", "m2"]


def test_a_bells_token_is_not_used_after_its_ten_minutes(house: House, sessions: Sessions, stub: StubApi) -> None:
    ring(sessions, ago=timedelta(minutes=11))
    pull(NAME, house)

    assert "token" not in stub.asked_for(SYNC)[0].body


def test_a_token_that_the_platform_refuses_is_left_out(house: House, sessions: Sessions, stub: StubApi) -> None:
    ring(sessions)
    stub.lay_out(SYNC, {"errcode": 95007}, page("c1", 1))

    assert pull(NAME, house) == ["1/wecom_kf/wm1"]
    assert ["token" in asked.body for asked in stub.asked_for(SYNC)] == [True, False]


def test_what_came_before_has_no_second_effect(house: House, sessions: Sessions, stub: StubApi) -> None:
    stub.lay_out(SYNC, page("c1", 1, 1, 2), page("c2", 2, 3))
    for nonce in ("1.a", "1.b"):
        ring(sessions, nonce)
        pull(NAME, house)

    assert kept(sessions) == ["m1", "m2", "m3"]


def test_items_that_cannot_be_read_do_not_keep_the_others_away(house: House, sessions: Sessions, stub: StubApi) -> None:
    ring(sessions)
    odd: list[Any] = [None, "x", {}, item(7, origin=5), item(8, msgtype="note"), {"msgtype": ["text"]}]
    stub.lay_out(SYNC, page("c1", 1) | {"msg_list": [*odd, item(1)]})

    assert len(pull(NAME, house)) == 2
    assert kept(sessions) == ["m8", "m1"]


def test_a_cursor_that_stands_still_ends_the_loop(house: House, sessions: Sessions, stub: StubApi) -> None:
    ring(sessions)
    stub.lay_out(SYNC, *[page("c1", more=1)] * 5)
    pull(NAME, house)

    assert len(stub.asked_for(SYNC)) == 2


def test_a_bell_of_an_account_that_is_not_ours_asks_nothing(house: House, stub: StubApi) -> None:
    assert pull("1/wkUnknown", house) == []
    assert stub.asked == []


def test_old_bells_are_thrown_away(house: House, sessions: Sessions, stub: StubApi) -> None:
    ring(sessions, "1.old", ago=timedelta(hours=2))
    ring(sessions, "1.new")
    pull(NAME, house)
    with sessions.reading() as session:
        assert [row.nonce for row in session.scalars(select(kf.BellRow))] == ["1.new"]


def test_a_message_fetched_is_one_that_is_answered(house: House, sessions: Sessions, stub: StubApi) -> None:
    ring(sessions)
    stub.lay_out(SYNC, page("c1", 1))
    pull(NAME, house)
    with sessions.reading() as session:
        (waiting,) = inbox.unanswered(session, "1/wecom_kf/wm1", now=datetime.now(UTC))

    assert waiting.inbound.text == "小明请假"
    assert waiting.inbound.detail == {"open_kfid": OPEN_KFID}
