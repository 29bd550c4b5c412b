"""Parts of a group by name, and a receiver's exceptions: word by word, or not at all. (promise 2)"""

from __future__ import annotations

import pytest

from care.people import Known, Role, Sender, Staff, Student
from care.reading.orders.handings import Receipt, read_part, read_receipt, read_wish

NAMES = ["李小明", "王小红", "张子涵"]
ROSTER = [Student(number, name, "三年级2班") for number, name in enumerate(NAMES, 1)]
STAFF = [Staff(1, "王磊"), Staff(2, "何芳"), Staff(3, "王芳")]


@pytest.mark.parametrize(
    ("text", "names", "to", "count"),
    [
        ("先交2个给王磊老师：李小明、王小红", ["李小明", "王小红"], "王磊", 2),
        ("先交两个给何老师：李小明、王小红", ["李小明", "王小红"], "何芳", 2),
        ("李小明、王小红交给何芳", ["李小明", "王小红"], "何芳", None),
        ("把李小明和王小红2人交给王磊老师了", ["李小明", "王小红"], "王磊", 2),
    ],
)
def test_a_part_has_names_and_a_colleague(text: str, names: list[str], to: str, count: int | None) -> None:
    part = read_part(text, ROSTER, STAFF)

    assert part is not None
    assert ([child.name for child in part.children], part.receiver.name, part.count) == (names, to, count)


@pytest.mark.parametrize(
    "text",
    [
        "李小明交给王磊了吗", "还没把李小明交给王磊", "待会把李小明交给王磊", "李小明交给王磊?", "3人交给王磊",
        "李小明、王五交给王磊", "李小明交给王老师", "李小明今天由奶奶接，先交给王磊", "李小明、李小明交给王磊",
    ],
)  # fmt: skip
def test_questions_plans_and_names_that_are_not_there_are_for_the_reader(text: str) -> None:
    assert read_part(text, ROSTER, STAFF) is None


@pytest.mark.parametrize(
    ("text", "receipt"),
    [
        ("接收1人，李小明没来", Receipt(1, ("李小明",))), ("除了李小明都接收了", Receipt(None, ("李小明",))),
        ("收到2人", Receipt(2)), ("都在，少李小明", Receipt(None, ("李小明",))),
    ],
)  # fmt: skip
def test_a_receipt_has_a_number_or_exceptions(text: str, receipt: Receipt) -> None:
    assert read_receipt(text, NAMES) == receipt


@pytest.mark.parametrize(
    "text", ["李小明没接到", "收到", "接收李小明", "没收到2人", "接收2人了吗", "李小明不在，接收1人，先走了", "2人"]
)
def test_anything_else_is_no_receipt(text: str) -> None:
    assert read_receipt(text, NAMES) is None


def test_of_two_children_of_one_name_none_is_guessed() -> None:
    twins = [*ROSTER, Student(9, "李小明", "三年级2班")]
    part = read_part("李小明交给王磊", twins, STAFF)

    assert part is not None
    assert part.children == ()
    assert [child.id for child in part.alike] == [1, 9]


TEACHER = Known(Role.TEACHER, Sender("何芳"), staff=STAFF)


@pytest.mark.parametrize(
    "text",
    ["接三年级2班", "三年级2班我来接", "我接三2", "我来接三（2）班", "现在我去接三年级2班吧", "三2班今天我来接手。"],
)
def test_a_class_that_somebody_would_take_over_is_read(text: str) -> None:
    assert read_wish(text, TEACHER) == "三年级2班"


@pytest.mark.parametrize(
    "text",
    [
        "接32",
        "接三十",
        "我来接",
        "三年级2班李小明我来接",
        "三年级2班谁来接",
        "我不接三年级2班",
        "三年级2班我来接吗",
        "三年级2班我接了",
    ],
)
def test_what_names_no_one_class_or_says_more_is_no_wish_to_take_over(text: str) -> None:
    assert read_wish(text, TEACHER) is None
