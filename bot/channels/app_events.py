"""What the staff app's callbacks mean: a tolerant reading of wecom.md chapter 2 into `Inbound`."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

from bot.channels import xml
from bot.channels.crypto import BadCallback
from bot.channels.envelope import Opened
from care.messages import Inbound, Kind

CHANNEL = "wecom_app"
LONGEST_SENDER = 64  # bytes of a userid (wecom.md 2)

KINDS = {
    "text": Kind.TEXT,
    "voice": Kind.VOICE,
    "image": Kind.IMAGE,
    "video": Kind.FILE,
    "file": Kind.FILE,
    "location": Kind.LOCATION,
}
PRESSES = frozenset({"template_card_event", "template_card_menu_event", "click"})
ENTRIES = frozenset({"enter_agent"})

# Which fields of a message or event go along, and under which name.
DETAILS = {
    "MediaId": "media_id",
    "Format": "format",
    "Location_X": "latitude",
    "Location_Y": "longitude",
    "Label": "label",
    "Title": "title",
    "Url": "url",
    "TaskId": "task_id",
    "CardType": "card_type",
    "ResponseCode": "response_code",
}

# A second has room for two presses of one person; these fields tell them apart. (wecom.md 1.4)
_EVENT_KEY = (
    "FromUserName",
    "CreateTime",
    "Event",
    "ChangeType",
    "EventKey",
    "TaskId",
    "ResponseCode",
    "UserID",
    "Id",
    "AgentID",
)


def read(opened: Opened, school: str) -> Inbound | None:
    """The message or act of a person. None for what the platform tells about itself: nobody waits for an answer."""
    content = opened.content
    shape = xml.text_of(content, "MsgType").lower()
    if not shape:
        raise BadCallback(400, "no message type")
    sender = _sender_of(content)
    if shape == "event":
        return _read_event(opened, school, sender)
    if not sender:
        raise BadCallback(400, "no sender")
    return Inbound(
        school=school,
        channel=CHANNEL,
        platform_id=_message_id(content),
        sender=sender,
        kind=KINDS.get(shape, Kind.OTHER),
        text=xml.text_of(content, "Content"),
        sent_at=sent_at(xml.text_of(content, "CreateTime")),
        nonce=opened.nonce,
        detail=_detail_of(content),
    )


def _read_event(opened: Opened, school: str, sender: str) -> Inbound | None:
    content = opened.content
    event = xml.text_of(content, "Event")
    pressed = event in PRESSES
    if not sender or sender == "sys" or not (pressed or event in ENTRIES):
        return None
    return Inbound(
        school=school,
        channel=CHANNEL,
        platform_id=event_id(content),
        sender=sender,
        kind=Kind.PRESS if pressed else Kind.ENTER,
        button=xml.text_of(content, "EventKey") if pressed else "",
        sent_at=sent_at(xml.text_of(content, "CreateTime")),
        nonce=opened.nonce,
        detail=_detail_of(content) | {"event": event},
    )


def event_id(content: xml.Element) -> str:
    """Events have no MsgId. (wecom.md 1.4)"""
    parts = "\x1f".join(xml.text_of(content, name) for name in _EVENT_KEY)
    return "event-" + hashlib.sha256(parts.encode()).hexdigest()[:40]


def sent_at(seconds: str) -> datetime | None:
    """A CreateTime in UTC, None where it is no time."""
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) <= 10):
        return None
    return datetime.fromtimestamp(int(seconds), UTC)


def _message_id(content: xml.Element) -> str:
    """MsgId as text: it exceeds 2^53. A message without one is named like an event, by all that it says."""
    given = xml.text_of(content, "MsgId").strip()
    if given and len(given) <= 64:
        return given
    said = repr(sorted(content.items()))
    return "message-" + hashlib.sha256(said.encode()).hexdigest()[:40]


def _sender_of(content: xml.Element) -> str:
    """Userids are case-insensitive and come back from the API in lower case. (wecom.md 2)"""
    sender = xml.text_of(content, "FromUserName").strip().lower()
    if len(sender.encode()) > LONGEST_SENDER:
        raise BadCallback(400, "sender too long")
    return sender


def _detail_of(content: xml.Element) -> dict[str, Any]:
    detail: dict[str, Any] = {ours: content[theirs] for theirs, ours in DETAILS.items() if xml.text_of(content, theirs)}
    selected = _selected_of(content)
    return detail | {"selected": selected} if selected else detail


def _selected_of(content: xml.Element) -> dict[str, list[str]]:
    """What was chosen on a card: one item or option comes as a single element, several as repeated ones."""
    items = xml.children_of(xml.element_of(content, "SelectedItems"), "SelectedItem")
    return {
        xml.text_of(item, "QuestionKey"): xml.children_of(xml.element_of(item, "OptionIds"), "OptionId")
        for item in items
        if isinstance(item, dict)
    }
