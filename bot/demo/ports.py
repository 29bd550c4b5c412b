"""Free ports on this machine."""

from __future__ import annotations

import socket
import time


class NoPort(Exception):
    """None free among those tried."""


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_from(wanted: int, *, tries: int = 20, but: frozenset[int] = frozenset()) -> int:
    """The wanted port, or the next that is free."""
    for port in range(wanted, wanted + tries):
        if port not in but and is_free(port):
            return port
    raise NoPort(f"no free port among {wanted} to {wanted + tries - 1}")


def wait_for(port: int, *, seconds: float) -> bool:
    """Whether something listens on the port before the time is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
            return True
        except OSError:
            time.sleep(0.05)
    return False
