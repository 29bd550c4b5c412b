"""A worker whose watcher was killed does not go on."""

from __future__ import annotations

import subprocess
import sys

ORPHAN = """
import os, signal, sys, time
from bot.orphan import end_with_parent
if os.fork() == 0:
    {deaf}
    end_with_parent(every=0.02, last_words=0.05)
    os.write(1, b"up")
time.sleep(60)
"""


def test_a_worker_ends_when_its_watcher_is_killed() -> None:
    assert _ends("")


def test_a_worker_that_is_deaf_ends_all_the_same() -> None:
    assert _ends("signal.signal(signal.SIGTERM, signal.SIG_IGN)")


def _ends(deaf: str) -> bool:
    """The pipe is shut when the last of the two is gone."""
    watcher = subprocess.Popen([sys.executable, "-c", ORPHAN.format(deaf=deaf)], stdout=subprocess.PIPE)
    assert watcher.stdout is not None
    assert watcher.stdout.read(2) == b"up"
    watcher.kill()
    watcher.wait()
    rest = watcher.communicate(timeout=10)[0]
    return rest == b""
