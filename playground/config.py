"""What the stand-in is told at its start: one school, its two doors, its people. Written by `sandianban demo`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).with_name("sample.json")
AFTERNOON = Path(__file__).with_name("afternoon.toml")


@dataclass(frozen=True)
class Phone:
    """A person of the school. Staff talk to the staff app in 企业微信, parents to 微信客服 in WeChat."""

    id: str  # userid of a member, external_userid of a parent
    kind: str  # "staff" or "parent"
    name: str
    title: str = ""
    shown: bool = False
    parent_userid: str = ""  # a parent's in 家校通讯录, where the school has entered them (wecom.md 4a)
    mobile: str = ""
    follows: bool = True  # 学校通知 reaches followers only

    @property
    def is_staff(self) -> bool:
        return self.kind == "staff"


@dataclass(frozen=True)
class AppConfig:
    """The self-built app for staff (wecom.md 1.1)."""

    agent_id: int
    secret: str
    token: str
    aes_key: str
    door: str


@dataclass(frozen=True)
class KfConfig:
    """The account of 微信客服 for parents (wecom.md 4b)."""

    open_kfid: str
    secret: str
    token: str
    aes_key: str
    door: str


@dataclass(frozen=True)
class Config:
    school: str
    school_name: str
    corp_id: str
    app: AppConfig
    kf: KfConfig
    phones: tuple[Phone, ...]
    house: str = ""  # the house's address, to ask whether it is at rest
    clock: str = ""  # the house's rehearsal clock; without it only the phones' clock moves
    clock_key: str = ""
    script: Path = AFTERNOON
    now: str = ""  # ISO time at which the shown clock starts where neither house nor saved state knows better
    data: Path | None = None  # folder for what must survive a restart


def read_config(source: Config | dict[str, Any] | str | Path, *, data: Path | None = None) -> Config:
    """A Config from a dict or a JSON file; doors become full addresses."""
    if isinstance(source, Config):
        return source
    raw = json.loads(Path(source).read_text("utf-8")) if isinstance(source, str | Path) else dict(source)
    house = raw.get("door", "").rstrip("/")
    app, kf = raw["app"], raw["kf"]
    return Config(
        school=raw["school"],
        school_name=raw.get("school_name", raw["school"]),
        corp_id=raw["corp_id"],
        app=AppConfig(int(app["agent_id"]), app["secret"], app["token"], app["aes_key"], _full(house, app["door"])),
        kf=KfConfig(kf["open_kfid"], kf["secret"], kf["token"], kf["aes_key"], _full(house, kf["door"])),
        phones=tuple(_phone(one) for one in raw["phones"]),
        house=house,
        clock=raw.get("clock", ""),
        clock_key=raw.get("clock_key", ""),
        script=Path(raw["script"]) if raw.get("script") else AFTERNOON,
        now=raw.get("now", ""),
        data=data or (Path(raw["data"]) if raw.get("data") else None),
    )


def _full(house: str, door: str) -> str:
    return door if "://" in door else house + door


def _phone(raw: dict[str, Any]) -> Phone:
    return Phone(
        raw["id"],
        raw["kind"],
        raw["name"],
        raw.get("title", ""),
        bool(raw.get("shown", False)),
        raw.get("parent_userid", ""),
        raw.get("mobile", ""),
        bool(raw.get("follows", True)),
    )
