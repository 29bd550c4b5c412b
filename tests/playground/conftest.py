"""Fixtures: a Platform with a stepped clock and no network, and the whole stand-in over HTTP with a fake house."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from playground.clock import ShownClock, parse_time
from playground.config import SAMPLE, Config, read_config
from playground.platform import Platform
from playground.web import create_playground
from tests.playground.fake_house import FakeHouse, serving

START = parse_time("2026-03-04T14:50:00+08:00")


class SteppedClock(ShownClock):
    """Shown and real time move together, and only when told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        super().__init__(START, real=lambda: self.seconds)

    def step(self, seconds: float) -> None:
        self.seconds += seconds


@dataclass
class School:
    """The school's side of a Platform without HTTP: calls with a valid token, and what arrived at its doors."""

    platform: Platform
    clock: SteppedClock
    posts: list[tuple[str, dict[str, str], bytes]]

    def token(self, *, kf: bool = False) -> str:
        config = self.platform.config
        secret = config.kf.secret if kf else config.app.secret
        reply = self.platform.api.call("gettoken", {"corpid": config.corp_id, "corpsecret": secret})
        return str(reply["access_token"])

    def call(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        token = self.token(kf=path.startswith("kf/"))
        return self.platform.api.call(path, {"access_token": token}, body)

    def send(self, touser: str, msgtype: str, own: dict[str, Any], **more: Any) -> dict[str, Any]:
        agent_id = self.platform.config.app.agent_id
        body = {"touser": touser, "agentid": agent_id, "msgtype": msgtype, msgtype: own, **more}
        return self.call("message/send", body)

    def send_text(self, touser: str, text: str, **more: Any) -> dict[str, Any]:
        return self.send(touser, "text", {"content": text}, **more)

    def send_kf(self, touser: str, msgtype: str, own: dict[str, Any], **more: Any) -> dict[str, Any]:
        open_kfid = self.platform.config.kf.open_kfid
        return self.call(
            "kf/send_msg", {"touser": touser, "open_kfid": open_kfid, "msgtype": msgtype, msgtype: own, **more}
        )

    def sync(self, **more: Any) -> dict[str, Any]:
        return self.call("kf/sync_msg", {"open_kfid": self.platform.config.kf.open_kfid, **more})

    def texts(self, phone: str) -> list[str]:
        return [message.text for message in self.platform.messages(phone) if not message.mine]

    def opened(self) -> list[str]:
        """The inner XML of all callbacks so far, once they have all been delivered."""
        assert self.platform.courier.settle(2)
        by_url = {door.url: door.crypto for door in self.platform.doors.values()}
        return [
            by_url[url].open_signed(query["msg_signature"], query["timestamp"], query["nonce"], body.decode())
            for url, query, body in self.posts
        ]


@pytest.fixture
def config() -> Config:
    return read_config(SAMPLE)


@pytest.fixture
def school(config: Config) -> School:
    clock, posts = SteppedClock(), []

    def post(url: str, query: dict[str, str], body: bytes) -> int:
        posts.append((url, query, body))
        return 200

    return School(Platform(config, clock=clock, post=post), clock, posts)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[FakeHouse]:
    """The stand-in and a fake house, each on its port; `house.base` is the stand-in's address."""
    house = FakeHouse()
    with serving(house.app()) as door:
        raw = json.loads(SAMPLE.read_text("utf-8"))
        raw |= {"door": door, "clock": f"{door}/rehearsal/clock", "clock_key": "clock-key"}
        house.config = read_config(raw, data=tmp_path)
        app = create_playground(house.config)
        house.platform = app.extensions["playground"]
        with serving(app) as base:
            house.base = base
            yield house
