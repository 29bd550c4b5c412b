"""Nods, business and verdicts, and what is none of them."""

from __future__ import annotations

import pytest

from care.reading.nods import is_business, is_nod, is_verdict


@pytest.mark.parametrize("text", ["收到", "好的", "嗯嗯", "知道了。", "OK", "收到谢谢", " 明白了 "])
def test_a_nod_is_heard_as_one(text: str) -> None:
    assert is_nod(text)


@pytest.mark.parametrize("text", ["好的，今天奶奶接", "收到，能到", "不好", "同意"])
def test_what_says_more_is_no_nod(text: str) -> None:
    assert not is_nod(text)


@pytest.mark.parametrize(("text", "business"), [("我想改成只上周一周三", True), ("算了，子墨还是上吧", True),
                                                ("您好", False), ("老师辛苦啦", False), ("晚托", False)])  # fmt: skip
def test_talk_of_care_is_business(text: str, business: bool) -> None:
    assert is_business(text) is business


@pytest.mark.parametrize(("text", "verdict"), [("同意1、3", True), ("不同意李小明", True), ("我同意你的看法", False)])
def test_a_verdict_begins_with_its_word(text: str, verdict: bool) -> None:
    assert is_verdict(text) is verdict
