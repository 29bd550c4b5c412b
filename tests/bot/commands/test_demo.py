"""`sandianban demo` from start to stop, on data of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.demo import folder, ports
from tests import servers

PATIENCE = 120.0


@contextmanager
def demo(data: Path, port: int, phones: int) -> Iterator[subprocess.Popen[str]]:
    env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    command = [sys.executable, "-m", "bot", "demo", "--data", str(data), "--phones-port", str(phones)]
    process = subprocess.Popen(
        command, env=env | {"PORT": str(port)}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def told(process: subprocess.Popen[str], text: str) -> str:
    """What was printed up to a line with this text."""
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if text in line:
            break
    return "".join(lines)


def get(url: str) -> int:
    with urllib.request.urlopen(url, timeout=5) as answer:
        return int(answer.status)


@pytest.mark.slow
def test_the_demo_starts_answers_stops_and_starts_again(tmp_path: Path) -> None:
    port, phones = servers.free_port(), servers.free_port()
    for _ in range(2):
        with demo(tmp_path / "data", port, phones) as process:
            started = time.monotonic()
            said = told(process, "is ready")
            assert f"open http://127.0.0.1:{phones}" in said, said
            assert time.monotonic() - started < PATIENCE
            assert get(f"http://127.0.0.1:{port}/healthz") == get(f"http://127.0.0.1:{phones}/") == 200
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0
        assert ports.is_free(port)
        assert ports.is_free(phones)


def test_a_second_demo_on_the_same_data_is_refused(tmp_path: Path) -> None:
    with folder.locked(tmp_path):
        command = [sys.executable, "-m", "bot", "demo", "--data", str(tmp_path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    assert done.returncode == 1
    assert "another demo is running" in done.stderr


def test_a_busy_port_is_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        busy: int = taken.getsockname()[1]
        assert ports.free_from(busy) > busy
