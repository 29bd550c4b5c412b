from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import kf_events
from care.messages import Inbound, Kind

ITEM = {
    "msgid": "4nSJHJSgPMzaHyRyGGXjEHc",
    "open_kfid": "wk1",
    "external_userid": "wmAJ2GCAAAme1XQRC",
    "send_time": 1700000000,
    "origin": 3,
}


def read(**item: Any) -> Inbound | None:
    return kf_events.read(ITEM | item, "yucai", "wk1")


def found(**item: Any) -> Inbound:
    inbound = read(**item)
    assert inbound is not None
    return inbound


def test_a_parents_text_is_read() -> None:
    inbound = found(msgtype="text", text={"content": "小明今天请假"})

    assert (inbound.kind, inbound.text, inbound.sender) == (Kind.TEXT, "小明今天请假", "wmAJ2GCAAAme1XQRC")
    assert (inbound.platform_id, inbound.detail) == ("4nSJHJSgPMzaHyRyGGXjEHc", {"open_kfid": "wk1"})


def test_a_chosen_menu_entry_is_a_press() -> None:
    inbound = found(msgtype="text", text={"content": "是，请假", "menu_id": "q:7:yes"})

    assert (inbound.kind, inbound.button, inbound.text) == (Kind.PRESS, "q:7:yes", "是，请假")


def test_coming_in_brings_the_scene_and_the_code_of_a_welcome() -> None:
    event = {
        "event_type": "enter_session",
        "open_kfid": "wk1",
        "external_userid": "wm2",
        "scene": "bind",
        "scene_param": "tok",
        "welcome_code": "w1",
    }
    inbound = found(msgtype="event", origin=4, external_userid=None, event=event)

    assert (inbound.kind, inbound.sender) == (Kind.ENTER, "wm2")
    assert inbound.detail == {"open_kfid": "wk1", "scene": "bind", "scene_param": "tok", "welcome_code": "w1"}


def test_a_message_that_did_not_arrive_is_told() -> None:
    event = {"event_type": "msg_send_fail", "external_userid": "wm2", "fail_msgid": "m1", "fail_type": 4}
    inbound = found(msgtype="event", origin=4, event=event)

    assert (inbound.kind, inbound.detail["fail_msgid"], inbound.detail["fail_type"]) == (Kind.FAILED, "m1", 4)


@pytest.mark.parametrize(
    "item",
    [
        {"msgtype": "text", "origin": 5, "text": {"content": "您好"}},
        {"msgtype": "event", "origin": 4, "event": {"event_type": "session_status_change", "external_userid": "wm2"}},
        {"msgtype": "event", "origin": 4, "event": {}},
        {"msgtype": "text", "external_userid": "", "text": {"content": "?"}},
    ],
)
def test_what_no_parent_waits_for_is_let_go(item: dict[str, Any]) -> None:
    assert read(**item) is None


def test_an_unknown_kind_of_message_is_kept() -> None:
    assert found(msgtype="channels_shop_order", channels_shop_order={"id": 1}).kind is Kind.OTHER


def test_what_no_database_can_keep_is_taken_out() -> None:
    assert found(msgtype="text", text={"content": "a\x00b\ud83d"}).text == "ab\ufffd"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(["msgid", "external_userid", "send_time", "origin", "msgtype", "text", "event"])


@given(st.dictionaries(FIELDS, JSON | st.sampled_from(["text", "event", 3])))
def test_no_item_breaks_the_reading(item: dict[str, Any]) -> None:
    inbound = kf_events.read(item, "yucai", "wk1")

    assert inbound is None or (inbound.sender and inbound.platform_id)
