"""How one cell is read: what people type and what Excel makes of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from math import isfinite

from care.reading.names.classes import GRADES
from care.rules.workbook.problems import Bad, Flaw

Cell = str | int | float | bool | date | datetime | time | timedelta | None
LONGEST = 200

_WIDE = {
    ord(wide): chr(ord(wide) - 0xFEE0) for wide in map(chr, range(0xFF01, 0xFF5F)) if chr(ord(wide) - 0xFEE0).isalnum()
}
_WIDE |= {0x3000: " ", ord("－"): "-", ord("．"): ".", ord("＠"): "@", ord("＿"): "_"}
"""Full-width letters and digits become narrow; Chinese punctuation stays as it was written."""
_ERRORS = frozenset({"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_DAYS = range(30_000, 80_000)  # 1982 to 2119: a number in a date column within these is a day
_MOST_DIGITS = 1e15  # Excel keeps 15 digits; longer numbers have lost their end


def text(cell: Cell) -> str | Bad:
    """The cell as one line, without the marks of Excel: 3.0 is 3, full width is narrow."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float | int):
        return _number(cell)
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    return _line(str(cell))


def narrow(cell: Cell) -> str | Bad:
    """The same, with all punctuation narrow: for cells that are taken apart."""
    read = text(cell)
    return read if isinstance(read, Bad) else unicodedata.normalize("NFKC", read)


def name(cell: Cell) -> str | Bad:
    """A person's name: blanks inside Chinese names are only there to line them up (王　丽)."""
    read = text(cell)
    return read if isinstance(read, Bad) else re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", read)


def phone(cell: Cell) -> str | Bad:
    """Mobile or landline digits: 13800000000.0, 138-0000-0000, +86 138…, full width."""
    read = narrow(cell)
    if isinstance(read, Bad) or not read:
        return read
    if re.fullmatch(r"[\d.]+[eE]\+?\d+", read):
        return Bad(Flaw.PHONE_ROUNDED, read)
    digits = re.sub(r"[\s\-—–()（）.]|^\+?86(?=1\d{10}$)", "", re.sub(r"\.0$", "", read))
    digits = re.sub(r"^(?:\+|00)?86(?=1[3-9]\d{9}$)", "", digits)
    if re.fullmatch(r"1[3-9]\d{9}|0\d{9,11}", digits):
        return digits
    return Bad(Flaw.PHONE, read)


