"""Template cards: each documented limit with its code (wecom.md 3.3, 3.8)."""

from __future__ import annotations

from typing import Any

import pytest

from playground.cards import check_card
from playground.errors import ApiError
from tests.playground.fake_house import leave_card

URL = {"type": 1, "url": "https://example.test/"}


def card(**changes: Any) -> dict[str, Any]:
    return leave_card("task-1") | changes


def notice(**changes: Any) -> dict[str, Any]:
    return {"card_type": "text_notice", "main_title": {"title": "汇总"}, "card_action": URL} | changes


def news(**changes: Any) -> dict[str, Any]:
    picture = {"url": "https://example.test/a.png"}
    return {
        "card_type": "news_notice",
        "main_title": {"title": "汇总"},
        "card_action": URL,
        "card_image": picture,
    } | changes


def options(count: int) -> list[dict[str, Any]]:
    return [{"id": f"o{number}", "text": f"选项{number}"} for number in range(count)]


def vote(count: int = 2, **changes: Any) -> dict[str, Any]:
    checkbox = {"question_key": "q", "mode": 1, "option_list": options(count)}
    submit = {"text": "提交", "key": "vote"}
    return {"card_type": "vote_interaction", "task_id": "v", "checkbox": checkbox, "submit_button": submit} | changes


def multiple(selects: int = 1, count: int = 2) -> dict[str, Any]:
    lists = [{"question_key": f"q{number}", "option_list": options(count)} for number in range(selects)]
    submit = {"text": "提交", "key": "sel"}
    return {"card_type": "multiple_interaction", "task_id": "m", "select_list": lists, "submit_button": submit}


def buttons(*keys: str) -> list[dict[str, Any]]:
    return [{"text": "同意", "key": key} for key in keys]


def lines(count: int) -> list[dict[str, str]]:
    return [{"keyname": "孩子", "value": "李小明"}] * count


GOOD = {
    "button": card(),
    "six buttons": card(button_list=buttons(*"abcdef")),
    "six lines": card(horizontal_content_list=lines(6)),
    "longest task id": card(task_id="a" * 128),
    "longest key": card(button_list=buttons("k" * 1024)),
    "text notice": notice(),
    "news notice": news(),
    "vote with twenty": vote(20),
    "three selections of ten": multiple(3, 10),
    "action menu": notice(task_id="t", action_menu={"desc": "", "action_list": buttons("a", "b", "c")}),
}

BAD = {
    "unknown type": (card(card_type="button"), 42031),
    "no task id": (card(task_id=""), 42014),
    "task id of 129": (card(task_id="a" * 129), 42014),
    "task id in Chinese": (card(task_id="请假"), 42014),
    "task id with a colon": (card(task_id="leave:1"), 42014),
    "no button": (card(button_list=[]), 40058),
    "seven buttons": (card(button_list=buttons(*"abcdefg")), 40058),
    "button without text": (card(button_list=[{"key": "a"}]), 42038),
    "button without key": (card(button_list=[{"text": "同意"}]), 42039),
    "key of 1025 bytes": (card(button_list=buttons("k" * 1025)), 42039),
    "key of 342 characters, 1026 bytes": (card(button_list=buttons("键" * 342)), 42039),
    "two buttons of one key": (card(button_list=buttons("a", "a")), 42039),
    "seven lines": (card(horizontal_content_list=lines(7)), 42035),
    "line without keyname": (card(horizontal_content_list=[{"value": "x"}]), 42027),
    "line with url type and no url": (card(horizontal_content_list=[{"keyname": "a", "type": 1}]), 42028),
    "line with file type and no media": (card(horizontal_content_list=[{"keyname": "a", "type": 2}]), 42029),
    "line with member type and no userid": (card(horizontal_content_list=[{"keyname": "a", "type": 3}]), 42050),
    "four jumps": (card(jump_list=[{"title": "详情", **URL}] * 4), 42042),
    "jump without title": (card(jump_list=[URL]), 42033),
    "mini program without appid": (card(jump_list=[{"title": "详情", "type": 2}]), 42030),
    "four menu entries": (card(action_menu={"action_list": buttons(*"abcd")}), 42051),
    "menu entries of one key": (card(action_menu={"action_list": buttons("a", "a")}), 42051),
    "menu without task id": (notice(action_menu={"action_list": buttons("a")}), 42014),
    "notice without words": (notice(main_title={}), 42033),
    "notice without action": (notice(card_action={}), 42045),
    "news without picture": (news(card_image={}), 42044),
    "five vertical parts": (news(vertical_content_list=[{"title": "a"}] * 5), 42036),
    "vote with twenty-one": (vote(21), 42037),
    "vote without question": (vote(checkbox={}), 42043),
    "vote without button": (vote(submit_button={}), 42049),
    "vote button without key": (vote(submit_button={"text": "提交"}), 42046),
    "option without id": (vote(checkbox={"question_key": "q", "option_list": [{"text": "a"}]}), 42040),
    "option without text": (vote(checkbox={"question_key": "q", "option_list": [{"id": "a"}]}), 42041),
    "four selections": (multiple(4), 42047),
    "selection of eleven": (multiple(1, 11), 42037),
    "not an object": ("card", 42031),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_card_within_the_limits_is_taken(name: str):
    assert check_card(GOOD[name]) == []


@pytest.mark.parametrize("name", BAD)
def test_a_card_beyond_a_limit_is_refused_with_its_code(name: str):
    wrong, errcode = BAD[name]

    with pytest.raises(ApiError) as refusal:
        check_card(wrong)

    assert refusal.value.errcode == errcode


def test_a_text_beyond_its_recommended_length_is_taken_with_a_remark():
    remarks = check_card(card(main_title={"title": "长" * 37}))

    assert remarks == ["main_title.title 超过建议的 36 字"]
