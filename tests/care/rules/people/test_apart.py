"""What a message to one guardian may not name of the other. (C10; promise 11)"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.people import Person
from care.rules.people.apart import OTHER, shows, veil

FATHER = Person("李强", "爸爸", "13800000010")


@pytest.mark.parametrize(
    ("text", "veiled"),
    [
        ("已由爸爸接走（赵敏老师放行）", f"已由{OTHER}接走（赵敏老师放行）"),
        ("接送名单：妈妈王丽、爸爸李强。", f"接送名单：妈妈王丽、{OTHER}。"),
        ("李强（爸爸）14:00发来", f"{OTHER}14:00发来"),
        ("电话13800000010", f"电话{OTHER}"),
        ("手机由138****0010改为", f"手机由{OTHER}改为"),
        ("已由妈妈接走。原来安排的是姑姑。接到请点", "已由妈妈接走。接到请点"),
        ("三年级2班 李小明已到", "三年级2班 李小明已到"),
    ],
)
def test_name_relation_and_phone_of_the_other_are_out(text: str, veiled: str) -> None:
    assert veil(text, [FATHER]) == veiled


def test_what_the_reader_wrote_stays() -> None:
    assert veil("已登记：明天由爸爸接", [FATHER], said="明天爸爸接") == "已登记：明天由爸爸接"


@given(
    st.text(max_size=80),
    st.sampled_from(["李强", "爸爸", "13800000010", "爸爸李强", "李强（爸爸）"]),
    st.text(max_size=40),
)
def test_whatever_stands_around_it_nothing_of_the_other_is_shown(before: str, said: str, after: str) -> None:
    assert not shows(veil(before + said + after, [FATHER]), [FATHER])
