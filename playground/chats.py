"""What stands on the phones' screens."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass, field
from typing import Any

from playground.feed import Feed
from playground.store import Store


@dataclass
class Message:
    """One bubble. `mine` is from the phone's owner; the others are from the school."""

    phone: str
    mine: bool
    kind: str  # text, card, menu, image, voice, video, file, sticker, link, note
    at: str  # shown time, ISO
    text: str = ""
    body: dict[str, Any] = field(default_factory=dict)  # the card, menu or articles; a picture's media_id
    msgid: str = ""  # the platform's
    channel: str = ""  # "app", "kf", or "notice" for 学校通知
    status: str = ""  # mine: sending, delivered, failed; the school's: "" or recalled
    note: str = ""  # why it failed
    greyed: str = ""  # a card's closing label
    id: int = 0


class Chats:
    """All messages by phone. Each addition and change is kept and published; callers hold the platform's lock."""

    def __init__(self, store: Store, feed: Feed) -> None:
        self._store = store
        self._feed = feed
        self._number = 0
        self._all: dict[int, Message] = {}
        self._by_phone: dict[str, list[int]] = defaultdict(list)
        self._by_msgid: dict[str, list[int]] = defaultdict(list)
        for key, value in store.load("message"):
            self._place(_as_left(Message(**value | {"id": int(key)})))

    def _place(self, message: Message) -> None:
        self._all[message.id] = message
        self._number = max(self._number, message.id)
        self._by_phone[message.phone].append(message.id)
        if message.msgid:
            self._by_msgid[message.msgid].append(message.id)

    def add(self, message: Message) -> Message:
        self._number += 1
        message.id = self._number
        self._place(message)
        self._keep(message)
        return message

    def change(self, message: Message, **changes: Any) -> None:
        for name, value in changes.items():
            setattr(message, name, value)
        self._keep(message)

    def _keep(self, message: Message) -> None:
        value = asdict(message)
        self._store.save("message", message.id, value)
        self._feed.publish("message", value)

    def get(self, message_id: int) -> Message | None:
        return self._all.get(message_id)

    def sent_as(self, msgid: str) -> list[Message]:
        """All copies of one message of the school."""
        return [self._all[number] for number in self._by_msgid.get(msgid, ())]

    def of(self, phone: str, after: int = 0) -> list[Message]:
        return [self._all[number] for number in self._by_phone.get(phone, ()) if number > after]

    def measure(self, phone: str) -> tuple[int, int]:
        """How many, and the newest one's number."""
        numbers = self._by_phone.get(phone, ())
        return len(numbers), numbers[-1] if numbers else 0

    def everything(self) -> list[Message]:
        return list(self._all.values())


def _as_left(message: Message) -> Message:
    """A message that was on its way when the stand-in ended did not arrive."""
    if message.status == "sending":
        message.status, message.note = "failed", "演练场重启了"
    return message
