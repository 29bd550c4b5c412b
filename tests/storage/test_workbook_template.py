"""The empty workbook that a school fills in."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from care.book import Book
from care.rules.workbook.check import check
from care.rules.workbook.columns import SHEETS, Fill
from storage.workbook.read import read
from storage.workbook.write import HEADING_ROW, write_template


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "template.xlsx"
    write_template(file)
    return file


@pytest.fixture(scope="module")
def book(file: Path) -> Workbook:
    return load_workbook(file)


def test_it_has_the_ten_sheets(book: Workbook) -> None:
    assert book.sheetnames == ["学校", "班级", "学生", "家长", "教职工", "课后服务", "资源", "值班表", "校历", "方案"]


def test_its_examples_are_not_imported(file: Path) -> None:
    tables, torn = read(file)
    found = check(tables, Book())

    assert (torn, found.problems) == ((), ())
    assert found.book.pupils is found.book.staff is found.book.days is None


def test_phones_and_numbers_are_text(book: Workbook) -> None:
    for sheet in SHEETS:
        for at, column in enumerate(sheet.columns, 1):
            if column.fill is Fill.PHONE or column.key == "number":
                letter = get_column_letter(at)
                assert book[sheet.name].column_dimensions[letter].number_format == "@", (sheet.name, column.heading)


def test_choices_drop_down_and_headings_explain_themselves(book: Workbook) -> None:
    duties = book["值班表"]

    assert {rule.formula1 for rule in duties.data_validations.dataValidation} == {
        '"早托,午托,晚托,晚自习,周末托管,假期托管"',
        '"看护,值班领导,导护"',
    }
    assert "同班有同名学生时必填" in book["学生"].cell(HEADING_ROW, 3).comment.text


def test_every_sheet_prints_on_a4_with_its_headings(book: Workbook) -> None:
    for worksheet in book.worksheets:
        assert worksheet.page_setup.paperSize == 9
        assert (worksheet.page_setup.fitToWidth, worksheet.sheet_properties.pageSetUpPr.fitToPage) == (1, True)
        assert worksheet.print_title_rows == "$2:$2"
