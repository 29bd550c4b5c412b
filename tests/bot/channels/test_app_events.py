from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.channels import app_events, xml
from bot.channels.crypto import BadCallback
from bot.channels.envelope import Opened
from care.messages import Inbound, Kind
from tests.bot.platform import payload


def read(text: str) -> Inbound | None:
    return app_events.read(Opened(xml.parse(text.encode()), "1.n"), "yucai")


def found(text: str) -> Inbound:
    inbound = read(text)
    assert inbound is not None
    return inbound


def test_a_text_keeps_its_words_and_its_long_number() -> None:
    assert found(payload("text__plain")) == Inbound(
        school="yucai",
        channel="wecom_app",
        platform_id="9007199254740993",
        sender="lihua",
        kind=Kind.TEXT,
        text="请假",
        sent_at=datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC),
        nonce="1.n",
    )


@pytest.mark.parametrize(
    ("name", "kind", "detail"),
    [
        ("image__plain", Kind.IMAGE, {"media_id": "media-image"}),
        ("voice__plain", Kind.VOICE, {"media_id": "media-voice", "format": "amr"}),
        ("video__plain", Kind.FILE, {"media_id": "media-video"}),
        ("location__plain", Kind.LOCATION, {"latitude": "23.134", "longitude": "113.358", "label": "校门口"}),
        ("link__plain", Kind.OTHER, {"title": "通知", "url": "https://school.example/"}),
    ],
)
def test_what_is_no_text_is_kept_with_what_it_carries(name: str, kind: Kind, detail: dict[str, str]) -> None:
    inbound = found(payload(name))

    assert (inbound.kind, inbound.detail) == (kind, detail)


@pytest.mark.parametrize(
    ("name", "button", "code"),
    [
        ("template_card_event__button", "leave:42:ok", "RESPONSECODE1"),
        ("template_card_menu_event__plain", "menu:mute", "RESPONSECODE4"),
        ("click__menu", "menu:today", None),
    ],
)
def test_a_press_brings_its_button_and_the_code_that_greys_the_card(name: str, button: str, code: str | None) -> None:
    inbound = found(payload(name))

    assert (inbound.kind, inbound.button, inbound.detail.get("response_code")) == (Kind.PRESS, button, code)


def test_one_and_several_chosen_options_are_read_alike() -> None:
    assert found(payload("template_card_event__one_item")).detail["selected"] == {"day": ["mon"]}
    assert found(payload("template_card_event__several_items")).detail["selected"] == {
        "day": ["mon"],
        "who": ["a", "b"],
    }


def test_opening_the_app_is_an_entry() -> None:
    assert found(payload("enter_agent__plain")).kind is Kind.ENTER


@pytest.mark.parametrize(
    "name",
    ["subscribe__plain", "change_school_contact__misspelt", "pic_weixin__repeated_list", "kf_msg_or_event__plain"],
)
def test_what_the_platform_tells_about_itself_is_let_go(name: str) -> None:
    assert read(payload(name)) is None


def test_two_presses_of_one_person_in_one_second_are_two() -> None:
    first = found(payload("template_card_event__button"))
    second = found(payload("template_card_event__button", EventKey="leave:42:no"))
    again = found(payload("template_card_event__button"))

    assert first.platform_id != second.platform_id
    assert first.platform_id == again.platform_id


def test_an_unknown_kind_of_message_is_kept() -> None:
    assert found(payload("text__plain", MsgType="hologram")).kind is Kind.OTHER


def test_an_empty_text_is_kept() -> None:
    assert found(payload("text__plain", Content="")).text == ""


def test_a_message_without_a_number_is_told_apart_by_what_it_says() -> None:
    first, second = payload("text__plain", MsgId=""), payload("text__plain", MsgId="", Content="来了")

    assert found(first).platform_id == found(first).platform_id != found(second).platform_id


@pytest.mark.parametrize("time", ["", "soon", "99999999999999999999", "-1", "１７"])
def test_a_message_whose_time_cannot_be_read_is_kept(time: str) -> None:
    assert found(payload("text__plain", CreateTime=time)).sent_at is None


@pytest.mark.parametrize(
    "text",
    [
        "<xml/>",
        "<xml>text</xml>",
        payload("text__plain", MsgType=""),
        payload("text__plain", FromUserName=""),
        payload("text__plain", FromUserName="x" * 65),
    ],
)
def test_a_message_from_nobody_or_of_no_kind_is_refused(text: str) -> None:
    with pytest.raises(BadCallback):
        read(text)
