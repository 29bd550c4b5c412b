"""message/send, update_template_card and recall as wecom.md 3.2 to 3.4 and 5 describe them."""

from __future__ import annotations

from typing import Any

import pytest

from playground.errors import NotPossible
from playground.faults import Fault
from tests.playground.conftest import School
from tests.playground.fake_house import field_of, leave_card

HOUR = 3600


def update(school: School, code: str, **more: object) -> dict:
    agent_id = school.platform.config.app.agent_id
    body = {"userids": ["chenjing"], "agentid": agent_id, "response_code": code, "button": {"replace_name": "已同意"}}
    return school.call("message/update_template_card", body | more)


def test_a_text_arrives_at_each_member_whatever_the_case_of_the_userid(school: School):
    reply = school.send_text("ChenJing|zhaomin", "16:25 点名")

    assert reply["errcode"] == 0
    assert school.texts("陈静") == school.texts("赵敏") == ["16:25 点名"]


def test_unknown_members_are_listed_in_lower_case_and_the_others_reached(school: School):
    assert school.send_text("chenjing|Nobody", "点名")["invaliduser"] == "nobody"
    assert school.texts("chenjing") == ["点名"]


def test_a_parent_is_not_a_member(school: School):
    assert school.send_text("wm-wangli", "您好")["errcode"] == 81013


def test_at_all_reaches_every_member(school: School):
    school.send_text("@all|nobody", "停电")

    assert all(school.texts(phone.id) == ["停电"] for phone in school.platform.world.members())


@pytest.mark.parametrize(
    ("body", "errcode"),
    [
        ({"touser": "", "msgtype": "text", "text": {"content": "x"}}, 40063),
        ({"touser": "|".join(f"u{n}" for n in range(1001)), "msgtype": "text", "text": {"content": "x"}}, 40032),
        ({"touser": "chenjing", "msgtype": "text", "text": {"content": ""}}, 44004),
        ({"touser": "chenjing", "msgtype": "telegram", "telegram": {}}, 40008),
        ({"touser": "chenjing", "msgtype": "image", "image": {"media_id": "gone"}}, 40007),
        ({"touser": "chenjing", "msgtype": "markdown", "markdown": {"content": "长" * 683}}, 45002),
        ({"touser": "chenjing", "msgtype": "news", "news": {"articles": [{"title": "a"}] * 9}}, 45008),
        ({"touser": "chenjing", "msgtype": "text", "text": {"content": "x"}, "agentid": 1000003}, 301002),
        ({"touser": "chenjing", "msgtype": "text", "text": {"content": "x"}, "agentid": None}, 40056),
    ],
)
def test_a_bad_message_is_refused_with_its_code(school: School, body: dict, errcode: int):
    assert school.call("message/send", {"agentid": school.platform.config.app.agent_id, **body})["errcode"] == errcode


def test_a_long_text_is_cut_at_2048_bytes(school: School):
    school.send_text("chenjing", "长" * 1000)

    assert school.texts("chenjing") == ["长" * 682]


def test_the_31st_message_of_a_minute_vanishes_without_an_error(school: School):
    replies = [school.send_text("chenjing", f"第{number}条") for number in range(31)]

    assert {reply["errcode"] for reply in replies} == {0}
    assert len(school.texts("chenjing")) == 30
    assert school.platform.app.dropped == 1
    school.clock.step(61)
    school.send_text("chenjing", "下一分钟")
    assert school.texts("chenjing")[-1] == "下一分钟"


def test_the_1001st_message_of_an_hour_vanishes(school: School):
    for number in range(1001):
        school.clock.step(2.5)
        school.send_text("chenjing", f"第{number}条")

    assert len(school.texts("chenjing")) == 1000


def test_the_account_cap_times_200_ends_the_day(school: School):
    members = len(school.platform.world.members())
    for number in range(200):
        school.clock.step(60)
        assert school.send_text("@all", f"第{number}条")["errcode"] == 0

    assert school.send_text("chenjing", "再来一条")["errcode"] == 45009
    school.clock.step(24 * HOUR)
    assert school.send_text("chenjing", "第二天")["errcode"] == 0
    assert members == 5


def test_the_same_request_is_swallowed_within_its_interval_only_when_asked(school: School):
    again = {"enable_duplicate_check": 1, "duplicate_check_interval": 600}
    for seconds in (0, 300, 700):
        school.clock.step(seconds)
        assert school.send_text("chenjing", "点名", **again)["errcode"] == 0
    school.send_text("chenjing", "点名")
    school.send_text("chenjing", "点名")

    assert len(school.texts("chenjing")) == 4


