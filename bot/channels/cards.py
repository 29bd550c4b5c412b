"""Template cards for staff. (wecom.md 3.3)"""

from __future__ import annotations

from typing import Any

from bot.channels.lengths import fits, shorten
from care.messages import Button, Outgoing

MOST_BUTTONS = 6
TITLE, SUB_TITLE, LABEL, GREYED = 36, 160, 10, 10  # characters
KEY = 1024  # bytes
STYLES = range(1, 5)

Body = dict[str, Any]


def holds(message: Outgoing) -> bool:
    """Whether the message's buttons can stand on one card. If not, they are written out as numbers."""
    keys = [button.key for button in message.buttons]
    return len(keys) <= MOST_BUTTONS and len(set(keys)) == len(keys) and all(fits(key, KEY) for key in keys)


def holds_text(text: str) -> bool:
    return len(text) <= SUB_TITLE


def button_card(message: Outgoing, *, task_id: str, with_text: bool) -> Body:
    """A card with call-back buttons. Without its text where that went ahead as a message of its own."""
    card: Body = {
        "card_type": "button_interaction",
        "task_id": task_id,
        "main_title": {"title": shorten(message.title or message.text.split("\n")[0], TITLE)},
        "button_list": [_button(button) for button in message.buttons],
    }
    if with_text and message.text:
        card["sub_title_text"] = message.text
    return card


def greying(userid: str, agent_id: int, response_code: str, label: str) -> Body:
    """Shows `label` in place of the buttons; each code works once. (wecom.md 3.4)"""
    return {
        "userids": [userid],
        "agentid": agent_id,
        "response_code": response_code,
        "button": {"replace_name": shorten(label, GREYED)},
    }


def _button(button: Button) -> Body:
    style = button.style if button.style in STYLES else 1
    return {"type": 0, "text": shorten(button.label, LABEL), "style": style, "key": button.key}
