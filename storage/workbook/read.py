"""Opens an .xlsx and hands over its cells; what they mean is care/rules/workbook."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from care.rules.workbook.cells import Cell
from care.rules.workbook.columns import SHEETS, Sheet, columns_of, plain, sheet_named
from care.rules.workbook.problems import Flaw, Problem
from care.rules.workbook.rows import RawRow, Table

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 400 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 60
HEADING_ROWS = 10  # headings stand within the first rows; above them titles and remarks

Sheetful = dict[str, Table]


def read(file: Path) -> tuple[Sheetful, tuple[Problem, ...]]:
    """The sheets by their proper names, and what is wrong with the file as a file."""
    trouble = _trouble(file)
    if trouble:
        return {}, (trouble,)
    try:
        book = load_workbook(file, data_only=True)
    except Exception:  # Whatever openpyxl stumbles over in a part that is not as it should be.
        return {}, (Problem(Flaw.NOT_A_WORKBOOK),)
    tables: Sheetful = {}
    problems: list[Problem] = []
    for worksheet in book.worksheets:
        sheet = sheet_named(worksheet.title)
        if sheet is None or worksheet.sheet_state != "visible":
            continue
        if sheet.name in tables:
            problems.append(Problem(Flaw.SHEET_TWICE, value=sheet.name))
        elif table := _table(worksheet, sheet, problems):
            tables[sheet.name] = table
    if not tables and not problems:
        problems.append(Problem(Flaw.NO_SHEET, other="、".join(sheet.name for sheet in SHEETS)))
    return tables, tuple(problems)


def _trouble(file: Path) -> Problem | None:
    """A torn file, or one that would unpack to more than a school can have."""
    if file.stat().st_size > LARGEST_FILE:
        return Problem(Flaw.TOO_LARGE, value=f"{file.stat().st_size // 1_048_576} MB", other="20 MB")
    try:
        with zipfile.ZipFile(file) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
            if unpacked > LARGEST_UNPACKED:
                return Problem(Flaw.TOO_LARGE, value=f"{unpacked // 1_048_576} MB", other="400 MB")
            return Problem(Flaw.NOT_A_WORKBOOK) if packed.testzip() else None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
        return Problem(Flaw.NOT_A_WORKBOOK)


def _table(worksheet: Worksheet, sheet: Sheet, problems: list[Problem]) -> Table | None:
    lines = list(_lines(worksheet))
    if len(lines) > MOST_ROWS:
        problems.append(Problem(Flaw.TOO_LARGE, sheet.name, value=f"{len(lines)} 行", other=f"{MOST_ROWS} 行"))
        return None
    place, columns = _headings(lines, sheet)
    if place is None:
        wanted = "、".join(column.heading for column in sheet.columns)
        problems.append(Problem(Flaw.NO_HEADINGS, sheet.name, other=wanted))
        return None
    for column in sheet.columns:
        if column.needed and column.key not in columns:
            problems.append(Problem(Flaw.NO_COLUMN, sheet.name, value=column.heading))
    rows = (
        RawRow(number, cells)
        for number, line in lines[place + 1 :]
        if _filled(cells := {key: line[at] for key, at in columns.items() if at < len(line)})
    )
    return Table(sheet, frozenset(columns), tuple(rows))


def _lines(worksheet: Worksheet) -> Iterator[tuple[int, list[Cell]]]:
    """Row by row, blank ones left out. A merged cell's value holds for all the cells it covers."""
    covered = _covered(worksheet)
    for number, line in enumerate(worksheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), 1):
        cells = [covered.get((number, at), _plain(cell)) for at, cell in enumerate(line, 1)]
        if any(cell is not None for cell in cells):
            yield number, cells


def _covered(worksheet: Worksheet) -> dict[tuple[int, int], Cell]:
    """Downwards only: across, a merged title would fill every column of its row."""
    found: dict[tuple[int, int], Cell] = {}
    for area in worksheet.merged_cells.ranges:
        value = _plain(worksheet.cell(area.min_row, area.min_col).value)
        if area.max_row - area.min_row > MOST_ROWS:
            continue
        for row in range(area.min_row + 1, area.max_row + 1):
            found[row, area.min_col] = value
    return found


def _plain(value: object) -> Cell:
    """What openpyxl hands over; its rarer kinds (rich text, decimals) as text."""
    if value is None or isinstance(value, bool | int | float | str | date | time | timedelta):
        return value
    return str(value)


def _headings(lines: list[tuple[int, list[Cell]]], sheet: Sheet) -> tuple[int | None, dict[str, int]]:
    """The row that holds most of the sheet's headings, at least two of them."""
    best: tuple[int | None, dict[str, int]] = None, {}
    for place, (_, line) in enumerate(lines[:HEADING_ROWS]):
        columns = columns_of(sheet, ["" if cell is None else plain(str(cell)) for cell in line])
        if len(columns) > max(len(best[1]), 1):
            best = place, columns
    return best


def _filled(cells: Mapping[str, Cell]) -> bool:
    return any(cell is not None and str(cell).strip() for cell in cells.values())
