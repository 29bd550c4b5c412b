"""Sentences to tap on instead of typing, by what stands under a person's name."""

from __future__ import annotations

import re

from playground.config import Phone

_CHILD = re.compile(r"班\s*([\u4e00-\u9fff]{2,4})")
BY_TITLE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("晚托老师", ("到齐", "谁还没接", "今天谁请假", "李小明被妈妈接走了", "交给值班老师")),
    ("班主任", ("今天谁请假", "谁还没接", "把班交给晚托老师")),
    ("值班", ("谁还没接", "今天谁值班", "现在还有几个孩子")),
    ("校长", ("今天的汇总", "谁还没接")),
)


def children_of(phone: Phone) -> list[str]:
    """The names after a class in the title; short ones lose the surname: 李小明 is called 小明."""
    return [name[1:] if len(name) == 3 else name for name in _CHILD.findall(phone.title)]


def suggest(phone: Phone) -> list[str]:
    if phone.is_staff:
        return [text for word, texts in BY_TITLE if word in phone.title for text in texts][:5] or ["帮助"]
    children = children_of(phone)
    if not children:
        return ["你好", "帮助"]
    if len(children) > 1:
        both = "和".join(children)
        return [f"{both}今天都不去晚托", f"{children[-1]}今天请假", f"{children[0]}接到了吗", "孩子现在跟谁在一起"]
    if "奶奶" in phone.title or "外婆" in phone.title or "爷爷" in phone.title:
        return [f"我到门口了，来接{children[0]}", f"{children[0]}我接到了", f"{children[0]}放学了吗", "听不懂，找人工"]
    child = children[0]
    return [
        f"{child}发烧了，今天晚托不去",
        f"今天{child}奶奶来接",
        f"{child}现在跟谁在一起",
        f"{child}接到了",
        "取消请假",
    ]
