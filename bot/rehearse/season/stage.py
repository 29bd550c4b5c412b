"""Who acts when: a queue of what people do, minute by minute, and the way each message finds its reader."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable
from datetime import datetime, time, timedelta

from bot.rehearse.season.house import SeasonHouse, Shown
from bot.rehearse.season.school import Grown
from care.calendar import SHANGHAI

Do = Callable[[], None]
WAKING, SLEEPING = time(7, 40), time(20, 40)
SLICE = timedelta(minutes=4)  # messages leave, and are looked at, together


class Acting:
    """What people do, in order of time. Two at the same minute act in the order in which they made up their minds."""

    def __init__(self, house: SeasonHouse, seed: int) -> None:
        self.house = house
        self.draw = random.Random(f"acting/{seed}")
        self.said = 0
        self.pressed = 0
        self._queue: list[tuple[datetime, int, Do]] = []
        self._number = 0
        self._listened = house.clock.at

    @property
    def now(self) -> datetime:
        return self.house.clock.at

    def at(self, moment: datetime, do: Do) -> None:
        """Later: at that minute, or in the morning where people sleep then."""
        moment = max(moment.astimezone(SHANGHAI), self.now.astimezone(SHANGHAI) + timedelta(minutes=1))
        if moment.time() > SLEEPING:
            moment = _at(moment + timedelta(days=1), WAKING) + timedelta(minutes=self.draw.randint(0, 90))
        elif moment.time() < WAKING:
            moment = _at(moment, WAKING) + timedelta(minutes=self.draw.randint(0, 90))
        self._number += 1
        heapq.heappush(self._queue, (moment, self._number, do))

    def soon(self, do: Do, *, least: float = 2, most: float = 60) -> None:
        """In so many minutes."""
        self.at(self.now + timedelta(minutes=self.draw.uniform(least, most)), do)

    def say(self, who: Grown, text: str) -> None:
        self.said += 1
        self.house.say(who, text)

    def press(self, who: Grown, shown: Shown, label: str) -> None:
        """The button; where the way carried none, its label typed."""
        if not shown.can_press:
            self.say(who, label)
            return
        self.pressed += 1
        self.house.press(who, dict(shown.buttons)[label])

    def until(self, moment: datetime, read: Callable[[Shown], None]) -> None:
        """Everything that falls before this moment; each message is read by whoever got it."""
        while self._queue and self._queue[0][0] <= moment:
            at, _, do = heapq.heappop(self._queue)
            self.house.at(at)
            do()
            if not self._queue or self._queue[0][0] > self._listened + SLICE:
                self.listen(read)
        self.house.at(moment)
        self.listen(read)

    def listen(self, read: Callable[[Shown], None]) -> None:
        self._listened = self.now
        for shown in self.house.heard():
            read(shown)

    @property
    def waiting(self) -> int:
        return len(self._queue)


def _at(moment: datetime, clock: time) -> datetime:
    return datetime.combine(moment.date(), clock, SHANGHAI)
