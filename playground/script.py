"""Plays an afternoon: steps from a TOML file, each said or pressed at its shown time, waiting for the school between.

    [[step]]
    at = "15:10"
    who = "王丽"
    say = "小明发烧了，今天晚托不去"
    caption = "妈妈请假"

A step may hold `say`, `press` (a button's label), `enter` (a scene_param), `everyone` (a word in the titles, instead
of `who`; `skip` leaves one of them out), `wait_for = {who, text, seconds}` and `pause` (real seconds). A label that is
not there and a text that does not come are remarked on; the afternoon goes on.
"""

from __future__ import annotations

import threading
import time
import tomllib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from datetime import time as day_time
from pathlib import Path
from typing import Any

from playground.config import Phone
from playground.errors import NotPossible
from playground.platform import Platform
from playground.readiness import is_busy

SATURDAY = 5
QUIET_PATIENCE = 8.0
BUSY_PATIENCE = 40.0
WAIT_PATIENCE = 12.0
LOOK = 1.4  # seconds to read a step's outcome
GROUPS = {"care_teachers": "晚托老师", "class_teachers": "班主任", "duty_leaders": "值班领导", "principals": "校长"}


@dataclass(frozen=True)
class Step:
    caption: str
    at: day_time | None = None
    who: str = ""
    everyone: str = ""
    skip: str = ""
    say: str = ""
    press: str = ""
    enter: str = ""
    wait_for: dict[str, Any] = field(default_factory=dict)
    pause: float = 0.0


def read_script(path: Path) -> list[Step]:
    raw = tomllib.loads(path.read_text("utf-8"))
    return [_step(one) for one in raw["step"]]


def _step(raw: dict[str, Any]) -> Step:
    at = raw.get("at")
    moment = day_time.fromisoformat(at) if isinstance(at, str) else at
    words = raw.get("say") or raw.get("press") or raw.get("wait_for", {}).get("text", "")
    caption = raw.get("caption") or f"{raw.get('who') or raw.get('everyone') or ''}：{words}"
    return Step(**{**raw, "at": moment, "caption": caption})


class Stopped(Exception):
    """Somebody pressed stop."""


class Player:
    """One afternoon at a time, in a thread of its own."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._status: dict[str, Any] = {"running": False, "step": 0, "steps": 0, "caption": "", "troubles": []}
        self._pace = 1.0

    def seen(self) -> dict[str, Any]:
        return dict(self._status)

    def start(self, pace: float = 1.0) -> None:
        """`pace` 2 halves the pauses; 0 leaves them out."""
        if self._thread and self._thread.is_alive():
            raise NotPossible("已经在播放")
        steps = read_script(self._platform.config.script)
        self._pace = 1 / pace if pace > 0 else 0.0
        self._stop.clear()
        self._show(running=True, step=0, steps=len(steps), caption="准备开始", troubles=[], who="")
        self._thread = threading.Thread(target=self._play, args=(steps,), daemon=True, name="player")
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()

    def wait(self, seconds: float) -> bool:
        """Whether the afternoon is over; for rehearsals."""
        if self._thread:
            self._thread.join(seconds)
        return not self._status["running"]

    def _show(self, **changes: Any) -> None:
        self._status = self._status | changes
        self._platform.feed.publish("play", self.seen())

    def _trouble(self, step: Step, why: str) -> None:
        self._show(troubles=[*self._status["troubles"], f"{step.caption}：{why}"])

    def _play(self, steps: list[Step]) -> None:
        speed = self._platform.clock.speed
        caption = "播放完毕"
        try:
            self._platform.set_clock(self._first_day(steps), 1.0)
            for number, step in enumerate(steps, 1):
                self._show(step=number, caption=step.caption, who=self._who(step))
                self._take(step)
        except Stopped:
            caption = "已停止"
        finally:
            self._platform.set_clock(speed=min(speed, 1.0))
            self._show(running=False, caption=caption, who="")

    def _who(self, step: Step) -> str:
        try:
            return self._platform.world.phone(step.who or step.wait_for.get("who", "")).id
        except NotPossible:
            return ""

    def _first_day(self, steps: list[Step]) -> datetime:
        """Today, or the next weekday where the script's first minute is over: the clock never goes back."""
        now = self._platform.clock.now()
        first = next((step.at for step in steps if step.at), day_time(14, 50))
        start = datetime.combine(now.date(), first, now.tzinfo)
        while start < now or start.weekday() >= SATURDAY:
            start += timedelta(days=1)
        return start

    def _take(self, step: Step) -> None:
        self._turn_to(step)
        try:
            self._act(step)
        except NotPossible as refusal:
            self._trouble(step, str(refusal))
        if step.wait_for:
            self._wait_for(step)
        if not self._settled():
            self._trouble(step, "学校的程序没有应答")
        self._sleep((step.pause or LOOK) * self._pace)

    def _turn_to(self, step: Step) -> None:
        now = self._platform.clock.now()
        if step.at is None:
            return
        moment = datetime.combine(now.date(), step.at, now.tzinfo)
        if moment > now:
            self._platform.set_clock(moment, 1.0)
            self._sleep(0.3 * self._pace)

    def _act(self, step: Step) -> None:
        for phone in self._actors(step):
            try:
                self._act_on(phone, step)
            except NotPossible as refusal:
                self._trouble(step, str(refusal))

    def _act_on(self, phone: Phone, step: Step) -> None:
        people = self._platform.people
        if step.enter:
            people.enter(phone.id, scene_param=step.enter)
        if step.say:
            people.say(phone.id, step.say)
        if step.press:
            people.press_newest(phone.id, step.press)

    def _actors(self, step: Step) -> list[Phone]:
        """`everyone` is a group or a word in the titles: all who bear it do the same."""
        if step.everyone:
            word = GROUPS.get(step.everyone, step.everyone)
            phones = self._platform.config.phones
            return [phone for phone in phones if word in phone.title and phone.name != step.skip]
        return [self._platform.world.phone(step.who)] if step.who else []

    def _wait_for(self, step: Step) -> None:
        wanted, who = str(step.wait_for["text"]), str(step.wait_for["who"])
        until = time.monotonic() + float(step.wait_for.get("seconds", WAIT_PATIENCE))
        while not self._has(who, wanted):
            if time.monotonic() > until:
                self._trouble(step, f"没有等到“{wanted}”")
                return
            self._sleep(0.1)

    def _has(self, who: str, wanted: str) -> bool:
        return any(wanted in message.text for message in self._platform.messages(who) if not message.mine)

    def _settled(self) -> bool:
        """A house that says it is at work is waited for longer than one that says nothing."""
        until, latest = time.monotonic() + QUIET_PATIENCE, time.monotonic() + BUSY_PATIENCE
        while not self._platform.at_rest():
            limit = latest if is_busy(self._platform.config.house) else until
            if time.monotonic() > limit:
                return False
            self._sleep(0.1)
        return True

    def _sleep(self, seconds: float) -> None:
        if self._stop.wait(seconds):
            raise Stopped
