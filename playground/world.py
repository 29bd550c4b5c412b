"""What all parts of the stand-in share."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime

from playground.chats import Chats
from playground.clock import ShownClock
from playground.config import Config, Phone
from playground.errors import NotPossible
from playground.faults import Faults
from playground.feed import Feed
from playground.media import Shelf
from playground.store import Store


@dataclass
class World:
    """Values and boxes of one running stand-in. Whoever changes any of them holds `lock`."""

    config: Config
    clock: ShownClock
    store: Store
    feed: Feed
    faults: Faults
    chats: Chats
    shelf: Shelf
    lock: threading.RLock = field(default_factory=threading.RLock)
    phones: dict[str, Phone] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.phones = {phone.id: phone for phone in self.config.phones}
        self._members = {phone.id.lower(): phone for phone in self.config.phones if phone.is_staff}
        self._parents = {phone.parent_userid.lower(): phone for phone in self.config.phones if phone.parent_userid}

    def now(self) -> datetime:
        return self.clock.now()

    def phone(self, name: str) -> Phone:
        """By id, or by a name that only one person bears."""
        if name in self.phones:
            return self.phones[name]
        found = [phone for phone in self.phones.values() if phone.name == name]
        found = [phone for phone in found if phone.shown] or found
        if len(found) != 1:
            raise NotPossible(f"没有这部手机：{name}" if not found else f"叫{name}的不止一人")
        return found[0]

    def member(self, userid: str) -> Phone | None:
        """Userids are case-insensitive (wecom.md 2)."""
        return self._members.get(userid.lower())

    def members(self) -> list[Phone]:
        return list(self._members.values())

    def parent(self, external_userid: str) -> Phone | None:
        phone = self.phones.get(external_userid)
        return None if phone is None or phone.is_staff else phone

    def parent_named(self, parent_userid: str) -> Phone | None:
        """By their id in 家校通讯录, a namespace of its own and case-insensitive (wecom.md 4a)."""
        return self._parents.get(parent_userid.lower())

    def parents(self) -> list[Phone]:
        return list(self._parents.values())
