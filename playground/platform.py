"""The stand-in for WeChat Work without its web pages: the API for the school, and the people at their phones."""

from __future__ import annotations

import threading
import time
from datetime import datetime
from typing import Any

from playground.api import Api
from playground.chats import Chats, Message
from playground.clock import HouseClock, ShownClock, parse_time
from playground.config import Config, Phone, read_config
from playground.doors import Courier, Post
from playground.faults import Faults
from playground.feed import Feed
from playground.journal import Journal
from playground.kf import CustomerService
from playground.media import Shelf
from playground.people import People, make_doors
from playground.readiness import is_busy
from playground.staff_app import StaffApp
from playground.store import Store
from playground.suggestions import suggest
from playground.world import World

QUIET_SECONDS = 0.6


class Platform:
    """One school's WeChat Work. Thread-safe; with `data` in the config it outlives a restart.

    `api.call(path, query, body)` is the school's side, `people.say(phone, text)` and its like the people's.
    """

    def __init__(
        self, config: Config | dict[str, Any], *, clock: ShownClock | None = None, post: Post | None = None
    ) -> None:
        self.config = read_config(config)
        self.store = Store(self.config.data / "playground-state.sqlite" if self.config.data else None)
        self.feed = Feed()
        self.clock = clock or _first_clock(self.config, self.store)
        self.faults = Faults(lambda: self.feed.publish("faults", self.faults.listed()))
        self.world = World(
            self.config, self.clock, self.store, self.feed, self.faults, Chats(self.store, self.feed), Shelf(self.store)
        )
        self.journal = Journal(self.feed.publish)
        self.courier = Courier(self.clock, self.faults, self.journal, self._tell_doors, post=post)
        self.doors = make_doors(self.config)
        self.app = StaffApp(self.world)
        self.kf = CustomerService(self.world, lambda *bell: self.people.ring(*bell))
        self.people = People(self.world, self.app, self.kf, self.courier, self.doors)
        self.api = Api(self.world, self.app, self.kf, self.journal)
        self.house_clock = HouseClock(self.config.clock, self.config.clock_key)
        self._was_set = False
        shown = [phone for phone in self.config.phones if phone.shown]
        self._suggestions = {phone.id: suggest(phone, shown) for phone in self.config.phones}

    def set_clock(self, now: datetime | None = None, speed: float | None = None) -> dict[str, Any]:
        """Set the shown clock and the house's with it."""
        self._was_set = True
        self.clock.set(now, speed)
        reading = self.clock.reading()
        with self.world.lock:
            self.store.save("clock", "reading", reading)
        self.house_clock.tell(reading)
        self.feed.publish("clock", self.clock_seen())
        return reading

    def follow_house(self, seconds: float = 60.0) -> None:
        """At a start the house's clock is the right one; wait for the house in the background."""
        if self.config.clock:
            threading.Thread(target=self._follow_house, args=(seconds,), daemon=True, name="house-clock").start()

    def _follow_house(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self._was_set:
            reading = self.house_clock.read()
            if reading and reading.get("now"):
                self.clock.set(parse_time(reading["now"]), float(reading.get("speed", 1.0)))
                break
            time.sleep(1)
        self.feed.publish("clock", self.clock_seen())

    def clock_seen(self) -> dict[str, Any]:
        return self.clock.reading() | {"house": self.house_clock.known, "has_house": bool(self.config.clock)}

    def doors_seen(self) -> list[dict[str, Any]]:
        return [door.seen() for door in self.doors.values()]

    def _tell_doors(self) -> None:
        self.feed.publish("doors", self.doors_seen())

    def quiet(self) -> dict[str, Any]:
        """Whether the school is at rest: nothing on its way, all fetched, no call for a moment."""
        idle = time.monotonic() - max(self.courier.last_at, self.api.last_call)
        waiting = {"callbacks": self.courier.pending, "kf_items": self.kf.unread}
        return {"quiet": not any(waiting.values()) and idle >= QUIET_SECONDS, "idle": round(idle, 2), **waiting}

    def at_rest(self) -> bool:
        """Quiet here, and nothing waiting in the house as far as it says."""
        return bool(self.quiet()["quiet"]) and not is_busy(self.config.house)

    def wait_quiet(self, seconds: float = 10.0) -> bool:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.at_rest():
                return True
            time.sleep(0.05)
        return False

    def messages(self, phone: str, after: int = 0) -> list[Message]:
        with self.world.lock:
            return self.world.chats.of(self.world.phone(phone).id, after)

    def state(self) -> dict[str, Any]:
        with self.world.lock:
            return {
                "school": self.config.school_name,
                "number": self.feed.number,
                "clock": self.clock_seen(),
                "phones": [self._phone_seen(phone) for phone in self.config.phones],
                "doors": self.doors_seen(),
                "faults": self.faults.listed(),
                "quiet": self.quiet(),
                "dropped": self.app.dropped,
            }

    def _phone_seen(self, phone: Phone) -> dict[str, Any]:
        count, newest = self.world.chats.measure(phone.id)
        seen = {"id": phone.id, "kind": phone.kind, "name": phone.name, "title": phone.title, "shown": phone.shown}
        return seen | {"messages": count, "newest": newest, "suggestions": self._suggestions[phone.id]}

    def close(self) -> None:
        with self.world.lock:
            self.store.close()


def _first_clock(config: Config, store: Store) -> ShownClock:
    """Where it stood when it was last set, else the config's time, else now."""
    saved = dict(store.load("clock")).get("reading")
    if saved:
        return ShownClock(parse_time(saved["now"]), speed=saved["speed"])
    return ShownClock(parse_time(config.now) if config.now else None)
