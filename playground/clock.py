"""The clock that the phones show. It can stand still, run fast and be set; the house is told of each change."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import requests

SHANGHAI = ZoneInfo("Asia/Shanghai")


def parse_time(text: str) -> datetime:
    """An ISO time; without a zone it is Shanghai's."""
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)).astimezone(SHANGHAI)


class ShownClock:
    """Shown time is a line over real time: where it stood, when that was, and how fast it runs."""

    def __init__(
        self, now: datetime | None = None, *, speed: float = 1.0, real: Callable[[], float] = time.monotonic
    ) -> None:
        self.real = real
        self._lock = threading.Lock()
        self._stood_at = (now or datetime.now(SHANGHAI)).astimezone(SHANGHAI)
        self._since = real()
        self._speed = speed
        self._leapt = 0.0  # seconds by which it was set forward

    def now(self) -> datetime:
        with self._lock:
            return self._stood_at + timedelta(seconds=(self.real() - self._since) * self._speed)

    @property
    def speed(self) -> float:
        return self._speed

    def set(self, now: datetime | None = None, speed: float | None = None) -> None:
        before = self.now()
        moment = now or before
        with self._lock:
            self._leapt += max(0.0, (moment - before).total_seconds())
            self._stood_at, self._since = moment.astimezone(SHANGHAI), self.real()
            self._speed = self._speed if speed is None else max(0.0, speed)

    def lived(self) -> float:
        """Seconds that passed, those that were leapt over too: what a minute's limit is counted by."""
        return self.real() + self._leapt

    def reading(self) -> dict[str, Any]:
        return {"now": self.now().isoformat(), "speed": self._speed}


class HouseClock:
    """The house's rehearsal clock: `GET` tells it, `POST {"now", "speed"}` sets it, with a bearer key."""

    def __init__(self, url: str, key: str) -> None:
        self.url = url
        self.known = False  # whether the last call was answered
        self._headers = {"Authorization": f"Bearer {key}"}

    def read(self) -> dict[str, Any] | None:
        return self._call("GET", None)

    def tell(self, reading: dict[str, Any]) -> bool:
        return self._call("POST", reading) is not None

    def _call(self, method: str, body: dict[str, Any] | None) -> dict[str, Any] | None:
        if not self.url:
            return None
        try:
            answer = requests.request(method, self.url, json=body, headers=self._headers, timeout=3)
            self.known = answer.ok
            return answer.json() if answer.ok else None
        except (requests.RequestException, ValueError):
            self.known = False
            return None
