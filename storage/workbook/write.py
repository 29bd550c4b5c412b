"""Writes the workbook: empty with examples (template), or filled with a school's data. It prints on A4."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from care.book import Book
from care.rules.workbook.columns import EXAMPLE, SCHOOL, SCHOOL_ITEMS, SHEETS, Column, Fill, Sheet
from storage.workbook.lines import lines_of

HEADING_ROW = 2
_SPARE_ROWS = 1000  # rows below the data that are formatted and checked too
_TEXT = "@"
_SIDE = Side(style="thin", color="BFBFBF")
_THIN = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_HEAD = PatternFill("solid", fgColor="E2EFDA")
_NEEDED = PatternFill("solid", fgColor="F8CBAD")
_GREY = Font(italic=True, color="808080")


def write_template(file: Path) -> None:
    """All sheets with headings, remarks, drop-downs and one or two examples each."""
    _write(file, {sheet.name: _examples(sheet) for sheet in SHEETS}, grey=True)


def write_book(file: Path, book: Book) -> None:
    """A school's data in the same form; importing it again changes nothing."""
    _write(file, lines_of(book), grey=False)


def _examples(sheet: Sheet) -> list[Sequence[str]]:
    if sheet is SCHOOL:
        return [(item, "", note) for item, _, note in SCHOOL_ITEMS]
    return [(EXAMPLE + first, *rest) for first, *rest in sheet.examples]


def _write(file: Path, rows: dict[str, list[Sequence[str]]], *, grey: bool) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in SHEETS:
        worksheet = book.create_sheet(sheet.name)
        _fill(worksheet, sheet, rows.get(sheet.name, []), grey=grey and sheet is not SCHOOL)
        _lay_out(worksheet, sheet)
    file.parent.mkdir(parents=True, exist_ok=True)
    book.save(file)


def _fill(worksheet: Worksheet, sheet: Sheet, rows: Iterable[Sequence[str]], *, grey: bool) -> None:
    about = worksheet.cell(1, 1, sheet.about)
    about.font, about.alignment = Font(color="595959"), Alignment(vertical="center", wrap_text=True)
    worksheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(sheet.columns))
    for at, column in enumerate(sheet.columns, 1):
        _head(worksheet, at, column)
    for number, row in enumerate(rows, HEADING_ROW + 1):
        for at, value in enumerate(row, 1):
            cell = worksheet.cell(number, at, value or None)
            cell.number_format, cell.border = _TEXT, _THIN
            if grey:
                cell.font = _GREY


def _head(worksheet: Worksheet, at: int, column: Column) -> None:
    cell = worksheet.cell(HEADING_ROW, at, column.heading)
    cell.font, cell.border = Font(bold=True), _THIN
    cell.fill = _NEEDED if column.needed else _HEAD
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    said = [column.note, "必填。" if column.needed else "", "请填 2026-09-01。" if column.fill is Fill.DAY else ""]
    if remark := "\n".join(part for part in said if part):
        cell.comment = Comment(remark, "三点半", width=260, height=90)


def _lay_out(worksheet: Worksheet, sheet: Sheet) -> None:
    """Widths, text formats and drop-downs; landscape where wide, headings on each printed page."""
    last = worksheet.max_row + _SPARE_ROWS
    for at, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(at)
        worksheet.column_dimensions[letter].width = column.width
        worksheet.column_dimensions[letter].number_format = _TEXT
        if column.choices:
            worksheet.add_data_validation(_choices(column, f"{letter}{HEADING_ROW + 1}:{letter}{last}"))
    worksheet.row_dimensions[1].height = 34
    worksheet.row_dimensions[HEADING_ROW].height = 24
    worksheet.freeze_panes = f"A{HEADING_ROW + 1}"
    setup = worksheet.page_setup
    setup.paperSize, setup.fitToWidth, setup.fitToHeight = 9, 1, 0  # 9 is A4
    setup.orientation = "landscape" if sum(column.width for column in sheet.columns) > 100 else "portrait"
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    if worksheet.oddFooter is not None:
        worksheet.oddFooter.center.text = "&A  第 &P 页，共 &N 页"
    worksheet.page_margins.left = worksheet.page_margins.right = 0.4


def _choices(column: Column, area: str) -> DataValidation:
    found = DataValidation("list", formula1=f'"{",".join(column.choices)}"', allow_blank=True, showErrorMessage=True)
    found.errorTitle, found.error = "请从列表中选择", f"“{column.heading}”可填：{'、'.join(column.choices)}"
    found.add(area)
    return found
