"""No name and no number leaves the house, and the way back is there."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care.calendar import SHANGHAI
from care.people import Known, Role, Sender, Staff, Student
from care.reading.read import take_apart
from care.reading.second.disguise import Disguised, disguise
from care.reading.tidy import tidy

NOW = datetime(2026, 3, 4, 15, tzinfo=SHANGHAI)
SCHOOL = "南山区实验小学"
PUPILS = tuple(
    Student(number, name, "三年级2班")
    for number, name in enumerate(("李小明", "王梓萱", "陈晨", "欧阳雪", "張俊宏", "李梓萱", "阿依古丽·买买提"), 1)
)
STAFF = (Staff(11, "赵敏"), Staff(12, "王磊"))
PARENT = Known(Role.PARENT, Sender("王丽", "妈妈"), children=PUPILS)
TEACHER = Known(Role.TEACHER, Sender("何芳芳"), roster=PUPILS, staff=STAFF, pending=PUPILS[:2])
NAMES = [one.name for one in (*PUPILS, *STAFF)] + ["王丽", "何芳芳", SCHOOL]
GIVEN = ["小明", "梓萱", "俊宏"]
WORDS = [
    "今天",
    "请假",
    "奶奶来接",
    "到了",
    "，",
    "。",
    " ",
    "三年级2班",
    "老师",
    "发烧",
    "叫",
    "的",
    "〔生1〕",
    "17:30",
    "两个孩子",
]


def hidden(text: str, known: Known = PARENT) -> Disguised:
    return disguise(take_apart(tidy(text), known, NOW), school=SCHOOL)


def spaced(word: str) -> st.SearchStrategy[str]:
    return st.sampled_from(["", " ", "·", "-"]).map(lambda gap: gap.join(word))


names = st.sampled_from([*NAMES, *GIVEN]).flatmap(spaced)
numbers = st.one_of(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.from_regex(r"1[3-9][0-9]-[0-9]{4}-[0-9]{4}", fullmatch=True),
    st.from_regex(r"[1-9][0-9]{5}20[01][0-9](0[1-9]|1[0-2])[0-2][0-9][0-9]{3}[0-9xX]", fullmatch=True),
    st.from_regex(r"[０-９]{11}", fullmatch=True),
)
texts = st.lists(st.one_of(names, numbers, st.sampled_from(WORDS), st.text(max_size=4)), max_size=12).map("".join)


@pytest.mark.parametrize("known", [PARENT, TEACHER], ids=["parent", "teacher"])
@settings(deadline=None)
@given(text=texts)
def test_no_known_name_and_no_long_number_survives(text: str, known: Known) -> None:
    left = hidden(text, known).text
    said = [*(one.name for one in (*PUPILS, *known.staff)), known.me.name, SCHOOL]

    for name in [*said, *GIVEN]:
        assert name not in left
        assert tidy(name).text not in left
    assert re.search(r"\d{7}", re.sub(r"[\s-]", "", re.sub("〔.*?〕", "，", left))) is None


@settings(deadline=None)
@given(text=texts)
def test_revealed_again_the_text_holds_no_placeholder(text: str) -> None:
    disguised = hidden(text)

    assert re.search(r"〔[生师人号校]\d", disguised.reveal(disguised.text)) is None


def test_children_keep_their_places_and_numbers_come_back() -> None:
    disguised = hidden("小明今天李阿姨接，电话13812345678")

    assert disguised.text == "〔生1〕今天〔人1〕接,电话〔号1〕"
    assert disguised.students["〔生1〕"] == PUPILS[0]
    assert (disguised.reveal("〔人1〕"), disguised.reveal("〔号1〕")) == ("李阿姨", "13812345678")


def test_a_name_that_two_children_share_stands_for_either() -> None:
    assert hidden("梓萱今天请假").text == "〔生2〕或〔生6〕今天请假"


def test_a_colleague_is_a_placeholder_of_the_staff() -> None:
    assert hidden("跟王磊老师换班", TEACHER).text == "跟〔师2〕换班"


@pytest.mark.parametrize(
    "text", ["接他的人叫钱多多", "孙大伟爸爸说明天来", "我们从阳光小学转来", "加我微信 wang_li_88"]
)
def test_unknown_names_schools_and_accounts_go_too(text: str) -> None:
    left = hidden(text).text

    assert not any(word in left for word in ("钱多多", "孙大伟", "阳光小学", "wang_li"))


def test_brackets_in_a_text_are_no_placeholders() -> None:
    disguised = hidden("〔生1〕今天请假")

    assert "〔" not in disguised.text
