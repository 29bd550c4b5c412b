"""Short lines of what staff write and what is meant, in a notation that is quick to write and to read.

    三2班应到6实到5，孙悦请假 || roll 三年级2班 6/5 -孙悦
    P@18:20>除了孙悦，都批 || app 许诺,郑好

Before `>`: L a leader, P three applications wait, 1 one waits, @ the hour. Acts are parted by ` ; `, days are of
March 2026 (d12,13), `-0` is nobody absent, `/5` only who is here. A person is a relation, or name:relation.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.care.reading import corpus

HERE = Path(__file__).parent
GROUP = {
    "三年级2班": "李小明 王子墨 陈可欣 许诺 孙悦 何嘉怡",
    "三年级3班": "周雨桐 郑好 冯喆 石榴",
}
COLLEAGUES = ["王磊", "李静", "赵敏", "马超", "何雯"]
SHORT = {
    "log": "log", "unp": "ask_unpicked", "pat": "patrol", "aff": "affirm", "den": "deny", "hum": "human",
    "help": "help", "small": "smalltalk",
}  # fmt: skip
Frame = dict[str, Any]


def rows(path: Path) -> Iterator[Frame]:
    """The lines of a file as corpus lines."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            text, meant = line.split(" || ")
            yield {"id": f"{path.stem}:{number}", **_known(text), "acts": [frame(one) for one in meant.split(" ; ")]}


def _known(text: str) -> Frame:
    head, mark, rest = text.partition(">")
    flags, _, hour = head.partition("@")
    if not mark or not set(flags) <= set("LP1"):
        flags, hour, rest = "", "", text
    leads = "L" in flags
    roster = [{"name": name, "class": room} for room, names in GROUP.items() for name in names.split()]
    pending = ["孙悦", "许诺", "郑好"] if "P" in flags else ["孙悦"] if "1" in flags else []
    return {
        "role": "leader" if leads else "teacher", "now": f"2026-03-11T{hour or '16:40'}:00+08:00",
        "me": {"name": "钱立群" if leads else "张华"}, "children": [], "roster": [] if leads else roster,
        "staff": COLLEAGUES, "pending": pending, "clubs": ["书法社团", "足球社团", "合唱社团"],
        "text": rest.replace("\\n", "\n"),
    }  # fmt: skip


def frame(written: str) -> Frame:
    """One act, from its short form."""
    word, *rest = written.split()
    if word in SHORT:
        return {"intent": SHORT[word]}
    return _FORMS[word](rest)


def _roll(rest: list[str]) -> Frame:
    act: Frame = {"intent": "roll_call"}
    for one in rest:
        if one.endswith("班"):
            act["class"] = one
        elif one.startswith("-"):
            act["absent"] = [] if one == "-0" else one[1:].split(",")
        else:
            numbers = zip(("expected", "present"), one.split("/"), strict=True)
            act |= {slot: int(number) for slot, number in numbers if number}
    return act


def _group(intent: str) -> Callable[[list[str]], Frame]:
    def read(rest: list[str]) -> Frame:
        act: Frame = {"intent": intent}
        for one in rest:
            slot = {"<": "from", ">": "to"}.get(one[0], "class" if one.endswith("班") else "count")
            act[slot] = int(one) if slot == "count" else one.lstrip("<>")
        return act

    return read


def _release(rest: list[str]) -> Frame:
    who, *by = rest
    act: Frame = {"intent": "release"} | ({"all": True} if who == "all" else {"students": who.split(",")})
    for one in by:
        name, colon, relation = one.partition(":")
        act["person"] = {"name": name, "relation": relation} if colon else {"relation": name}
    return act


def _decides(intent: str) -> Callable[[list[str]], Frame]:
    return lambda rest: {"intent": intent} | ({"all": True} if rest == ["all"] else {"students": rest[0].split(",")})


def _incident(rest: list[str]) -> Frame:
    return {"intent": "incident", "kind": rest[0], "students": rest[1].split(",") if rest[1:] else []}


def _asks(intent: str) -> Callable[[list[str]], Frame]:
    def read(rest: list[str]) -> Frame:
        act: Frame = {"intent": intent}
        for one in rest:
            if one[0] == "d":
                act["dates"] = _days(one)
            elif one.endswith("班"):
                act["class"] = one
            else:
                act["staff"] = one.split(",")
        return act

    return read


def _days(written: str) -> list[str]:
    return [f"2026-03-{int(day):02d}" for day in written[1:].split(",")]


_FORMS: dict[str, Callable[[list[str]], Frame]] = {
    "roll": _roll, "take": _group("take_over"), "hand": _group("hand_over"), "rel": _release, "inc": _incident,
    "app": _decides("approve"), "rej": _decides("reject"), "duty": _asks("ask_duty"), "roster": _asks("ask_roster"),
    "sum": _asks("ask_summary"),
    "swap": lambda rest: {"intent": "swap_duty", "dates": _days(rest[0]), "with": rest[1]},
    "off": lambda rest: {"intent": "staff_leave", "dates": _days(rest[0]), "reason": " ".join(rest[1:])},
    "bc": lambda rest: {"intent": "broadcast", "audience": rest[0], "body": " ".join(rest[1:])},
    "?": lambda rest: {"intent": "clarify"},
}  # fmt: skip


def misread(path: Path) -> list[str]:
    """The lines that are not read as meant, with what is read."""
    return [
        f"{row['id']} {row['text']} -> {json.dumps(corpus.acts(row), ensure_ascii=False)}"
        for row in rows(path)
        if not corpus.reads_right(row)
    ]
