"""Why a message was read as it was, for the school's IT teacher: the text as read, the acts, and what each rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from care.acts import About, Intent
from care.reading import sketch
from care.wording.asking import SESSIONS, WISHES
from care.wording.grounds import KINDS, reason

INTENTS = WISHES | {
    Intent.CLARIFY: "反问",
    Intent.AFFIRM: "答“是”",
    Intent.DENY: "答“不”",
    Intent.HELP: "问怎么用",
    Intent.SMALLTALK: "寒暄，不用办",
}
SLOTS = {
    "students": "孩子",
    "dates": "日期",
    "sessions": "时段",
    "weekdays": "每周",
    "clubs": "社团",
    "from": "从",
    "reason": "原因",
    "person": "谁接",
    "time": "时间",
    "student": "孩子",
    "class": "班级",
    "relation": "关系",
    "phone": "电话",
    "tone": "口气",
    "expected": "应到",
    "present": "实到",
    "absent": "未到",
    "count": "人数",
    "to": "交给",
    "with": "与谁换",
    "staff": "老师",
    "all": "全部",
    "kind": "类别",
    "reason_text": "理由",
    "audience": "发给",
    "body": "正文",
    "about": "问什么",
    "maybe": "可能是",
    "instead_of": "不是",
    "intent": "要办的事",
}
VALUES = KINDS | {
    "sick": "生病",
    "personal": "有事",
    "parents": "家长",
    "teachers": "老师",
    "all": "所有人",
    About.STUDENT.value: "哪个孩子",
    About.DATE.value: "哪一天",
    About.INTENT.value: "办哪一件",
    About.PERSON.value: "哪一位",
    About.SESSION.value: "哪个时段",
    **{session.value: label for session, label in SESSIONS.items()},
}
STATES = {"WAITING": "还没回答", "DONE": "已回答", "ASIDE": "没能回答，等人查看"}
NOT_READ = "这一条没有按文字去读：按了按钮、答了上一个问题，或者不是文字。"
DRAWN = {
    sketch.CHILD: "〈孩子〉",
    sketch.STRANGER: "〈别人〉",
    sketch.COLLEAGUE: "〈同事〉",
    sketch.PERSON: "〈接的人〉",
    sketch.DAY: "〈日期〉",
    sketch.TIME: "〈时间〉",
    sketch.SESSION: "〈时段〉",
    sketch.CLUB: "〈社团〉",
    sketch.CLASS: "〈班级〉",
    sketch.PHONE: "〈电话〉",
}
"""Grounds may quote the sketch. Tidied text has no capitals, so each is a letter of it."""
_DRAWN = re.compile(r"([A-Z])\1*")
NOTHING_NAMED = {"sessions": "报了的都算", "absent": "没有"}


def page(kept: Mapping[str, Any], *, written: str = "") -> str:
    """A kept reading (care/reading/trace.py), line by line."""
    lines = [f"原文  {written}"] if written else []
    lines.append(f"读作  {kept['tidy']}")
    options = kept.get("options") or [[] for _ in kept["acts"]]
    for act, grounds, buttons in zip(kept["acts"], kept["grounds"], options, strict=True):
        lines += [f"· {told(act)}", *(f"    {_ground(ground)}" for ground in grounds)]
        lines += [f"    按钮{number}：{told(button)}" for number, button in enumerate(buttons, 1)]
    return "\n".join(lines)


def told(frame: Mapping[str, Any]) -> str:
    """A frame in words: 请假：孩子 李小明；日期 2026-03-04."""
    slots = "；".join(_slots(frame))
    intent = INTENTS.get(Intent(frame["intent"]), frame["intent"])
    return f"{intent}：{slots}" if slots else intent


def _ground(ground: Mapping[str, str]) -> str:
    words = f"“{_DRAWN.sub(_drawn, ground['words'])}” " if ground["words"] else ""
    return f"{SLOTS.get(ground['slot'], ground['slot'])} ← {words}{reason(ground['why'])}"


def _drawn(letters: re.Match[str]) -> str:
    return DRAWN.get(letters.group(1), letters.group())


def _slots(frame: Mapping[str, Any]) -> Iterator[str]:
    for slot, value in frame.items():
        if slot == "maybe":
            yield f"{SLOTS[slot]} {INTENTS[Intent(value)]}"
        elif slot != "intent":
            yield f"{SLOTS.get(slot, slot)} {_value(slot, value)}"


def _value(slot: str, value: Any) -> str:
    match value:
        case True:
            return "是"
        case []:
            return NOTHING_NAMED.get(slot, "无")
        case list():
            return "、".join("一二三四五六日"[one - 1] if slot == "weekdays" else _value(slot, one) for one in value)
        case dict():
            return "，".join(str(part) for part in value.values())
        case _:
            return VALUES.get(str(value), str(value)) if slot not in ("body", "reason_text", "students") else str(value)
