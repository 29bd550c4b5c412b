"""A plan in Chinese: what its settings are called, their values, where each comes from, what is wrong. (C01, C13)"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from care.policy import Policy
from care.policy.packs import Pack, UnknownPack
from care.policy.setting import Leaf, leaves
from care.wording.policy import labels_day, labels_school, labels_way_in
from care.wording.policy.values import spoken

LABELS = {**labels_day.LABELS, **labels_school.LABELS, **labels_way_in.LABELS}
STAGES = {"primary": "小学", "junior": "初中", "both": "中小学"}
OURS = "我们的默认"
_KINDS = {
    "a list of ": "列表，项数为", "a list": "列表", "a table": "一组设置", "a value": "一个值",
    "true or false": "true 或 false", "a whole number": "整数", "a number": "数字", "an amount in yuan": "金额（元）",
    "a date": "日期，如 2026-09-01",
    "a time of day": "时间，如 16:25", "text": "文字", "one of ": "其中之一：", " to ": " 至 ",
    "at least ": "不小于", "at most ": "不大于",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One setting as `policy show` prints it."""

    path: str
    label: str
    value: str
    unit: str
    source: str


def lines(policy: Policy, pack: Pack | None = None, *, own: Iterable[str] = ()) -> tuple[Line, ...]:
    """Every setting with label, value, unit and source; `own` are paths that the school set itself."""
    mine = frozenset(own)
    return tuple(_line(leaf, pack, leaf.path in mine) for leaf in leaves(policy))


def label(path: str) -> str:
    """A setting's name; the path itself for one that stands inside a list."""
    return LABELS.get(path, ("", ""))[0] or LABELS.get(path.split("[")[0], (path, ""))[0]


def _line(leaf: Leaf, pack: Pack | None, own: bool) -> Line:
    name, unit = LABELS.get(leaf.path, (leaf.path, leaf.unit))
    said = pack.source(leaf.path) if pack else None
    source = "学校自定" if own else _source(said) if said else default_source(leaf)
    return Line(leaf.path, name, spoken(leaf), unit, source)


def _source(said: str) -> str:
    return said.replace("[ours]", OURS)


def default_source(leaf: Leaf) -> str:
    """Where the default comes from: ours, or taken over from a fact of another plan."""
    facts = " ".join(one for one in leaf.source.split() if one[:3].isdigit())
    return OURS if leaf.ours or not facts else f"{OURS}（参照 {facts}）"


def wanted(english: str) -> str:
    """What kind of value a setting takes; choices and numbers as they are written."""
    for word, chinese in _KINDS.items():
        english = english.replace(word, chinese)
    return english


def no_such_pack(error: UnknownPack) -> str:
    near = f"相近的有：{'、'.join(error.near)}。" if error.near else ""
    return f"没有方案“{error.wanted}”。{near}全部方案：sandianban policy list"


def changes(before: Policy, after: Policy) -> tuple[tuple[str, str, str, str], ...]:
    """Path, label, value before and after, of each setting that differs."""
    pairs = zip(leaves(before), leaves(after), strict=True)
    return tuple((one.path, label(one.path), spoken(one), spoken(two)) for one, two in pairs if one.value != two.value)
