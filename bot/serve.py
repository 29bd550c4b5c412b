"""The `web` process: granian, with the figures that measuring gave. (docs/measured.md, door)

One event loop a process. More processes are the way to more: `--workers`, on one machine or many. The process
that only watches over the workers loads none of the house.
"""

from __future__ import annotations

import click
from granian.constants import Interfaces
from granian.server import Server

from bot.settings import Settings

BACKLOG = 1024


@click.command()
@click.option("--host", help="address to listen on; SANDIANBAN_HOST")
@click.option("--port", type=int, help="port to listen on; PORT")
@click.option("--workers", type=int, help="processes; SANDIANBAN_WEB_WORKERS")
@click.option("--app", "target", default="bot.web:app", hidden=True)
def serve(host: str | None, port: int | None, workers: int | None, target: str) -> None:
    """Serve the doors."""
    settings = Settings()
    Server(
        target,
        address=host or settings.host,
        port=port or settings.port,
        interface=Interfaces.RSGI,
        workers=workers or settings.web_workers,
        backlog=BACKLOG,
        factory=True,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    ).serve()


if __name__ == "__main__":
    serve()
