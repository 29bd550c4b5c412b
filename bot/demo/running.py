"""The demo's processes: started together, watched, and stopped together."""

from __future__ import annotations

import shlex
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.error import URLError

import click
from honcho.manager import Manager
from honcho.printer import Printer

PATIENCE = 60.0
HOUSE = ("web", "worker", "clock")


def run(env: Mapping[str, str], *, door: str, playground: str, config: Path, data: Path) -> int:
    """Everything until Ctrl-C, SIGTERM or the end of one of them; the exit code."""
    manager = Manager(Printer(sys.stdout))
    python = shlex.quote(sys.executable)
    for name in HOUSE:
        manager.add_process(name, f"exec {python} -m bot {name}", env=dict(env))
    port = playground.rpartition(":")[2]
    files = f"--config {shlex.quote(str(config))} --data {shlex.quote(str(data))}"
    manager.add_process("phones", f"exec {python} -m playground --port {port} {files}", env=dict(env))
    threading.Thread(target=_announce, args=(door, playground, manager.terminate), daemon=True).start()
    manager.loop()
    return 0 if manager.returncode in (130, 143) else 1


def _announce(door: str, playground: str, give_up: Callable[[], None]) -> None:
    """Tell the address once everything answers."""
    started = time.monotonic()
    waiting = {f"{door}/healthz", f"{door}/readyz", f"{playground}/"}
    while waiting and time.monotonic() - started < PATIENCE:
        waiting = {url for url in waiting if not _answers(url)}
        time.sleep(0.1)
    if waiting:
        click.echo(f"\n  not ready after {PATIENCE:.0f} s: {', '.join(sorted(waiting))}\n", err=True)
        give_up()
        return
    click.echo(f"\n  三点半 is ready: open {playground} (Ctrl-C stops everything)\n")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError, ValueError):
        return False
