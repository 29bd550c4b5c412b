"""The sheet 方案: one row a setting of the plan, its value as people write it, and back. (C01)"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from care.book import PlanEntry
from care.policy import Policy
from care.policy.plain import Fen, Unreadable, plain, read
from care.policy.setting import Leaf, leaves
from care.policy.versions import put
from care.rules.workbook import cells
from care.rules.workbook.columns import plain as compared
from care.rules.workbook.problems import Flaw
from care.rules.workbook.rows import Row
from care.wording.policy import LABELS, default_source
from care.wording.policy.choices import CHOICES
from care.wording.policy.values import spoken

VALID_FROM = "valid_from"
SINCE = ("生效日期", "", "", "从这一天起按下面的值；不填为导入当天。以前的日子照原来的方案。", VALID_FROM)
LONGEST = 4000
"""Characters of a cell that holds a list."""
_LEAVES = {leaf.path: leaf for leaf in leaves(Policy())}
_BY_LABEL = {compared(LABELS.get(path, (path, ""))[0]): path for path in _LEAVES}


def entries_of(policy: Policy) -> tuple[PlanEntry, ...]:
    """Every setting of the plan as the sheet holds it."""
    return tuple(_entry(leaf) for leaf in leaves(policy))


def lines(entries: Sequence[PlanEntry]) -> list[Sequence[str]]:
    """The sheet's rows; lists of tables are written as JSON, and read out in the remark."""
    found: list[Sequence[str]] = [SINCE]
    for one in entries:
        leaf = _LEAVES[one.path]
        unit = LABELS.get(one.path, ("", ""))[1]
        remark = f"{one.said}（{default_source(leaf)}）" if one.cell.startswith("[{") else default_source(leaf)
        found.append((one.label, one.cell, unit, remark, one.path))
    return found


def read_plan(rows: Sequence[Row]) -> tuple[tuple[PlanEntry, ...], date | None]:
    """Settings as the file gives them, and from which day; what cannot be read is noted on its row."""
    found: dict[str, PlanEntry] = {}
    since: date | None = None
    for row in rows:
        path = row.text("path") or _BY_LABEL.get(compared(row.text("name")), row.text("name"))
        if path in (VALID_FROM, "生效日期"):
            since = row.day_in("value")
        elif path not in _LEAVES:
            row.wrong("name", Flaw.PLAN_FIELD, row.text("name") or path)
        elif path in found:
            row.wrong("name", Flaw.PLAN_TWICE, row.text("name"))
        elif (entry := _read(row, _LEAVES[path])) is not None:
            found[path] = entry
    return tuple(found.values()), since


def changes_of(entries: Sequence[PlanEntry]) -> dict[str, Any]:
    """What a version of the plan keeps of these settings."""
    changes: dict[str, Any] = {}
    for one in entries:
        put(changes, one.path, json.loads(one.raw))
    return changes


def _read(row: Row, leaf: Leaf) -> PlanEntry | None:
    text = _text(row)
    try:
        nested: dict[str, Any] = {}
        put(nested, leaf.path, _raw(leaf.kind, text))
        policy = read(Policy, nested, base=Policy())
    except (Unreadable, ValueError, KeyError):
        row.wrong("value", Flaw.PLAN_VALUE, text, wanted(leaf))
        return None
    return _entry(next(one for one in leaves(policy) if one.path == leaf.path))


def _text(row: Row) -> str:
    """The cell as one line; a list of tables may be longer than other cells."""
    cell = row.raw.cells.get("value")
    said = cells.text(cell)
    if isinstance(said, str):
        return said.strip()
    return cell.strip() if isinstance(cell, str) and len(cell) <= LONGEST else ""


def _entry(leaf: Leaf) -> PlanEntry:
    raw = json.dumps(_plain(leaf), ensure_ascii=False, sort_keys=True)
    return PlanEntry(leaf.path, LABELS.get(leaf.path, (leaf.path, ""))[0], raw, _cell(leaf), spoken(leaf))


def _plain(leaf: Leaf) -> Any:
    kind = _inner(leaf.kind)
    return f"{Decimal(leaf.value) / 100:.2f}" if kind is Fen and leaf.value is not None else plain(leaf.value)


def _inner(kind: Any) -> Any:
    """The type without its `| None`."""
    if get_origin(kind) in (Union, UnionType):
        return next(one for one in get_args(kind) if one is not NoneType)
    return kind


def _cell(leaf: Leaf) -> str:
    """As people write it: 是, 18:30, 家长来接, 周一; a list of tables as JSON."""
    if leaf.value is None:
        return ""
    kind = _inner(leaf.kind)
    if get_origin(kind) in (tuple, frozenset):
        parts = [_word(get_args(kind)[0], one) for one in leaf.value]
        words = [part for part in parts if part is not None]
        return "、".join(words) if len(words) == len(parts) else json.dumps(_plain(leaf), ensure_ascii=False)
    word = _word(kind, leaf.value)
    return json.dumps(_plain(leaf), ensure_ascii=False) if word is None else word


def _word(kind: Any, value: Any) -> str | None:
    """One plain value as a word; None for a table."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Enum):
        return CHOICES.get(type(value), {}).get(value, str(value.value))
    if kind is Fen:
        return f"{Decimal(value) / 100:.2f}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value) if isinstance(value, int | float | str | Decimal | date) else None


def _raw(kind: Any, text: str) -> Any:
    """What stands in the cell, as settings are written. Raises ValueError or KeyError."""
    optional = get_origin(kind) in (Union, UnionType)
    kind = _inner(kind)
    if text == "" and optional:
        return None
    if text[:1] in "[{" and text:
        return json.loads(text)
    if get_origin(kind) in (tuple, frozenset):
        inner = get_args(kind)[0]
        return [_single(inner, part.strip()) for part in text.replace("，", "、").split("、") if part.strip()]
    return _single(kind, text)


def _single(kind: Any, text: str) -> Any:
    if kind is bool:
        return {"是": True, "否": False}[text]
    if isinstance(kind, type) and issubclass(kind, Enum):
        words = {word: value.value for value, word in CHOICES.get(kind, {}).items()}
        return words.get(text, text)
    return text.replace("：", ":") if kind is time else text


_WANTED: Mapping[Any, Callable[[Leaf], str]] = {
    bool: lambda _: "请填“是”或“否”",
    time: lambda _: "请写成 18:30",
    date: lambda _: "请写成 2026-09-01",
    int: lambda leaf: f"请填整数{_range(leaf)}",
    float: lambda leaf: f"请填数字{_range(leaf)}",
    Decimal: lambda leaf: f"请填数字{_range(leaf)}",
    Fen: lambda _: "请填金额（元），例如 80 或 80.50",
}


def wanted(leaf: Leaf) -> str:
    """What may stand in the cell, in words."""
    kind = _inner(leaf.kind)
    kind = get_args(kind)[0] if get_origin(kind) in (tuple, frozenset) else kind
    if isinstance(kind, type) and issubclass(kind, Enum):
        return f"可填：{'、'.join(CHOICES.get(kind, {}).values() or (str(one.value) for one in kind))}"
    return _WANTED[kind](leaf) if kind in _WANTED else "请照导出时的写法修改"


def _range(leaf: Leaf) -> str:
    low = f"不小于{leaf.least}" if leaf.least is not None else ""
    high = f"不大于{leaf.most}" if leaf.most is not None else ""
    return f"，{'、'.join(filter(None, (low, high)))}" if low or high else ""
