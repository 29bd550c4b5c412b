"""What comes in at a door and what goes out: the same values for every platform."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What sort of thing arrived. Everything that is not text, a press or an entry is kept and answered kindly."""

    TEXT = "text"
    PRESS = "press"  # a button or menu entry
    ENTER = "enter"  # opened the chat, with or without a token
    FAILED = "failed"  # the platform says that a message of ours did not arrive
    VOICE = "voice"
    IMAGE = "image"
    STICKER = "sticker"
    FILE = "file"
    LOCATION = "location"
    OTHER = "other"


@dataclass(frozen=True)
class Inbound:
    """One message as a door hands it in. `platform_id` is unique within school and channel."""

    school: str
    channel: str  # "wecom_app", "wecom_kf"
    platform_id: str
    sender: str  # the platform's id of the person: userid or external_userid
    kind: Kind
    text: str = ""
    button: str = ""  # a press: the key of our button
    sent_at: datetime | None = None  # UTC, by the platform
    nonce: str = ""  # signature nonce and timestamp, to tell a replay from a second delivery
    detail: dict[str, Any] = field(default_factory=dict)  # response_code, task_id, open_kfid, welcome_code, media_id


@dataclass(frozen=True)
class Button:
    """A press comes back as `key`. Typing the label, or its number, always does the same."""

    label: str
    key: str
    style: int = 1  # template card: 1 blue, 2 grey, 3 red


class Urgency(StrEnum):
    """Which messages leave first. Urgent ones also ignore quiet hours (promise 13)."""

    URGENT = "urgent"
    DEFAULT = "default"
    BULK = "bulk"


@dataclass(frozen=True)
class Outgoing:
    """One message to one person. The key makes it happen once: `leave/17/teacher/3`."""

    key: str
    to: int  # person id
    text: str
    buttons: tuple[Button, ...] = ()
    title: str = ""  # card title; a message with buttons has one
    urgency: Urgency = Urgency.DEFAULT
    about: str = ""  # what it is about, for merging and statistics: "leave", "duty", "summary"
    reply_to: int | None = None  # inbox row that it answers
    card: str = ""  # names the card so that all its copies can be greyed together
    grey: str = ""  # set: not a message, but the greying of card `card` with this label
    picture: bytes | None = None


@dataclass(frozen=True)
class Address:
    """Where one person is reached on one channel."""

    school_id: int
    channel: str  # "wecom_app", "wecom_kf", "school_notice"
    value: str  # userid, external_userid or parent_userid
    account: str = ""  # wecom_kf: the open_kfid that the person wrote to


@dataclass(frozen=True)
class Sent:
    platform_id: str = ""
    response_code: str = ""  # lets the card be updated once


@dataclass(frozen=True)
class TryLater:
    why: str
    after_seconds: float = 0.0


@dataclass(frozen=True)
class Failed:
    why: str
    final: bool = True  # for this channel; the next channel may still reach the person


Outcome = Sent | TryLater | Failed
