"""What people do with what stands on a phone: open cards, absences that nobody explained, digits they were told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.rehearse.script import clock
from playground.chats import Message

UNEXPLAINED, SAFE = "还没有说明原因", "已联系上，孩子平安"
CALLS = [clock(at) for at in ("12:10", "12:40", "17:16", "17:54", "18:21", "18:31")]
"""Minutes at which somebody has telephoned those families."""
_CODE = re.compile(r"接送码：[^。]*?([0-9]{4})。")


def open_cards(messages: Iterable[Message], about: str) -> list[Message]:
    """One for each text: what two were asked one of them answers."""
    found = {message.text: message for message in messages if is_open(message) and tells(message, about)}
    return list(found.values())


def news(messages: Iterable[Message], told: set[str]) -> list[Message]:
    """Absences that nobody explained, one card each; `told` has those seen to, and gets these."""
    found = {}
    for card in open_cards(messages, UNEXPLAINED):
        absence = card.text.partition("，")[0]
        if absence not in told:
            found[absence] = card
    told |= found.keys()
    return list(found.values())


def is_open(message: Message) -> bool:
    return not message.mine and not message.greyed and message.kind in ("card", "menu")


def tells(message: Message, words: str) -> bool:
    return words in message.text or words in str(message.body)


def code_in(messages: Sequence[Message], child: str) -> str | None:
    """The four digits that the family was told for this child."""
    told = (_CODE.search(message.text) for message in reversed(messages) if not message.mine and child in message.text)
    return next((found[1] for found in told if found), None)


def other_than(code: str) -> str:
    """Four digits that are not these."""
    return f"{(int(code) + 1) % 10000:04}"
