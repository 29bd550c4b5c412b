"""A web worker ends when the process that watches over it is gone.

Killed with SIGKILL that process leaves its workers behind; they share the port with the new ones and would go on
answering a part of the callbacks, with the old code, for ever. (seen in a rehearsal)
"""

from __future__ import annotations

import os
import signal
import threading
import time

EVERY = 1.0  # seconds
LAST_WORDS = 10.0  # seconds to finish what was begun


def end_with_parent(*, every: float = EVERY, last_words: float = LAST_WORDS) -> None:
    """Watches in the background from now on."""
    parent = os.getppid()
    threading.Thread(target=_watch, args=(parent, every, last_words), name="orphan", daemon=True).start()


def _watch(parent: int, every: float, last_words: float) -> None:
    while os.getppid() == parent:
        time.sleep(every)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(last_words)
    os._exit(1)
