"""Fixtures that every room's tests share: both databases, a Redis, the key at rest."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
import redis
import structlog
from sqlalchemy import Engine

from storage.db import Base, Sessions, make_engine
from storage.migrating import import_tables
from storage.seal import Seal
from tests import servers

import_tables()


@pytest.fixture(scope="session", autouse=True)
def seal_key() -> None:
    """The key at rest of all tests."""
    Seal.use("a key for tests, long enough")


@pytest.fixture(autouse=True)
def plain_logs() -> Iterator[None]:
    """What one test sets up for the logs is not there for the next."""
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def run_folder() -> Path:
    """One folder for the whole run, whichever of its processes asks. Beside pytest's own, which each run shuts to
    other users: PostgreSQL does not run as root."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
    folder = Path(tempfile.gettempdir()) / f"sandianban-tests-{run[:12]}"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with every table and no row, to copy from."""
    file = tmp_path_factory.mktemp("sqlite") / "empty.db"
    engine = make_engine(f"sqlite:///{file}")
    Base.metadata.create_all(engine)
    engine.dispose()
    return file


@pytest.fixture(scope="session")
def postgres(run_folder: Path) -> str:
    """A PostgreSQL database of this test process, with every table."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "one")
    url = servers.postgres_url(run_folder / "postgres", f"sandianban_test_{worker}")
    engine = make_engine(url)
    Base.metadata.create_all(engine)
    engine.dispose()
    return url


@pytest.fixture
def sqlite(empty_sqlite: Path) -> str:
    """A SQLite database with every table and no row: always the same file, new for each test."""
    file = empty_sqlite.with_name("test.db")
    for old in file.parent.glob("test.db*"):
        old.unlink()
    shutil.copy(empty_sqlite, file)
    return f"sqlite:///{file}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database with every table: once on SQLite, once on PostgreSQL."""
    url: str = request.getfixturevalue(request.param)
    if request.param == "postgres":
        servers.empty_tables(engine_of(url))
    return url


@lru_cache
def engine_of(url: str) -> Engine:
    """One engine a database for the whole run, so that a statement is put into SQL once and not in every test."""
    return make_engine(url)


@pytest.fixture
def sessions(database_url: str) -> Iterator[Sessions]:
    yield Sessions(engine_of(database_url))
    engine_of(database_url).dispose()


@pytest.fixture
def sqlite_sessions(sqlite: str) -> Iterator[Sessions]:
    """An empty SQLite database with every table."""
    yield Sessions(engine_of(sqlite))
    engine_of(sqlite).dispose()


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    given = os.environ.get("TEST_REDIS_URL")
    if given:
        yield given
        return
    process, url = servers.start_redis(tmp_path_factory.mktemp("redis"))
    yield url
    process.terminate()
    process.wait()


@pytest.fixture
def redis_url(redis_server: str) -> str:
    """A Redis that holds nothing."""
    redis.Redis.from_url(redis_server).flushall()
    return redis_server
