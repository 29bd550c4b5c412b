"""Sentences to tap on instead of typing, by what stands under a person's name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from playground.config import Phone

_CLASS_AND_CHILD = re.compile(r"([一二三四五六]年级\d+班)\s*([\u4e00-\u9fff]{2,4})")
_CLASS = re.compile(r"[一二三四五六]年级\d+班")
BY_TITLE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("晚托老师", ("到齐", "谁还没接", "今天谁请假", "{child}被家长接走了")),
    ("班主任", ("今天谁请假", "谁还没接", "现在还有几个孩子")),
    ("值班", ("谁还没接", "现在还有几个孩子", "今天谁值班")),
    ("校长", ("今天的汇总", "谁还没接")),
)
GRANDPARENTS = ("奶奶", "爷爷", "外婆", "外公", "姥姥", "姥爷")


def called(name: str) -> str:
    """At home 李小明 is 小明."""
    return name[1:] if len(name) == 3 else name


def suggest(phone: Phone, everybody: Iterable[Phone]) -> list[str]:
    return _for_staff(phone, everybody) if phone.is_staff else _for_parents(phone)


def _for_staff(phone: Phone, everybody: Iterable[Phone]) -> list[str]:
    texts = next((texts for word, texts in BY_TITLE if word in phone.title), ("帮助",))
    own = _CLASS.search(phone.title)
    pairs = [pair for one in everybody for pair in _CLASS_AND_CHILD.findall(one.title)]
    child = next((name for name_of_class, name in pairs if own and name_of_class == own[0]), "")
    return [text.format(child=child) for text in texts if child or "{child}" not in text]


def _for_parents(phone: Phone) -> list[str]:
    children = [called(name) for _, name in _CLASS_AND_CHILD.findall(phone.title)]
    if not children:
        return ["你好", "帮助"]
    first, last = children[0], children[-1]
    if len(children) > 1:
        both = "和".join(children)
        return ["今天请假", f"{both}今天都不去晚托", f"{last}明天请假", f"我到门口了，来接{first}", "孩子在哪"]
    if any(word in phone.title for word in GRANDPARENTS):
        return [f"{first}放学了吗", f"我到门口了，来接{first}", f"{first}我接到了", "找人工"]
    return [f"{first}发烧了，今天晚托不去", f"今天{first}奶奶来接", "孩子在哪", f"{first}接到了", "取消请假"]
