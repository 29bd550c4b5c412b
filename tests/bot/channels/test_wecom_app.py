from __future__ import annotations

from typing import Any

import pytest

from bot.house import House
from care.messages import Address, Button, Failed, Outgoing, Sent
from tests.bot.platform import StubApi

ZHANG = Address(1, "wecom_app", "zhangmin")
YES_NO = (Button("同意", "leave:42:ok"), Button("退回", "leave:42:no", 2))
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def sent(stub: StubApi) -> list[dict[str, Any]]:
    return [asked.body for asked in stub.asked_for("message/send")]


def test_a_short_text_goes_in_one_message(house: House, stub: StubApi) -> None:
    outcome = house.channels.send(Outgoing(key="leave/1/teacher", to=1, text="李小明今天请假"), ZHANG)
    (body,) = sent(stub)

    assert outcome == Sent("m2")
    assert body["touser"] == "zhangmin"
    assert (body["agentid"], body["msgtype"], body["text"]) == (1000002, "text", {"content": "李小明今天请假"})
    assert body["enable_duplicate_check"] == 1


def test_a_second_attempt_is_the_same_request_and_another_message_is_not(house: House, stub: StubApi) -> None:
    """The platform's repeat check compares whole requests. (wecom.md 3.2)"""
    for key in ("answer/1", "answer/1", "answer/2"):
        house.channels.send(Outgoing(key=key, to=1, text="未离校"), ZHANG)
    first, again, other = sent(stub)

    assert first == again != other
    assert 1800 <= first["duplicate_check_interval"] <= 14400


def test_a_long_text_is_split_on_line_borders_and_nothing_is_lost(house: House, stub: StubApi) -> None:
    text = "\n".join(f"{n}. 三年级2班 李小明 已由奶奶接走" for n in range(150))
    message = Outgoing(key="summary/1", to=1, text=text)
    assert isinstance(house.channels.send(message, ZHANG), Sent)
    pieces = [body["text"]["content"] for body in sent(stub)]

    assert "\n".join(pieces) == text
    assert all(len(piece.encode()) <= 2048 for piece in pieces)
    assert house.channels.pieces(message, "wecom_app") == len(pieces) > 1


def test_buttons_make_a_card_that_can_be_greyed(house: House, stub: StubApi) -> None:
    stub.lay_out("message/send", {"errcode": 0, "msgid": "m9", "response_code": "rc9"})
    message = Outgoing(key="approval/7/张老师", to=1, text="李小明申请足球社团", title="报名申请", buttons=YES_NO)

    assert house.channels.send(message, ZHANG) == Sent("m9", "rc9")
    card = sent(stub)[0]["template_card"]
    assert card["card_type"] == "button_interaction"
    assert card["main_title"] == {"title": "报名申请"}
    assert card["sub_title_text"] == "李小明申请足球社团"
    assert [button["key"] for button in card["button_list"]] == ["leave:42:ok", "leave:42:no"]
    assert set(card["task_id"]) <= set("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_@-")
    assert len(card["task_id"].encode()) <= 128


def test_each_copy_of_a_card_has_a_task_of_its_own(house: House, stub: StubApi) -> None:
    for key in ("ask/1/zhang", "ask/1/wang"):
        house.channels.send(Outgoing(key=key, to=1, text="x", buttons=YES_NO, card="ask/1"), ZHANG)
    first, second = (body["template_card"]["task_id"] for body in sent(stub))

    assert first != second


def test_a_text_too_long_for_a_card_goes_ahead_of_it(house: House, stub: StubApi) -> None:
    house.channels.send(Outgoing(key="k", to=1, text="家长说：" + "很长" * 100, title="请处理", buttons=YES_NO), ZHANG)
    text, card = sent(stub)

    assert text["text"]["content"].startswith("家长说：很长")
    assert "sub_title_text" not in card["template_card"]


