from __future__ import annotations

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.channels import keys
from bot.house import House
from care.messages import Address, Button, Failed, Outgoing, Sent
from tests.bot.platform import OPEN_KFID, StubApi

MOTHER = Address(1, "wecom_kf", "wmAJ2GCAAAme1XQRC", OPEN_KFID)
YES_NO = (Button("是，请假", "q:7:yes"), Button("不是", "q:7:no"))


def sent(stub: StubApi) -> list[dict[str, Any]]:
    return [asked.body for asked in stub.asked_for("kf/send_msg")]


def test_a_text_goes_with_a_number_of_ours(house: House, stub: StubApi) -> None:
    outcome = house.channels.send(Outgoing(key="reply/1", to=1, text="已登记"), MOTHER)
    (body,) = sent(stub)

    assert outcome == Sent("m2")
    assert (body["touser"], body["open_kfid"], body["msgtype"]) == ("wmAJ2GCAAAme1XQRC", OPEN_KFID, "text")
    assert body["msgid"] == keys.kf_msgid("reply/1")


def test_a_second_attempt_carries_the_same_number(house: House, stub: StubApi) -> None:
    stub.lay_out("kf/send_msg", 500)
    for key in ("reply/1", "reply/1", "reply/2"):
        house.channels.send(Outgoing(key=key, to=1, text="已登记"), MOTHER)
    first, again, other = (body["msgid"] for body in sent(stub))

    assert first == again != other


@given(st.text(min_size=1, max_size=160), st.integers(0, 9))
def test_numbers_are_what_the_platform_takes(key: str, piece: int) -> None:
    assert re.fullmatch(r"[0-9A-Za-z_-]{32}", keys.kf_msgid(key, piece))
    assert re.fullmatch(r"[0-9A-Za-z_@-]{1,128}", keys.task_id(1, key))
    assert 1800 <= keys.check_interval(key, piece) <= 14400


def test_buttons_make_a_menu(house: House, stub: StubApi) -> None:
    house.channels.send(Outgoing(key="q/7", to=1, text="小明今天请假，对吗？", buttons=YES_NO), MOTHER)
    menu = sent(stub)[0]["msgmenu"]

    assert menu["head_content"] == "小明今天请假，对吗？"
    assert menu["list"] == [
        {"type": "click", "click": {"id": "q:7:yes", "content": "是，请假"}},
        {"type": "click", "click": {"id": "q:7:no", "content": "不是"}},
    ]


def test_words_too_long_for_a_menu_go_ahead_of_it(house: House, stub: StubApi) -> None:
    message = Outgoing(key="k", to=1, text="长" * 600, title="请选择", buttons=YES_NO)
    house.channels.send(message, MOTHER)
    text, menu = sent(stub)

    assert text["text"]["content"] == "长" * 600
    assert menu["msgmenu"]["head_content"] == "请选择"
    assert house.channels.pieces(message, "wecom_kf") == 2
    assert text["msgid"] != menu["msgid"]


def test_more_choices_than_a_menu_holds_are_written_out(house: House, stub: StubApi) -> None:
    buttons = tuple(Button(f"第{n}个", f"{n}") for n in range(1, 12))
    house.channels.send(Outgoing(key="k", to=1, text="哪一个？", buttons=buttons), MOTHER)

    assert sent(stub)[0]["text"]["content"].endswith("\n11. 第11个")


def test_a_welcome_is_one_message_with_the_code_of_the_entry(house: House, stub: StubApi) -> None:
    message = Outgoing(key="reply/2", to=1, text="欢迎使用三点半", buttons=YES_NO)

    assert isinstance(house.channels.send(message, MOTHER, handle="welcome-1"), Sent)
    (body,) = (asked.body for asked in stub.asked_for("kf/send_msg_on_event"))
    assert (body["code"], body["msgtype"]) == ("welcome-1", "msgmenu")
    assert "touser" not in body
    assert sent(stub) == []


def test_a_welcome_that_comes_too_late_is_let_go(house: House, stub: StubApi) -> None:
    stub.lay_out("kf/send_msg_on_event", {"errcode": 41050})

    assert house.channels.send(Outgoing(key="k", to=1, text="x"), MOTHER, handle="w") == Failed("drop:41050")


def test_a_menu_is_not_greyed(house: House, stub: StubApi) -> None:
    assert house.channels.send(Outgoing(key="k", to=1, text="", grey="已处理"), MOTHER) == Sent()
    assert stub.asked == []
