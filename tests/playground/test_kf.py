"""微信客服: window, cursor, menus and welcome as wecom.md 4b describes them."""

from __future__ import annotations

import pytest

from playground.faults import Fault
from tests.playground.conftest import School
from tests.playground.fake_house import field_of

PARENT = "wm-wangli"
HOUR = 3600


def entries(count: int) -> list[dict]:
    return [{"type": "click", "click": {"id": f"k{n}", "content": f"选项{n}"}} for n in range(count)]


def say(school: School, text: str = "请假") -> None:
    school.platform.people.say(PARENT, text)


def hello(school: School, **more: object) -> int:
    return school.send_kf(PARENT, "text", {"content": "好的"}, **more)["errcode"]


def welcome(school: School, code: str) -> dict:
    return school.call("kf/send_msg_on_event", {"code": code, "msgtype": "text", "text": {"content": "欢迎"}})


def test_the_bell_names_account_and_token_but_nobody(school: School):
    say(school)
    bell = school.opened()[-1]

    assert field_of(bell, "Event") == "kf_msg_or_event"
    assert field_of(bell, "OpenKfId") == school.platform.config.kf.open_kfid
    assert "<FromUserName>" not in bell
    assert "<AgentID>" not in bell
    assert school.sync(token=field_of(bell, "Token"))["msg_list"][0]["text"] == {"content": "请假"}


def test_a_bells_token_lives_ten_minutes(school: School):
    say(school)
    token = field_of(school.opened()[-1], "Token")
    school.clock.step(601)

    assert school.sync(token=token)["errcode"] == 95007


def test_the_cursor_goes_on_where_it_was(school: School):
    for number in range(5):
        say(school, f"第{number}条")
    first = school.sync(limit=3)
    second = school.sync(limit=3, cursor=first["next_cursor"])

    assert [len(one["msg_list"]) for one in (first, second)] == [3, 2]
    assert [one["has_more"] for one in (first, second)] == [1, 0]
    assert school.sync(cursor=second["next_cursor"])["msg_list"] == []
    assert school.sync(cursor="nonsense")["errcode"] == 40058


def test_items_older_than_three_days_are_gone(school: School):
    say(school, "旧")
    school.clock.step(73 * HOUR)
    say(school, "新")

    assert [item["text"]["content"] for item in school.sync()["msg_list"]] == ["新"]


def test_sync_without_token_is_limited(school: School):
    codes = {school.sync()["errcode"] for _ in range(31)}

    assert codes == {0, 45009}


def test_five_messages_follow_each_message_of_the_parent(school: School):
    say(school)

    assert [hello(school) for _ in range(6)] == [0, 0, 0, 0, 0, 95001]
    say(school)
    assert hello(school) == 0


def test_the_window_shuts_after_48_hours_and_for_those_who_never_wrote(school: School):
    assert hello(school) == 95002
    say(school)
    school.clock.step(48 * HOUR)
    assert hello(school) == 0
    school.clock.step(1)
    assert hello(school) == 95002


def test_a_repeated_msgid_is_answered_and_shown_once(school: School):
    say(school)

    assert [hello(school, msgid="reply-1") for _ in range(9)] == [0] * 9
    assert school.texts(PARENT) == ["好的"]


@pytest.mark.parametrize("msgid", ["x" * 33, "a:b", "请假"])
def test_a_bad_msgid_is_refused(school: School, msgid: str):
    say(school)

    assert hello(school, msgid=msgid) == 40058


@pytest.mark.parametrize(
    ("menu", "errcode"),
    [
        ({"head_content": "请选择", "list": entries(10)}, 0),
        ({"head_content": "请选择", "list": entries(11)}, 95008),
        ({"list": []}, 95009),
        ({"head_content": "长" * 342, "list": entries(1)}, 95009),
        ({"list": [{"type": "click", "click": {"id": "a", "content": "长" * 43}}]}, 95009),
        ({"list": [{"type": "click", "click": {"id": "k" * 129, "content": "好"}}]}, 95009),
        ({"list": [{"type": "click", "click": {"id": "a"}}]}, 95009),
        ({"list": [{"type": "button", "button": {}}]}, 95009),
        ({"list": [{"type": "view", "view": {"url": "https://example.test/", "content": "看"}}]}, 0),
    ],
)
def test_a_menus_limits(school: School, menu: dict, errcode: int):
    say(school)

    assert school.send_kf(PARENT, "msgmenu", menu)["errcode"] == errcode


