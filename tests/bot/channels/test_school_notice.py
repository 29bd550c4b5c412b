from __future__ import annotations

from typing import Any

import pytest

from bot.house import House
from care.messages import Address, Button, Failed, Outgoing, Sent, TryLater
from tests.bot.platform import StubApi

SEND = "externalcontact/message/send"
MOTHER = Address(1, "school_notice", "parent-17")
BUTTONS = (Button("已接到", "q/7/0"), Button("没在我这里", "q/7/1"))
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def sent(stub: StubApi) -> list[dict[str, Any]]:
    return [asked.body for asked in stub.asked_for(SEND)]


def texts(stub: StubApi) -> list[str]:
    return [body["text"]["content"] for body in sent(stub)]


def test_a_notice_goes_to_one_parent_by_the_apps_own_secret(house: House, stub: StubApi) -> None:
    outcome = house.channels.send(Outgoing(key="release/1", to=1, text="李小明已离校"), MOTHER)
    (body,) = sent(stub)

    assert outcome == Sent("m2")
    assert (body["recv_scope"], body["to_parent_userid"]) == (0, ["parent-17"])
    assert (body["agentid"], body["msgtype"], body["text"]) == (1000002, "text", {"content": "李小明已离校"})
    assert stub.asked_for("gettoken")[0].query["corpsecret"] == "the-app-secret"


def test_a_second_attempt_is_the_same_request_and_another_message_is_not(house: House, stub: StubApi) -> None:
    """The platform's repeat check compares whole requests. (wecom.md 3.2, 4a)"""
    for key in ("n/1", "n/1", "n/2"):
        house.channels.send(Outgoing(key=key, to=1, text="您好"), MOTHER)
    first, again, other = sent(stub)

    assert first["enable_duplicate_check"] == 1
    assert first == again != other


def test_buttons_are_written_out_with_the_chat_that_takes_the_answer(house: House, stub: StubApi) -> None:
    house.channels.send(Outgoing(key="k", to=1, text="李小明已离校", buttons=BUTTONS), MOTHER)

    assert texts(stub) == ["李小明已离校\n这里没有按钮：请在“育才小学托管”客服里回复“已接到”或“没在我这里”。"]


def test_a_long_notice_is_split_and_the_hint_stands_whole(house: House, stub: StubApi) -> None:
    message = Outgoing(key="k", to=1, text="长" * 1300, buttons=BUTTONS)
    house.channels.send(message, MOTHER)

    assert len(texts(stub)) == house.channels.pieces(message, "school_notice") == 3
    assert all(len(text.encode()) <= 2048 for text in texts(stub))
    assert "".join(texts(stub)[:2]) == "长" * 1300
    assert texts(stub)[2].startswith("这里没有按钮：请在“育才小学托管”客服里回复")


def test_a_picture_is_uploaded_and_goes_ahead_of_the_words(house: House, stub: StubApi) -> None:
    message = Outgoing(key="k", to=1, text="扫码绑定", picture=PNG)

    assert isinstance(house.channels.send(message, MOTHER), Sent)
    assert [body["msgtype"] for body in sent(stub)] == ["image", "text"]
    assert house.channels.pieces(message, "school_notice") == 2


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ({"errcode": 0, "invalid_parent_userid": ["parent-17"]}, Failed("target:invalid_parent_userid")),
        ({"errcode": 81013}, Failed("target:81013")),
        ({"errcode": 48002}, Failed("config:48002")),
        ({"errcode": 301002}, Failed("config:301002")),
        ({"errcode": 40201}, Failed("content:40201")),
        ({"errcode": 0, "invalid_parent_userid": [], "msgid": "m9"}, Sent("m9")),
    ],
)
def test_what_the_platform_answers_is_sorted(house: House, stub: StubApi, reply: dict[str, Any], outcome: Any) -> None:
    stub.lay_out(SEND, reply)

    assert house.channels.send(Outgoing(key="k", to=1, text="x"), MOTHER) == outcome


@pytest.mark.parametrize("answer", [{"errcode": -1}, {"errcode": 45009}, 502])
def test_a_busy_platform_is_tried_again(house: House, stub: StubApi, answer: Any) -> None:
    stub.lay_out(SEND, answer)

    assert isinstance(house.channels.send(Outgoing(key="k", to=1, text="x"), MOTHER), TryLater)


def test_a_failure_in_the_middle_ends_the_notice(house: House, stub: StubApi) -> None:
    stub.lay_out(SEND, {"errcode": 0}, {"errcode": 0, "invalid_parent_userid": ["parent-17"]})

    outcome = house.channels.send(Outgoing(key="k", to=1, text="长" * 2000), MOTHER)

    assert outcome == Failed("target:invalid_parent_userid")
    assert len(sent(stub)) == 2


def test_there_is_nothing_to_grey(house: House, stub: StubApi) -> None:
    assert house.channels.send(Outgoing(key="k", to=1, text="", grey="已处理"), MOTHER) == Sent()
    assert stub.asked == []
