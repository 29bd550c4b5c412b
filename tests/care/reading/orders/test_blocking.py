"""What stands behind 限制接送. (promise 10)"""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from care.people import Person
from care.reading.orders.blocking import Named, read_child, read_person, read_restriction


def test_child_person_day_and_evidence() -> None:
    read = read_restriction("三年级2班李小明 张三 舅舅 13800001111 至2026-06-30 依据：法院裁定书 第12号")

    assert read is not None
    assert (read.child.class_name, read.child.name) == ("三年级2班", "李小明")
    assert read.person == Person("张三", "舅舅", "13800001111")
    assert read.until == date(2026, 6, 30)
    assert read.evidence == "法院裁定书 第12号"


def test_what_is_not_written_stays_open() -> None:
    read = read_restriction("李小明 爸爸 至2026-02-31")

    assert read is not None
    assert read.person == Person(None, "爸爸")
    assert (read.until, read.evidence) == (None, "")


def test_a_child_alone() -> None:
    assert read_child("三年级2班 李小明") == Named("李小明", "三年级2班", "")
    assert read_child("") is None
    assert read_person("") == Person()


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    read_restriction(text)