def test_a_pressed_entry_comes_back_with_its_id_and_a_typed_one_without(school: School):
    say(school)
    school.send_kf(PARENT, "msgmenu", {"head_content": "请选择", "list": entries(2)})
    school.platform.people.press_newest(PARENT, "选项1")
    say(school, "选项1")

    texts = [item["text"] for item in school.sync()["msg_list"]]
    assert texts[1:] == [{"content": "选项1", "menu_id": "k1"}, {"content": "选项1"}]


def test_cards_and_strangers_and_wrong_accounts_are_refused(school: School):
    assert school.send_kf(PARENT, "template_card", {})["errcode"] == 40008
    assert school.send_kf("chenjing", "text", {"content": "x"})["errcode"] == 40096
    assert hello(school, open_kfid="wk-other") == 95000
    say(school)
    assert school.send_kf(PARENT, "text", {"content": "长" * 683})["errcode"] == 45002


def test_entering_gives_a_welcome_code_once_in_48_hours(school: School):
    school.platform.people.enter(PARENT, scene="bind", scene_param="token-1")
    event = school.sync()["msg_list"][-1]["event"]

    assert (event["event_type"], event["scene_param"]) == ("enter_session", "token-1")
    assert welcome(school, event["welcome_code"])["errcode"] == 0
    assert school.texts(PARENT) == ["欢迎"]
    assert welcome(school, event["welcome_code"])["errcode"] == 95007
    school.platform.people.enter(PARENT)
    assert "welcome_code" not in school.sync()["msg_list"][-1]["event"]


def test_a_welcome_code_lives_20_seconds(school: School):
    school.platform.people.enter(PARENT)
    code = school.sync()["msg_list"][-1]["event"]["welcome_code"]
    school.clock.step(21)

    assert welcome(school, code)["errcode"] == 95007


def test_a_failed_delivery_is_reported_as_an_event(school: School):
    say(school)
    school.platform.faults.set(Fault("kf_fail", times=1))

    assert hello(school, msgid="lost-1") == 0
    event = school.sync()["msg_list"][-1]["event"]
    assert (event["event_type"], event["fail_msgid"], event["fail_type"]) == ("msg_send_fail", "lost-1", 10)
    assert school.texts(PARENT) == []


def test_the_window_can_be_shut_from_the_page(school: School):
    say(school)
    school.platform.faults.set(Fault("window_shut"))

    assert hello(school) == 95002


def test_an_ended_session_is_silent_until_the_parent_writes(school: School):
    say(school)
    who = {"open_kfid": school.platform.config.kf.open_kfid, "external_userid": PARENT}
    trans = [{**who, "service_state": 3, "servicer_userid": "chenjing"}, {**who, "service_state": 4}]

    assert [school.call("kf/service_state/trans", one)["errcode"] for one in trans] == [0, 0]
    assert hello(school) == 95018
    assert school.call("kf/service_state/trans", {**who, "service_state": 1})["errcode"] == 95016
    say(school)
    assert hello(school) == 0


def test_accounts_links_and_names(school: School):
    kf = school.platform.config.kf.open_kfid
    names = school.call("kf/customer/batchget", {"external_userid_list": [PARENT, "wm-none"]})

    assert school.call("kf/account/list", {})["account_list"][0]["open_kfid"] == kf
    assert "scene=bind" in school.call("kf/add_contact_way", {"open_kfid": kf, "scene": "bind"})["url"]
    assert school.call("kf/add_contact_way", {"open_kfid": kf, "scene": "绑定"})["errcode"] == 40058
    assert [one["nickname"] for one in names["customer_list"]] == ["王丽"]
    assert names["invalid_external_userid"] == ["wm-none"]
