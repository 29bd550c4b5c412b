"""The worker process outlives its Redis."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import redis

from storage import bell
from tests import servers


def test_a_worker_goes_on_after_redis_went_away_during_a_job(tmp_path: Path) -> None:
    server, url = servers.start_redis(tmp_path)
    port = int(url.rpartition(":")[2].partition("/")[0])
    env = os.environ | {"REDIS_URL": url, "DATABASE_URL": f"sqlite:///{tmp_path}/none.db"}
    worker = subprocess.Popen([sys.executable, "-m", "bot", "worker"], env=env, stderr=subprocess.DEVNULL)
    try:
        queue = bell.queue(redis.Redis.from_url(url))
        queue.enqueue("time.sleep", 1.0)
        _wait_until(lambda: len(queue) == 0)
        server.kill()
        server.wait()
        time.sleep(1.5)
        server, _ = servers.start_redis(tmp_path, port=port)
        queue.enqueue("time.sleep", 0.0)

        _wait_until(lambda: len(queue) == 0)
        assert worker.poll() is None
        worker.terminate()
        assert worker.wait(10) == 0
    finally:
        worker.kill()
        worker.wait()
        server.kill()
        server.wait()


def _wait_until(holds: Callable[[], bool], *, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.05)
