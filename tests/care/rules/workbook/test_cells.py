"""What people type and what Excel makes of it."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.rules.workbook import cells
from care.rules.workbook.problems import Bad, Flaw

MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
ANYTHING = st.one_of(
    st.none(), st.text(), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.times(),
    st.timedeltas(),
)  # fmt: skip
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@given(MOBILES)
def test_a_phone_is_read_however_it_was_entered(digits: str) -> None:
    spaced = f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    written = [
        digits, float(digits), int(digits), f"{digits}.0", f"+86 {digits}", f"0086{digits}", digits.translate(WIDE),
        spaced, spaced.replace(" ", "-"), f"　{digits} ", f"'{digits}",
    ]  # fmt: skip
    assert {cells.phone(one) for one in written} == {digits}


@given(ANYTHING)
def test_no_cell_breaks_a_reader(cell: cells.Cell) -> None:
    for reader in (cells.text, cells.name, cells.phone, cells.day, cells.weekdays, cells.hours, cells.yes):
        reader(cell)
    cells.several(cell)
    cells.class_name(cell)
    cells.whole(cell, blank=0)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_date_is_read_in_every_way_it_is_written(day: date) -> None:
    written: list[cells.Cell] = [
        day, datetime.combine(day, time()), (day - date(1899, 12, 30)).days, f"{day:%Y-%m-%d}", f"{day:%Y/%m/%d}",
        f"{day:%Y.%m.%d}", f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日", f"{day:%Y-%m-%d} 00:00:00",
        f"{day:%Y-%m-%d}".translate(WIDE),
    ]  # fmt: skip
    assert {cells.day(one) for one in written} == {day}


@given(st.integers(1, 9), st.integers(1, 15))
def test_a_class_has_one_name_however_it_is_written(grade: int, number: int) -> None:
    digit = "一二三四五六七八九"[grade - 1]
    name = f"{digit}年级{number}班"
    for written in (
        f"{digit}({number})班",
        f"{digit}（{number}）班",
        f"{digit}年级{number}班",
        f"{grade}.{number}班",
        f"{digit}{number}班",
    ):
        assert cells.class_name(written) == name, written


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("", (1, 2, 3, 4, 5)),
        (None, (1, 2, 3, 4, 5)),
        ("周一三五", (1, 3, 5)),
        ("1,3,5", (1, 3, 5)),
        ("星期一、星期三", (1, 3)),
        ("周一至周四", (1, 2, 3, 4)),
        ("1-5", (1, 2, 3, 4, 5)),
        ("每天", (1, 2, 3, 4, 5)),
        (135.0, (1, 3, 5)),
        ("周日", (7,)),
    ],
)
def test_weekdays(written: cells.Cell, days: tuple[int, ...]) -> None:
    assert cells.weekdays(written) == days


@pytest.mark.parametrize(
    "written", ["16:25-18:00", "16:25—18:00", "16：25－18：00", "16:25 至 18:00", "16点25分-18点00分"]
)
def test_hours(written: str) -> None:
    assert cells.hours(written) == (time(16, 25), time(18, 0))


@pytest.mark.parametrize("written", ["18:00-16:25", "16:25", "25:00-26:00", "下午"])
def test_hours_that_make_no_sense_are_refused(written: str) -> None:
    assert cells.hours(written) == Bad(Flaw.HOURS, written)


def test_chinese_punctuation_of_a_text_stays_as_it_was_written() -> None:
    assert cells.text("实验小学（示例），Ａ区１号楼") == "实验小学（示例），A区1号楼"


def test_blanks_inside_a_chinese_name_only_line_it_up() -> None:
    assert cells.name("王　丽") == "王丽"
    assert cells.name("Anna Li") == "Anna Li"