def day(cell: Cell) -> date | Bad | None:
    """A date as Excel keeps it, as its number, or as people write it."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and isfinite(cell) and int(cell) in _EXCEL_DAYS:
        return _EXCEL_EPOCH + timedelta(days=int(cell))
    read = narrow(cell)
    if isinstance(read, Bad) or not read:
        return read or None
    return _written_day(read)


def weekdays(cell: Cell) -> tuple[int, ...] | Bad:
    """周一三五, 1,3,5, 周一至周四, 每天 → numbers, 1 = Monday. Blank is Monday to Friday."""
    read = narrow(cell)
    if isinstance(read, Bad):
        return read
    if read in ("", "每天", "全周", "工作日", "全部"):
        return (1, 2, 3, 4, 5)
    plain = re.sub(r"星期|礼拜|每周|周|\s", "", read)
    plain = plain.translate(str.maketrans("一二三四五六日天", "12345677"))
    span = re.fullmatch(r"([1-7])[至到~\-—–]([1-7])", plain)
    if span and span[1] <= span[2]:
        return tuple(range(int(span[1]), int(span[2]) + 1))
    parts = re.sub(r"[、,，;；/和及]", "", plain)
    if re.fullmatch(r"[1-7]+", parts):
        return tuple(sorted({int(part) for part in parts}))
    return Bad(Flaw.WEEKDAYS, read)


def hours(cell: Cell) -> tuple[time, time] | Bad | None:
    """16:25-18:00 → its two ends."""
    read = narrow(cell)
    if isinstance(read, Bad) or not read:
        return read or None
    found = re.fullmatch(r"(\d{1,2})[:.点](\d{2})分?\s*[-—–~至到]+\s*(\d{1,2})[:.点](\d{2})分?", read)
    if not found:
        return Bad(Flaw.HOURS, read)
    first, last = (int(found[1]), int(found[2])), (int(found[3]), int(found[4]))
    if first >= last or last >= (24, 0) or max(first[1], last[1]) > 59:
        return Bad(Flaw.HOURS, read)
    return time(*first), time(*last)


def choice(cell: Cell, choices: Sequence[str]) -> str | Bad:
    read = text(cell)
    if isinstance(read, Bad) or not read or read in choices:
        return read
    return Bad(Flaw.CHOICE, read, "、".join(choices))


def yes(cell: Cell) -> bool | Bad:
    read = text(cell)
    if isinstance(read, Bad):
        return read
    if read in ("是", "√", "✓", "✔", "y", "Y", "yes", "1", "对", "有"):
        return True
    return False if read in ("", "否", "×", "x", "X", "n", "N", "no", "0", "无") else Bad(Flaw.CHOICE, read, "是、否")


def whole(cell: Cell, *, blank: int) -> int | Bad:
    """A small number from 1 up."""
    read = text(cell)
    if isinstance(read, Bad):
        return read
    if not read:
        return blank
    return int(read) if re.fullmatch(r"[1-9]\d?", read) else Bad(Flaw.WHOLE_NUMBER, read)


def several(cell: Cell) -> tuple[str, ...] | Bad:
    """篮球社团、合唱团 → each once, in order."""
    read = narrow(cell)
    if isinstance(read, Bad):
        return read
    return tuple(dict.fromkeys(part for part in re.split(r"[、,，;；/\s]+", read) if part))


def count(cell: Cell, most: int) -> int | Bad | None:
    """40, 40人, 60平方米 → the number, from 1 up; blank is none."""
    read = narrow(cell)
    if isinstance(read, Bad) or not read:
        return read or None
    found = re.fullmatch(r"([1-9]\d{0,5})\s*(?:人|名|个|座|个座位|平方米|平米|平方|平|m2)?", read)
    return int(found[1]) if found and int(found[1]) <= most else Bad(Flaw.COUNT, read, str(most))


def class_name(cell: Cell) -> str | Bad:
    """三(2)班, 3.2班, 302班, 三年级二班 → 三年级2班. A name of another form stays as it is."""
    read = name(cell)
    if isinstance(read, Bad) or not read:
        return read
    parts = grade_and_number(read)
    return f"{GRADES[parts[0] - 1]}年级{parts[1]}班" if parts else read


def grade_and_number(written: str) -> tuple[int, int] | None:
    """三年级2班 → (3, 2)."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", written))
    found = re.fullmatch(
        r"([一二三四五六七八九1-9])(?:年级|年)?[(.\-·]?(1\d|[1-9]|十[一二三四五]?|[一二三四五六七八九])\)?班?", plain
    )
    if found:
        return _figure(found[1]), _figure(found[2])
    short = re.fullmatch(r"([1-9])(0[1-9]|1\d)班?", plain)
    return (int(short[1]), int(short[2])) if short else None


def _figure(written: str) -> int:
    if written.isdigit():
        return int(written)
    if written.startswith("十"):
        return 10 + (GRADES.index(written[1]) + 1 if len(written) > 1 else 0)
    return GRADES.index(written) + 1


def _number(value: float) -> str | Bad:
    if abs(value) >= _MOST_DIGITS:
        return Bad(Flaw.NUMBER_ROUNDED, f"{value:.0f}" if value < 1e20 else str(value))
    return str(int(value)) if float(value).is_integer() else str(value)


def _line(raw: str) -> str | Bad:
    if raw.strip() in _ERRORS:
        return Bad(Flaw.EXCEL_ERROR, raw.strip())
    kept = "".join(char for char in raw.translate(_WIDE) if unicodedata.category(char) != "Cf")
    line = re.sub(r"[\s\x00-\x1f]+", " ", kept).strip().lstrip("'")
    return line if len(line) <= LONGEST else Bad(Flaw.TOO_LONG, line[:20] + "…", str(LONGEST))


def _written_day(read: str) -> date | Bad:
    found = re.fullmatch(
        r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?", read
    )
    found = found or re.fullmatch(r"(\d{4})(\d{2})(\d{2})", read)
    if not found:
        without_year = re.fullmatch(r"\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?", read)
        return Bad(Flaw.DAY_WITHOUT_YEAR if without_year else Flaw.DAY, read)
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return Bad(Flaw.DAY, read)
