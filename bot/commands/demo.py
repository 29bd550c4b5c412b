"""`sandianban demo`: everything on this machine, with a demo school and phones in the browser."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import FrameType

import click

from bot.demo import embedded, folder, ports, running, stage
from bot.demo.folder import Kept
from bot.settings import Settings
from care.calendar import SHANGHAI

PHONES_PORT = 8701


@click.command()
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), default=Path("data"), show_default=True)
@click.option("--phones-port", type=int, default=PHONES_PORT, show_default=True, help="where the phones are shown")
def command(data: Path, phones_port: int) -> None:
    """Start Redis, the database, web, worker, clock and the phones; Ctrl-C stops them all.

    DATABASE_URL, REDIS_URL, PORT, SANDIANBAN_SECRET_KEY and SANDIANBAN_NOW are kept where they are given.
    """
    signal.signal(signal.SIGTERM, _stop)  # Until the processes run, a stop must still end Redis.
    try:
        with folder.locked(data):
            sys.exit(_demo(data.resolve(), phones_port))
    except folder.Busy:
        _fail(f"another demo is running on {data}; stop it first, or give another --data")
    except (ports.NoPort, embedded.NoRedis) as error:
        _fail(str(error))
    except KeyboardInterrupt:
        sys.exit(130)


def _demo(data: Path, phones_port: int) -> int:
    given = Settings()
    kept = folder.open_folder(data, today=datetime.now(SHANGHAI).date())
    port = _port(given.port, frozenset())
    phones_port = _port(phones_port, frozenset({port}))
    door, playground = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{phones_port}"
    url = given.database_url if "database_url" in given.model_fields_set else f"sqlite:///{data}/sandianban.db"
    secret_key = given.secret_key or kept.secret_key
    begin = given.now or kept.begin
    with _redis(given, data) as redis_url:
        click.echo("preparing the database and the demo school …")
        people = stage.prepare(url, secret_key, kept, begin=begin)
        config = data / "playground.json"
        stage.write_config(config, kept, people, door=door, now=begin)
        env = os.environ | {
            "DATABASE_URL": url,
            "REDIS_URL": redis_url,
            "PORT": str(port),
            "WECOM_API_BASE": playground,
            "SANDIANBAN_HOST": "127.0.0.1",
            "SANDIANBAN_SECRET_KEY": secret_key,
            "SANDIANBAN_CLOCK_KEY": kept.clock_key,
            "SANDIANBAN_NOW": begin.isoformat(),
            "PYTHONUNBUFFERED": "1",
        }
        try:
            return running.run(env, door=door, playground=playground, config=config, data=data)
        finally:
            _remember(data, kept, url)


def _redis(given: Settings, data: Path) -> AbstractContextManager[str]:
    return nullcontext(given.redis_url) if "redis_url" in given.model_fields_set else embedded.redis(data / "redis")


def _remember(data: Path, kept: Kept, url: str) -> None:
    folder.save(data, replace(kept, stopped_at=stage.shown_now(url)))


def _port(wanted: int, taken: frozenset[int]) -> int:
    port = ports.free_from(wanted, but=taken)
    if port != wanted:
        click.echo(f"port {wanted} is busy, using {port}")
    return port


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _fail(why: str) -> None:
    click.echo(f"sandianban demo: {why}", err=True)
    sys.exit(1)
