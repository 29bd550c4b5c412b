"""Everything that a rehearsal needs running: database, Redis, web, workers, clock, and the stand-in of WeChat Work."""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from rq.utils import import_attribute
from sqlalchemy import update
from werkzeug.serving import make_server

from bot.demo import ports
from bot.demo.embedded import SERVER
from bot.rehearsal import PATH as CLOCK_PATH
from bot.rehearse.cast import Cast, gather, with_club
from bot.rehearse.processes import Process, house_process, redis_process, wait_for_page, wait_for_port
from care.calendar import SHANGHAI
from care.messages import Inbound, Kind
from playground.__main__ import Handler
from playground.config import read_config
from playground.platform import Platform
from playground.web import create_playground
from storage import bell, inbox, migrating, schools
from storage.bell import Bell
from storage.db import Sessions, make_engine
from storage.demo import load
from storage.demo.load import AGENT_ID, CODE, CORP_ID, NAME, OPEN_KFID, Keys
from storage.demo.shape import Shape
from storage.seal import Seal

__all__ = ["SERVER", "Stage", "set_up"]

DAY = date(2026, 3, 4)
MORNING = time(7, 0)
WORKERS = 2


@dataclass
class Stage:
    """What a player plays on. `due` asks the agenda what must have been sent."""

    sessions: Sessions
    platform: Platform
    cast: Cast
    folder: Path
    processes: dict[str, Process]
    door: str
    redis_port: int
    bell: Bell
    due: Any

    @property
    def logs(self) -> list[Path]:
        return [process.log for process in self.processes.values()]


class OccupiedDatabase(Exception):
    """The database holds a school already: a rehearsal takes an empty one."""


@contextmanager
def set_up(folder: Path, shape: Shape, *, database: str = "") -> Iterator[Stage]:
    """All of it running, at seven in the morning; ended in reverse order."""
    url = database or f"sqlite:///{folder}/rehearsal.db"
    secret = secrets.token_hex(16)
    clock_key, keys = secrets.token_hex(16), Keys()
    Seal.use(secret)
    migrating.upgrade(url)
    sessions = Sessions(make_engine(url))
    begin = datetime.combine(DAY, MORNING, SHANGHAI)
    cast = _load(sessions, shape, begin)
    web_port, redis_port = _port(8710), _port(8810)
    door = f"http://127.0.0.1:{web_port}"
    app = create_playground(read_config(_config(cast, keys, door, clock_key, begin)))
    platform: Platform = app.extensions["playground"]
    with ExitStack() as stack:
        stack.callback(sessions.engine.dispose)
        stack.callback(platform.close)
        _open_windows(platform, cast)
        env = os.environ | {
            "DATABASE_URL": url,
            "REDIS_URL": f"redis://127.0.0.1:{redis_port}/0",
            "PORT": str(web_port),
            "WECOM_API_BASE": stack.enter_context(_serving(app)),
            "SANDIANBAN_HOST": "127.0.0.1",
            "SANDIANBAN_SECRET_KEY": secret,
            "SANDIANBAN_CLOCK_KEY": clock_key,
            "SANDIANBAN_NOW": begin.isoformat(),
            "SQLITE_SYNCHRONOUS": os.environ.get("SQLITE_SYNCHRONOUS", "NORMAL"),
            "PYTHONUNBUFFERED": "1",
        }
        processes = _processes(folder, redis_port, env)
        for process in processes.values():
            stack.callback(process.stop)
            process.start()
        wait_for_port(redis_port)
        wait_for_page(f"{door}/readyz")
        platform.set_clock(begin, 1.0)
        rings = Bell(bell.connect(env["REDIS_URL"]))
        yield Stage(sessions, platform, cast, folder, processes, door, redis_port, rings, import_attribute(bell.DUE))


def _load(sessions: Sessions, shape: Shape, begin: datetime) -> Cast:
    with sessions.reading() as session:
        if schools.every(session):
            raise OccupiedDatabase
    school_id = load.load_demo(sessions, day=DAY, shape=shape)
    with sessions.writing() as session:
        cast = with_club(session, gather(session, school_id, DAY))
        _parents_wrote_before(session, cast)
        schools.set_clock(session, real_at=datetime.now(UTC), shown_at=begin, speed=1.0)
    return cast


def _parents_wrote_before(session: Any, cast: Cast) -> None:
    """Most parents wrote in the last two days, so that their customer-service windows are open. (wecom.md 4b)"""
    now = datetime.now(UTC)
    for adult in cast.wrote:
        detail = {"open_kfid": OPEN_KFID}
        hello = Inbound(CODE, "wecom_kf", f"before/{adult.phone}", adult.phone, Kind.TEXT, "你好", detail=detail)
        inbox.receive(session, cast.school_id, hello, now=now)
    session.execute(update(inbox.InboxRow).values(state=int(inbox.State.DONE), done_at=now))


def _open_windows(platform: Platform, cast: Cast) -> None:
    """The stand-in knows it, too."""
    before = (platform.clock.now() - timedelta(hours=12)).isoformat()
    for adult in cast.wrote:
        platform.kf.customer(adult.phone).last_at = before


def _processes(folder: Path, redis_port: int, env: dict[str, str]) -> dict[str, Process]:
    workers = [house_process(f"worker-{n}", "worker", folder, env) for n in range(1, WORKERS + 1)]
    found = [
        redis_process(redis_port, folder),
        house_process("web", "web", folder, env),
        *workers,
        house_process("clock", "clock", folder, env),
    ]
    return {process.name: process for process in found}


def _config(cast: Cast, keys: Keys, door: str, clock_key: str, begin: datetime) -> dict[str, Any]:
    phones = [
        {
            "id": one.id, "kind": "staff" if one.is_staff else "parent", "name": one.name, "title": one.title,
            "parent_userid": one.parent_userid, "mobile": one.mobile,
        }
        for one in cast.phones
    ]  # fmt: skip
    strangers = [{"id": phone, "kind": "parent", "name": phone} for phone in cast.strangers]
    return {
        "school": CODE,
        "school_name": NAME,
        "corp_id": CORP_ID,
        "door": door,
        "clock": f"{door}{CLOCK_PATH}",
        "clock_key": clock_key,
        "now": begin.isoformat(),
        "app": {
            "agent_id": AGENT_ID, "secret": keys.app_secret, "token": keys.app_token, "aes_key": keys.app_aes_key,
            "door": f"/wecom/{CODE}/app",
        },
        "kf": {
            "open_kfid": OPEN_KFID, "secret": keys.kf_secret, "token": keys.kf_token, "aes_key": keys.kf_aes_key,
            "door": f"/wecom/{CODE}/kf",
        },
        "phones": [*phones, *strangers],
    }  # fmt: skip


@contextmanager
def _serving(app: Flask) -> Iterator[str]:
    """The stand-in's API on a free port."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Handler)
    server.daemon_threads = True  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(5)


def _port(wanted: int) -> int:
    return ports.free_from(wanted + os.getpid() % 50, tries=100)
