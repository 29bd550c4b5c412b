"""The web process as it is started, over HTTP."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from sqlalchemy import func, select, text

from storage.db import Sessions
from storage.inbox import InboxRow
from tests import servers
from tests.bot import test_doors
from tests.bot.platform import Callback, callback, payload
from tests.bot.test_doors import BAD

HOUSE = Path(__file__).parent.parent.parent


@contextmanager
def serving(database_url: str, folder: Path, redis_url: str) -> Iterator[str]:
    """`python -m bot.serve` as the Procfile starts it."""
    port = servers.free_port()
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "SANDIANBAN_SECRET_KEY": "a key for tests, long enough",
        "PORT": str(port),
        "PYTHONPATH": str(HOUSE),
    }
    process = subprocess.Popen([sys.executable, "-m", "bot.serve"], cwd=folder, env=environment)
    try:
        servers.wait_for_port(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def web(database_url: str, school: int, tmp_path: Path) -> Iterator[str]:
    """With a Redis that is not there."""
    with serving(database_url, tmp_path, "redis://127.0.0.1:9/0") as url:
        yield url


def post(web: str, sent: Callback, path: str = test_doors.APP) -> requests.Response:
    return requests.post(web + path, params=sent.query, data=sent.body, timeout=10)


def kept(sessions: Sessions) -> int:
    with sessions.reading() as session:
        return session.scalar(select(func.count()).select_from(InboxRow)) or 0


def test_the_web_process_serves_the_doors_and_the_pages(web: str, sessions: Sessions) -> None:
    heard = callback(payload("text__plain"))

    assert [post(web, heard).status_code for _time in range(2)] == [200, 403]
    assert post(web, callback(payload("text__plain"))).content == b""
    assert post(web, callback(payload("kf_msg_or_event__plain")), test_doors.KF).status_code == 200
    assert requests.get(f"{web}/healthz", timeout=5).text == "ok\n"
    assert requests.get(f"{web}/readyz", timeout=5).json()["redis"] is False
    assert "sandianban_callbacks_total" in requests.get(f"{web}/metrics", timeout=5).text
    assert requests.get(f"{web}/nothing", timeout=5).status_code == 404
    assert kept(sessions) == 1


def test_every_bad_callback_is_refused_here_too(web: str, sessions: Sessions) -> None:
    got = {name: post(web, make()).status_code for name, (make, _status) in BAD.items()}

    assert got == {name: status for name, (_make, status) in BAD.items()}
    assert post(web, callback(payload("text__plain")), "/wecom/nowhere/app").status_code == 404
    assert kept(sessions) == 0


def test_a_body_without_a_stated_length_is_cut_off(web: str) -> None:
    sent = callback(payload("text__plain"))
    small = requests.post(web + test_doors.APP, params=sent.query, data=iter([sent.body]), timeout=5)
    large = requests.post(web + test_doors.APP, params=sent.query, data=(b"x" * 4096 for _ in range(200)), timeout=5)

    assert (small.status_code, large.status_code) == (200, 413)


def test_a_body_that_says_it_is_too_long_is_not_waited_for(web: str) -> None:
    host, port = web.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as line:
        line.sendall(b"POST /wecom/yucai/app HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 413")


def test_of_many_at_once_each_is_kept_once(web: str, sessions: Sessions) -> None:
    """Forty messages, each delivered three times at the same moment."""
    sent = [callback(payload("text__plain", MsgId=str(number))) for number in range(40) for _copy in range(3)]
    with ThreadPoolExecutor(16) as pool:
        statuses = set(pool.map(lambda each: post(web, each).status_code, sent))

    assert statuses == {200}
    assert kept(sessions) == 40


def test_a_locked_database_stops_no_page(web: str, sessions: Sessions) -> None:
    if sessions.engine.dialect.name != "sqlite":
        pytest.skip("only SQLite has one writer")
    with ThreadPoolExecutor(1) as pool:
        with sessions.writing() as session:
            session.execute(text("DELETE FROM inbox"))
            waiting = pool.submit(post, web, callback(payload("text__plain")))
            time.sleep(0.3)
            assert requests.get(f"{web}/healthz", timeout=1).status_code == 200
            assert not waiting.done()
        assert waiting.result().status_code == 200
    assert kept(sessions) == 1


def test_a_redis_that_hangs_holds_no_door_and_loses_nothing(
    database_url: str, school: int, sessions: Sessions, tmp_path: Path
) -> None:
    redis, redis_url = servers.start_redis(tmp_path)
    try:
        with serving(database_url, tmp_path, redis_url) as web:
            post(web, callback(payload("text__plain", MsgId="0")))
            redis.send_signal(signal.SIGSTOP)
            slowest = 0.0
            for number in range(1, 40):
                started = time.monotonic()
                assert post(web, callback(payload("text__plain", MsgId=str(number)))).status_code == 200
                slowest = max(slowest, time.monotonic() - started)
    finally:
        redis.kill()
        redis.wait()

    assert slowest < 0.7
    assert kept(sessions) == 40
