"""A sheet's rows as they came out of the file, and reading one row cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import TypeVar

from care.rules.workbook import cells
from care.rules.workbook.cells import Cell
from care.rules.workbook.columns import EXAMPLE, Sheet
from care.rules.workbook.problems import Bad, Flaw, Problem

Value = TypeVar("Value")


@dataclass(frozen=True)
class RawRow:
    number: int  # as Excel counts
    cells: Mapping[str, Cell]  # by column key


@dataclass(frozen=True)
class Table:
    """One sheet of the file: the columns that were found, and the rows that are not blank."""

    sheet: Sheet
    columns: frozenset[str]
    rows: tuple[RawRow, ...]


@dataclass(frozen=True)
class Row:
    """Reads a row. What cannot be read is noted and replaced by a blank, so that one fault is told once."""

    sheet: Sheet
    raw: RawRow
    problems: list[Problem] = field(repr=False)

    @property
    def number(self) -> int:
        return self.raw.number

    @property
    def is_example(self) -> bool:
        """The template's examples: the first filled cell says so."""
        first = next((cell for cell in self.raw.cells.values() if cell not in (None, "")), "")
        return str(first).replace(":", "：").startswith(EXAMPLE)

    def text(self, key: str) -> str:
        return self._read(key, cells.text, "")

    def name(self, key: str) -> str:
        return self._read(key, cells.name, "")

    def class_name(self, key: str) -> str:
        return self._read(key, cells.class_name, "")

    def phone(self, key: str) -> str:
        return self._read(key, cells.phone, "")

    def day(self, key: str) -> date | None:
        return self._read(key, cells.day, None)

    def day_in(self, key: str) -> date | None:
        """A day in a column of anything; blank is none."""
        return self._read(key, cells.day, None)

    def hours(self, key: str) -> tuple[time, time] | None:
        return self._read(key, cells.hours, None)

    def weekdays(self, key: str) -> tuple[int, ...]:
        return self._read(key, cells.weekdays, (1, 2, 3, 4, 5))

    def choice(self, key: str) -> str:
        choices = self.sheet.column(key).choices
        return self._read(key, lambda cell: cells.choice(cell, choices), "")

    def yes(self, key: str) -> bool:
        return self._read(key, cells.yes, False)

    def whole(self, key: str, *, blank: int) -> int:
        return self._read(key, lambda cell: cells.whole(cell, blank=blank), blank)

    def count(self, key: str, most: int) -> int | None:
        return self._read(key, lambda cell: cells.count(cell, most), None)

    def several(self, key: str) -> tuple[str, ...]:
        return self._read(key, cells.several, ())

    def wrong(self, key: str, flaw: Flaw, value: str = "", other: str = "") -> None:
        """Note what is wrong with this row's cell."""
        heading = self.sheet.column(key).heading
        self.problems.append(Problem(flaw, self.sheet.name, self.number, heading, value, other))

    def take(self, key: str, found: Value | Bad, blank: Value) -> Value:
        """What was looked up for the cell, or a blank and a note."""
        if isinstance(found, Bad):
            self.wrong(key, found.flaw, found.value, found.other)
            return blank
        return found

    def _read(self, key: str, reader: Callable[[Cell], Value | Bad], blank: Value) -> Value:
        cell = self.raw.cells.get(key)
        if self.sheet.column(key).needed and (cell is None or (isinstance(cell, str) and not cell.strip())):
            self.wrong(key, Flaw.MISSING)
            return blank
        return self.take(key, reader(cell), blank)


def rows_of(table: Table, problems: list[Problem]) -> list[Row]:
    """The rows to import: neither blank nor an example."""
    return [row for raw in table.rows if not (row := Row(table.sheet, raw, problems)).is_example]
