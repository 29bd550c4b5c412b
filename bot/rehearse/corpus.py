"""Sentences of the corpora, put into the mouths of this school's parents.

A line is used where its child can be given another name, and where what it means does not hang on the day it was
written: `asks` follows from its gold acts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.rehearse.cast import Adult, Child
from bot.rehearse.script import Change, What, changes

HARMLESS = frozenset(
    {
        "ask_whereabouts", "ask_fee", "ask_schedule", "ask_clubs", "ask_progress", "smalltalk", "help", "affirm",
        "deny", "clarify",
    }
)  # fmt: skip
STAFF_HARMLESS = frozenset({"ask_duty", "ask_roster", "ask_unpicked", "ask_summary", "smalltalk", "help"})
CHANGING = {
    "leave": What.LEAVE,
    "delegate_pickup": What.PLAN,
    "pickup_time": What.PLAN,
    "arrive": None,
}
_OTHER_DAY = re.compile(r"周|星期|礼拜|[0-9一二三四五六七八九十]+[号日月]|明|后天|昨|以后|每|早上|早托|中午|午托|下午")
_PET_NAME = re.compile(r"(?!妈妈|爸爸|奶奶|爷爷|外外|公公|婆婆|姥姥|叔叔|舅舅|姑姑|谢谢|拜拜|哈哈)([\u4e00-\u9fff])\1")
_OTHER_CLASS = re.compile(r"[一二三四五六123456] ?(?:年级|[（(]|班)")


@dataclass(frozen=True)
class Saying:
    """A corpus line of a parent with one child. `intent` is that of its only act."""

    id: str
    text: str
    intent: str
    name: str
    relation: str

    def said_by(self, child: Child) -> str:
        """With this child's name where the line has its own."""
        text = self.text.replace(self.name, child.name)
        return text.replace(self.name[1:], child.short) if len(self.name) > 2 else text

    def asks(self, child: Child) -> frozenset[Change]:
        what = CHANGING.get(self.intent)
        return changes(what, of=[child.id]) if what else frozenset()

    def fits(self, adult: Adult, child: Child) -> bool:
        return child.only and adult.relation == self.relation and len(child.name) == len(self.name)


@dataclass(frozen=True)
class Corpus:
    sayings: tuple[Saying, ...] = ()
    of_staff: tuple[str, ...] = ()

    def of(self, *intents: str) -> list[Saying]:
        return [saying for saying in self.sayings if saying.intent in intents]


def read(folder: Path) -> Corpus:
    """Empty where there is no such folder: then people speak by language.py alone."""
    wrong = {line["id"] for line in _lines(folder, "known_failures.jsonl")}
    entries = [line for line in _lines(folder, "*-[0-9]*.jsonl") if line["id"] not in wrong]
    parents = (saying for line in entries if line["role"] == "parent" and (saying := _saying(line)))
    staff = (line["text"] for line in entries if line["role"] != "parent" and _is_harmless(line))
    return Corpus(tuple(parents), tuple(staff))


def _lines(folder: Path, pattern: str) -> Iterator[dict[str, Any]]:
    for file in sorted(folder.glob(pattern)):
        for line in file.read_text("utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def _saying(line: dict[str, Any]) -> Saying | None:
    acts, children = line["acts"], line["children"]
    if len(acts) != 1 or len(children) != 1 or acts[0]["intent"] not in HARMLESS | set(CHANGING):
        return None
    act, text, name = acts[0], line["text"], children[0]["name"]
    if any(pattern.search(text) for pattern in (_OTHER_DAY, _OTHER_CLASS, _PET_NAME)) or line["me"]["name"] in text:
        return None
    if act.get("dates", [line["now"][:10]]) != [line["now"][:10]] or act.get("about") in ("date", "session", "student"):
        return None
    if act["intent"] == "leave" and act.get("sessions", []) not in ([], ["evening"]):
        return None
    return Saying(line["id"], text, act["intent"], name, line["me"]["relation"])


def _is_harmless(line: dict[str, Any]) -> bool:
    """A question of a colleague about nobody in particular."""
    acts = line["acts"]
    named = any(key in act for act in acts for key in ("students", "staff", "class"))
    return all(act["intent"] in STAFF_HARMLESS for act in acts) and not named
