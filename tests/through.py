"""The long way into the house: from a phone of the stand-in, over encrypted callbacks and real HTTP, and back to it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from bot import channels
from bot.app import create_app
from bot.channels import kf_pull
from bot.house import House, wall
from care.calendar import SHANGHAI
from jobs.answer import answer
from jobs.deliver import deliver
from jobs.tick import tick
from playground.chats import Message
from playground.config import Config, read_config
from playground.platform import Platform
from playground.web import create_playground
from storage import schools
from storage.db import Sessions
from tests import story
from tests.fakes import SteppedClock
from tests.playground.fake_house import serving
from tests.talk import Heard, address_of, name_at


class InlineBell:
    """Remembers rings until the test has them done, one after the other."""

    def __init__(self) -> None:
        self.senders: list[str] = []
        self.accounts: list[str] = []

    def answer(self, senders: Sequence[str]) -> None:
        self.senders += senders

    def deliver(self) -> None: ...

    def pull(self, account: str) -> None:
        self.accounts.append(account)

    def alive(self) -> bool:
        return True


class ThroughWecom:
    """Every message is typed on a phone of the stand-in and read from one."""

    def __init__(
        self,
        sessions: Sessions,
        platform: Platform,
        house: House,
        bell: InlineBell,
        clock: SteppedClock,
        *,
        opened: bool = False,
    ) -> None:
        self.sessions, self.platform, self.house, self.bell, self.clock = sessions, platform, house, bell, clock
        self._seen: dict[str, int] = {}
        self._opened = opened

    def at(self, moment: datetime) -> None:
        if not self._opened:
            self._opened = True
            for name in story.GUARDIANS:
                self.platform.people.sticker(address_of(name)[1])
            self._run()
            self.heard()
        self.clock.at = moment

    def say(self, who: str, text: str) -> None:
        self.platform.people.say(address_of(who)[1], text)
        self._run()

    def press(self, who: str, key: str) -> None:
        phone, label = address_of(who)[1], key
        self.platform.people.press_newest(phone, label)
        self._run()

    def enter(self, who: str, scene: str) -> None:
        self.platform.people.enter(address_of(who)[1], scene_param=scene)
        self._run()

    def tick(self) -> None:
        tick(self.house)
        self._run()

    def heard(self) -> list[Heard]:
        """What is new on each phone, as one stretch of words a phone."""
        found = []
        for phone in self.platform.config.phones:
            new = [m for m in self.platform.messages(phone.id, self._seen.get(phone.id, 0)) if not m.mine]
            if new:
                self._seen[phone.id] = new[-1].id
                labels = tuple(label for message in new for label in _labels(message.body))
                words = "\n".join(filter(None, (_words(message) for message in new)))
                found.append(Heard(name_at(phone.id), words, tuple((label, label) for label in labels)))
        return [heard for heard in found if heard.text]

    def _run(self) -> None:
        """Until nothing is on its way: callbacks delivered, rings answered, the outbox empty."""
        for _ in range(200):
            assert self.platform.courier.settle(30)
            if not (self.bell.accounts or self.bell.senders):
                break
            while self.bell.accounts:
                self.bell.senders += kf_pull.pull(self.bell.accounts.pop(0), self.house)
            while self.bell.senders:
                answer(self.bell.senders.pop(0), self.house)
            while deliver(self.house):
                pass
        while deliver(self.house):
            pass


@contextmanager
def through_wecom(
    sessions: Sessions, *, all_wrote: bool = True, settings: dict[str, Any] | None = None
) -> Iterator[ThroughWecom]:
    """The story's school behind real doors, with the stand-in in front of them. `all_wrote`: every parent has
    written by then, so that the customer-service windows are open."""
    clock, bell = SteppedClock(datetime(2026, 3, 4, 12, tzinfo=SHANGHAI)), InlineBell()
    with sessions.writing() as session:
        schools.get(session, story.build(session).school_id).settings = settings or {}
    house = House(sessions, None, bell, now=clock, wall=wall)  # type: ignore[arg-type]
    with serving(create_app(house)) as door:
        app = create_playground(_config(door))
        platform: Platform = app.extensions["playground"]
        with serving(app) as base:
            house.api = channels.make_api(None, base)
            house.channels = channels.make_channels(sessions, house.api)
            try:
                yield ThroughWecom(sessions, platform, house, bell, clock, opened=not all_wrote)
            finally:
                platform.close()


def missing(expected: list[tuple[str, str]], heard: list[Heard]) -> list[str]:
    """What a phone should show and does not, and phones that show something though nothing was due."""
    shown = {one.who: _even(one.text) for one in heard}
    labels = {one.who: [label for label, _ in one.buttons] for one in heard}
    found = []
    for who, line in expected:
        text, buttons = re.fullmatch(r"(.*?)((?: ?\[[^\]]+\])*)", line, re.S).groups()  # type: ignore[union-attr]
        parts = [_even(part) for part in text.replace("⏎", "\n").split("…")]
        if not all(part in shown.get(who, "") for part in parts):
            found.append(f"{who} should see: {text}")
        for label in re.findall(r"\[([^\]]+)\]", buttons):
            if label[:10] not in labels.get(who, []) and label not in shown.get(who, ""):
                found.append(f"{who} should have the button {label}")
    return found + [f"{who} sees unexpectedly: {text[:80]}" for who, text in shown.items() if who not in dict(expected)]


def _even(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _words(message: Message) -> str:
    if message.kind in ("card", "menu"):
        return message.text + json.dumps(message.body, ensure_ascii=False).replace("\\n", "\n")
    return message.text


def _labels(body: dict[str, Any]) -> Iterator[str]:
    for button in body.get("button_list", ()):
        yield button["text"]
    for entry in body.get("list", ()):
        if entry.get("type") == "click":
            yield entry["click"]["content"]


def _config(door: str) -> Config:
    app, kf = story.APP_ACCOUNT, story.KF_ACCOUNT
    names = [*story.STAFF, *story.GUARDIANS, *story.UNBOUND]
    return read_config(
        {
            "school": story.CODE,
            "door": door,
            "corp_id": app.corp_id,
            "app": {
                "agent_id": app.agent_id, "secret": app.secret, "token": app.token, "aes_key": app.aes_key,
                "door": f"/wecom/{story.CODE}/app",
            },
            "kf": {
                "open_kfid": kf.open_kfid, "secret": kf.secret, "token": kf.token, "aes_key": kf.aes_key,
                "door": f"/wecom/{story.CODE}/kf",
            },
            "phones": [
                {
                    "id": address_of(n)[1], "kind": "staff" if n in story.STAFF else "parent", "name": n,
                    "parent_userid": notice_address(n) if n in story.GUARDIANS else "",
                }
                for n in names
            ],
        }
    )  # fmt: skip


def notice_address(guardian: str) -> str:
    """The parent_userid of somebody in the story. The house knows of it where a test binds it."""
    return f"p{address_of(guardian)[1]}"