def test_a_repeated_card_is_swallowed_before_its_task_id_is_refused(school: School):
    again = {"enable_duplicate_check": 1}

    first = school.send("chenjing", "template_card", leave_card("t1"), **again)
    assert school.send("chenjing", "template_card", leave_card("t1"), **again) == first
    assert school.send("zhaomin", "template_card", leave_card("t1"))["errcode"] == 42014


def test_a_card_is_greyed_once_with_its_code(school: School):
    code = school.send("chenjing|zhaomin", "template_card", leave_card("t1"))["response_code"]

    assert update(school, code)["errcode"] == 0
    assert update(school, code)["errcode"] == 60140
    greyed = [school.platform.messages(phone)[0].greyed for phone in ("chenjing", "zhaomin")]
    assert greyed == ["已同意", ""]


def test_a_code_lives_72_hours(school: School):
    code = school.send("chenjing", "template_card", leave_card("t1"))["response_code"]
    school.clock.step(72 * HOUR + 1)

    assert update(school, code)["errcode"] == 60140
    assert update(school, "never given")["errcode"] == 60140


def test_a_refused_update_leaves_the_code_alive(school: School):
    code = school.send("chenjing", "template_card", leave_card("t1"))["response_code"]

    assert update(school, code, button={})["errcode"] == 40058
    assert update(school, code)["errcode"] == 0


def test_a_whole_new_card_replaces_the_old_one(school: School):
    code = school.send("chenjing", "template_card", leave_card("t1"))["response_code"]
    new = leave_card("t1") | {"main_title": {"title": "已处理"}, "replace_text": "已退回"}

    assert update(school, code, template_card=new, button=None)["errcode"] == 0
    message = school.platform.messages("chenjing")[0]
    assert (message.body["main_title"]["title"], message.greyed) == ("已处理", "已退回")


def test_a_press_comes_with_a_fresh_code_and_a_grey_card_cannot_be_pressed(school: School):
    first = school.send("chenjing", "template_card", leave_card("t1"))["response_code"]
    school.platform.people.press_newest("陈静", "同意")
    event = school.opened()[-1]

    assert (field_of(event, "EventKey"), field_of(event, "TaskId")) == ("leave:1:ok", "t1")
    assert (field_of(event, "CardType"), field_of(event, "AgentID")) == ("button_interaction", "1000002")
    code = field_of(event, "ResponseCode")
    assert code not in ("", first)
    assert update(school, code)["errcode"] == 0
    with pytest.raises(NotPossible):
        school.platform.people.press("chenjing", school.platform.messages("chenjing")[0].id, "同意")


def test_a_vote_sends_what_was_selected(school: School):
    options = [{"id": "a", "text": "赵敏"}, {"id": "b", "text": "吴昊"}]
    question = {"question_key": "who", "mode": 1, "option_list": options}
    vote = {"card_type": "vote_interaction", "task_id": "v", "checkbox": question}
    school.send("chenjing", "template_card", vote | {"submit_button": {"text": "提交", "key": "vote"}})
    school.platform.people.press("chenjing", 1, "提交", {"who": ["a", "b"]})

    items = field_of(school.opened()[-1], "SelectedItems")
    assert field_of(items, "QuestionKey") == "who"
    assert items.count("<OptionId>") == 2


def test_a_message_can_be_recalled_within_a_day(school: School):
    first, second = (school.send_text("chenjing", text)["msgid"] for text in ("一", "二"))

    assert school.call("message/recall", {"msgid": first})["errcode"] == 0
    school.clock.step(24 * HOUR + 1)
    assert school.call("message/recall", {"msgid": second})["errcode"] == 42052
    assert [message.status for message in school.platform.messages("chenjing")] == ["recalled", ""]


def test_a_silent_drop_can_be_provoked(school: School):
    school.platform.faults.set(Fault("silent_drop", times=1))

    assert school.send_text("chenjing", "丢了")["errcode"] == 0
    school.send_text("chenjing", "到了")
    assert school.texts("chenjing") == ["到了"]


@pytest.mark.parametrize("own", ["text", 5, ["a"], {"content": 5}, {"content": {"a": 1}}])
def test_a_malformed_body_is_answered_with_a_code(school: School, own: Any):
    assert school.send("chenjing", "text", own)["errcode"] > 0
    card = {"card_type": "text_notice", "main_title": own, "card_action": own, "jump_list": own}
    assert school.send("chenjing", "template_card", card)["errcode"] > 0


def test_a_card_that_was_refused_leaves_its_task_id_free(school: School):
    wrong = leave_card("t1") | {"button_list": []}

    assert school.send("chenjing", "template_card", wrong)["errcode"] == 40058
    assert school.send("chenjing", "template_card", leave_card("t1"))["errcode"] == 0
