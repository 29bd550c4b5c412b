"""Whole talks as text, played through the house.

    2026-03-04 15:10  王丽 > 小明发烧了，今天晚托不去
                      王丽 < 已登记：…
                      赵敏 ! 同意            (presses the button so labelled on the latest message that has it)
               17:05  tick                   (the clock's tick, at this moment)

Every message that leaves must be in the talk, and the other way round; "…" stands for any words, "⏎" for a
new line, buttons follow their text: `[同意][不同意]`. A line `# settings: {…}` gives the school a plan.
Record a talk anew with `python -m tests.talk FILE`, and read what it says.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import update

from bot import logs
from bot.house import House
from care.calendar import SHANGHAI
from care.messages import Inbound, Kind, Outgoing
from jobs import waits
from jobs.answer import answer
from jobs.deliver import deliver
from jobs.tick import tick
from storage import inbox, schools
from storage.db import Base, Sessions, make_engine
from storage.seal import Seal
from tests import story
from tests.fakes import FakeBell, FakeChannels, SteppedClock

FOLDER = Path(__file__).parent / "dialogues"
LINE = re.compile(
    r"^\s*(?:(?P<day>\d{4}-\d\d-\d\d)\s+)?(?:(?P<at>\d\d:\d\d)\s+)?"
    r"(?:(?P<tick>tick)|(?P<who>\S+) (?P<mark>[<>!+]) (?P<text>.*))$"
)


@dataclass
class Step:
    """Something that happens, and every message that must follow from it."""

    line: str
    at: datetime
    who: str = ""
    mark: str = ""
    text: str = ""
    expected: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Heard:
    who: str
    text: str
    buttons: tuple[tuple[str, str], ...]

    @property
    def shown(self) -> str:
        return self.text.replace("\n", "⏎") + "".join(f" [{label}]" for label, _ in self.buttons).replace("] [", "][")


class Door(Protocol):
    """One way into the house."""

    def at(self, moment: datetime) -> None: ...

    def say(self, who: str, text: str) -> None: ...

    def press(self, who: str, key: str) -> None: ...

    def enter(self, who: str, scene: str) -> None: ...

    def tick(self) -> None: ...

    def heard(self) -> list[Heard]: ...


def parse(text: str) -> list[Step]:
    steps: list[Step] = []
    day, at = date(2026, 3, 4), time(12, 0)
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = LINE.match(line)
        if found is None:
            raise ValueError(f"line {number} is no part of a talk: {line}")
        day = date.fromisoformat(found["day"]) if found["day"] else day
        at = time.fromisoformat(found["at"]) if found["at"] else at
        moment = datetime.combine(day, at, SHANGHAI)
        if found["mark"] == "<":
            steps[-1].expected.append((found["who"], found["text"].strip()))
        else:
            steps.append(Step(line, moment, found["who"] or "", found["mark"] or "tick", (found["text"] or "").strip()))
    return steps


def settings_of(text: str) -> dict[str, Any]:
    """The school's own settings, where the talk is about another plan than the default one. With `waits` among them
    a tick only looks at what waits for somebody: the talk goes over days and is not about their agenda."""
    found = re.search(r"^# settings: (\{.*\})$", text, re.MULTILINE)
    return json.loads(found[1]) if found else {}


def play(steps: list[Step], door: Door) -> list[tuple[Step, list[Heard]]]:
    """What was heard after each step."""
    played: list[tuple[Step, list[Heard]]] = []
    screens: dict[str, list[Heard]] = {}
    for step in steps:
        take(step, door, lambda one: _key(screens.get(one.who, []), one.text))
        heard = door.heard()
        for message in heard:
            screens.setdefault(message.who, []).append(message)
        played.append((step, heard))
    return played


def take(step: Step, door: Door, button: Callable[[Step], str] = lambda one: one.text) -> None:
    """One step through a door. `button` turns a label into what the door presses by."""
    door.at(step.at)
    match step.mark:
        case ">":
            door.say(step.who, step.text.replace("⏎", "\n"))
        case "!":
            door.press(step.who, button(step))
        case "+":
            door.enter(step.who, step.text)
        case _:
            door.tick()


def differences(played: list[tuple[Step, list[Heard]]]) -> list[str]:
    """What was not said as the talk has it, in words."""
    found: list[str] = []
    for step, heard in played:
        left = list(heard)
        for who, text in step.expected:
            hit = next((h for h in left if h.who == who and _fits(text, h.shown)), None)
            if hit is None:
                found.append(f"after “{step.line.strip()}” {who} should hear: {text}")
            else:
                left.remove(hit)
        found += [f"after “{step.line.strip()}” {h.who} heard unexpectedly: {h.shown}" for h in left]
    return found


def _fits(pattern: str, shown: str) -> bool:
    return re.fullmatch(".*?".join(re.escape(part) for part in pattern.split("…")), shown) is not None


def _key(screen: list[Heard], label: str) -> str:
    for message in reversed(screen):
        for shown, key in message.buttons:
            if shown == label:
                return key
    raise AssertionError(f"no button {label} on this screen")


class Straight:
    """Into the inbox and out of the channels, with no platform between: the quickest door."""

    def __init__(self, sessions: Sessions, settings: dict[str, Any] | None = None) -> None:
        self.clock = SteppedClock(datetime(2026, 3, 4, 12, tzinfo=SHANGHAI))
        self.channels = FakeChannels()
        self.house = House(sessions, self.channels, FakeBell(), now=self.clock, wall=self.clock)
        with sessions.writing() as session:
            self.story = story.build(session)
            schools.get(session, self.story.school_id).settings = settings or {}
        self._waits_only = bool((settings or {}).get("waits"))
        self._count = 0
        self._seen = 0
        self._day: date | None = None

    def at(self, moment: datetime) -> None:
        """A new day begins with every parent having written, so that the customer-service windows are open."""
        if moment.date() != self._day:
            self._day = moment.date()
            self._open_windows(datetime.combine(self._day, time(7), SHANGHAI))
        self.clock.at = moment

    def say(self, who: str, text: str) -> None:
        self._in(who, Kind.TEXT, text=text)

    def press(self, who: str, key: str) -> None:
        self._in(who, Kind.PRESS, button=key)

    def enter(self, who: str, scene: str) -> None:
        self._in(who, Kind.ENTER, detail={"scene_param": scene})

    def tick(self) -> None:
        if self._waits_only:
            waits.go_on(self.house, self.story.school_id)
        else:
            tick(self.house)
        self._deliver()

    def heard(self) -> list[Heard]:
        new, self._seen = self.channels.sent[self._seen :], len(self.channels.sent)
        return [_heard(message, address.value) for message, address, _ in new if not message.grey]

    def _open_windows(self, at: datetime) -> None:
        with self.house.sessions.writing() as session:
            for name in story.GUARDIANS:
                _, sender = address_of(name)
                hello = Inbound(story.CODE, "wecom_kf", f"hello/{at:%m%d}/{name}", sender, Kind.TEXT)
                inbox.receive(session, self.story.school_id, hello, now=at)
            session.execute(update(inbox.InboxRow).values(state=int(inbox.State.DONE), done_at=at))

    def _in(
        self, who: str, kind: Kind, *, text: str = "", button: str = "", detail: dict[str, str] | None = None
    ) -> None:
        self._count += 1
        channel, sender = address_of(who)
        detail = {**(detail or {}), **({"open_kfid": story.KF} if channel == "wecom_kf" else {})}
        message = Inbound(story.CODE, channel, f"m{self._count}", sender, kind, text, button, detail=detail)
        with self.house.sessions.writing() as session:
            inbox.receive(session, self.story.school_id, message, now=self.clock())
        answer(inbox.sender_key(self.story.school_id, channel, sender), self.house)
        self._deliver()

    def _deliver(self) -> None:
        while deliver(self.house):
            pass


def address_of(who: str) -> tuple[str, str]:
    """Channel and platform id of somebody in the story."""
    if who in story.STAFF:
        return "wecom_app", story.STAFF[who][0]
    return "wecom_kf", story.UNBOUND[who] if who in story.UNBOUND else story.GUARDIANS[who][0]


def name_at(value: str) -> str:
    known = {code: name for name, (code, _) in story.STAFF.items()}
    known |= {code: name for name, (code, _, _) in story.GUARDIANS.items()}
    known |= {code: name for name, code in story.UNBOUND.items()}
    return known[value]


def _heard(message: Outgoing, address: str) -> Heard:
    return Heard(name_at(address), message.text, tuple((b.label, b.key) for b in message.buttons))


def record(file: Path) -> str:
    """The talk as the house tells it now."""
    logs.configure("WARNING")
    Seal.use("a key for tests, long enough")
    engine = make_engine(f"sqlite:///{tempfile.mkdtemp()}/talk.db")
    Base.metadata.create_all(engine)
    comments = [line for line in file.read_text().splitlines() if line.startswith("#")]
    lines = []
    for step, heard in play(parse(file.read_text()), Straight(Sessions(engine), settings_of(file.read_text()))):
        head = step.at.strftime("%Y-%m-%d %H:%M")
        lines.append(f"{head}  tick" if step.mark == "tick" else f"{head}  {step.who} {step.mark} {step.text}")
        lines += [f"{'':16}  {h.who} < {h.shown}" for h in heard]
    return "\n".join([*comments, *lines]) + "\n"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        talk = Path(name)
        talk.write_text(record(talk))
        sys.stdout.write(talk.read_text())
