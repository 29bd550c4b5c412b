"""What anybody may say: yes, no, thanks, a person please, and texts that try to command the bot (guidelines 24, 30)."""

from __future__ import annotations

import re

from care.acts import About, Act, Ground, Intent
from care.reading.parts import Message
from care.reading.phrases import bare, moods

_FILL = rf"(?:[\s,。.!~;、?…]|{bare.COURTESY})*"
_BARE: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    (
        Intent.AFFIRM,
        re.compile(rf"{_FILL}{bare.YES}(?:{_FILL}(?:{bare.YES}|{bare.THANKS}|{bare.SMALL}))*{_FILL}"),
    ),
    (
        Intent.DENY,
        re.compile(rf"{_FILL}(?:{bare.THANKS}{_FILL})?{bare.NO}(?:{_FILL}(?:{bare.NO}|{bare.THANKS}))*{_FILL}"),
    ),
    (
        Intent.SMALLTALK,
        re.compile(rf"{_FILL}(?:(?:{bare.THANKS}|{bare.GREETING}|{bare.SMALL}){_FILL})*"),
    ),
    (Intent.HUMAN, re.compile(rf"{_FILL}(?:转|找|要|请转|我要)?(?:人工|真人|客服)(?:服务|客服)?{_FILL}")),
    (Intent.HELP, re.compile(rf"{_FILL}(?:帮助|功能|菜单|help|使用说明|怎么用){_FILL}")),
)
_GREETING = re.compile(r"(?:(?:老师|各位|[您你])们?)+好[啊呀哈,。!~ ]*(?:老师|在吗|在么|在不在|[?])*")
_COMMANDING = re.compile(moods.COMMANDING)


def read_common(message: Message) -> tuple[Act, ...]:
    """The act of a text that says nothing else; empty when there is more in it."""
    if _GREETING.fullmatch(message.sketch.strip()):
        return (Act(Intent.SMALLTALK, grounds=(Ground("intent", message.text, "a greeting"),)),)
    for intent, pattern in _BARE:
        if pattern.fullmatch(message.sketch.strip()):
            return (Act(intent, grounds=(Ground("intent", message.text, f"a bare {intent.value}"),)),)
    return ()


def commanding(message: Message) -> Act | None:
    """A question in place of what a text orders that its sender may not order."""
    match = _COMMANDING.search(message.sketch)
    if match is None:
        return None
    why = "nobody commands the bot by a text"
    return Act(Intent.CLARIFY, about=About.INTENT, grounds=(Ground("intent", match.group(), why),))
