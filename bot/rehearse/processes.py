"""The house's real processes, and its Redis: started, killed, stopped and started again. Each writes a log."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from urllib.error import URLError

from bot.demo import ports
from bot.demo.embedded import SERVER

PATIENCE = 60.0
STOPPING = 10.0


class NotUp(Exception):
    """A process did not come up."""


class Process:
    """One process that can be started more than once; its log goes on."""

    def __init__(self, name: str, command: list[str], log: Path, env: Mapping[str, str] | None = None) -> None:
        self.name = name
        self.log = log
        self._command = command
        self._env = dict(env) if env is not None else None
        self._running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._running = subprocess.Popen(
                self._command, env=self._env, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self) -> None:
        """SIGKILL: nothing is tidied up."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._running is None:
            return
        with contextlib.suppress(ProcessLookupError):
            self._running.send_signal(how)
        try:
            self._running.wait(STOPPING)
        except subprocess.TimeoutExpired:
            self._running.kill()
            self._running.wait()
        self._running = None


def house_process(name: str, kind: str, folder: Path, env: Mapping[str, str]) -> Process:
    return Process(name, [sys.executable, "-m", "bot", kind], folder / f"{name}.log", env)


def redis_process(port: int, folder: Path) -> Process:
    """It keeps what it has, as the demo's does."""
    options = {
        "port": str(port), "bind": "127.0.0.1", "dir": str(folder), "save": "", "appendonly": "yes",
        "appendfsync": "everysec",
    }  # fmt: skip
    command = [str(SERVER), *(part for name, value in options.items() for part in (f"--{name}", value))]
    return Process("redis", command, folder / "redis.log")


def wait_for_port(port: int) -> None:
    if not ports.wait_for(port, seconds=PATIENCE):
        raise NotUp(f"nothing listens on port {port}")


def wait_for_page(url: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    raise NotUp(f"{url} does not answer")
