"""externalcontact/message/send and the school's contacts as wecom.md 4a describes them."""

from __future__ import annotations

from typing import Any

import pytest

from playground.faults import Fault
from tests.playground.conftest import School

SEND = "externalcontact/message/send"


def notice(school: School, **more: Any) -> dict[str, Any]:
    agent_id = school.platform.config.app.agent_id
    body = {"recv_scope": 0, "agentid": agent_id, "msgtype": "text", "text": {"content": "明天放假"}}
    return school.call(SEND, body | more)


def test_a_notice_reaches_a_parent_who_never_wrote(school: School):
    reply = notice(school, to_parent_userid=["P-WangLi"])

    assert (reply["errcode"], reply.get("invalid_parent_userid")) == (0, None)
    (message,) = school.platform.messages("王丽")
    assert (message.channel, message.text, message.mine) == ("notice", "明天放假", False)


def test_unknown_parents_are_listed_and_the_others_reached(school: School):
    assert notice(school, to_parent_userid=["p-wangli", "nobody"])["invalid_parent_userid"] == ["nobody"]
    assert school.texts("王丽") == ["明天放假"]


def test_the_ids_of_members_and_of_customer_service_are_no_parents(school: School):
    """A parent_userid may equal a staff userid: the namespaces are separate."""
    assert notice(school, to_parent_userid=["chenjing", "wm-wangli"])["errcode"] == 81013


def test_only_followers_are_reached(school: School):
    school.platform.faults.set(Fault("not_following", times=1))

    assert notice(school, to_parent_userid=["p-wangli", "p-zhangwei"])["invalid_parent_userid"] == ["p-wangli"]
    assert school.texts("王丽") == []


def test_nobody_reached_is_81013(school: School):
    school.platform.faults.set(Fault("not_following"))

    assert notice(school, to_parent_userid=["p-wangli"])["errcode"] == 81013


@pytest.mark.parametrize(
    ("more", "errcode"),
    [
        ({}, 40063),
        ({"to_parent_userid": "p-wangli|p-zhangwei"}, 40031),
        ({"to_parent_userid": [f"p{n}" for n in range(1001)]}, 40032),
        ({"to_party": [str(n) for n in range(101)]}, 40032),
        ({"to_parent_userid": ["p-wangli"], "recv_scope": 3}, 40058),
        ({"to_parent_userid": ["p-wangli"], "agentid": 1000003}, 301002),
        ({"to_parent_userid": ["p-wangli"], "agentid": None}, 40056),
        ({"to_parent_userid": ["p-wangli"], "msgtype": "template_card"}, 40008),
        ({"to_parent_userid": ["p-wangli"], "msgtype": "msgmenu"}, 40008),
        ({"to_parent_userid": ["p-wangli"], "text": {"content": ""}}, 44004),
        ({"to_parent_userid": ["p-wangli"], "msgtype": "image", "image": {"media_id": "gone"}}, 40007),
    ],
)
def test_a_bad_notice_is_refused_with_its_code(school: School, more: dict[str, Any], errcode: int):
    assert notice(school, **more)["errcode"] == errcode


def test_the_token_of_customer_service_may_not_send_notices(school: School):
    body = {"to_parent_userid": ["p-wangli"], "agentid": school.platform.config.app.agent_id, "msgtype": "text"}
    reply = school.platform.api.call(SEND, {"access_token": school.token(kf=True)}, body | {"text": {"content": "x"}})

    assert reply["errcode"] == 301002


def test_the_same_request_is_shown_once_within_its_interval(school: School):
    for _ in range(2):
        assert notice(school, to_parent_userid=["p-wangli"], enable_duplicate_check=1)["errcode"] == 0
    assert school.texts("王丽") == ["明天放假"]

    school.clock.step(1801)
    notice(school, to_parent_userid=["p-wangli"], enable_duplicate_check=1)
    assert school.texts("王丽") == ["明天放假", "明天放假"]


def test_a_class_a_grade_and_the_whole_school_can_be_addressed(school: School):
    departments = {one["name"]: str(one["id"]) for one in school.call("school/department/list", {})["departments"]}

    notice(school, to_party=[departments["三年级2班"]], text={"content": "班"})
    notice(school, to_party=[departments["二年级"], "999"], text={"content": "年级"})
    notice(school, toall=1, text={"content": "校"})

    assert school.texts("王丽") == ["班", "校"]
    assert school.texts("李娜") == ["年级", "校"]


def test_the_log_says_to_whom_and_not_what(school: School):
    notice(school, to_parent_userid=["p-wangli"])
    entry = school.platform.journal.entries()[-1]

    assert (entry["path"], entry["who"], entry["errcode"]) == (SEND, "p-wangli", 0)
    assert "明天放假" not in str(entry)


def test_a_script_types_the_label_that_a_notice_asks_for(school: School):
    notice(school, to_parent_userid=["p-wangli"], text={"content": "已离校\n请在“实验小学托管”客服里回复“已接到”。"})

    typed = school.platform.people.press_newest("王丽", "已接到")

    assert typed is not None
    assert (typed.text, typed.channel, typed.mine) == ("已接到", "kf", True)


def test_contacts_are_listed_class_by_class_and_not_below(school: School):
    departments = school.call("school/department/list", {})["departments"]
    own = next(one for one in departments if one["name"] == "三年级2班")

    assert (own["type"], {one["type"] for one in departments}) == (1, {1, 2, 5})
    assert school.call("school/user/list_parent", {"department_id": 1})["parents"] == []
    parents = school.call("school/user/list_parent", {"department_id": own["id"]})["parents"]
    mother = next(one for one in parents if one["parent_userid"] == "p-wangli")
    assert (mother["mobile"], mother["is_subscribe"], mother["external_userid"]) == ("13800000001", 1, "wm-wangli")
    assert [child["name"] for child in mother["children"]] == ["李小明"]
    assert school.call("school/user/list_parent", {"department_id": 999})["errcode"] == 60123