def test_labels_and_titles_are_cut_with_a_sign(house: House, stub: StubApi) -> None:
    buttons = (Button("我知道了并且马上就去处理", "ack"),)
    house.channels.send(Outgoing(key="k", to=1, text="x", title="题" * 50, buttons=buttons), ZHANG)
    card = sent(stub)[0]["template_card"]

    assert card["button_list"][0]["text"] == "我知道了并且马上就…"
    assert len(card["main_title"]["title"]) == 36


def test_more_choices_than_a_card_holds_are_written_out(house: House, stub: StubApi) -> None:
    buttons = tuple(Button(f"{n}班", f"class:{n}") for n in range(1, 9))
    house.channels.send(Outgoing(key="k", to=1, text="哪个班？", buttons=buttons), ZHANG)

    assert sent(stub)[0]["text"]["content"] == "哪个班？\n" + "\n".join(f"{n}. {n}班" for n in range(1, 9))


@pytest.mark.parametrize("field", ["invaliduser", "unlicenseduser"])
def test_a_member_who_was_not_reached_is_a_failure_though_the_code_is_0(
    house: House, stub: StubApi, field: str
) -> None:
    stub.lay_out("message/send", {"errcode": 0, field: "zhangmin"})

    assert house.channels.send(Outgoing(key="k", to=1, text="x"), ZHANG) == Failed(f"target:{field}")


def test_a_failure_in_the_middle_ends_the_message(house: House, stub: StubApi) -> None:
    stub.lay_out("message/send", {"errcode": 0}, {"errcode": 60111})

    assert house.channels.send(Outgoing(key="k", to=1, text="长" * 2500), ZHANG) == Failed("target:60111")
    assert len(sent(stub)) == 2


def test_a_picture_is_uploaded_and_sent_with_its_text(house: House, stub: StubApi) -> None:
    message = Outgoing(key="k", to=1, text="扫码绑定", picture=PNG)
    assert isinstance(house.channels.send(message, ZHANG), Sent)
    upload = stub.asked_for("media/upload")[0]

    assert upload.query["type"] == "image"
    assert PNG in upload.raw
    assert b'name="media"; filename="picture.png"' in upload.raw
    assert [body["msgtype"] for body in sent(stub)] == ["image", "text"]
    assert house.channels.pieces(message, "wecom_app") == 2


def test_a_picture_is_sent_whole_again_after_its_token_died(house: House, stub: StubApi) -> None:
    """wechatpy sends a file again that it has read to its end. (wecom.md 6.3)"""
    stub.lay_out("media/upload", {"errcode": 42001})
    assert isinstance(house.channels.send(Outgoing(key="k", to=1, text="", picture=PNG), ZHANG), Sent)

    assert [PNG in asked.raw for asked in stub.asked_for("media/upload")] == [True, True]


def test_greying_uses_the_code_of_the_card(house: House, stub: StubApi) -> None:
    message = Outgoing(key="grey/1", to=1, text="", card="ask/1", grey="已同意")

    assert isinstance(house.channels.send(message, ZHANG, handle="rc9"), Sent)
    assert stub.asked_for("message/update_template_card")[0].body == {
        "userids": ["zhangmin"],
        "agentid": 1000002,
        "response_code": "rc9",
        "button": {"replace_name": "已同意"},
    }
    assert house.channels.pieces(message, "wecom_app") == 0


def test_a_code_that_is_used_up_is_let_go(house: House, stub: StubApi) -> None:
    stub.lay_out("message/update_template_card", {"errcode": 60140})
    message = Outgoing(key="grey/1", to=1, text="", grey="已同意")

    assert house.channels.send(message, ZHANG, handle="rc9") == Failed("drop:60140")
    assert house.channels.send(message, ZHANG) == Failed("drop:no response code")


def test_an_empty_message_is_a_fault_of_ours(house: House, stub: StubApi) -> None:
    assert house.channels.send(Outgoing(key="k", to=1, text=""), ZHANG) == Failed("bug:nothing to send")
